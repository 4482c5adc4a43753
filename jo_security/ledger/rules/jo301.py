"""JO301 over-paid: payments on a commitment exceed it."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO301",
    name="over-paid",
    level=ERROR,
    says=N_("Payments on a commitment exceed its amount, adjustments included."),
    mend=N_("Correct the payment, or record the further commitment before it."),
    law=N_("organic law 2001-692 of 1 August 2001 (LOLF), article 8: CP pay commitments contracted within the AE"),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", c.id AS cause, a.paid, a.firm
        FROM ruled_account AS a, asked
        JOIN operation AS o ON o.op = a.op
        JOIN "commitment" AS c ON c.n = a."commitment"
        WHERE a.kind = 'payment' AND a.amount > 0 AND a.paid > a.firm
            AND a.op < asked.until AND a."commitment" IN (SELECT "commitment" FROM scope_commitment)
        ORDER BY o.op
    """,
    message=N_("{id} brings payments on {cause} to {paid:money}, above its amount of {firm:money}"),
    hint=N_("Correct the payment, or record the further commitment before it."),
)
