"""Whole commands against a bare interpreter, in one run: machines differ, the ratio does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BARE = (sys.executable, "-c", "pass")
SUMMARY = (sys.executable, "-m", "jo_security", "summary", str(CHECKOUT / "budgets" / "jo-2024.toml"))
COMMANDS = {"bare": BARE, "json": (*SUMMARY, "--format", "json"), "table": SUMMARY}
RUNS = 15

# What a command may take, in bare interpreters.
JSON, TABLE = 18, 26


def seconds(command: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run(
        command,
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - start


@pytest.mark.bench
def test_a_summary_takes_few_bare_interpreters() -> None:
    for command in COMMANDS.values():
        seconds(command)  # compiled, and in the cache of files, from here on
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        # One after the other, so that whatever else the machine does weighs on all of them.
        for name, command in COMMANDS.items():
            taken[name].append(seconds(command))
    # What else a machine does only adds to the time, and more to some rounds than to others.
    quickest = {name: min(each) for name, each in taken.items()}
    ratios = {name: least / quickest["bare"] for name, least in quickest.items()}
    print("\n" + ", ".join(f"{name} {quickest[name] * 1e3:.0f} ms ({ratios[name]:.1f}x)" for name in COMMANDS))
    assert ratios["json"] < JSON
    assert ratios["table"] < TABLE
