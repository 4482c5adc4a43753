"""The layout of a table: which of the columns that it is given are shown, in which order, and how wide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from jo_security.tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Layout: TypeAlias = tuple[tuple[str, int | None], ...]
"""The keys of the columns that are shown, from left to right, each with the width of its text, None as it is given.

Without any, all columns are shown as they are given.
"""
LEAST: Final = 3
MOST: Final = 200


def apply(layout: Layout, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that a layout shows; keys that no column has are passed over, and so is a layout of none but those.

    A column to which a layout gives a width keeps it, whatever room there is.
    """
    given = {column.key: column for column in columns}
    shown = tuple(
        given[key] if width is None else replace(given[key], width=_within(width), flexible=False)
        for key, width in dict(layout).items()
        if key in given
    )
    return shown or tuple(columns)


def taken(layout: Layout, columns: Iterable[Column]) -> Layout:
    """The layout that shows these columns as they are shown now."""
    widths = dict(layout)
    return tuple((column.key, widths.get(column.key)) for column in columns)


def sized(layout: Layout, key: str, width: int) -> Layout:
    """Give a column a width."""
    return tuple((each, _within(width) if each == key else known) for each, known in layout)


def hidden(layout: Layout, key: str) -> Layout:
    """Show all columns but one; the last that is left stays."""
    return tuple(each for each in layout if each[0] != key) or layout


def moved(layout: Layout, key: str, steps: int) -> Layout:
    """Put a column some places to the right, or to the left below zero, as far as there are places."""
    keys = [each for each, _ in layout]
    if key not in keys:
        return layout
    columns = list(layout)
    column = columns.pop(keys.index(key))
    columns.insert(max(0, min(keys.index(key) + steps, len(columns))), column)
    return tuple(columns)


def _within(width: int) -> int:
    return max(LEAST, min(width, MOST))
