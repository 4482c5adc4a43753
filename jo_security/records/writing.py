"""Records as a budget file has them: keys in the order of the reference, each with the text of its value."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, cast

from jo_security.records.money import cents, grouped
from jo_security.records.record import Inline, Many, Record, shapes
from jo_security.records.shapes import AMOUNTS, Shape
from jo_security.records.tables import kind

PLAIN_DIGITS = 20
"""How far from the point a number's first digit may stand for it to be written without an exponent."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# What a terminal or an editor would obey rather than show, besides what TOML wants escaped.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]')


def written(table: str, keys: Mapping[str, object]) -> list[tuple[str, str]]:
    """The keys of a record with the texts of their values, each on one line, in the order of the reference.

    The values are those that TOML gives: an amount is an integer or a Decimal. They are known to fit.
    """
    return _written(kind(table), keys)


def title(table: str, keys: Mapping[str, object]) -> str:
    """What a record is called in the comments of its block: its id, else what tells it from others of its table."""
    if "id" in keys:
        return str(keys["id"])
    # Of a closing the day that it closes, not the one on which it was done.
    told = (keys.get(name) for name in ("indicator", "measure", "line", "to" if "to" in keys else "date"))
    return " ".join([table, *(str(value) for value in told if value is not None)])


def keys_of(record: Record) -> dict[str, object]:
    """A record as TOML would give it: amounts in units, nested records as tables; defaults are left out."""
    keys: dict[str, object] = {}
    for field, (name, shape) in zip(fields(cast("Any", record)), shapes(type(record)).items(), strict=True):
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            keys[name] = _given(shape, value)
    return keys


def text(value: object) -> str:
    """A value that is no amount as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(_escape, value)}"'
    if isinstance(value, Sequence):
        return f"[{', '.join(map(text, value))}]"
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) <= PLAIN_DIGITS else str(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _written(of: type[Record], keys: Mapping[str, object]) -> list[tuple[str, str]]:
    """The keys of a record of a class, with their texts."""
    known = shapes(of)
    if strange := keys.keys() - known.keys():
        raise KeyError(*strange)
    return [(name, _value(shape, keys[name])) for name, shape in known.items() if name in keys]


def _value(shape: Shape, value: Any) -> str:  # noqa: ANN401 - values of TOML have many types
    """The text of one value of a shape."""
    if isinstance(shape, Many):
        return f"[{', '.join(_inline(shape, each) for each in value)}]"
    if isinstance(shape, Inline):
        return _inline(shape, value)
    return grouped(cents(value)) if shape in AMOUNTS else text(value)


def _inline(shape: Inline, keys: Mapping[str, object]) -> str:
    """A record inside another, on one line."""
    return f"{{ {', '.join(f'{name} = {said}' for name, said in _written(shape.of, keys))} }}"


def _given(shape: Shape, value: Any) -> object:  # noqa: ANN401 - values of TOML have many types
    """The value of a record's field as TOML would give it."""
    if isinstance(shape, Many):
        return [keys_of(each) for each in value]
    if isinstance(shape, Inline):
        return keys_of(value)
    if shape in AMOUNTS:
        return Decimal(value).scaleb(-2)
    return list(value) if isinstance(value, tuple) else value


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"
