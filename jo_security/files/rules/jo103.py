"""JO103 missing-key."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO103",
    name="missing-key",
    level=ERROR,
    says=N_("A required key or table is missing."),
    mend=N_("Add it. The reference of the format lists what each table requires."),
)
