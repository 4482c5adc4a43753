"""JO105 bad-include."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO105",
    name="bad-include",
    level=ERROR,
    says=N_(
        "An include that matches no file, names a file outside the folder of the budget, cannot be read, or holds what only the budget file itself may hold."
    ),
    mend=N_("Correct the pattern, or move what does not belong there into the budget file."),
)
