"""The interface over 100,000 commitments, in a terminal: its first frame, its figures, its keys, a filter, an order."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep

import against_ledgers as bench
import pexpect
import pytest

COUNT, ROUNDS, KEYS = 100_000, 3, 100
SAMPLE = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"
FRAME, FIGURES, KEY = 1.2, 1.3, 1.5
"""The first frame against that of the sample, the figures against a cold summary, a key against one in the sample."""
LIMIT = 0.3
"""Seconds until the rows of another filter or order are there."""
QUIET = 0.06
SIZED = {"COLUMNS", "LINES"}
ENVIRON = {name: value for name, value in os.environ.items() if name not in SIZED}
ENVIRON |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Desk:
    """The interface on a budget, in a terminal."""

    def __init__(self, budget: Path) -> None:
        self.start = perf_counter()
        self.program = pexpect.spawn(
            sys.executable,
            ["-m", "jo_security", "open", str(budget), "--lang", "en"],
            dimensions=(40, 120),
            timeout=120,
            encoding="utf-8",
            maxread=1 << 20,
            env=ENVIRON,
        )
        self.program.delaybeforesend = None

    def until(self, pattern: str) -> float:
        """The seconds since it was started, or since the last key, until something is written."""
        self.program.expect(pattern)
        return perf_counter() - self.start

    def settle(self) -> float:
        """Read until nothing comes for a moment; the seconds until the last that came."""
        last = perf_counter()
        while True:
            try:
                self.program.read_nonblocking(1 << 20, timeout=QUIET)
                last = perf_counter()
            except pexpect.TIMEOUT:
                return last - self.start

    def key(self, keys: str, pattern: str = r"(?s).") -> float:
        """The seconds from keys to what they make to be written."""
        self.settle()
        self.program.buffer = ""
        self.start = perf_counter()
        self.program.send(keys)
        return self.until(pattern)

    def frame(self, keys: str) -> float:
        """The seconds from keys to the first that is written."""
        self.settle()
        self.start = perf_counter()
        self.program.send(keys)
        self.program.read_nonblocking(1 << 20, timeout=30)
        return perf_counter() - self.start

    def close(self) -> None:
        self.program.close(force=True)


def keys(budget: Path) -> tuple[float, float]:
    """The median time of a cursor key and of a page key among the commitments of a budget."""
    desk = Desk(budget)
    desk.until("Whole budget")
    desk.settle()
    desk.key("3", "Supplier")
    sleep(1)
    moves = [desk.frame("\x1b[B" if n % 4 < 2 else "\x1b[A") for n in range(KEYS)]
    pages = [desk.frame("\x1b[6~" if n % 4 < 2 else "\x1b[5~") for n in range(KEYS)]
    desk.close()
    return statistics.median(moves), statistics.median(pages)


@pytest.mark.bench
def test_a_large_budget_is_as_near_at_hand_as_a_small_one(tmp_path: Path) -> None:
    large, _ = bench.write(COUNT, tmp_path)
    bases, frames, figures, summaries = list[float](), list[float](), list[float](), list[float]()
    for _ in range(ROUNDS):
        small = Desk(SAMPLE)
        bases.append(small.until("\N{HORIZONTAL ELLIPSIS}"))
        small.close()
        desk = Desk(large)
        frames.append(desk.until("\N{HORIZONTAL ELLIPSIS}"))
        figures.append(desk.until("Whole budget"))
        desk.close()
        start = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "jo_security", "summary", str(large), "--format", "json"],
            capture_output=True,
            check=True,
        )
        summaries.append(perf_counter() - start)
    pairs = list(zip(keys(large), keys(SAMPLE), strict=True))
    moves, pages = (ours / theirs for ours, theirs in pairs)
    desk = Desk(large)
    desk.until("Whole budget")
    desk.settle()
    desk.key("3", "Supplier")
    sleep(1)
    desk.frame("\x1b[C\x1b[C")
    echo = desk.frame("s")
    order = desk.settle()
    desk.frame("/")
    desk.frame("titulaire-10")
    desk.frame("5")
    found = desk.settle()
    desk.close()
    # What else a machine does only adds to the time, and more to some rounds than to others.
    frame, figure = min(frames) / min(bases), min(figures) / min(summaries)
    print(
        f"\nframe {frame:.2f} of the sample's, figures {figure:.2f} of summary; cursor {moves:.2f}, page {pages:.2f} of"
        f" the sample's ({1e3 * pairs[0][0]:.1f} and {1e3 * pairs[1][0]:.1f} ms); another order echoed after"
        f" {1e3 * echo:.0f} ms and there after {1e3 * order:.0f}, a filter there after {1e3 * found:.0f}"
    )
    assert frame < FRAME
    assert figure < FIGURES
    assert moves < KEY
    assert pages < KEY
    assert echo < LIMIT / 3
    assert order < LIMIT
    assert found < LIMIT
