"""JO104 bad-value."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO104",
    name="bad-value",
    level=ERROR,
    says=N_(
        "A value that does not suit its key: a value of the wrong type, a blank text, an ill-formed id, an amount"
        " out of form or out of range, a choice that is not offered, or a key that does not go with the others."
    ),
    mend=N_("Write the value as the message says. Amounts and dates are written without quotes."),
)
