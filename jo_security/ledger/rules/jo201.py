"""JO201 over-committed: available AE are exceeded."""

from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.words import N_

# Operations that pass the limit, those with a recorded override included: JO404 is about them.
OFFENDERS = """
    SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", line.id AS line, low.exercise, low.after, o.date
    FROM low CROSS JOIN asked CROSS JOIN controls
    CROSS JOIN operation AS o ON o.op = low.op
    JOIN line ON line.n = low.line
    WHERE low.balance = 'ae' AND low.after < -controls.tolerance
        AND low.op < asked.until AND low.line IN (SELECT line FROM scope_line)
        AND o.kind IN ('reservation', 'commitment', 'adjustment', 'payment')
"""

RULE = LedgerRule(
    code="JO201",
    name="over-committed",
    level="commitment",
    says=N_(
        "After a reservation, a commitment, an adjustment or a payment on a line, available AE are below zero by "
        "more than the tolerance, on its line or on a line above."
    ),
    mend=N_(
        "Reduce the amount, open or transfer AE to the line by that day, use a reservation, or record an override."
    ),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), articles 8 and 9: credits are limits; one commits within "
        "the AE opened"
    ),
    query=OFFENDERS + WITHOUT_OVERRIDE + "ORDER BY o.op, low.line DESC",
    message=N_("{id} exceeds the available AE; balance after it: {lines:balances}"),
    hint=N_("Reduce the amount, open or transfer AE to the line by {date:date}, or record an override."),
)
