"""JO208 over-withdrawn: a withdrawal takes more than is left."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO208",
    name="over-withdrawn",
    level=ERROR,
    says=N_(
        "A withdrawal takes a commitment below what was delivered or paid on it, or below zero, or the remainder "
        "of a reservation below zero."
    ),
    mend=N_("Withdraw no more than what is neither delivered nor paid, or than what is left of the reservation."),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", c.id AS cause, a.firm AS remains,
            max(a.delivered, a.paid, 0) AS needed
        FROM ruled_account AS a, asked
        JOIN operation AS o ON o.op = a.op
        JOIN "commitment" AS c ON c.n = a."commitment"
        WHERE a.kind = 'adjustment' AND a.amount < 0 AND a.firm < max(a.delivered, a.paid, 0)
            AND a.op < asked.until AND a."commitment" IN (SELECT "commitment" FROM scope_commitment)
        UNION ALL
        SELECT o.kind, o.n, o.id, 'amount', r.id, u.remainder, 0
        FROM ruled_usage AS u, asked
        JOIN operation AS o ON o.op = u.op
        JOIN reservation AS r ON r.n = u.reservation
        WHERE o.kind = 'adjustment' AND u.change < 0 AND u.remainder < 0 AND u.op < asked.until
            AND o.line IN (SELECT line FROM scope_line)
    """,
    message=N_("{id} takes {cause} down to {remains:money}, below the {needed:money} that must remain"),
    hint=N_("Withdraw no more than what is neither delivered nor paid, or than what is left of the reservation."),
)
