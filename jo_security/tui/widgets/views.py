"""The bar of views: where one can go by a number, and where one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events


class Views(Widget):
    """The names of views after their numbers, on one line; where room is short, short names, and none is cut.

    Names stand in their places whichever view one is in.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Views { height: 1; padding: 0 1; background: $panel; }
    """

    labels: reactive[Mapping[str, tuple[str, str]]] = reactive(dict, layout=True)
    """The name of each view and its short name, in the order of their numbers."""
    current: reactive[str] = reactive("")
    """The view that one is in."""

    @dataclass
    class Chosen(Message):
        """A view was clicked."""

        view: str

    def render(self) -> Content:
        """Numbers recede, and the view that one is in stands out."""
        parts: list[tuple[str, str]] = []
        for number, (view, shown) in enumerate(self._fitted(), 1):
            here = view == self.current
            parts += [
                (f"{number}", "bold" if here else "dim"),
                (f" {shown} ", "bold reverse" if here else ""),
                (" ", ""),
            ]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Ask for the view under the mouse."""
        x = event.x - (self.content_region.x - self.region.x)
        for number, (view, shown) in enumerate(self._fitted(), 1):
            x -= len(str(number)) + cell_len(shown) + 3
            if x < 0:
                self.post_message(self.Chosen(view))
                return

    def _fitted(self) -> Sequence[tuple[str, str]]:
        """The names that the width has room for."""
        names = [(view, name) for view, (name, _) in self.labels.items()]
        if sum(4 + cell_len(name) for _, name in names) - 1 <= self.content_region.width:
            return names
        return [(view, short) for view, (_, short) in self.labels.items()]
