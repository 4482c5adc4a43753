"""The trail: where the reader stands, from the budget down to what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.tui.widgets.cells import ELLIPSIS, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

ARROW: Final = " › "
GAP: Final = 2
"""Blanks before what is said aside."""
LEAST: Final = 12
"""Cells that a step keeps where there is no room for all of them, before those ahead of it go altogether."""


class Trail(Static):
    """The steps of a trail, the last of them where one is."""

    DEFAULT_CSS = """
    Trail {
        height: 1;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Chosen(Message):
        """The user clicked on a step, counted from 0."""

        step: int

    class AsideChosen(Message):
        """The user clicked on what is said aside."""

    _steps: Sequence[str] = ()
    _notice = Content("")
    _aside = Content("")
    _ends: Sequence[int] = ()
    _aside_from: int | None = None

    def show(self, steps: Sequence[str], notice: str = "", aside: Content | str = "") -> None:
        """Show other steps, after a notice about all that is on the screen; what is said aside stands at the end."""
        self._steps = [literal(" ".join(step.split())) for step in steps]
        said = [(literal(notice), "bold $text-warning"), ("  ", "")] if notice else []
        self._notice = Content.assemble(*said)
        self._aside = aside if isinstance(aside, Content) else Content.assemble((literal(aside), "dim"))
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Say which step was clicked on, or that it was what is said aside."""
        place = event.get_content_offset(self)
        if place is not None and self._aside_from is not None and place.x >= self._aside_from:
            self.post_message(self.AsideChosen())
            return
        step = None if place is None else next((n for n, end in enumerate(self._ends) if place.x < end), None)
        if step is not None:
            self.post_message(self.Chosen(step))

    def on_resize(self) -> None:
        """Keep what is said aside at the end."""
        self._draw()

    def _draw(self) -> None:
        """Where one is and what is said aside are told first; the steps before share the room that is left."""
        if not self._steps:
            return
        width = self.content_size.width
        aside = self._aside if 0 < self._aside.cell_length < width - GAP else Content("")
        self._aside_from = width - aside.cell_length if aside else None
        room = width - self._notice.cell_length - (aside.cell_length + GAP if aside else 0)
        *before, here = fitted(self._steps, room)
        widths = [cell_len(step) + len(ARROW) for step in (*before, here)]
        self._ends = [self._notice.cell_length + end for end in accumulate(widths)]
        parts = [part for step in before for part in ((step, "dim"), (ARROW, "dim"))]
        shown = Content.assemble(self._notice, *parts, (here, "bold"))
        if aside:
            cut = shown.truncate(max(0, width - aside.cell_length - GAP), ellipsis=True, pad=True)
            shown = Content.assemble(cut, " " * GAP, aside)
        self.update(shown)


def fitted(steps: Sequence[str], room: int) -> list[str]:
    """Steps that fit beside each other: the longest before the last are cut, then the first ones become a mere `…`."""
    shown = list(steps)

    def over() -> int:
        return sum(map(cell_len, shown)) + len(ARROW) * (len(shown) - 1) - room

    for n in sorted(range(len(shown) - 1), key=lambda n: -cell_len(shown[n])):
        size = cell_len(shown[n])
        if over() > 0 and size > LEAST:
            shown[n] = "".join(text for text, _ in fit(steps[n], max(LEAST, size - over())))
    for n in range(len(shown) - 1):
        if over() > 0:
            shown[n] = ELLIPSIS
    return shown
