"""How a frame is drawn where a terminal, or its reader, cannot have all of it: signs, weight, colours.

Each is a filter of finished lines, so that every widget obeys it and none knows of it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter, NoColor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.color import Color

CURSOR: Final = "▌"
"""What stands before the row of a table that has the keys."""
EDGES: Final = frozenset("▏▎▍▌▋▊▉█")
_WEIGHT: Final = Style(dim=False)
_UPRIGHT: Final = Style(reverse=False)


class Signs(dict[int, str]):
    """A sign of a keyboard, of the same width, for each character that is none; letters and figures stay.

    It is what `str.translate` asks, and remembers what it was asked.
    """

    def __missing__(self, code: int) -> str:
        """The sign that stands for a character that the house does not draw itself."""
        self[code] = sign = _sign(chr(code))
        return sign


def _sign(character: str) -> str:
    """What a character is in a text of letters, figures and the signs of a keyboard."""
    if character.isascii() or character.isalnum() or unicodedata.combining(character):
        return character
    if unicodedata.east_asian_width(character) in "WF":
        return character  # one sign would not fill its two cells
    if 0x2500 <= ord(character) <= 0x257F:  # noqa: PLR2004 - the block of lines of boxes
        return "+"
    if 0x2580 <= ord(character) <= 0x259F:  # noqa: PLR2004 - the block of filled cells
        return "#"
    folded = unicodedata.normalize("NFKD", character)
    return folded if folded.isascii() and len(folded) == 1 else "?"


PAIRS: Final = (
    ("─╌┄┈═╴╶╸╺", "---------"),
    ("│┃║╎┆┊▏▕", "||||||||"),
    ("━╾·›‹→←↑↓", "#+;><><^v"),
    ("▸▾▲▼▶◀", "+-^v><"),
    ("✗✓◇•◆…●○", "xv**#.*o"),
    ("−–—«»“”‘’", '---""""\'\''),
    ("▁▂▃▄▅▆▇", "       "),
    ("⏎⌃⇧⭾⌫€", "<^^><E"),
    ("\u00a0\u202f", "  "),
)
SIGNS: Final = Signs({ord(each): sign for ours, plain in PAIRS for each, sign in zip(ours, plain, strict=True)})
"""Bars are of # on a ground of -, signs are x for an error, ! for a warning, * for what is illustrative."""


class Keyboard(LineFilter):
    """Nothing but letters, figures and the signs of a keyboard."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as Textual calls it
        """The same cells in other signs; the cursor of a table stays one."""
        return [*_spelt(segments)]


def _spelt(segments: list[Segment]) -> Iterator[Segment]:
    for place, (text, style, control) in enumerate(segments):
        if control is not None or text.isascii():
            yield Segment(text, style, control)
            continue
        spelt = text.translate(SIGNS)
        if not place and text.startswith(CURSOR):
            spelt = f">{spelt[1:]}"
        # The left edge of a bar is drawn in reverse, which is not to be seen on what stands for it.
        edge = style is not None and style.reverse and EDGES.issuperset(text)
        yield Segment(spelt, style + _UPRIGHT if edge and style else style, control)


class Weight(LineFilter):
    """Nothing recedes: all text has its full weight."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as Textual calls it
        """The same text, none of it dim."""
        return [Segment(text, None if style is None else style + _WEIGHT, control) for text, style, control in segments]


COLOURLESS: Final = NoColor()
WEIGHTY: Final = Weight()
TYPED: Final = Keyboard()
"""One of each: what a line was turned into is remembered by the filter."""


def filters(*, colours: bool, recedes: bool, keyboard: bool) -> list[LineFilter]:
    """What lines go through: without colours, where nothing recedes, where only the signs of a keyboard show."""
    chosen = ((not colours, COLOURLESS), (not recedes, WEIGHTY), (keyboard, TYPED))
    return [each for wanted, each in chosen if wanted]
