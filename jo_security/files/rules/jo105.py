"""JO105 bad-include."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO105",
    name="bad-include",
    level=ERROR,
    says=N_(
        "An include that matches no file, names a file outside the folder of the budget or a file that cannot be "
        "read, or whose file holds what only the budget file may hold."
    ),
    mend=N_("Correct the pattern, or move into the budget file what belongs there."),
)
