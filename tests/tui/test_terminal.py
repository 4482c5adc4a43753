"""The screens in a real terminal: what is drawn, what keys do, what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}])
def test_open_look_edit_and_leave(budget: Path, tmp_path: Path, colour: dict[str, Any]) -> None:
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
    assert terminal.text().split("\n")[1].rstrip().endswith("read-only · all years, all dates")
    terminal.program.send("u")
    terminal.shows("in it.")
    terminal.program.send("q")
    assert terminal.ends() == 0
    assert [each.name for each in budget.parent.iterdir()] == [budget.name]
