"""A record that is there already as the keys of another one: what a person would type again."""

import datetime
import json
from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

from jo_security.ledger.ledger import Ledger
from jo_security.records.money import plain
from jo_security.records.record import Many, key, shapes
from jo_security.records.shapes import AMOUNTS, DATE
from jo_security.records.tables import kind

OWN = frozenset(("id", "date", "exercise", "visa", "override", "note"))
"""What another operation does not have in common with the one that it is like."""


def alike(ledger: Ledger, table: str, n: int) -> dict[str, Any]:
    """The keys of an operation as TOML would give them, but for those that are its own; `n` is its number."""
    cursor = ledger.connection.execute(f'SELECT * FROM "{table}" WHERE n = ?', (n,))
    row = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
    keys: dict[str, Any] = {}
    for name, shape in shapes(kind(table)).items():
        if name in OWN:
            continue
        if isinstance(shape, Many):
            keys[name] = _shares(ledger, table, n)
        else:
            value = row[name.replace("-", "_")]
            if shape in AMOUNTS and value is not None:
                value = Decimal(plain(value))
            elif shape is DATE and value is not None:
                value = datetime.date.fromisoformat(value)
            elif value is not None:
                value = _of_type(str(shape.json.get("type")), value)
            keys[name] = value
    usual = {key(field.name): field.default for field in fields(cast("Any", kind(table)))}
    return {name: value for name, value in keys.items() if value not in (None, [], usual[name])}


def _of_type(of: str, value: Any) -> object:  # noqa: ANN401 - values of TOML have many types
    """A value of the ledger as a file has it."""
    if of == "number":
        return Decimal(value)
    if of == "boolean":
        return bool(value)
    return json.loads(value) if of == "array" else value


def _shares(ledger: Ledger, table: str, n: int) -> list[dict[str, Any]]:
    """The shares of a schedule or of a plan, by exercise."""
    rows = ledger.connection.execute(
        "SELECT exercise, cp FROM share WHERE kind = ? AND n = ? ORDER BY rowid", (table, n)
    )
    return [{"exercise": exercise, "cp": Decimal(plain(cp))} for exercise, cp in rows]
