"""JO201 over-committed: available AE are exceeded."""

from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.words import N_

# Operations that pass the limit, those with a recorded override included: JO404 is about them.
OFFENDERS = """
    SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", line.id AS line, running.exercise, running.after, o.date
    FROM running, asked, controls
    JOIN operation AS o ON o.op = running.op
    JOIN line ON line.n = running.line
    WHERE running.balance = 'ae' AND running.change < 0 AND running.after < 0 AND running.after < -controls.tolerance
        AND running.op < asked.until AND running.line IN (SELECT line FROM scope_line)
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
    query=OFFENDERS + WITHOUT_OVERRIDE + "ORDER BY o.op, running.line DESC",
    message=N_("{id} exceeds the available AE; balance after it: {lines:balances}"),
    hint=N_("Reduce the amount, open or transfer AE to the line by {date:date}, or record an override."),
)
