"""What the screens ask of whatever they show in their tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, runtime_checkable

from jo_security.tui.widgets.cells import RowSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.tui.widgets.cells import Row
    from jo_security.tui.widgets.columns import Column
    from jo_security.tui.widgets.sorting import Sorting

WIDE: Final = 110
"""The width from which there is room for more than what matters most."""
Arranged: TypeAlias = "tuple[Sequence[int], Row | None]"
"""The ids of rows in an order, and the row of their totals."""


class Rows(RowSource, Protocol):
    """What a table shows: columns, rows in an order, totals, and how a row is found again in another reading."""

    def columns(self, width: int) -> Sequence[Column]:
        """The columns for a terminal of that width."""

    def totals(self, search: str) -> Row | None:
        """The row of totals of what holds every word of a search."""

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The ids of the rows that hold every word of a search, sorted."""

    def key_of(self, row: int) -> str:
        """What a row is recognised by."""

    def row_of(self, key: str) -> int:
        """The row that is recognised by that; one that no row bears where it is gone."""

    def record(self, row: int) -> tuple[str, int] | None:
        """The table and the number of the record of a row."""


@runtime_checkable
class Many(Rows, Protocol):
    """Rows that may be so many that they are filtered and sorted beside the screens."""

    def are_many(self) -> bool:
        """Whether they are."""

    def over(self, ledger: Ledger) -> Rows:
        """The same rows, asked of another ledger."""


def sort(rows: Iterable[int], sorting: Sorting, key: Callable[[int, str], Any]) -> list[int]:
    """Rows sorted by columns; `key` is what a row is sorted by in one. Rows that are alike keep their order."""
    found = list(rows)
    for column, reverse in reversed(sorting):
        found.sort(key=partial(_turned, key, column), reverse=reverse)
    return found


def _turned(key: Callable[[int, str], Any], column: str, row: int) -> Any:  # noqa: ANN401 - what a column holds
    return key(row, column)
