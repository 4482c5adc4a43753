"""Which rows are marked: a set of ids that marks a million rows at once without naming them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def between(one: int, other: int) -> range:
    """The positions from one to another, whichever comes first, both included."""
    return range(min(one, other), max(one, other) + 1)


class Marks:
    """Ids that are named, and all of an order but some.

    To name a million ids takes 150 ms and 65 MB: an order that was marked as a whole is kept as it is, until somebody
    wants its ids or the table shows another order.
    """

    def __init__(self) -> None:
        """Mark nothing."""
        self._named: set[int] = set()
        self._whole: Sequence[int] | None = None
        self._but: set[int] = set()

    def __contains__(self, row: int) -> bool:
        """Whether a row of the order in sight is marked."""
        return row in self._named or (self._whole is not None and row not in self._but)

    def __bool__(self) -> bool:
        return bool(self._named) or (self._whole is not None and len(self._whole) > len(self._but))

    def mark(self, rows: Sequence[int]) -> None:
        """Mark rows of the order in sight."""
        self._but.difference_update(rows)
        if self._whole is None:
            self._named.update(rows)

    def unmark(self, rows: Sequence[int]) -> None:
        """Mark rows of the order in sight no longer."""
        self._named.difference_update(rows)
        if self._whole is not None:
            self._but.update(rows)

    def mark_all(self, order: Sequence[int]) -> None:
        """Mark the whole order in sight, beside what is marked out of sight."""
        self._whole, self._but = order, set()

    def unmark_all(self, order: Sequence[int]) -> None:
        """Mark nothing of the order in sight any longer; what is out of sight keeps its marks."""
        self._whole, self._but = None, set()
        if self._named:
            self._named.difference_update(order)

    def hold(self, rows: Sequence[int]) -> bool:
        """Whether all these rows of the order in sight are marked."""
        if self._whole is not None:
            return self._but.isdisjoint(rows)
        return len(self._named) >= len(rows) and self._named.issuperset(rows)

    def replace(self, rows: Iterable[int]) -> None:
        """Mark these rows and no other."""
        self._named, self._whole, self._but = set(rows), None, set()

    def settle(self) -> None:
        """Name all that is marked, before another order comes into sight."""
        if self._whole is not None:
            self._named.update(self._whole)
            self._named -= self._but
            self._whole, self._but = None, set()

    def named(self) -> frozenset[int]:
        """The ids of all that is marked."""
        if self._whole is None:
            return frozenset(self._named)
        return frozenset(self._named.union(self._whole) - self._but)
