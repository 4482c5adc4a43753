"""What the worksheets of a workbook share: names that a spreadsheet accepts, formats, values of the right kind."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from jo_security.locales.phrases import literal
from jo_security.records.units import Unit
from jo_security.sheets.cells import shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jo_security.locales.language import Language

DEEPEST = 15
"""How far a cell can be moved by."""
DIGITS, MOST = 15, 1_000_000_000_000_000
"""How many digits of a number a spreadsheet keeps; a longer one is written as text, whole."""

LONGEST = 32_767
"""Signs that a cell holds."""

FIRST_YEAR = 1900
"""The first year whose days a spreadsheet counts; an earlier date is written as text."""

REFUSED = re.compile(r"[\[\]:*?/\\]")
NAME = 31
MONEY, COUNT, YEAR, SHARE = "#,##0.00;[Red]-#,##0.00", "#,##0", "0", "0.0%"
DATES = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}

Number: TypeAlias = tuple[bool | datetime.date | float, str]
"""What a value is to a spreadsheet, and its number format."""

Look: TypeAlias = tuple[str, bool, int]
"""A number format, whether bold, how far it is moved by."""


class Book:
    """A workbook being written, in a language, its formats made once each."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.workbook = workbook
        self.language = language
        self._formats: dict[tuple[Look, str], Format] = {}
        self._names: set[str] = set()

    def worksheet(self, name: str) -> Worksheet:
        """A new worksheet, its name cleaned, cut, and told from the others."""
        clean = REFUSED.sub(" ", literal(name)).strip().strip("'").strip() or "-"
        cut, again = _cut(clean, NAME), 1
        # A spreadsheet keeps that name for itself.
        while cut.lower() in self._names or cut.lower() == "history":
            again += 1
            after = f" ({again})"
            cut = _cut(clean, NAME - len(after)) + after
        self._names.add(cut.lower())
        return self.workbook.add_worksheet(cut)

    def format(self, number: str = "", *, bold: bool = False, indent: int = 0, kind: str = "") -> Format:
        """A format; `kind` is one of KINDS."""
        look = (number, bold, min(indent, DEEPEST))
        if (look, kind) not in self._formats:
            its: dict[str, Any] = {"valign": "top", **KINDS[kind]}
            if number:
                its["num_format"] = number
            if bold:
                its["bold"] = True
            if indent:
                its["indent"] = look[2]
            self._formats[look, kind] = self.workbook.add_format(its)
        return self._formats[look, kind]

    def write(self, sheet: Worksheet, row: int, column: int, value: object, unit: Unit, **look: Any) -> bool:  # noqa: ANN401 - as the library takes them
        """Write a value as what it is; whether it became text, or nothing."""
        number = self.number(value, unit)
        if number is None:
            text = shown(value, unit, self.language)
            if text or look.get("kind"):
                right = "right" if value is not None and unit in ("money", "number", "count") else ""
                sheet.write_string(row, column, fitting(text), self.format(**{"kind": right, **look}))
            return True
        amount, form = number
        style = self.format(form, **look)
        if isinstance(amount, bool):
            sheet.write_boolean(row, column, amount, style)
        elif isinstance(amount, datetime.date):
            sheet.write_datetime(row, column, amount, style)
        else:
            sheet.write_number(row, column, amount, style)
        return False

    def number(self, value: object, unit: Unit) -> Number | None:
        """What a value is to a spreadsheet, with its number format; None where it is written as text, or blank."""
        known: Any = value
        found: Number | None
        match unit:
            case _ if value is None:
                return None
            case "money":
                found = (known / 100, MONEY) if holds(known) else None
            case "flag":
                found = (bool(known), "")
            case "date":
                day = datetime.date.fromisoformat(known[:10])
                found = (day, DATES[self.language.code]) if day.year >= FIRST_YEAR else None
            case "rate":
                found = (known[0] / known[1], SHARE) if known[1] > 0 else None
            case "number":
                found = _decimal(Decimal(known))
            case _:
                found = _counted(known, unit)
        return found


HEAD = {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "bottom_color": "#14306B"}
KINDS: dict[str, dict[str, Any]] = {
    "": {},
    "head": HEAD,
    "head right": HEAD | {"align": "right"},
    "total": {"bold": True, "top": 1, "bottom": 1, "top_color": "#14306B", "bottom_color": "#14306B"},
    "title": {"bold": True, "font_size": 16, "text_wrap": True},
    "right": {"align": "right"},
    "wrapped": {"text_wrap": True},
    "fact": {"text_wrap": True, "align": "left"},
}


def holds(cents: int) -> bool:
    """Whether a spreadsheet keeps an amount to the cent."""
    return abs(cents) < MOST


def fitting(text: str) -> str:
    """A text that a cell holds; a longer one is cut, and says so."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _cut(text: str, units: int) -> str:
    """The beginning of a text, which a spreadsheet counts in units of UTF-16."""
    kept = text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return kept.strip().strip("'").strip() or "-"


def _decimal(value: Decimal) -> tuple[float, str] | None:
    """A number with all its decimals, None where a spreadsheet, whose numbers are binary, would not keep them all."""
    text = format(value, "f")
    decimals = len(text.partition(".")[2])
    if not value.is_finite() or sum(sign.isdigit() for sign in text) > DIGITS:
        return None
    return float(value), f"#,##0.{'0' * decimals}" if decimals else COUNT


def _counted(value: object, unit: Unit) -> tuple[float, str] | None:
    """A whole number, or what tells by itself that it is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
        return None
    return value, {"count": COUNT, "year": YEAR}.get(unit, "")
