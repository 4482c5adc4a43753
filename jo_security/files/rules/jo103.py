"""JO103 missing-key."""

from jo_security.records.rule import ERROR, Rule
from jo_security.records.words import N_

RULE = Rule(
    code="JO103",
    name="missing-key",
    level=ERROR,
    says=N_("A key or a table that is required is absent."),
    mend=N_("Add it; the reference lists what each table requires."),
)
