"""What is wrong with files that could not be read again, beside the figures of those that could."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from jo_security.locales.phrases import literal

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 3
"""How many problems are shown."""


class Broken(Static):
    """A few lines about files that are broken; not there where none is."""

    DEFAULT_CSS = """
    Broken {
        display: none;
        height: auto;
        max-height: 4;
        padding: 0 1;
        background: $error-muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    Broken.-there {
        display: block;
    }
    """

    def show(self, says: str, problems: Sequence[str]) -> None:
        """Say that files are broken, and the first of what is wrong; nothing where nothing is said."""
        self.set_class(bool(says), "-there")
        lines = [Content.assemble((literal(says), "bold $text-error"))]
        lines += [Content(f"  {literal(each)}") for each in problems[:MOST]]
        self.update(Content("\n").join(lines))
