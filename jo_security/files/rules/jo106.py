"""JO106 bad-format."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO106",
    name="bad-format",
    level=ERROR,
    says=N_("The first line of a budget says format = 1, and this one does not."),
    mend=N_("Write format = 1 at the top of the file."),
)
