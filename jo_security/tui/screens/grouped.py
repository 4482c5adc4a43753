"""Rows in groups of those that are alike in one column, each under a heading with its subtotals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jo_security.tui.screens.summing import pages, summed_row
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.grouping import FIRST, Run, is_heading, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.tui.screens.rows import Typed

PURPOSE: Final = "label"


@dataclass(slots=True)
class GroupedRows:
    """A source of rows grouped by a column, and of their headings, which have negative ids."""

    rows: Typed
    key: str
    runs: tuple[Run, ...]
    subtotals: Sequence[Counter[str]]

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of ids in the same order, headings among them."""
        theirs = [row for row in ids if not is_heading(row)]
        found = dict(zip(theirs, self.rows.cells(theirs), strict=True)) if theirs else {}
        return [self._heading(FIRST - row) if is_heading(row) else found[row] for row in ids]

    def _heading(self, number: int) -> Row:
        run = self.runs[number]
        name = run.key or "—"
        label = f"({run.end - run.start}) {name}"
        cells = [*summed_row(self.rows, label, self.subtotals[number], self.rows.language).cells]
        # The first column is always in sight, and mostly narrow; the one that is grouped by has room for its names, and
        # so has the purpose, which may be in sight where that is not.
        room = next((key for key in self.rows.keys if key in {self.key, PURPOSE}), None)
        if room is not None:
            cells[self.rows.keys.index(room)] = Cell(name)
        return Row(tuple(cells), style="group", branch=True)


def grouped(rows: Typed, order: Sequence[int], key: str) -> GroupedRows:
    """The groups of rows that are sorted by a column already, from the values that stand in it."""
    counts: list[tuple[str, int]] = []
    subtotals: list[Counter[str]] = []
    for page in pages(order):
        for values in rows.values(page):
            name = rows.group_of(values, key)
            if not counts or counts[-1][0] != name:
                counts.append((name, 0))
                subtotals.append(Counter(dict.fromkeys(rows.summed, 0)))
            counts[-1] = (name, counts[-1][1] + 1)
            for each in rows.summed:
                cents = values[each]
                subtotals[-1][each] += cents if isinstance(cents, int) else 0
    return GroupedRows(rows, key, runs(counts), subtotals)
