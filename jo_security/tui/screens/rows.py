"""What the screens ask of whatever they show in their tables."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from jo_security.records.words import N_
from jo_security.tui.widgets.cells import RowSource

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.cells import Row
    from jo_security.tui.widgets.columns import Column
    from jo_security.tui.widgets.sorting import Sorting

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

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The ids of the rows that answer to a filter, sorted."""

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


@runtime_checkable
class Typed(Rows, Protocol):
    """Rows that say what they hold, and not only how it is shown: they add up, form groups and go into files."""

    language: Language
    keys: tuple[str, ...]
    """The columns, in the order of the cells of a row."""
    summed: frozenset[str]
    """The columns that add up, all of them money."""
    groups: frozenset[str]
    """The columns that rows are grouped by."""

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What rows hold, by column: cents, days as ISO text, years, words."""

    def unit(self, key: str) -> Unit:
        """What the values of a column are."""

    def group_of(self, values: Mapping[str, object], key: str) -> str:
        """The name of the group that a row belongs to."""

    def apart(self, ids: Sequence[int]) -> Sequence[int]:
        """Of these rows, those that no other of them holds."""


class Keyed:
    """Rows that are found again by what they are recognised by; of some that are alike, the first."""

    count: int
    """How many they are, whatever filter some of them answer to."""

    def key_of(self, row: int) -> str:
        """What a row is recognised by."""
        raise NotImplementedError

    def row_of(self, key: str) -> int:
        """The row that is recognised by that, else -1."""
        return self._places.get(key, -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {self.key_of(row): row for row in reversed(range(self.count))}


class Plain:
    """What most rows that say what they hold have in common; a date groups by its month."""

    def group_of(self, values: Mapping[str, object], key: str) -> str:
        """The value itself, of a day its month."""
        value = str(values[key] or "")
        return value[:7] if key == "date" else value

    def apart(self, ids: Sequence[int]) -> Sequence[int]:
        """All of them."""
        return ids


def last_said(language: Language, asked: tuple[datetime.date | None, int | None]) -> str:
    """What the last row of operations in time is called: until when, or in which exercise, they are listed."""
    as_of, exercise = asked
    if as_of is not None:
        return language.date(as_of)
    return language.text(N_("Now")) if exercise is None else str(exercise)


def sort(rows: Iterable[int], sorting: Sorting, key: Callable[[int, str], Any]) -> list[int]:
    """Rows sorted by columns; `key` is what a row is sorted by in one, where None comes first.

    Rows that are alike keep their order.
    """
    found = list(rows)
    for column, reverse in reversed(sorting):
        found.sort(key=partial(_turned, key, column), reverse=reverse)
    return found


def _turned(key: Callable[[int, str], Any], column: str, row: int) -> tuple[bool, Any]:
    value = key(row, column)
    return value is not None, value
