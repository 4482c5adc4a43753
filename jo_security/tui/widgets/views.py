"""The bar of views: where one can go by a number, and where one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from jo_security.tui.widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

GAP = 1
LEAST = 4


class Views(Widget):
    """The names of views after their numbers, on one line; those that do not fit are cut."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Views { height: 1; padding: 0 1; background: $panel; }
    Views.-hidden { display: none; }
    """

    labels: reactive[Mapping[str, str]] = reactive(dict, layout=True)
    """The words of each view, in the order of their numbers."""
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
            parts += [(f"{number} ", "bold" if here else "dim"), (shown, "bold reverse" if here else "")]
            parts.append((" " * (GAP + 1), ""))
        return Content.assemble(*parts[:-1])

    def on_click(self, event: events.Click) -> None:
        """Ask for the view under the mouse."""
        x = self.content_region.x - self.region.x
        for number, (view, shown) in enumerate(self._fitted(), 1):
            end = x + len(str(number)) + 1 + cell_len(shown)
            if x <= event.x < end:
                self.post_message(self.Chosen(view))
                return
            x = end + GAP + 1

    def _fitted(self) -> Sequence[tuple[str, str]]:
        """The names as the width has room for them: the longest give way, that of the current view last."""
        names = {view: f" {label} " if view == self.current else label for view, label in self.labels.items()}
        room = self.content_region.width - len(names) * (2 + GAP + 1) + GAP + 1
        while names and sum(map(cell_len, names.values())) > room:
            longest = max((view for view in names if view != self.current), key=lambda view: cell_len(names[view]))
            if cell_len(names[longest]) <= LEAST:
                break
            short = names[longest].removesuffix("…")
            names[longest] = "".join(text for text, _ in fit(short, cell_len(short) - 1))
        return list(names.items())
