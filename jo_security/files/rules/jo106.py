"""JO106 bad-format."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO106",
    name="bad-format",
    level=ERROR,
    says=N_("A budget file says format = 1 at its top; this one says another format, or none."),
    mend=N_("Write format = 1 at the top of the file."),
)
