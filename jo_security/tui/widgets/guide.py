"""The guide: what a tour says, below what it speaks about, which it never covers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence


class Guide(Prose):
    """A step of a tour."""

    DEFAULT_CSS = """
    Guide {
        height: auto;
        padding: 0 1;
        background: $primary 20%;
        border-top: heavy $primary;
    }
    """

    def show(self, heading: str, says: str, keys: Sequence[str]) -> None:
        """Show another step, in which the `keys` that it names stand out."""
        told = Content(says)
        for key in filter(None, keys):
            for found in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", says):
                told = told.stylize("bold reverse", *found.span())
        self.update(Content("\n").join([Content.styled(heading, "bold"), told]))
