"""Records of every table, drawn by hypothesis from the shapes of their keys."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from jo_security.records import shapes
from jo_security.records.checking import check
from jo_security.records.record import Inline, Many, Record
from jo_security.records.record import shapes as shapes_of
from jo_security.records.shapes import CONTROLS, Shape
from jo_security.records.tables import ARRAYS, kind

_NO_TEXT = re.compile(f"[{CONTROLS}]")
_NO_NOTE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
_LETTERS = st.characters(exclude_categories=["Cs"])
_NASTY = st.sampled_from(
    ['"', "\\", '"""', "'''", "#", "[[x]]", "é", "警備 🛡️", "\u2028", "\u00a0", "\ufeff", "=", "\\u0041"]
)
_TEXT = st.lists(st.one_of(_NASTY, st.text(_LETTERS, max_size=8)), max_size=5).map("".join)
_CENTS = st.integers(1, 10**13 - 1)


def _amount(cents: int) -> int | Decimal:
    """An amount as it may be typed: with decimals or, where there are none, without."""
    return cents // 100 if cents % 300 == 0 else Decimal(cents).scaleb(-2)


VALUES: dict[Shape, st.SearchStrategy[Any]] = {
    shapes.ID: st.from_regex(re.compile(shapes.ID_PATTERN, re.ASCII), fullmatch=True),
    shapes.TEXT: _TEXT.map(lambda text: _NO_TEXT.sub("", text)).filter(shapes.TEXT.accepts),
    shapes.NOTE: st.lists(st.one_of(_TEXT, st.sampled_from(["\n", "\t", "\r\n"])), max_size=5)
    .map(lambda parts: _NO_NOTE.sub("", "".join(parts)))
    .filter(shapes.NOTE.accepts),
    shapes.DATE: st.dates(shapes.FIRST_DAY, datetime.date(9999, 12, 31)),
    shapes.YEAR: st.integers(1000, 9999),
    shapes.POSITIVE: _CENTS.map(_amount),
    shapes.NOT_NEGATIVE: st.integers(0, 10**13 - 1).map(_amount),
    shapes.SIGNED: _CENTS.flatmap(lambda cents: st.sampled_from([_amount(cents), -_amount(cents)])),
    shapes.ANY: st.integers(-(10**13) + 1, 10**13 - 1).map(_amount),
}


def _others() -> dict[str, st.SearchStrategy[Any]]:
    """Values of the shapes that have no name of their own, by the keys that take them."""
    number = st.decimals(-(10**30), 10**30, allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20)
    share = st.decimals(0, 1, allow_nan=False, allow_infinity=False).filter(lambda value: value > 0)
    return {
        "title": st.integers(1, 7),
        "illustrative": st.booleans(),
        "reusable": st.booleans(),
        "probability": share,
        "value": number | st.sampled_from([Decimal("1E+3000"), Decimal("-2.5E-1000")]),
        "goal": number,
        "digest": st.text("0123456789abcdef", min_size=64, max_size=64).map(lambda digits: f"sha256:{digits}"),
        "tags": st.lists(VALUES[shapes.TEXT], max_size=3),
    }


OTHERS = _others()


def _value(name: str, shape: Shape) -> st.SearchStrategy[Any]:
    if isinstance(shape, Many):
        return st.lists(_keys(shape.of), max_size=3)
    if isinstance(shape, Inline):
        return _keys(shape.of)
    if shape in VALUES:
        return VALUES[shape]
    if name in OTHERS:
        return OTHERS[name]
    return st.sampled_from(list(shape.takes.values["choices"]))  # type: ignore[call-overload]


@st.composite
def _keys(draw: st.DrawFn, of: type[Record]) -> dict[str, Any]:
    """The keys of a record of a class, each there or not."""
    known = shapes_of(of)
    return {name: draw(_value(name, shape)) for name, shape in known.items() if draw(st.integers(0, 3))}


@st.composite
def keyed(draw: st.DrawFn, tables: tuple[str, ...] = tuple(ARRAYS)) -> tuple[str, dict[str, Any], Any]:
    """Draw a table, the keys of a sound record in it, and that record."""
    table = draw(st.sampled_from(tables))
    keys = draw(_keys(kind(table)))
    for wrong in [wrong for _, wrong in check(kind(table), [keys])[1]]:
        name = str(wrong.path[0]) if wrong.path else str(wrong.message.values.get("key"))
        if wrong.code == "JO103" and name not in keys and name in shapes_of(kind(table)):
            keys[name] = draw(_value(name, shapes_of(kind(table))[name]))
        else:
            keys.pop(name, None)
    records, faults = check(kind(table), [keys])
    assume(not faults)
    return table, keys, records[0]
