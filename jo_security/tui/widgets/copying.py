"""Rows as text for the clipboard: cells parted by tabs, as sheets take them, whole where the screen cuts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jo_security.locales.phrases import literal
from jo_security.records.defusing import defused
from jo_security.tui.widgets.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jo_security.tui.widgets.cells import Row, RowSource

MOST: Final = 10_000
"""How many rows are copied: terminals take a megabyte or less; what is longer is for an export."""
AT_ONCE: Final = 200
"""How many rows are asked for in one step, which takes some milliseconds."""
SCANNED: Final = 20_000
"""How many rows are looked at for a mark in one step."""

FIGURE: Final = re.compile(r"[+-]?[\d.,\s]+")
"""Amounts that change something bear their sign, and are no formulas."""


def plain(cell: Cell | str) -> str:
    """A cell as text; that of signs and bars is the one beside them."""
    if isinstance(cell, Cell):
        cell = cell.text or "".join(text for text, _ in cell.parts)
    # A tab would begin another cell in a sheet, and control characters could act in a terminal.
    return literal(" ".join(cell.split("\t"))).strip()


def tabbed(cells: Sequence[Cell | str]) -> str:
    """Cells as one line for a sheet, which runs no text of a budget as a formula."""
    texts = map(plain, cells)
    return "\t".join(text if FIGURE.fullmatch(text) else defused(text) for text in texts)


class RowTexts:
    """Rows turned into lines of text a few at a time, so that whoever does it can do other things meanwhile."""

    def __init__(
        self,
        source: RowSource,
        order: Sequence[int],
        chosen: Callable[[int], bool] | None,
        shown: Callable[[Row], Sequence[Cell | str]],
    ) -> None:
        """Take the rows of an order, or those of them that are chosen, with the cells that are shown of a row."""
        self.lines: list[str] = []
        self.left_out = 0
        """How many rows there are beyond those that are copied."""
        self._source = source
        self._order = order
        self._chosen = chosen
        self._shown = shown

    def steps(self) -> Iterator[None]:
        """Take a few rows at each step, until all are taken or `MOST` are."""
        for ids in self._pages():
            taken = ids[: MOST - len(self.lines)]
            self.left_out += len(ids) - len(taken)
            if len(taken):
                self.lines += [tabbed(self._shown(row)) for row in self._source.cells(taken)]
            yield
        if self._chosen is None:
            self.left_out = max(0, len(self._order) - MOST)

    def _pages(self) -> Iterator[Sequence[int]]:
        """The ids to ask for, page by page; those that are chosen are counted to the end."""
        if self._chosen is None:
            for start in range(0, min(len(self._order), MOST), AT_ONCE):
                yield self._order[start : start + AT_ONCE]
            return
        for start in range(0, len(self._order), SCANNED):
            chosen = [row for row in self._order[start : start + SCANNED] if self._chosen(row)]
            for first in range(0, max(1, len(chosen)), AT_ONCE):
                yield chosen[first : first + AT_ONCE]
