"""JO101 syntax."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO101",
    name="syntax",
    level=ERROR,
    says=N_("The file is not TOML. The place is the first where it stops being so."),
    mend=N_("Correct the text at the place named; an editor that knows TOML shows it while you type."),
)
