"""JO401 visa-missing: a commitment without the budget controller's visa."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO401",
    name="visa-missing",
    level=WARNING,
    says=N_(
        "A commitment reaches the visa threshold in force for its title, or an addition takes it there, without a"
        " visa of the budget controller or with one dated later."
    ),
    mend=N_(
        "Record the visa that was given, with its number and its date; if there is none, ask for it before signing."
    ),
    law=N_("order of each ministry on budget control, which sets the thresholds of the visa"),
    query="""
        SELECT kind, n, id AS record, 'amount' AS "key", firm, threshold
        FROM (
            SELECT o.kind, o.n, o.op, o.id, o.firm, o.before, own.op AS begun,
                COALESCE(
                    (SELECT threshold FROM visa_threshold AS v WHERE v.title = in_force.title AND v.since <= o.date
                     ORDER BY v.since DESC LIMIT 1),
                    (SELECT threshold FROM visa_threshold AS v WHERE v.title IS NULL AND v.since <= o.date
                     ORDER BY v.since DESC LIMIT 1)
                ) AS threshold
            FROM (
                SELECT o.*, o.amount AS firm, 0 AS before
                FROM (SELECT min(threshold) AS least FROM visa_threshold)
                CROSS JOIN operation AS o ON o.kind = 'commitment' AND o.amount >= least
                UNION ALL
                SELECT o.*, account.firm, account.firm - o.amount
                FROM account CROSS JOIN operation AS o ON o.op = account.op
                WHERE account.kind = 'adjustment' AND account.amount > 0 AND EXISTS (SELECT 1 FROM visa_threshold)
            ) AS o
            JOIN in_force ON in_force.line = o.line
            JOIN operation AS own ON own.kind = 'commitment' AND own.n = o."commitment"
            LEFT JOIN "commitment" AS c ON o.kind = 'commitment' AND c.n = o.n
            LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
            WHERE o."commitment" IN (SELECT "commitment" FROM scope_commitment)
                AND COALESCE(COALESCE(c.visa_date, a.visa_date) > o.date, 1)
        ) AS due, asked
        WHERE due.op < asked.until AND due.begun < asked.until AND CASE due.kind
            WHEN 'commitment' THEN (SELECT amount FROM "commitment" AS c WHERE c.n = due.n) >= threshold
            ELSE before < threshold AND firm >= threshold
        END
        ORDER BY due.op
    """,
    message=N_("{id} takes the commitment to {firm:money} without a visa, which is required from {threshold:money}"),
    hint=N_("Record the visa of the budget controller, dated no later than the operation."),
)
