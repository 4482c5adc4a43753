"""The strip of figures: what the eye meets first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from jo_security.tui.widgets.askable import Askable
from jo_security.tui.widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.geometry import Size

GAP: Final = 3
STYLES: Final = {"": "bold", "dim": "dim", "good": "bold $text-success", "warning": "bold $text-warning"} | {
    "error": "bold $text-error"
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A label over a value; `style` is one of STYLES, and `main` is the one that matters most.

    `key` is what it is asked for by, `about` what it means.
    """

    label: str
    value: str
    style: str = ""
    main: bool = False
    key: str = ""
    about: str = ""


class Figures(Askable):
    """Groups of figures on one row where there is room, else each on its own, else one after the other."""

    DEFAULT_CSS = """
    Figures { height: auto; padding: 0 1; }
    """

    groups: reactive[tuple[tuple[Figure, ...], ...]] = reactive((), layout=True)

    def watch_groups(self) -> None:
        """Let what can be asked be chosen."""
        self.settle()

    def keys(self) -> Sequence[str]:
        """The keys of the figures."""
        return [figure.key for group in self.groups for figure in group]

    def meaning(self, number: int) -> str:
        """What a figure means."""
        return [figure.about for group in self.groups for figure in group][number]

    def words(self) -> Iterator[tuple[str, str]]:
        """The names of amounts and what they mean."""
        return ((figure.label, figure.about) for group in self.groups for figure in group if figure.about)

    def at(self, x: int, y: int) -> int | None:
        """The figure that is drawn at a place."""
        number = 0
        for rank, row in enumerate(self._rows(self.content_region.width)):
            start = 0
            for _, width in row:
                if rank == y // 2 and start <= x < start + width - GAP:
                    return number
                number, start = number + 1, start + width
        return None

    def render(self) -> Content:
        """Labels over values, in columns that stand under each other."""
        lines: list[Content] = []
        number = 0
        for rows in self._rows(self.content_region.width):
            labels: list[tuple[str, str]] = []
            values: list[tuple[str, str]] = []
            for figure, width in rows:
                style = STYLES[figure.style] + (" reverse" if figure.main else "")
                value = f" {figure.value} " if figure.main else figure.value
                labels += self._label(figure, width, chosen=self.is_chosen(number))
                number += 1
                values += [(value, style), (" " * max(0, width - cell_len(value)), "")]
            lines += [Content.assemble(*labels), Content.assemble(*values)]
        return Content("\n").join(lines)

    def _label(self, figure: Figure, width: int, *, chosen: bool) -> list[tuple[str, str]]:
        if not chosen:
            return [(_padded(figure.label, width), "dim")]
        return [(figure.label, self.CHOSEN), (" " * max(0, width - cell_len(figure.label)), "")]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """Two lines for each row."""
        return 2 * len(self._rows(width))

    def _rows(self, width: int) -> list[list[tuple[Figure, int]]]:
        """The figures of each row with the widths that they take."""
        flat = [figure for group in self.groups for figure in group]
        if sum(_width(figure) for figure in flat) - GAP <= width:
            return [[(figure, _width(figure)) for figure in flat]] if flat else []
        grouped = [row for group in self.groups for row in _packed(group, width)]
        packed = min(grouped, _packed(flat, width), key=len)
        columns = [
            max(_width(row[i]) for row in packed if i < len(row)) for i in range(max(map(len, packed), default=0))
        ]
        if sum(columns) - GAP > width:
            return [[(figure, _width(figure)) for figure in row] for row in packed]
        return [list(zip(row, columns, strict=False)) for row in packed]


def _packed(group: Sequence[Figure], width: int) -> list[list[Figure]]:
    """A group on as many rows as it needs."""
    rows: list[list[Figure]] = [[]]
    taken = 0
    for figure in group:
        if rows[-1] and taken + _width(figure) - GAP > width:
            rows.append([])
            taken = 0
        rows[-1].append(figure)
        taken += _width(figure)
    return rows


def _width(figure: Figure) -> int:
    return max(cell_len(figure.label), cell_len(figure.value) + 2 * figure.main) + GAP


def _padded(text: str, width: int) -> str:
    return "".join(part for part, _ in fit(text, width))
