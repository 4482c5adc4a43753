"""Listing 100,000 commitments against the summary of the same budget: time, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import against_ledgers as bench
import pytest

COUNT, RUNS = 100_000, 2
SHARE = 1.5
"""What the list may take of the time of the summary."""
MOST = 350
"""Megabytes that it may hold at once."""


LAUNCHER = """
import os, sys
line = [sys.executable, "-m", "jo_security", *sys.argv[1:]]
null = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(line[0], line, os.environ, file_actions=null)
_, status, used = os.wait4(child, 0)
os.write(2, str(used.ru_maxrss).encode())
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Starts a command from a small process: what the one that starts it holds counts as the command's own, on Linux."""


def measured(*line: str) -> tuple[float, float, int]:
    """The seconds and the megabytes that a command takes, and how many lines it writes."""
    environ = {**os.environ, "PYTHONPATH": str(bench.CHECKOUT), "LC_ALL": "C.UTF-8"}
    start = perf_counter()
    done = subprocess.run([sys.executable, "-c", LAUNCHER, *line], capture_output=True, check=True, env=environ)
    return perf_counter() - start, int(done.stderr) / 1024, done.stdout.count(b"\n")


@pytest.mark.bench
def test_a_list_takes_little_more_than_the_summary_and_little_memory(tmp_path: Path) -> None:
    budget, _ = bench.write(COUNT, tmp_path)
    listing = ("list", "commitments", str(budget), "--format", "csv")
    summary = ("summary", str(budget), "--format", "json")
    pairs = [(measured(*listing), measured(*summary)) for _ in range(RUNS)]
    # What else a machine does only adds to the time, and more to some rounds than to others.
    ratio = min(ours[0] for ours, _ in pairs) / min(theirs[0] for _, theirs in pairs)
    memory = max(ours[1] for ours, _ in pairs)
    print(f"\n{COUNT:,} commitments: list {ratio:.2f} of summary, {memory:.0f} MB")
    assert all(ours[2] == COUNT + 1 for ours, _ in pairs)
    assert ratio < SHARE
    assert memory < MOST
