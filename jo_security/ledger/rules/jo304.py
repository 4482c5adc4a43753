"""JO304 over-delivered: deliveries on a commitment exceed it."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO304",
    name="over-delivered",
    level=ERROR,
    says=N_("Certified deliveries on a commitment exceed its amount, adjustments included."),
    mend=N_("Correct the delivery, or record the further commitment before it."),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", c.id AS cause, a.delivered, a.firm
        FROM ruled_account AS a, asked
        JOIN operation AS o ON o.op = a.op
        JOIN "commitment" AS c ON c.n = a."commitment"
        WHERE a.kind = 'delivery' AND a.amount > 0 AND a.delivered > a.firm
            AND a.op < asked.until AND a."commitment" IN (SELECT "commitment" FROM scope_commitment)
        ORDER BY o.op
    """,
    message=N_("{id} brings deliveries on {cause} to {delivered:money}, above its amount of {firm:money}"),
    hint=N_("Correct the delivery, or record the further commitment before it."),
)
