"""Documents on paper, in the formats that need no terminal; the module of a format is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jo_security.locales.language import Language
    from jo_security.sheets.sheet import Document

FORMATS = ("json", "jsonl", "csv", "markdown", "html", "xlsx")


def write(document: Document, form: str, language: Language, dialect: str = "en") -> Iterable[bytes]:
    """A document in one of FORMATS, in pieces, text in UTF-8; `dialect` is that of csv."""
    if form == "xlsx":
        from jo_security.sheets import as_xlsx

        return [as_xlsx.written(document, language)]
    return (piece.encode() for piece in _text(document, form, language, dialect))


def _text(document: Document, form: str, language: Language, dialect: str) -> Iterable[str]:
    """A document as text."""
    if form == "csv":
        from jo_security.sheets import as_csv

        return as_csv.written(document, dialect)
    if form == "html":
        from jo_security.sheets import as_html

        return as_html.written(document, language)
    if form == "markdown":
        from jo_security.sheets import as_markdown

        return as_markdown.written(document, language)
    from jo_security.sheets import as_json

    return as_json.lines(document, language) if form == "jsonl" else as_json.written(document, language)
