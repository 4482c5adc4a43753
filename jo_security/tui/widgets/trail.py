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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

ARROW: Final = " › "
GAP: Final = 2
"""Blanks before what is said aside."""


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

    _shown = Content("")
    _aside = Content("")
    _ends: Sequence[int] = ()

    def show(self, steps: Sequence[str], notice: str = "", aside: str = "") -> None:
        """Show other steps, after a notice about all that is on the screen; what is said aside stands at the end."""
        *before, here = (literal(" ".join(step.split())) for step in steps)
        parts = [part for step in before for part in ((step, "dim"), (ARROW, "dim"))]
        said = [(literal(notice), "bold $text-warning"), ("  ", "")] if notice else []
        start = sum(cell_len(text) for text, _ in said)
        widths = [cell_len(step) + len(ARROW) for step in (*before, here)]
        self._ends = [start + end for end in accumulate(widths)]
        self._shown = Content.assemble(*said, *parts, (here, "bold"))
        self._aside = Content.assemble((literal(aside), "dim")) if aside else Content("")
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Say which step was clicked on."""
        place = event.get_content_offset(self)
        step = None if place is None else next((n for n, end in enumerate(self._ends) if place.x < end), None)
        if step is not None:
            self.post_message(self.Chosen(step))

    def on_resize(self) -> None:
        """Keep what is said aside at the end."""
        self._draw()

    def _draw(self) -> None:
        """What is said aside is short, and is not cut."""
        room = self.content_size.width - self._aside.cell_length - GAP
        if not self._aside or room <= 0:
            self.update(self._shown)
            return
        cut = self._shown.truncate(room, ellipsis=True, pad=True)
        self.update(Content.assemble(cut, " " * GAP, self._aside))
