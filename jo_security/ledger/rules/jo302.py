"""JO302 over-cp: available CP are exceeded."""

from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE, LedgerRule
from jo_security.records.words import N_

# Operations that pass the limit, those with a recorded override included: JO404 is about them.
OFFENDERS = """
    SELECT o.kind, o.n, o.id AS record, 'amount' AS "key", line.id AS line, low.exercise, low.after, o.date
    FROM low CROSS JOIN asked
    CROSS JOIN operation AS o ON o.op = low.op
    JOIN line ON line.n = low.line
    WHERE low.balance = 'cp' AND low.op < asked.until AND low.line IN (SELECT line FROM scope_line)
        AND o.kind = 'payment'
"""

RULE = LedgerRule(
    code="JO302",
    name="over-cp",
    level="payment",
    says=N_("After a payment, the available CP of its financial year are below zero, on its line or on a line above."),
    mend=N_("Open or transfer CP to the line by that day, pay in another financial year, or record an override."),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), articles 8 and 9: credits are limits; one pays within the "
        "CP opened"
    ),
    query=OFFENDERS + WITHOUT_OVERRIDE + "ORDER BY o.op, low.line DESC",
    message=N_("{id} exceeds the available CP; balance after it: {lines:balances}"),
    hint=N_("Open or transfer CP to the line by {date:date}, or record an override."),
)
