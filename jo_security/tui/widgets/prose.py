"""Sentences whose amounts stay whole: lines break at blanks only, and not at those that hold a number together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import RenderResult
    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

WORD: Final = re.compile(r"[^ ]+ *| +")


class Prose(Static):
    """A text whose lines break at blanks only. Textual breaks them at the narrow blank of 2 800 000,00 as well."""

    def render(self) -> RenderResult:
        """The text, which knows how to break once it knows its width."""
        text = super().render()
        return Unbroken(text) if isinstance(text, Content) else text

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, of the lines as they stand."""
        text = super().render()
        if not isinstance(text, Content):
            return None
        return selection.extract(broken(text, self.content_size.width).plain), "\n"


class Unbroken(Visual):
    """A text that is broken into lines by us before Textual draws it."""

    def __init__(self, text: Content) -> None:
        """Draw a text."""
        self.text = text

    def __str__(self) -> str:
        return self.text.plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw it in a width."""
        return self._lines(options.rules, width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The cells of its longest line."""
        return self.text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes in a width."""
        return self._lines(rules, width).get_height(rules, width)

    def _lines(self, rules: RulesMap, width: int) -> Content:
        return self.text if rules.get("text_wrap") == "nowrap" else broken(self.text, width)


def broken(text: Content, width: int) -> Content:
    """A text with its lines broken to a width."""
    lines = [part.rstrip() for line in text.split("\n") for part in line.divide([*_breaks(line.plain, width)])]
    return Content("\n").join(lines)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where a line is to be broken; a word that is longer than a line is left to those who draw it."""
    used = 0
    for match in WORD.finditer(text):
        bare = cell_len(match[0].rstrip(" "))
        if used and used + bare > width:
            yield match.start()
            used = 0
        used += cell_len(match[0])
