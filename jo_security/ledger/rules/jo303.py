"""JO303 paid-undelivered: payments on a commitment exceed its certified deliveries."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO303",
    name="paid-undelivered",
    level=WARNING,
    says=N_("Payments on a commitment exceed its certified deliveries, in a budget that records deliveries."),
    mend=N_("Record the certified delivery; if the payment is an advance, say so in its note."),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", c.id AS cause, a.paid, a.delivered
        FROM ruled_account AS a, asked
        JOIN operation AS o ON o.op = a.op
        JOIN "commitment" AS c ON c.n = a."commitment"
        WHERE a.delivered < a.paid
            AND (a.kind = 'payment' AND a.amount > 0 OR a.kind = 'delivery' AND a.amount < 0)
            AND (SELECT min(op) FROM ruled_account WHERE kind = 'delivery') < asked.until
            AND a.op < asked.until AND a."commitment" IN (SELECT "commitment" FROM scope_commitment)
        ORDER BY o.op
    """,
    message=N_("after {id}, {paid:money} is paid on {cause} for {delivered:money} of certified deliveries"),
    hint=N_("Record the certified delivery; if the payment is an advance, say so in its note."),
)
