"""Where a value stands in a TOML text that has been read: exact for any spelling of keys and tables.

The text is known to be TOML, so that nothing is checked here. Tables are indexed in one pass; what is inside a table
is scanned when a value of it is asked for.
"""

import re
from collections.abc import Iterator

from jo_security.records.problem import Path

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_TEXT = re.compile(_STRING, re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_SCALAR = re.compile(r"[^,\]}#\r\n]*")
_PLAIN_LINES = re.compile(
    r"""(?:[ \t]*(?:[A-Za-z0-9_-]+[ \t]*=[ \t]*(?:"(?:[^"\\\n]|\\.)*"(?!")|[^"'\[{\s#][^"'\[{\n#]*)[ \t\r]*)?"""
    r"""(?:\#[^\n]*)?\n)+"""
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}

Spot = tuple[int, int]
"""Offsets of a key and of its value."""


class Locator:
    """The tables of a text, and on demand the keys inside them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._segments: dict[Path, tuple[int, int, int]] = {}
        self._inside: dict[Path, dict[Path, Spot]] = {}
        self._index()

    def value(self, path: Path) -> int:
        """The offset of the value at a path, or of the header of the table there."""
        return self._spot(path)[1]

    def key(self, path: Path) -> int:
        """The offset of the key at a path; for an element of an array, that of the key which holds the array."""
        while path and isinstance(path[-1], int) and path not in self._segments:
            path = path[:-1]
        return self._spot(path)[0]

    def _spot(self, path: Path) -> Spot:
        """The offsets of a path's key and value; those of the nearest table around it where it is not written out."""
        for depth in range(len(path), -1, -1):
            head = path[:depth]
            if head not in self._segments:
                continue
            header = self._segments[head][0]
            if depth == len(path):
                return header, header
            if (spot := self._entries(head).get(path[depth:])) is not None:
                return spot
        below = (start for head, (start, _, _) in self._segments.items() if path and head[: len(path)] == path)
        offset = min(below, default=None)
        if offset is not None:
            return offset, offset
        return self._spot(path[:-1]) if path else (0, 0)

    def _index(self) -> None:
        """One pass over the text: where each table's header stands, and where its body begins and ends."""
        text, here, counts = self._text, 0, dict[Path, int]()
        head: Path = ()
        start = body = 0
        while here < len(text):
            if plain := _PLAIN_LINES.match(text, here):
                here = plain.end()
            here = _end(_BLANK, text, here)
            if here >= len(text):
                break
            if text[here] != "[":
                here = self._statement(here, None, ())
                continue
            self._segments[head] = (start, body, here)
            start = here
            many = text.startswith("[[", here)
            names, here = self._keys(_end(_SPACE, text, here + 1 + many))
            here = text.index("]", here) + 1 + many
            head, body = _resolve(names, counts, many=many), here
        self._segments[head] = (start, body, len(text))

    def _entries(self, head: Path) -> dict[Path, Spot]:
        """The keys inside a table, by their paths from it."""
        if head not in self._inside:
            found: dict[Path, Spot] = {}
            _, here, end = self._segments[head]
            while (here := _end(_BLANK, self._text, here)) < end:
                here = self._statement(here, found, ())
            self._inside[head] = found
        return self._inside[head]

    def _statement(self, here: int, found: dict[Path, Spot] | None, inside: Path) -> int:
        """Pass over one `key = value`, noting what it holds; the offset after it."""
        names, after = self._keys(here)
        value = _end(_SPACE, self._text, after + 1)
        path = inside + names
        if found is not None:
            for depth in range(len(inside) + 1, len(path)):
                found.setdefault(path[:depth], (here, here))
            found[path] = (here, value)
        return self._value(value, found, path)

    def _keys(self, here: int) -> tuple[tuple[str, ...], int]:
        """The parts of a dotted key, and the offset of what follows it."""
        names: list[str] = []
        while match := _KEY.match(self._text, here):
            names.append(_unquote(match.group()))
            here = _end(_SPACE, self._text, match.end())
            if not self._text.startswith(".", here):
                break
            here = _end(_SPACE, self._text, here + 1)
        return tuple(names), here

    def _value(self, here: int, found: dict[Path, Spot] | None, path: Path) -> int:
        """Pass over one value; the offset after it."""
        text = self._text
        if match := _TEXT.match(text, here):
            return match.end()
        if text[here] not in "[{":
            return _end(_SCALAR, text, here)
        closing = "]" if text[here] == "[" else "}"
        rank, here = 0, _end(_BLANK, text, here + 1)
        while text[here] != closing:
            if closing == "]":
                if found is not None:
                    found[*path, rank] = (here, here)
                here = self._value(here, found, (*path, rank))
            else:
                here = self._statement(here, found, path)
            rank, here = rank + 1, _end(_BLANK, text, here)
            if text[here] == ",":
                here = _end(_BLANK, text, here + 1)
        return here + 1


def depths(text: str) -> Iterator[tuple[int, int]]:
    """The offset and the depth of every bracket that opens outside strings and comments."""
    depth = 0
    for match in re.finditer(rf"{_STRING}|#[^\n]*|[\[\]{{}}]", text, re.DOTALL):
        if match.group() in "[{":
            depth += 1
            yield match.start(), depth
        elif match.group() in "]}":
            depth -= 1


def statement(text: str, place: int) -> int:
    """The offset of the line on which the statement begins that goes on at a place; what is before it is TOML."""
    start = depth = 0
    for match in re.finditer(rf"{_STRING}|#[^\n]*|[\[\]{{}}\n]", text[:place], re.DOTALL):
        if match.group() in {'""', "''"} and text.startswith(match.group()[0], match.end()):
            break  # a text on several lines that is never closed
        if match.group() in "[{":
            depth += 1
        elif match.group() in "]}":
            depth -= 1
        elif match.group() == "\n" and not depth:
            start = match.end()
    return start


def _end(pattern: re.Pattern[str], text: str, here: int) -> int:
    """The offset after what a pattern, which may match nothing, matches."""
    match = pattern.match(text, here)
    return match.end() if match else here


def _resolve(names: tuple[str, ...], counts: dict[Path, int], *, many: bool) -> Path:
    """The path of a header, with the rank of each array of tables on its way."""
    path: Path = ()
    for depth, name in enumerate(names, 1):
        path = (*path, name)
        if depth == len(names) and many:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _unquote(name: str) -> str:
    """A key without its quotes and escapes."""
    if name[0] == "'":
        return name[1:-1]
    if name[0] != '"':
        return name
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[4], m[4]) if m[4] else chr(int(m[1] or m[2] or m[3], 16)), name[1:-1])
