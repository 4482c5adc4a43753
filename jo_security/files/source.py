"""The text of one file, with its places counted as an editor counts them."""

import codecs
import hashlib
import os
import re
import stat
import sys
from bisect import bisect_right
from functools import cached_property

from jo_security.records.reasons import reason
from jo_security.records.words import N_

STDIN = "-"


class Unreadable(Exception):
    """A file that cannot be read; stops the command with status 3, or makes an include a problem."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


class Source:
    """A file under the name that was given for it, its bytes, and its text without a byte-order mark.

    `marked` says whether there was one. A part of a file has `before` it so many lines. Of text that is not UTF-8,
    `bad` is the number of bytes before the first that is wrong; else it is None.
    """

    def __init__(self, name: str, content: bytes, before: int = 0) -> None:
        self.name = name
        self.before = before
        self.content = content.removeprefix(codecs.BOM_UTF8)
        self.marked = len(self.content) != len(content)
        self.bad: int | None = None
        try:
            self.text = self.content.decode("utf-8")
        except UnicodeDecodeError as error:
            self.bad = error.start

    @cached_property
    def text(self) -> str:
        """The text, with a sign in the place of what is not UTF-8."""
        return self.content.decode("utf-8", "replace")

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file as it was read, its mark included."""
        return hashlib.sha256(codecs.BOM_UTF8 + self.content if self.marked else self.content).hexdigest()

    def forget(self) -> None:
        """Keep only the bytes, until the text is asked for again: it takes up to four times their room."""
        self.__dict__.pop("text", None)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character's offset in the text."""
        line = bisect_right(self._starts, offset)
        return self.before + line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        number -= self.before
        if not 0 < number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else None].removesuffix("\r")


def load(name: str) -> Source:
    """Read a file whole, or standard input for `-`.

    Raises Unreadable; a pipe or a device is refused, since it could block or never end.
    """
    try:
        if name == STDIN:
            return Source(name, _standard_input())
        mode = os.stat(name).st_mode
        if stat.S_ISDIR(mode):
            raise Unreadable(name, N_("it is a folder"))
        if not stat.S_ISREG(mode):
            raise Unreadable(name, N_("it is not a regular file; use - to read from standard input"))
        with open(name, "rb") as file:
            return Source(name, file.read())
    except ValueError:
        raise Unreadable(name, N_("its name is not one that a file can bear")) from None
    except OSError as error:
        raise Unreadable(name, reason(error)) from None


def _standard_input() -> bytes:
    """All of standard input. Raises Unreadable where there is none."""
    if sys.stdin is None:
        raise Unreadable(STDIN, N_("standard input is closed"))
    return sys.stdin.buffer.read()
