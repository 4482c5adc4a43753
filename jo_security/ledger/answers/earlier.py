"""Earlier operations, from which another one can be made: those with more in common first, then the last ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger

MOST = 2_000
"""How many are looked at."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An operation: its number in its table, its id or nothing, its day, what it says, its amount in cents."""

    table: str
    n: int
    id: str
    date: str
    says: str
    amount: int


# What an operation says, its amount, and what it has in common with another one: its commitment, supplier and line.
_TABLES: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "commitment": ("supplier || ' · ' || label", "amount", ("supplier", "line")),
    "reservation": ("line || ' · ' || label", "amount", ("line",)),
    "movement": (
        "kind || ' · ' || COALESCE(line, \"from\" || ' → ' || \"to\")",
        "COALESCE(NULLIF(ae, 0), cp)",
        ("line", "from", "to"),
    ),
    "plan": ("line || ' · ' || label", "amount", ("line",)),
    "adjustment": ("\"commitment\" || ' · ' || reason", "amount", ("commitment",)),
    "delivery": ("\"commitment\" || COALESCE(' · ' || note, '')", "amount", ("commitment",)),
    "payment": (
        "COALESCE(\"commitment\", line) || COALESCE(' · ' || label, '') || COALESCE(' · ' || reference, '')",
        "amount",
        ("commitment", "line"),
    ),
    "assertion": ("measure || COALESCE(' · ' || line, '')", "amount", ("line",)),
}


def earlier(ledger: Ledger, table: str, about: Mapping[str, str], most: int = MOST) -> list[Earlier]:
    """The operations of a table, those that have in common what is given first; `about` is by key, as in a file."""
    given = [key for key in _TABLES[table][2] if about.get(key)]
    likeness = " + ".join(f'("{key}" IS ?)' for key in given) or "NULL"
    return _found(ledger, table, f"1 ORDER BY {likeness} DESC, n DESC LIMIT {most}", [about[key] for key in given])


def lately(ledger: Ledger, tables: Sequence[str], about: Mapping[str, str], most: int) -> list[Earlier]:
    """The last operations of some tables that have in common what is given; of any where nothing is."""
    found: list[Earlier] = []
    for table in tables:
        given = [key for key in _TABLES[table][2] if about.get(key)]
        if given or not about:
            condition = " OR ".join(f'"{key}" = ?' for key in given) or "1"
            values = [about[key] for key in given]
            found += _found(ledger, table, f"({condition}) ORDER BY n DESC LIMIT {most}", values)
    return sorted(found, key=lambda each: each.date, reverse=True)[:most]


def _found(ledger: Ledger, table: str, which: str, values: Sequence[str]) -> list[Earlier]:
    says, amount, _ = _TABLES[table]
    name = "id" if table != "assertion" else "''"
    rows = ledger.connection.execute(f'SELECT n, {name}, date, {says}, {amount} FROM "{table}" WHERE {which}', values)
    return [Earlier(table, *row) for row in rows]
