"""JO101 syntax."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO101",
    name="syntax",
    level=ERROR,
    says=N_("The file is not TOML. The place shown is where it stops being TOML; the mistake may stand just before."),
    mend=N_("Correct the text at that place. A text editor that knows TOML shows such mistakes as you type."),
)
