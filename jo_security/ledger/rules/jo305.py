"""JO305 schedule-mismatch: a schedule whose sum is not its commitment."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO305",
    name="schedule-mismatch",
    level=WARNING,
    says=N_("The last payment schedule of a commitment does not add up to its amount with its adjustments."),
    mend=N_("Restate the schedule so that its shares add up to the commitment."),
    law=N_("organic law 2001-692 of 1 August 2001 (LOLF), article 51-5: the schedule of CP for the commitments made"),
    query="""
        WITH holder AS (
            SELECT o."commitment", max(o.op) AS op
            FROM operation AS o, asked
            LEFT JOIN "commitment" AS c ON o.kind = 'commitment' AND c.n = o.n
            LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
            WHERE o."commitment" IN (SELECT "commitment" FROM scope_commitment) AND o.sound AND o.op < asked.until
            AND EXISTS (SELECT 1 FROM operation AS own WHERE own.kind = 'commitment' AND own.n = o."commitment" AND own.sound)
                AND (c.scheduled OR a.scheduled)
            GROUP BY o."commitment"
        )
        SELECT o.kind, o.n, o.id AS record, 'schedule' AS "key", c.id AS cause, due.scheduled, due.firm
        FROM (
            SELECT holder.op,
                (SELECT COALESCE(sum(cp), 0) FROM share JOIN operation AS o ON o.op = holder.op
                 WHERE share.kind = o.kind AND share.n = o.n) AS scheduled,
                (SELECT sum(amount) FROM ruled_account AS a, asked
                 WHERE a."commitment" = holder."commitment" AND a.op < asked.until
                     AND a.kind IN ('commitment', 'adjustment')) AS firm
            FROM holder
        ) AS due
        JOIN operation AS o ON o.op = due.op
        JOIN "commitment" AS c ON c.n = o."commitment"
        WHERE due.scheduled <> due.firm
        ORDER BY o.op
    """,
    message=N_("the schedule of {cause} adds up to {scheduled:money}, and the commitment is of {firm:money}"),
    hint=N_("Restate the schedule so that its shares add up to the commitment."),
)
