"""The terms of a filter as they stand in its text: parted by blanks, except inside quotes."""

from collections.abc import Iterator
from typing import NamedTuple

QUOTES = {'"': '"', "\u00ab": "\u00bb", "\u201c": "\u201d"}
BLANKS = " \t\r\n"
"""What parts terms; the no-break spaces inside an amount do not."""
QUOTED = "\0"


class Token(NamedTuple):
    """A term without its quotes.

    `bare` is its text with a QUOTED for each sign that stood in quotes; `places` are those of its signs in the whole
    text, `start` and `end` are its own.
    """

    text: str
    bare: str
    start: int
    end: int
    places: tuple[int, ...]

    def part(self, start: int, end: int) -> "Token":
        """A part of it, from one of its signs to before another, without blanks around."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        first = self.places[start] if start < len(self.places) else self.end
        last = self.places[end - 1] + 1 if end > start else first
        return Token(self.text[start:end], self.bare[start:end], first, last, self.places[start:end])

    def split(self, signs: str) -> list["Token"]:
        """Its parts between signs that stand in no quotes."""
        cuts = [i for i, sign in enumerate(self.bare) if sign in signs]
        return [self.part(a + 1, b) for a, b in zip([-1, *cuts], [*cuts, len(self.text)], strict=True)]


def scan(text: str) -> Iterator[Token]:
    """The terms of a text; a quote that is not closed reaches to the end."""
    place, size = 0, len(text)
    while place < size:
        if text[place] in BLANKS:
            place += 1
            continue
        start, signs, bare, places, closing = place, "", "", [], ""
        while place < size and (closing or text[place] not in BLANKS):
            sign = text[place]
            if closing and sign == closing:
                closing = ""
            elif not closing and sign in QUOTES:
                closing = QUOTES[sign]
            else:
                signs += sign
                bare += QUOTED if closing else sign
                places.append(place)
            place += 1
        yield Token(signs, bare, start, place, tuple(places))
