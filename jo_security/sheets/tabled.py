"""A sheet as a worksheet: a frozen header, rows as they come, totals as formulas."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from jo_security.locales.phrases import literal
from jo_security.sheets.cells import RIGHT
from jo_security.sheets.workbook import MONEY, Book, fitting, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from jo_security.sheets.sheet import Values
    from jo_security.sheets.view import View

SAMPLE, NARROWEST, WIDEST = 200, 6, 60
"""How many rows tell the widths of columns, and the bounds that these lie between."""
MOST_TERMS, LONGEST_FORMULA = 200, 8_000
"""How many runs of cells one SUM names, and how long a formula a spreadsheet takes."""


def tabled(seen: View, book: Book, title: str) -> None:
    """Write a sheet into a worksheet, named by its title or this one; in a tree, only what counts adds up."""
    rows = iter(seen.sheet.rows)
    first = list(islice(rows, SAMPLE))
    sheet = book.worksheet(seen.sheet.title or title)
    for place, width in enumerate(_widths(seen, first)):
        sheet.set_column(place, place, width)
    for place, (heading, column) in enumerate(zip(seen.headings(), seen.columns, strict=True)):
        kind = "head right" if column.unit in RIGHT else "head"
        sheet.write_string(0, place, fitting(heading), book.format(kind=kind))
    sheet.freeze_panes(1, 1)
    counted, last = _rows(seen, book, sheet, chain(first, rows))
    sheet.autofilter(0, 0, max(last, 1), len(seen.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if seen.sheet.totals is not None:
        _totals(seen, book, sheet, counted, last)


def _rows(seen: View, book: Book, sheet: Worksheet, rows: Iterable[Values]) -> tuple[list[int] | None, int]:
    """Write the rows below the header; the numbers of those that count, None for all, and the number of the last."""
    at = next((i for i, column in enumerate(seen.sheet.columns) if column.key == seen.sheet.counted), None)
    counted: list[int] | None = None if at is None else []
    number = 0
    for number, row in enumerate(rows, 1):
        level = seen.level(row)
        for place, (value, column) in enumerate(zip(seen.values(row), seen.columns, strict=True)):
            book.write(sheet, number, place, value, column.unit, indent=0 if place else level)
        if counted is not None and at is not None and row[at]:
            counted.append(number)
    return counted, number


def _totals(seen: View, book: Book, sheet: Worksheet, counted: list[int] | None, last: int) -> None:
    """The total under the rows: a formula in each column that adds up, with what it comes to."""
    row = last + 1
    sheet.write_string(row, 0, fitting(literal(seen.sheet.total)), book.format(kind="total"))
    for place, (value, column) in enumerate(zip(seen.totals() or (), seen.columns, strict=True)):
        if place == 0:
            continue
        if column.unit == "money" and column.summed and isinstance(value, int) and holds(value):
            style = book.format(MONEY, kind="total")
            formula = _formula(place, counted, last)
            if len(formula) <= LONGEST_FORMULA:
                sheet.write_formula(row, place, formula, style, value / 100)
            else:
                sheet.write_number(row, place, value / 100, style)
        else:
            book.write(sheet, row, place, value, column.unit, kind="total")


def _formula(place: int, counted: list[int] | None, last: int) -> str:
    """The sum of a column: of all its rows, or of those that count, in groups where they are many."""
    if counted is None:
        name = xl_col_to_name(place)
        return f"=SUM({name}2:{name}{last + 1})" if last else "=0"
    name = xl_col_to_name(place)
    runs = [
        f"{name}{first + 1}:{name}{end + 1}" if end > first else f"{name}{end + 1}" for first, end in _runs(counted)
    ]
    if not runs:
        return "=0"
    groups = [f"SUM({','.join(runs[at : at + MOST_TERMS])})" for at in range(0, len(runs), MOST_TERMS)]
    return f"={'+'.join(groups)}"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rows that follow one another, by the first and the last of each run."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _widths(seen: View, rows: Sequence[Values]) -> list[int]:
    """The width of each column, by its heading and its first rows."""
    widths = [max(map(len, heading.split()), default=0) + 2 for heading in seen.headings()]
    for row in rows:
        for place, text in enumerate(seen.texts(seen.values(row))):
            widths[place] = max(widths[place], len(text) + 2 + (2 * seen.level(row) if place == 0 else 0))
    for place, text in enumerate(seen.foot() or ()):
        widths[place] = max(widths[place], len(text) + 2)
    return [min(max(width, NARROWEST), WIDEST) for width in widths]
