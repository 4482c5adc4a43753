"""Which editor is started, and how it is told the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tui.terminal import Terminal

from jo_security.records.problem import Words
from jo_security.tui.editor import at, chosen, edit

JO_2024 = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, ["code", "--wait"]),
        ({"VISUAL": "  ", "EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": '"/opt/my editor/vi" -u NONE'}, ["/opt/my editor/vi", "-u", "NONE"]),
        ({"EDITOR": "it's"}, ["it's"]),
        ({"PATH": "/nowhere"}, []),
    ],
)
def test_the_environment_names_the_editor(environ: dict[str, str], command: list[str]) -> None:
    assert chosen(environ) == command


def test_without_a_name_the_first_that_is_found_is_taken(tmp_path: Path) -> None:
    for name in ("vi", "nano"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    assert chosen({"PATH": str(tmp_path)}) == ["nano"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["vim"], ["vim", "+7", "b.toml"]),
        (["/usr/bin/nano"], ["/usr/bin/nano", "+7", "b.toml"]),
        (["emacs", "-nw"], ["emacs", "-nw", "+7", "b.toml"]),
        (["kak"], ["kak", "+7", "b.toml"]),
        (["hx"], ["hx", "b.toml:7:3"]),
        (["code"], ["code", "--wait", "--goto", "b.toml:7:3"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "b.toml:7:3"]),
        (["subl"], ["subl", "--wait", "b.toml:7:3"]),
        (["kate"], ["kate", "--block", "--line", "7", "b.toml"]),
        (["notepad++.exe"], ["notepad++.exe", "-n7", "b.toml"]),
        (["ed"], ["ed", "b.toml"]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(command: list[str], told: list[str]) -> None:
    assert at(command, "b.toml", 7, 3) == told


def test_the_editor_gets_the_environment_that_it_is_given(tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\nenv > "{tmp_path}/env"\n')
    script.chmod(0o755)
    assert edit({"EDITOR": str(script), "ONLY": "this"}, str(tmp_path / "b.toml"), 1, 1) is None
    assert "ONLY=this" in (tmp_path / "env").read_text().split()
    assert "HOME" not in (tmp_path / "env").read_text()


def test_a_file_that_is_no_program_is_no_editor(tmp_path: Path) -> None:
    (tmp_path / "vi").write_text("")
    words = edit({"EDITOR": str(tmp_path / "vi")}, "b.toml", 1, 1)
    assert words is not None
    assert words.values["name"] == str(tmp_path / "vi")
    assert words.values["reason"] == Words("permission is denied")


def test_ctrl_c_in_an_editor_is_the_editors_alone(tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\ntrap 'echo caught' INT\necho edits\nuntil read line; do :; done\n")
    script.chmod(0o755)
    budget = shutil.copy(JO_2024, tmp_path)
    terminal = Terminal(str(budget), EDITOR=str(script))
    terminal.shows("Record…")
    terminal.send("e")
    terminal.shows("edits")
    terminal.send("\x03")
    terminal.shows("caught")
    terminal.send("this\r")
    terminal.shows("Record…")
    terminal.send("3")
    terminal.shows("All commitments")
    terminal.send("q")
    assert terminal.ends() == 0
