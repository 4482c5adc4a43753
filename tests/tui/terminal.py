"""A program in a terminal, for the tests that look at it as a person does."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SIZE = (30, 100)
PATIENCE = 30
"""Seconds until what is waited for is taken not to come."""
START = """
import os, sys
from jo_security.locales.language import speak
from jo_security.tui.app import run
sys.exit(run(sys.argv[1], speak("en"), os.environ))
"""


class Terminal:
    """A program in a terminal, and what stands on its screen."""

    def __init__(
        self,
        *arguments: str,
        start: Sequence[str] = ("-c", START),
        size: tuple[int, int] = SIZE,
        folder: Path | None = None,
        **environ: str,
    ) -> None:
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.ByteStream(self.screen)
        kept = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        kept |= {"JO_SECURITY_SETTINGS": ""}
        self.program = pexpect.spawn(
            sys.executable,
            [*start, *arguments],
            env=kept | {"PYTHONPATH": ":".join(filter(None, sys.path))} | environ,
            dimensions=size,
            cwd=folder,
            timeout=30,
        )
        self.program.delaybeforesend = None

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def shows(self, words: str) -> None:
        """Read until words stand on the screen."""
        self.until(lambda: words in self.text(), words)

    def until(self, holds: Callable[[], bool], what: str = "", patience: float = PATIENCE) -> None:
        """Read until something holds of the screen."""
        # A cursor that blinks is something to read for ever.
        end = monotonic() + patience
        while not holds():
            try:
                self.stream.feed(self.program.read_nonblocking(65536, timeout=max(0.0, end - monotonic())))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                msg = f"never: {what}\n{self.text()}"
                raise AssertionError(msg) from error

    def settle(self) -> None:
        """Read until nothing comes for a moment."""
        before = ""
        with suppress(AssertionError):
            while True:
                self.until(partial(self._other, before), patience=0.2)
                before = self._seen()

    def _other(self, than: str) -> bool:
        return self._seen() != than

    def _seen(self) -> str:
        return f"{self.text()} {self.screen.cursor.x} {self.screen.cursor.y}"

    def send(self, *sequences: str) -> None:
        """Send what a terminal sends, each in a write of its own."""
        for each in sequences:
            self.program.send(each)

    def resize(self, rows: int, columns: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self.program.setwinsize(rows, columns)

    def ends(self) -> int | None:
        self.program.expect(pexpect.EOF)
        self.program.close()
        status: int | None = self.program.exitstatus
        return status
