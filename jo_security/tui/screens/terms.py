"""The terms of the glossary as rows of a table: French beside English, and what they mean in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.ledger.answers.search import fold
from jo_security.ledger.glossary import Entry, entries
from jo_security.records.words import N_
from jo_security.tui.screens.rows import WIDE, Keyed, sort
from jo_security.tui.screens.sifting import kept
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.locales.language import Language
    from jo_security.tui.widgets.sorting import Sorting

HEADINGS: Final = {
    "french": N_("French term"),
    "english": N_("English term"),
    "about": N_("Meaning"),
    "source": N_("Where it comes from"),
}
LEAST: Final = {"french": 24, "english": 28, "about": 24, "source": 18}
MOST: Final = {"french": 34, "english": 40, "about": 24, "source": 28}
"""How wide columns are in a narrow terminal, and in a wide one."""


class TermRows(Keyed):
    """The terms; a row is a place in the order of the reference."""

    view = "terms"

    def __init__(self, language: Language) -> None:
        """Explain the terms in a language."""
        self.language = language
        self.terms: Sequence[Entry] = tuple(
            each._replace(about=language.text(each.about), source=language.text(each.source)) for each in entries()
        )
        self.count = len(self.terms)

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width; both languages stand in any."""
        widths = MOST if width >= WIDE else LEAST
        columns = [
            Column(
                key,
                self.language.text(label),
                widths[key],
                flexible=key == "about" or width < WIDE,
                sortable=key != "about",
            )
            for key, label in HEADINGS.items()
        ]
        return filling(columns, "source" if width >= WIDE else "english", width)

    def totals(self, search: str) -> Row:
        """How many terms answer to the filter."""
        count = len(self.order(search, ()))
        return Row((Cell(self.language.plural("{n:number} term", "{n:number} terms", count)),))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The terms that answer to the filter, by their French names unless sorted otherwise."""
        rows = kept(self.view, search, range(self.count), lambda row, _: " ".join(self.terms[row][1:]))
        return sort(rows, sorting or (("french", False),), lambda row, key: fold(getattr(self.terms[row], key)))

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of terms."""
        styles = {"french": "strong", "english": "strong", "about": "", "source": "dim"}
        return [Row(tuple(Cell(getattr(self.terms[row], key), style) for key, style in styles.items())) for row in ids]  # type: ignore[arg-type]  # the keys of a dict of literals are no literals to mypy

    def key_of(self, row: int) -> str:
        """The key of a term."""
        return self.terms[row].key

    def record(self, row: int) -> None:
        """None: a term is no record."""
