"""The rows in sight: fetched by id around the viewport, kept for the way back."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jo_security.tui.widgets.cells import Row, RowSource

KEPT: Final = 4096
LARGEST_PAGE: Final = 256


class RowWindow:
    """A cache of rows that asks its source for a page on either side of the row it misses."""

    def __init__(self, source: RowSource) -> None:
        """Read from one source; another source needs another window."""
        self.source = source
        self._rows: OrderedDict[int, Row] = OrderedDict()

    def row(self, order: Sequence[int], position: int, page: int) -> Row:
        """Return the row at a position of the order, fetching up to three pages in one question."""
        row_id = order[position]
        if row_id not in self._rows:
            self._fetch(order, position, min(page, LARGEST_PAGE))
        self._rows.move_to_end(row_id)
        return self._rows[row_id]

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Drop these rows, or all of them, so that they are asked for again."""
        if ids is None:
            self._rows.clear()
            return
        for row_id in ids:
            self._rows.pop(row_id, None)

    def _fetch(self, order: Sequence[int], position: int, page: int) -> None:
        around = order[max(0, position - page) : position + 2 * page]
        missing = [row_id for row_id in dict.fromkeys(around) if row_id not in self._rows]
        for row_id, row in zip(missing, self.source.cells(missing), strict=True):
            self._rows[row_id] = row
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
