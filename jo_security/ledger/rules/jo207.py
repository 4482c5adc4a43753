"""JO207 over-reserved: a reservation is used beyond its amount."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO207",
    name="over-reserved",
    level=ERROR,
    says=N_("The commitments that name a reservation exceed its amount, adjustments included."),
    mend=N_("Increase the reservation first, or commit no more than what is left of it."),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", r.id AS reservation, -u.remainder AS excess
        FROM asked, ruled_usage AS u
        CROSS JOIN operation AS o ON o.op = u.op
        JOIN reservation AS r ON r.n = u.reservation
        WHERE o.kind = 'commitment' AND u.remainder < 0 AND u.op < asked.until
            AND o.line IN (SELECT line FROM scope_line)
        ORDER BY o.op
    """,
    message=N_("{id} exceeds what is left of reservation {reservation} by {excess:money}"),
    hint=N_("Increase the reservation first, or commit no more than what is left of it."),
)
