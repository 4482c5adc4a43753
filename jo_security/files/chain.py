"""A chain of entries, one a line: each is sealed by a hash and names the one before it.

A line is JSON: `{"hash":"…",` and then the entry with its keys sorted and nothing between its parts. The hash is the
SHA-256 of that entry as it stands, in UTF-8, with the brace that opens it: `jq -cS 'del(.hash)'` gives it again. An
entry names in `prev` the hash of the entry before it; of both, where git has merged two ends of one chain.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OPENS = b'{"hash":"'
DIGITS = 64
WINDOW = 1 << 18
"""How many bytes of a chain's end are read first for its last entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry whose hash is right, and what it says."""

    hash: str
    said: Mapping[str, Any]

    @property
    def seq(self) -> int:
        """The number of the change, which every later one of any chain exceeds."""
        return int(self.said["seq"])

    @property
    def op(self) -> str:
        """What was done."""
        return str(self.said["op"])

    @property
    def prev(self) -> tuple[str, ...]:
        """The hashes of the entries that it follows in its chain."""
        return tuple(map(str, self.said["prev"]))

    @property
    def file(self) -> str:
        """The file of the budget that was written, from the budget's folder; nothing where none was."""
        return str(self.said.get("file", ""))

    @property
    def states(self) -> Mapping[str, str]:
        """The SHA-256 of each file of the budget when it was done."""
        return {str(name): str(sha256) for name, sha256 in self.said["files"].items()}


def sealed(said: Mapping[str, Any]) -> tuple[Entry, bytes]:
    """An entry with its hash, and its line."""
    body = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    sha256 = hashlib.sha256(body).hexdigest()
    return Entry(sha256, said), OPENS + sha256.encode() + b'",' + body[1:] + b"\n"


def unsealed(line: bytes) -> Entry | None:
    """The entry of a line; None where a byte of it is not as it was written. Its end alone may be absent."""
    after = len(OPENS) + DIGITS
    if not line.startswith(OPENS) or line[after : after + 2] != b'",':
        return None
    body = b"{" + line[after + 2 :].removesuffix(b"\n")
    sha256 = line[len(OPENS) : after].decode("ascii", "replace")
    if hashlib.sha256(body).hexdigest() != sha256:
        return None
    try:
        said: Any = json.loads(body)
        if b"\\ud" in body.lower():
            # Half a character of another encoding can be told in JSON, and stand in no file.
            json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return Entry(sha256, said) if _fits(said) else None


_TEXTS = (
    "op",
    "time",
    "officer",
    "act",
    "table",
    "id",
    "file",
    "text",
    "before",
    "after",
    "of",
    "chain",
    "commit",
    "sha256",
)
_NUMBERS = ("seq", "offset", "line")
_PAIRS = ("absent", "back", "missing", "others")
_ALWAYS = ("seq", "op", "time", "officer", "prev", "seen", "files")
_OF_A_BLOCK = ("table", "id", "file", "text", "offset", "after")


def _fits(said: object) -> bool:
    """Whether what is sealed has the parts that an entry has, each of its kind: it may come from anywhere."""
    if not isinstance(said, dict):
        return False
    wanted = (*_ALWAYS, *(_OF_A_BLOCK if said.get("op") in {"append", "remove"} else ()))
    return (
        said.keys() >= {*wanted}
        and all(isinstance(said.get(name, ""), str) for name in _TEXTS)
        and all(type(said.get(name, 0)) is int and said.get(name, 0) >= 0 for name in _NUMBERS)
        and _texts(said["prev"])
        and all(isinstance(said[name], dict) and _texts([*said[name].values()]) for name in ("seen", "files"))
        and all(_pairs(said.get(name, [])) for name in _PAIRS)
    )


def _pairs(said: object) -> bool:
    """Whether these are records by their table and their id, or blocks by their id and their text."""
    return isinstance(said, list) and all(_texts(each) and len(each) == len(("id", "text")) for each in said)


def _texts(said: object) -> bool:
    return isinstance(said, list) and all(isinstance(each, str) for each in said)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last entries of a chain, oldest first; whether its last line has no end, and that line where it is torn."""

    entries: tuple[Entry, ...] = ()
    open: bool = False
    torn: bytes = b""


def ending(path: str) -> Ending:
    """The end of a chain; nothing of one that is not there. Raises OSError."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return Ending()
    with os.fdopen(handle, "rb") as file:
        size, window = os.fstat(handle).st_size, WINDOW
        while True:
            start = max(0, size - window)
            file.seek(start)
            held = [*file]
            # The window may begin inside a line.
            entries = tuple(entry for line in held[1 if start else 0 :] if (entry := unsealed(line)) is not None)
            if entries or not start:
                if not held or held[-1].endswith(b"\n"):
                    return Ending(entries)
                return Ending(entries, open=True, torn=held[-1] if unsealed(held[-1]) is None else b"")
            window *= 8


def lines(path: str) -> Iterator[tuple[int, bytes, Entry | None]]:
    """Every line of a chain with its number from 1, and its entry where it is one. Raises OSError."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            yield number, line, unsealed(line)
