"""A document as a workbook: a worksheet for each table, numbers as numbers, totals as formulas.

The same document gives the same bytes. Rows go to the disk as they come: only the finished file is held in memory.
"""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.sheets.sheet import Bars, Document, Facts, Remarks, Sheet
from jo_security.sheets.tabled import tabled
from jo_security.sheets.view import view
from jo_security.sheets.workbook import Book, fitting

if TYPE_CHECKING:
    from jo_security.locales.language import Language

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone
"""When every workbook says that it was made: nothing here looks at a clock."""

WIDE = 90
"""The width of a column of sentences."""


def written(document: Document, language: Language) -> bytes:
    """The workbook: a worksheet a table, then one of what is said about them."""
    target = BytesIO()
    with Workbook(target, OPTIONS) as workbook:
        workbook.set_properties({"title": literal(document.title), "created": CREATED})
        book = Book(workbook, language)
        for part in document.parts:
            if isinstance(part, Sheet) and view(part, language).columns:
                tabled(view(part, language), book, document.title)
            elif isinstance(part, Facts):
                _facts(part, book)
            elif isinstance(part, Bars):
                _bars(part, book)
        _notes(document, book)
    return target.getvalue()


def _facts(facts: Facts, book: Book) -> None:
    """A heading and a value a row."""
    sheet = book.worksheet(facts.title or facts.name)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, WIDE)
    known = [(column, value) for column, value in facts.facts if value is not None and column.rank is not None]
    for row, (column, value) in enumerate(known):
        sheet.write_string(row, 0, fitting(literal(column.heading)), book.format(bold=True))
        book.write(sheet, row, 1, value, column.unit, kind="fact")


def _bars(bars: Bars, book: Book) -> None:
    """The steps of waterfalls, each with its amount."""
    sheet = book.worksheet(bars.title or book.language.text(N_("Overview")))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 20)
    row = 0
    for fall in bars.falls:
        for bar in fall:
            sheet.write_string(row, 0, fitting(literal(bar.label)), book.format(bold=bar.strong))
            book.write(sheet, row, 1, bar.amount, "money", bold=bar.strong)
            row += 1
        row += 1


def _notes(document: Document, book: Book) -> None:
    """The title, the sentences under it, and all that is no table."""
    sheet = book.worksheet(book.language.text(N_("About")))
    sheet.set_column(0, 0, WIDE)
    sheet.write_string(0, 0, fitting(literal(document.title)), book.format(kind="title"))
    remarks = [text for part in document.parts if isinstance(part, Remarks) for text in part.texts]
    for row, text in enumerate([*document.said, *remarks], 1):
        lines = "\n".join(map(literal, text.rstrip("\n").split("\n")))
        sheet.write_string(row, 0, fitting(lines), book.format(kind="wrapped"))
