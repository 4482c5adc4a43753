r"""What two states of files do not have in common, piece by piece, without reading the rest as TOML.

A text is cut before each `[[` that begins a line, so that a piece holds one record as a rule. Pieces that both states
have say the same in both: only the others are read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from jo_security.files.source import Source
from jo_security.files.syntax import NotToml, parse

_CUT = b"\n[["
_BELOW = re.compile(rb"\n\[\[[^\]\n.]*\.")
"""The header of what lies inside a record."""

_QUOTES = (b'"""', b"'''")

BLOCK = 1 << 16
"""How many bytes are compared at once."""


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a file that begins and ends between two records: its bytes, and how many lines stand before it.

    `records` is how many records the whole file holds.
    """

    name: str
    content: bytes
    records: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that another state of the budget does not have, and what it says.

    `line` is that of the record with which it begins; None where it begins with none.
    """

    name: str
    line: int | None
    said: Mapping[str, Any]


def different(before: Sequence[Text], after: Sequence[Text]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of each of two states that the other one does not have, in the budget's order.

    The files are TOML, or there is nothing to say of them.
    """
    there = {(each.name, each.content) for each in before} & {(each.name, each.content) for each in after}
    olds, news = ([each for each in texts if (each.name, each.content) not in there] for texts in (before, after))
    try:
        if all(map(_can_be_cut, (*olds, *news))):
            return _different(*_trimmed(olds, news), cut=True)
    except NotToml:
        pass
    try:
        return _different(olds, news, cut=False)
    except NotToml:
        return [], []


def _different(before: Sequence[Text], after: Sequence[Text], *, cut: bool) -> tuple[list[Piece], list[Piece]]:
    """The same, of texts that are cut, or read as a whole. Raises NotToml."""
    olds, news = (
        [(each, _cut(each.content) if cut else [each.content]) for each in texts] for texts in (before, after)
    )
    held = Counter(piece for _, pieces in olds for piece in pieces)
    held.subtract(piece for _, pieces in news for piece in pieces)
    gone = {piece: count for piece, count in held.items() if count > 0}
    come = {piece: -count for piece, count in held.items() if count < 0}
    return [*_read(olds, gone)], [*_read(news, come)]


def _read(texts: Iterable[tuple[Text, Sequence[bytes]]], wanted: Mapping[bytes, int]) -> Iterator[Piece]:
    """Pieces that are wanted, so many of each, as TOML. Raises NotToml."""
    left = dict(wanted)
    for text, pieces in texts:
        starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
        for start, piece in zip(starts, pieces, strict=False):
            if left.get(piece):
                left[piece] -= 1
                line = text.before + text.content.count(b"\n", 0, start) + 1 if piece.startswith(b"[[") else None
                yield Piece(text.name, line, parse(Source(text.name, piece.removesuffix(b"\r"))))


def _can_be_cut(text: Text) -> bool:
    """Whether what looks like the header of a record is one: a text on several lines may hold what looks like it."""
    if not any(quotes in text.content for quotes in _QUOTES):
        return True
    headers = text.content.count(_CUT) + text.content.startswith(b"[[") - len(_BELOW.findall(text.content))
    return headers == text.records


def _cut(content: bytes) -> Sequence[bytes]:
    """The pieces of a text, those that lie inside a record with it."""
    first, *others = content.split(_CUT)
    pieces = [first, *(b"[[" + other for other in others)]
    if not _BELOW.search(content):
        return pieces
    found: list[list[bytes]] = []
    for piece in pieces:
        if found and b"." in piece[: piece.find(b"]]")]:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [b"\n".join(each) for each in found]


def _whole(content: bytes) -> Sequence[bytes]:
    """A text as its only piece."""
    return [content]


def _trimmed(before: Sequence[Text], after: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    """The texts without the records with which a file begins and ends in both states."""
    olds, news = ({each.name: each for each in texts} for texts in (before, after))
    for name in olds.keys() & news.keys():
        old, new = olds[name], news[name]
        head, tail = _common(old.content, new.content)
        lines = old.content.count(b"\n", 0, head)
        olds[name], news[name] = (
            Text(name, each.content[head : len(each.content) - tail], each.records, lines) for each in (old, new)
        )
    return [*olds.values()], [*news.values()]


def _common(old: bytes, new: bytes) -> tuple[int, int]:
    """How many bytes two texts have in common at the beginning and at the end, up to where records begin in both."""
    shorter = min(len(old), len(new))
    same = _alike(shorter, lambda start, end: old[start:end] == new[start:end])
    start = old.rfind(_CUT, 0, same)
    while start > 0 and (_lies_below(old, start) or _lies_below(new, start)):
        start = old.rfind(_CUT, 0, start)
    same = _alike(
        shorter - max(start, 0),
        lambda start, end: old[len(old) - end : len(old) - start] == new[len(new) - end : len(new) - start],
    )
    end = old.find(_CUT, len(old) - same)
    while end >= 0 and _lies_below(old, end):
        end = old.find(_CUT, end + 1)
    # The line break before a record that both have belongs to neither part.
    return (start + 1 if start > 0 else 0), (len(old) - end if end >= 0 else 0)


def _alike(most: int, equal: Callable[[int, int], bool]) -> int:
    """How many bytes of two texts are equal, up to `most`; `equal` compares them between two offsets."""
    start, size = 0, BLOCK
    while start < most and size:
        if equal(start, min(start + size, most)):
            start = min(start + size, most)
        else:
            most = min(start + size, most)
            size //= 2
    return start


def _lies_below(content: bytes, start: int) -> bool:
    """Whether the header that begins after a line break is one of what lies inside a record."""
    return _BELOW.match(content, start) is not None
