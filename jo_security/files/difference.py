"""What two states of a budget do not have in common, record by record."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jo_security.records.tables import ARRAYS, SINGLE
from jo_security.records.writing import title

Key = tuple[str, str]
"""A record by its table and its id; one without id by what it says of itself."""

MOST = 200
"""How many records of a difference the journal takes down in full; of the others it gives the number."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The records that came, that went, and that changed, each with what it says, before and after."""

    added: Mapping[Key, Any]
    removed: Mapping[Key, Any]
    changed: Mapping[Key, tuple[Any, Any]]

    def told(self) -> dict[str, Any]:
        """The difference as the journal has it, amounts and dates as text."""
        added = [[*key, _plain(said)] for key, said in self.added.items()]
        removed = [[*key, _plain(said)] for key, said in self.removed.items()]
        changed = [[*key, _plain(before), _plain(after)] for key, (before, after) in self.changed.items()]
        told: dict[str, Any] = {"added": added[:MOST], "removed": removed[:MOST], "changed": changed[:MOST]}
        more = sum(max(0, len(each) - MOST) for each in (added, removed, changed))
        return told | ({"more": more} if more else {})


def records(documents: Iterable[Mapping[str, Any]]) -> dict[Key, Any]:
    """Every record of the files of a budget, as TOML gives it, in the budget's order."""
    found: dict[Key, Any] = {}
    for document in documents:
        for table in SINGLE:
            if table in document:
                found[table, table] = document[table]
        for table in ARRAYS:
            held = document.get(table)
            for record in held if isinstance(held, list) else ():
                found[_key(found, table, record)] = record
    return found


def difference(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> Difference:
    """What came, went and changed between two states."""
    return Difference(
        {key: said for key, said in after.items() if key not in before},
        {key: said for key, said in before.items() if key not in after},
        {key: (before[key], said) for key, said in after.items() if key in before and before[key] != said},
    )


def _key(found: Mapping[Key, Any], table: str, record: object) -> Key:
    """What a record is known by; of several with one name the later ones are counted."""
    name = title(table, record) if isinstance(record, dict) else str(record)
    key, rank = (table, name), 1
    while key in found:
        rank += 1
        key = (table, f"{name} ({rank})")
    return key


def _plain(value: Any) -> Any:  # noqa: ANN401 - values of TOML have many types
    """What TOML gives, as JSON may have it."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | datetime.date | datetime.time):
        return str(value)
    return value
