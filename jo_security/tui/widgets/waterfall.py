"""The waterfall: how one amount comes down to another, bar under bar, readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from jo_security.tui.widgets.askable import Askable
from jo_security.tui.widgets.bars import span
from jo_security.tui.widgets.cells import Align, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.geometry import Size

LEAST: Final = 8
"""The fewest cells in which bars are worth drawing."""


@dataclass(frozen=True, slots=True)
class Fall:
    """One bar, from `low` to `high`; `value` is what it amounts to, in words.

    `key` is what it is asked for by, `about` what it means.
    """

    label: str
    value: str
    low: int
    high: int
    style: str = ""
    key: str = ""
    about: str = ""


class Waterfall(Askable):
    """Bars that share one scale."""

    DEFAULT_CSS = """
    Waterfall { height: auto; padding: 0 1; }
    """

    falls: reactive[tuple[Fall, ...]] = reactive((), layout=True)

    def watch_falls(self) -> None:
        """Let what can be asked be chosen."""
        self.settle()

    def keys(self) -> Sequence[str]:
        """The keys of the bars."""
        return [fall.key for fall in self.falls]

    def meaning(self, number: int) -> str:
        """What a bar means."""
        return self.falls[number].about

    def words(self) -> Iterator[tuple[str, str]]:
        """The names of amounts and what they mean."""
        return ((fall.label, fall.about) for fall in self.falls if fall.about)

    def at(self, x: int, y: int) -> int | None:  # noqa: ARG002 - a bar has the whole line
        """The bar of a line."""
        return y if 0 <= y < len(self.falls) else None

    def render(self) -> Content:
        """One line a bar: label, value, bar."""
        width = self.content_region.width
        label = max((cell_len(fall.label) for fall in self.falls), default=0)
        value = max((cell_len(fall.value) for fall in self.falls), default=0)
        room = max(LEAST, width - label - value - 4)
        whole = max((fall.high for fall in self.falls), default=0)
        return Content("\n").join(
            self._line(fall, label, value, whole, room, chosen=self.is_chosen(number))
            for number, fall in enumerate(self.falls)
        )

    def _line(self, fall: Fall, label: int, value: int, whole: int, room: int, *, chosen: bool) -> Content:  # noqa: PLR0913 - what a line is drawn from
        before, edge, rest = span(fall.low, fall.high, whole, room)
        return Content.assemble(
            (_fitted(fall.label, label, "left"), self.CHOSEN if chosen else "dim"),
            (f"  {_fitted(fall.value, value, 'right')}  ", "bold" if fall.style else ""),
            before,
            (edge, f"{fall.style} reverse" if edge else ""),
            (rest, fall.style),
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """One line a bar."""
        return len(self.falls)


def _fitted(text: str, width: int, align: Align) -> str:
    return "".join(part for part, _ in fit(text, width, align))
