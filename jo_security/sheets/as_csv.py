"""A sheet as comma-separated values, a column at a time: a hundred thousand rows in a second.

Two dialects. `en`: comma, decimal point, UTF-8. `fr`, as spreadsheets of French machines read it: semicolon, decimal
comma, UTF-8 with its byte order mark. Both end lines as Unix does, so that the last column stays whole in a pipe;
spreadsheets read that as well. There is no row of totals: the sum of a column is its total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, cast

from jo_security.records.defusing import defused
from jo_security.records.money import plain
from jo_security.records.units import Unit
from jo_security.sheets.cells import bare
from jo_security.sheets.sheet import Document, Values
from jo_security.sheets.view import first_for_machines, for_machines

BATCH = 1000
"""Rows that are written at once."""

QUOTED = re.compile('[",;\t\r\n]|^\\s|\\s$')
"""What makes a field need quotes, in either dialect."""

Fields: TypeAlias = Callable[[Iterable[object]], Iterable[str]]
"""The values of a column as fields."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What separates fields, the decimal sign, what the file begins with."""

    separator: str
    point: str
    mark: str


DIALECTS = {"en": Dialect(",", ".", ""), "fr": Dialect(";", ",", "\ufeff")}


def written(document: Document, dialect: str = "en") -> Iterator[str]:
    """The first sheet of a document, its columns named as machines do; nothing where it has none."""
    sheet = first_for_machines(document)
    if sheet is None:
        return
    its = DIALECTS[dialect]
    places = for_machines(sheet)
    yield its.mark + its.separator.join(_text(column.key) for _, column in places) + "\n"
    columns = [(place, _fields(column.unit, its)) for place, column in places]
    rows = iter(sheet.rows)
    while batch := list(islice(rows, BATCH)):
        yield _lines(batch, columns, its)


def _lines(batch: Sequence[Values], columns: Sequence[tuple[int, Fields]], dialect: Dialect) -> str:
    """Rows as lines. A line of one empty field has quotes, as it would not be seen otherwise."""
    values = list(zip(*batch, strict=True))
    cells = zip(*(fields(values[place]) for place, fields in columns), strict=True)
    lines = [dialect.separator.join(each) for each in cells]
    if len(columns) == 1:
        lines = [line or '""' for line in lines]
    return "\n".join(lines) + "\n"


def _fields(unit: Unit, dialect: Dialect) -> Fields:
    """How the values of a unit become fields."""
    if unit in {"text", "id", "word"}:
        return lambda column: ["" if value is None else _text(str(value)) for value in column]
    if unit == "texts":
        return lambda column: [_text(bare(value, unit)) for value in column]
    if unit == "any":
        return lambda column: [_any(value, dialect) for value in column]
    if unit in ("money", "number", "rate"):
        return lambda column: [_number(value, unit, dialect) for value in column]
    return lambda column: [_quoted(bare(value, unit)) for value in column]


def _number(value: object, unit: Unit, dialect: Dialect) -> str:
    """An amount or a number with the decimal sign of the dialect."""
    # Amounts are most of a large sheet.
    text = plain(cast("int", value)) if unit == "money" and value is not None else bare(value, unit)
    return text if dialect.point == "." else text.replace(".", ",")


def _any(value: object, dialect: Dialect) -> str:
    """A value that tells by itself what it is; only texts are defused."""
    if isinstance(value, str):
        return _text(value)
    text = bare(value, "any")
    return text.replace(".", dialect.point) if isinstance(value, float) else text


def _text(text: str) -> str:
    """A text as a field, an apostrophe before what a spreadsheet would run."""
    return _quoted(defused(text))


def _quoted(text: str) -> str:
    """A field, in quotes where it needs them."""
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text
