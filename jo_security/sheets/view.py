"""A sheet as people see it, and as machines do: which columns, in which words, with which total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jo_security.locales.phrases import literal
from jo_security.records.units import Unit
from jo_security.sheets.cells import RIGHT, shown
from jo_security.sheets.sheet import Column, Document, Sheet, Values

if TYPE_CHECKING:
    from jo_security.locales.language import Language

Places = Sequence[tuple[int, Column]]
"""Columns, each with its place in a row."""

NEGATIVE, ZERO = "negative", "zero"
"""How an amount is told from others, beside its sign."""


@dataclass(frozen=True, slots=True)
class View:
    """A sheet in the words of a language; the cells of a row are those of `columns`."""

    sheet: Sheet
    language: Language
    columns: Sequence[Column]
    places: Sequence[int]
    level_at: int | None

    def headings(self) -> list[str]:
        """What stands above each column."""
        return [literal(column.heading) for column in self.columns]

    def values(self, row: Values) -> list[object]:
        """What a row has in each column."""
        return [row[place] for place in self.places]

    def texts(self, values: Values) -> list[str]:
        """Values as they are read."""
        return [shown(value, column.unit, self.language) for value, column in zip(values, self.columns, strict=True)]

    def level(self, row: Values) -> int:
        """How deep a row lies in its tree; 0 where there is none."""
        deep: Any = row[self.level_at] if self.level_at is not None else 0
        return deep or 0

    def totals(self) -> list[object] | None:
        """The totals by column, None where a column has none; nothing where the sheet has none at all."""
        known = self.sheet.totals
        return None if known is None else [known.get(column.key) for column in self.columns]

    def foot(self) -> list[str] | None:
        """The total in words: its label in the first column, then the amounts."""
        totals = self.totals()
        return None if totals is None else [literal(self.sheet.total), *self.texts(totals)[1:]]


def view(sheet: Sheet, language: Language) -> View:
    """What people see of a sheet."""
    places = for_people(sheet)
    at = next((place for place, column in enumerate(sheet.columns) if column.key == sheet.level), None)
    return View(sheet, language, [column for _, column in places], [place for place, _ in places], at)


def for_people(sheet: Sheet) -> Places:
    """The columns that people see."""
    return [
        (place, column)
        for place, column in enumerate(sheet.columns)
        if column.rank is not None and column.key != sheet.counted
    ]


def for_machines(sheet: Sheet) -> Places:
    """The columns that machines read."""
    return [
        (place, column) for place, column in enumerate(sheet.columns) if column.machines and column.key != sheet.counted
    ]


def first_for_machines(document: Document) -> Sheet | None:
    """The sheet that a format of one table writes."""
    sheets = (part for part in document.parts if isinstance(part, Sheet))
    return next((sheet for sheet in sheets if for_machines(sheet)), None)


def at_right(value: object, unit: Unit) -> bool:
    """Whether a value stands at the right of its column."""
    return unit in RIGHT or (unit == "any" and isinstance(value, int | float))


def tone(value: object, unit: Unit) -> str:
    """`negative` or `zero` of an amount or a number, else nothing."""
    if value is None or unit not in ("money", "count", "number"):
        return ""
    amount: Any = Decimal(str(value)) if unit == "number" else value
    if amount < 0:
        return NEGATIVE
    return "" if amount else ZERO
