"""What the screens ask of whatever they show in their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from jo_security.tui.widgets.cells import RowSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.tui.widgets.cells import Row
    from jo_security.tui.widgets.columns import Column

WIDE: Final = 110
"""The width from which there is room for more than what matters most."""


class Rows(RowSource, Protocol):
    """What a table shows: columns, rows in an order, totals, and how a row is found again in another reading."""

    @property
    def view(self) -> str:
        """The name of the fields by which they are filtered."""

    def columns(self, width: int) -> Sequence[Column]:
        """The columns for a terminal of that width."""

    def totals(self, search: str) -> Row | None:
        """The row of totals of what answers to a filter."""

    def order(self, search: str, sorting: tuple[str, bool] | None) -> Sequence[int]:
        """The ids of the rows that answer to a filter, sorted by a column, backwards or not."""

    def key_of(self, row: int) -> str:
        """What a row is recognised by."""

    def row_of(self, key: str) -> int:
        """The row that is recognised by that; one that no row bears where it is gone."""

    def record(self, row: int) -> tuple[str, int] | None:
        """The table and the number of the record of a row."""
