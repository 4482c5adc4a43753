"""What each command loads: what is dear to import is imported by nothing that can do without."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from jo_security.cli.door import COMMANDS

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = str(CHECKOUT / "budgets" / "jo-2024.toml")

WRITING: dict[str, Sequence[str]] = {
    "reserve": ("--line", "a", "--label", "L", "--amount", "1"),
    "commit": ("--line", "a", "--supplier", "S", "--label", "L", "--amount", "1"),
    "adjust": ("--commitment", "C", "--amount=-1", "--reason", "R"),
    "deliver": ("--commitment", "C", "--amount", "1"),
    "pay": ("--line", "a", "--amount", "1"),
    "move": ("--kind", "freeze", "--line", "a", "--ae", "1"),
    "plan": ("--line", "a", "--label", "L", "--amount", "1"),
    "assert": ("--measure", "paid", "--amount", "0"),
    "close": ("--to", "2024-12-31"),
    "undo": (),
    "redo": (),
    "history": (),
    "verify": (),
    "restore": (),
}

# At least one call of each command; those of `open` have no terminal, and so print the summary; that of `init` finds
# a file in its place.
CALLS: dict[str, Sequence[Sequence[str]]] = {
    "init": (["init", "jo-2024", JO_2024],),
    "open": (["open", JO_2024], []),
    "summary": (["summary", JO_2024], ["summary", JO_2024, "--format", "json"], ["summary", JO_2024, "--by", "tag"]),
    "check": (["check", JO_2024], ["check", JO_2024, "--format", "json"], ["check", JO_2024, "--as-of", "2025-12-31"]),
    "watch": (["watch", "no.toml"],),
    "export": (["export", "fdp", os.devnull, JO_2024],),
    "list": (["list", "payments", JO_2024, "--format", "csv"], ["list", JO_2024]),
    "show": (["show", "EJ-1000000001", JO_2024], ["show", "anti-drone", JO_2024, "--format", "json"]),
    "why": (["why", "total", "paid", JO_2024], ["why", "total", "paid", JO_2024, "--format", "jsonl"]),
    "query": (["query", "SELECT 1", JO_2024, "--format", "json"], ["query"]),
    "explain": (["explain"], ["explain", "JO201"]),
    "schema": (["schema"], ["schema", "--included"]),
    "settings": (["settings"], ["settings", "--format", "json"]),
    "completion": (["completion", "bash"],),
    # Nothing is written by a test where the shipped budgets are.
    **{name: ([name, "no.toml", *options],) for name, options in WRITING.items()},
}
OTHERS: Sequence[Sequence[str]] = (["--help"], ["--version"], ["nothing"], *([name, "--help"] for name in COMMANDS))


def loaded(*arguments: str) -> set[str]:
    """Give the modules that Python loads for a command line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JO_SECURITY_", "PYTHON"))}
    it = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "jo_security", *arguments],
        cwd=CHECKOUT,
        env=kept,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in it.stderr
    times = [line for line in it.stderr.decode("utf-8", "replace").splitlines() if line.startswith("import time:")]
    found = {line.rpartition("|")[2].strip() for line in times}
    assert "jo_security.cli.door" in found
    return found


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) == set(COMMANDS)


@pytest.mark.parametrize("arguments", [each for calls in CALLS.values() for each in calls], ids=" ".join)
def test_a_command_loads_no_textual(arguments: Sequence[str]) -> None:
    found = loaded(*arguments)
    assert "textual" not in packages(found)
    assert not [module for module in found if module.startswith("jo_security.tui")]


@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_help_loads_nothing_that_shows_or_reads(arguments: Sequence[str]) -> None:
    assert not packages(loaded(*arguments)) & {"textual", "rich", "pydantic"}


@pytest.mark.parametrize("by", [[], ["--by", "exercise"], ["--depth", "1"]], ids=" ".join)
def test_json_loads_neither_rich_nor_the_package_pydantic(by: Sequence[str]) -> None:
    found = packages(loaded("summary", JO_2024, "--format", "json", *by))
    unused = {"asyncio", "babel", "pathlib", "difflib", "platformdirs", "tomlkit", "xlsxwriter"}
    assert not found & {"rich", "textual", "pydantic", *unused}
    # Records are checked by what pydantic is built on.
    assert "pydantic_core" in found


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check_loads_neither_rich_nor_the_package_pydantic(form: str) -> None:
    assert not packages(loaded("check", JO_2024, "--format", form)) & {"rich", "textual", "pydantic"}


def test_a_command_loads_no_other_command() -> None:
    for command, (arguments, *_) in CALLS.items():
        if command != "open":
            others = {f"jo_security.cli.{name}" for name in COMMANDS if name != command}
            assert not loaded(*arguments) & others
