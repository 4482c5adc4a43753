"""Columns and where they stand: widths that share a viewport, and what a horizontal scroll leaves in sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from jo_security.tui.widgets.cells import Align, Cell, StyleName, fit, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

GUTTER: Final = 1
"""Width of the first column of the screen, where the cursor leaves its mark."""
PADDING: Final = 2
"""One blank on either side of a cell."""
SHOWN: Final = 6
"""As much of a column that is cut is shown, and no less."""
SCROLLBAR: Final = 1
"""What a vertical scrollbar takes of a line."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` is what its text may take, at the least when it is flexible."""

    key: str
    label: str
    width: int
    align: Align = "left"
    flexible: bool = False
    sortable: bool = True
    tooltip: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a column that is in sight: its index, its place on the line and its width, padding included.

    It is `cut` where the column goes on beyond the end of the line, and is not the only one that scrolls.
    """

    column: int
    x: int
    width: int
    cut: bool = False


def spread(columns: Sequence[Column], width: int) -> list[int]:
    """Return the width of each column, padding included; the flexible ones share what `width` leaves."""
    widths = [column.width + PADDING for column in columns]
    flexible = [index for index, column in enumerate(columns) if column.flexible]
    spare = width - GUTTER - sum(widths)
    if flexible and spare > 0:
        share, rest = divmod(spare, len(flexible))
        for rank, index in enumerate(flexible):
            widths[index] += share + (rank < rest)
    return widths


def filling(columns: Sequence[Column], last: str, width: int) -> list[Column]:
    """The columns, the flexible ones made so wide that those up to `last` fill `width`; what follows scrolls."""
    flexible = [column.key for column in _until(columns, last) if column.flexible]
    left = spare(columns, last, width)
    if left <= 0 or not flexible:
        return list(columns)
    share, rest = divmod(left, len(flexible))
    extra = {key: share + (rank < rest) for rank, key in enumerate(flexible)}
    return [replace(column, width=column.width + extra.get(column.key, 0)) for column in columns]


def spare(columns: Sequence[Column], last: str, width: int) -> int:
    """How much of `width` the columns up to `last` leave at their least; below zero where they do not fit."""
    return width - GUTTER - SCROLLBAR - sum(column.width + PADDING for column in _until(columns, last))


def stops(widths: Sequence[int], fixed: int, width: int) -> list[int]:
    """Return the scroll offsets that put the start of a column at the edge of the fixed ones.

    They go on until the end of the last column is in sight; one that is wider than its room is scrolled to its end.
    """
    most = GUTTER + sum(widths) - width
    starts = [0, *accumulate(widths[fixed:])][:-1]
    if most <= 0 or not starts:
        return [0]
    kept = [start for start in starts if start < most]
    return [*kept, starts[len(kept)] if len(kept) < len(starts) else most]


def frozen(widths: Sequence[int], fixed: int, width: int) -> int:
    """Return how many columns stay in place: none once they would take more than two thirds of the width."""
    return fixed if sum(widths[:fixed]) * 3 <= width * 2 else 0


def in_sight(widths: Sequence[int], fixed: int, width: int, scroll: int) -> tuple[Span, ...]:
    """Return the visible part of every column on a line of `width`, scrolled by `scroll` behind the fixed ones."""
    spans: list[Span] = []
    edge = GUTTER + sum(widths[:fixed])
    x = GUTTER
    for index, taken in enumerate(widths):
        shift, least = (0, GUTTER) if index < fixed else (scroll, edge)
        start, end = max(x - shift, least), min(x - shift + taken, width)
        if end > start:
            spans.append(Span(index, start, end - start, index > fixed and x - shift + taken > width and start > edge))
        x += taken
    return tuple(spans)


def stop_for(widths: Sequence[int], fixed: int, width: int, column: int, scroll: int) -> int:
    """Return the stop nearest to `scroll` that has a column in sight, from its start where it is wider than its room.

    A fixed column is in sight wherever the others are.
    """
    if column < fixed:
        return scroll
    start = sum(widths[fixed:column])
    end = start + widths[column] - (width - GUTTER - sum(widths[:fixed]))
    places = stops(widths, fixed, width)
    if start < scroll:
        return max(place for place in places if place <= start)
    if end > scroll:
        return next((place for place in places if place >= end or place == start), places[-1])
    return scroll


def heading(column: Column, width: int, sorted_as: tuple[bool, int] | None) -> str:
    """Return the label of a column with the arrow of its sort, which stays in sight when the label is cut.

    Where several columns sort, the arrow bears the rank of the column.
    """
    if sorted_as is None:
        return column.label
    reverse, rank = sorted_as
    arrow = ("▼" if reverse else "▲") + (str(rank) if rank else "")
    label = "".join(text for text, _ in fit(column.label, width - PADDING - len(arrow) - 1)).rstrip()
    return f"{arrow} {label}" if column.align == "right" else f"{label} {arrow}"


def line(  # noqa: PLR0913 - all that a line is drawn from, in one call
    cells: Sequence[Cell | str],
    columns: Sequence[Column],
    spans: Sequence[Span],
    width: int,
    mark: str = " ",
    *,
    amounts: bool = True,
) -> list[tuple[str, StyleName]]:
    """Return one line of exactly `width` terminal cells; a cell that is only partly in sight says so with `…`.

    Where cells to the right are `amounts`, not labels, no part of one is shown; nothing stands in a column of them that
    is cut, nor in another of which too little is in sight. A second character of the `mark` stands in the blank before
    the first cell.
    """
    parts: list[tuple[str, StyleName]] = [(mark[0], "")]
    end = GUTTER
    for place, span in enumerate(spans):
        if span.x < end:
            continue
        if span.cut and (columns[span.column].align == "right" or span.width < SHOWN):
            continue
        cell = cells[span.column] if span.column < len(cells) else ""
        parts.append((" ", ""))
        align = columns[span.column].align
        end = span.x + span.width
        if isinstance(cell, Cell) and cell.spills:
            end = _spilled(cell, cells, spans[place:])
        parts += fit(cell, end - span.x - PADDING, align, whole=amounts and align == "right")
        parts.append((" " * min(1, span.width - 1), ""))
    parts.append((" " * (width - end), ""))
    if mark[1:] and spans:
        parts[1] = (mark[1:], "mark")
    return merge(parts)


def _spilled(cell: Cell, cells: Sequence[Cell | str], spans: Sequence[Span]) -> int:
    """Where a cell ends that goes on over empty ones: it takes as many as it needs, and as there are."""
    first, end = spans[0].x, spans[0].x + spans[0].width
    for span in spans[1:]:
        its = cells[span.column] if span.column < len(cells) else ""
        if cell_len(cell.text) <= end - first - PADDING or its not in {"", Cell()} or span.cut:
            break
        end = span.x + span.width
    return end


def _until(columns: Sequence[Column], last: str) -> Sequence[Column]:
    """The columns up to the one of that key."""
    return columns[: [column.key for column in columns].index(last) + 1]
