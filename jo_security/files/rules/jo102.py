"""JO102 unknown-key."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO102",
    name="unknown-key",
    level=ERROR,
    says=N_("A key or a table that the format does not have."),
    mend=N_("Correct its spelling, or remove it; free text belongs in note."),
)
