"""The trail: where the reader stands, from the budget down to what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from jo_security.locales.phrases import literal

if TYPE_CHECKING:
    from collections.abc import Sequence


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

    def show(self, steps: Sequence[str], notice: str = "") -> None:
        """Show other steps, after a notice about all that is on the screen."""
        *before, here = (literal(" ".join(step.split())) for step in steps)
        parts = [part for step in before for part in ((step, "dim"), (" › ", "dim"))]
        said = [(notice, "bold $text-warning"), ("  ", "")] if notice else []
        self.update(Content.assemble(*said, *parts, (here, "bold")))
