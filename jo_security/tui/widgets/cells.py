"""The cells of a table: text that is always data, and lines of exact terminal widths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from rich.cells import cell_len, set_cell_size

from jo_security.locales.phrases import literal

Align: TypeAlias = Literal["left", "right"]
StyleName: TypeAlias = Literal["", "strong", "dim", "good", "warning", "error", "accent", "group", "mark"]
Parts: TypeAlias = Sequence[tuple[str, StyleName]]

ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text in one style, or `parts` in several, such as the segments of a bar.

    Where there are parts, the text is what is copied in their place. One that `spills` goes on over the empty cells to
    its right where its column is too narrow.
    """

    text: str = ""
    style: StyleName = ""
    parts: tuple[tuple[str, StyleName], ...] = ()
    spills: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column (fewer leave the last ones blank) and a style under all of them.

    A `branch` has rows below it, which it shows or hides.
    """

    cells: tuple[Cell | str, ...]
    style: StyleName = ""
    branch: bool = False


class RowSource(Protocol):
    """Where a table finds the rows of the ids in sight."""

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """Return one row for each id, in the same order."""


class NoRows:
    """The rows of a table that waits for its source."""

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:  # noqa: ARG002 - it has none, whatever is asked
        """None at all."""
        return ()


def fit(cell: Cell | str, width: int, align: Align = "left", *, whole: bool = False) -> list[tuple[str, StyleName]]:
    """Return the parts of a cell cut with `…` or padded so that they take exactly `width` terminal cells.

    A cell to be read as a `whole`, such as an amount, gives way to the `…` alone: some digits are another amount.
    """
    if width <= 0:
        return []
    shown = [(literal(text), style) for text, style in _parts(cell)]
    taken = sum(cell_len(text) for text, _ in shown)
    if taken > width:
        shown = [(ELLIPSIS, "dim")] if whole else _cut(shown, width)
        taken = sum(cell_len(text) for text, _ in shown)
    if taken < width:
        blank: tuple[str, StyleName] = (" " * (width - taken), "")
        shown.insert(len(shown) if align == "left" else 0, blank)
    return shown


def merge(parts: Iterable[tuple[str, StyleName]]) -> list[tuple[str, StyleName]]:
    """Join neighbours of one style: a line costs the terminal by its segments, not by its columns."""
    merged: list[tuple[str, StyleName]] = []
    texts: list[str] = []
    current: StyleName = ""
    for text, style in parts:
        if style != current and texts:
            merged.append(("".join(texts), current))
            texts = []
        current = style
        texts.append(text)
    if texts:
        merged.append(("".join(texts), current))
    return merged


def _parts(cell: Cell | str) -> Parts:
    if isinstance(cell, str):
        return ((cell, ""),)
    if cell.parts:
        return [(text, style or cell.style) for text, style in cell.parts]
    return ((cell.text, cell.style),)


def _cut(parts: Parts, width: int) -> list[tuple[str, StyleName]]:
    """Return the parts that fit beside an ellipsis, which takes the style of what it cuts."""
    room = width - 1
    kept: list[tuple[str, StyleName]] = []
    for text, style in parts:
        taken = cell_len(text)
        if taken > room:
            kept.append((set_cell_size(text, room).rstrip() + ELLIPSIS, style))
            break
        kept.append((text, style))
        room -= taken
    return kept
