"""The screens in a real terminal: what is drawn, what keys do, what is left behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pexpect  # type: ignore[import-untyped]
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SIZE = (30, 100)
START = """
import os, sys
from jo_security.locales.language import speak
from jo_security.tui.app import run
sys.exit(run(sys.argv[1], speak("en"), os.environ))
"""


class Terminal:
    """A program in a terminal, and what stands on its screen."""

    def __init__(self, *arguments: str, start: Sequence[str] = ("-c", START), **environ: str) -> None:
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self.stream = pyte.ByteStream(self.screen)
        kept = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.program = pexpect.spawn(
            sys.executable,
            [*start, *arguments],
            env=kept | {"PYTHONPATH": ":".join(filter(None, sys.path))} | environ,
            dimensions=SIZE,
            timeout=30,
        )

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def shows(self, words: str) -> None:
        """Read until words stand on the screen."""
        while words not in self.text():
            self.stream.feed(self.program.read_nonblocking(65536, timeout=30))

    def ends(self) -> int | None:
        self.program.expect(pexpect.EOF)
        self.program.close()
        status: int | None = self.program.exitstatus
        return status


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}])
def test_open_look_edit_and_leave(budget: Path, tmp_path: Path, colour: dict[str, str]) -> None:
    script = tmp_path / "vi"
    script.write_text('#!/bin/sh\necho "editor at $1"\nsed -i "s/Stratégie anti-drone/Stratégie neuve/" "$2"\n')
    script.chmod(0o755)
    terminal = Terminal(str(budget), EDITOR=str(script), **colour)
    terminal.shows("Whole budget")
    assert "▾ Stratégie anti-drone" in terminal.text()
    terminal.program.send("e")
    terminal.shows("Stratégie neuve")
    terminal.program.send("\r")
    terminal.shows("EJ-2")
    terminal.program.send("q")
    assert terminal.ends() == 0


@pytest.mark.parametrize("line", [("open", "{}", "--read-only"), ("{}", "--read-only"), ("--read-only", "{}")])
def test_a_budget_is_opened_read_only(budget: Path, line: tuple[str, ...]) -> None:
    arguments = [each.format(budget) for each in line]
    terminal = Terminal(*arguments, "--lang", "en", start=("-m", "jo_security"))
    terminal.shows("Whole budget")
    assert terminal.text().split("\n")[1].rstrip().endswith("read-only")
    terminal.program.send("u")
    terminal.shows("in it.")
    terminal.program.send("q")
    assert terminal.ends() == 0
    assert [each.name for each in budget.parent.iterdir()] == [budget.name]
