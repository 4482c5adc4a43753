"""Listing 100,000 commitments against the summary of the same budget: time, and memory."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from time import perf_counter

import against_ledgers as bench
import pytest

COUNT, RUNS = 100_000, 3
SHARE = 1.5
"""What the list may take of the time of the summary."""
MOST = 350
"""Megabytes that it may hold at once."""


def measured(*line: str) -> tuple[float, float, int]:
    """The seconds and the megabytes that a command takes, and how many lines it writes."""
    reading, writing = os.pipe()
    start = perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "jo_security", *line],
        {**os.environ, "PYTHONPATH": str(bench.CHECKOUT), "LC_ALL": "C.UTF-8"},
        file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)],
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        lines = sum(piece.count(b"\n") for piece in iter(lambda: answer.read(1 << 20), b""))
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return perf_counter() - start, used.ru_maxrss / 1024, lines


@pytest.mark.bench
def test_a_list_takes_little_more_than_the_summary_and_little_memory(tmp_path: Path) -> None:
    budget, _ = bench.write(COUNT, tmp_path)
    listing = ("list", "commitments", str(budget), "--format", "csv")
    summary = ("summary", str(budget), "--format", "json")
    pairs = [(measured(*listing), measured(*summary)) for _ in range(RUNS)]
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
    memory = max(ours[1] for ours, _ in pairs)
    print(f"\n{COUNT:,} commitments: list {ratio:.2f} of summary, {memory:.0f} MB")  # noqa: T201 - what a bench is run for
    assert all(ours[2] == COUNT + 1 for ours, _ in pairs)
    assert ratio < SHARE
    assert memory < MOST
