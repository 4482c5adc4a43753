"""Faults that several records share: a key missing, or one that does not go with the others."""

from jo_security.records.problem import Path, Words, Wrong
from jo_security.records.words import N_


def missing(name: str, hint: Words | None = None, path: Path = ()) -> Wrong:
    """A key that the record, or the table at the path inside it, cannot do without."""
    says = Words(N_("the key {key} is missing"), {"key": name})
    return Wrong("JO103", path, says, hint or Words(N_("Add {key}."), {"key": name}), at_key=True)


def barred(name: str, because: Words) -> Wrong:
    """A key that does not go with the others."""
    says = Words(N_("{key} does not go here: {because}"), {"key": name, "because": because})
    return Wrong("JO104", (name,), says, Words(N_("Remove {key}."), {"key": name}))
