"""JO202 over-envelope: opened AE exceed the envelope."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO202",
    name="over-envelope",
    level="envelope",
    says=N_(
        "An opening or an allocation brings the opened AE of the whole budget, over all financial years, above "
        "the announced envelope."
    ),
    mend=N_("Correct the amount, or the envelope if another one was announced."),
    query="""
        SELECT CASE o.kind WHEN 'allocation' THEN 'line' ELSE o.kind END AS kind, o.n, o.id AS record,
            CASE o.kind WHEN 'allocation' THEN 'allocation' ELSE 'ae' END AS "key",
            total.opened, budget.envelope, total.opened - budget.envelope AS excess
        FROM budget, asked, (
            SELECT op, kind, ae, sum(ae) OVER (ORDER BY op) AS opened
            FROM credit WHERE kind NOT IN ('freeze', 'release')
        ) AS total
        JOIN operation AS o ON o.op = total.op
        WHERE total.kind = 'opening' AND total.ae > 0 AND total.opened > budget.envelope AND total.op < asked.until
        ORDER BY o.op
    """,
    message=N_("{id} brings opened AE to {opened:money}, {excess:money} above the envelope of {envelope:money}"),
    hint=N_("Correct the amount, or the envelope if another one was announced."),
)
