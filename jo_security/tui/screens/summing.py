"""What rows that are marked amount to together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jo_security.tui.screens.rows import Typed
from jo_security.tui.terms import money_cell
from jo_security.tui.widgets.cells import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.locales.language import Language
    from jo_security.tui.screens.rows import Rows

PAGE: Final = 500
"""How many rows are asked for at once."""


def pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids, a page at a time."""
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]


def sums(rows: Typed, ids: Sequence[int]) -> Counter[str]:
    """What rows amount to in cents, by the columns that add up."""
    found: Counter[str] = Counter(dict.fromkeys(rows.summed, 0))
    for page in pages(rows.apart(ids)):
        for values in rows.values(page):
            for key in rows.summed:
                cents = values[key]
                found[key] += cents if isinstance(cents, int) else 0
    return found


def summed_row(rows: Typed, label: str, amounts: Counter[str], language: Language) -> Row:
    """A row that says what it is about in its first column, and amounts in those that add up."""
    cells = [money_cell(language, amounts[key]) if key in rows.summed else Cell() for key in rows.keys]
    cells[0] = Cell(label, spills=True)
    return Row(tuple(cells))


def marked_row(rows: Rows, ids: Sequence[int], language: Language, out: int = 0) -> Row:
    """The row of the totals of rows that are marked; it counts those whose columns do not add up.

    So many of them are `out` of sight: a filter hides them.
    """
    label = language.plural("{n:number} marked", "{n:number} marked", len(ids))
    if out:
        label += " · " + language.plural("{n:number} hidden by the filter", "{n:number} hidden by the filter", out)
    return summed_row(rows, label, sums(rows, ids), language) if isinstance(rows, Typed) else Row((Cell(label),))
