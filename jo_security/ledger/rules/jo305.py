"""JO305 schedule-mismatch: a schedule whose sum is not its commitment."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO305",
    name="schedule-mismatch",
    level=WARNING,
    says=N_("The last payment schedule of a commitment does not add up to its amount, adjustments included."),
    mend=N_("Restate the schedule so that its shares add up to the commitment."),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), article 51, 5°: schedules of CP; that they equal the "
        "commitment is deduced from it"
    ),
    query="""
        WITH stated AS (
            SELECT o."commitment", o.op, o.kind, o.n
            FROM "commitment" AS c JOIN operation AS o ON o.kind = 'commitment' AND o.n = c.n
            WHERE c.scheduled AND o.sound
            UNION ALL
            SELECT o."commitment", o.op, o.kind, o.n
            FROM adjustment AS a JOIN operation AS o ON o.kind = 'adjustment' AND o.n = a.n
            JOIN operation AS own ON own.kind = 'commitment' AND own.n = o."commitment"
            WHERE a.scheduled AND o.sound AND own.sound
        ),
        holder AS (
            SELECT "commitment", max(op) AS op, kind, n FROM stated, asked
            WHERE op < asked.until AND "commitment" IN (SELECT "commitment" FROM scope_commitment)
            GROUP BY "commitment"
        ),
        firm AS (
            SELECT "commitment", sum(amount) AS amount FROM ruled_account, asked
            WHERE op < asked.until AND kind IN ('commitment', 'adjustment')
                AND "commitment" IN (SELECT "commitment" FROM holder)
            GROUP BY "commitment"
        ),
        due AS (SELECT kind, n, sum(cp) AS cp FROM share GROUP BY kind, n)
        SELECT o.kind, o.n, o.id AS record, 'schedule' AS "key", c.id AS cause,
            COALESCE(due.cp, 0) AS scheduled, firm.amount AS firm
        FROM holder
        JOIN firm ON firm."commitment" = holder."commitment"
        JOIN operation AS o ON o.op = holder.op
        JOIN "commitment" AS c ON c.n = holder."commitment"
        LEFT JOIN due ON due.kind = holder.kind AND due.n = holder.n
        WHERE COALESCE(due.cp, 0) <> firm.amount
        ORDER BY o.op
    """,
    message=N_("the schedule of {cause} adds up to {scheduled:money}, and the commitment to {firm:money}"),
    hint=N_("Restate the schedule so that its shares add up to the commitment."),
)
