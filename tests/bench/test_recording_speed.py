"""Recording one commitment in a budget of 100,000 against the summary of the same file: time, and bytes written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import against_ledgers as bench
import pytest
from test_list_speed import measured

COUNT, RUNS = 100_000, 2
SHARE = 2.5
"""What recording may take of the time of the summary."""
WRITTEN = 1.2
"""What it may write, of the size of the file."""

COUNTED = """
import os, sys
written, write = 0, os.write

def counted(handle, data):
    global written
    done = write(handle, data)
    written += done
    return done

os.write = counted
from jo_security.cli.door import run
status = run(sys.argv[1:])
sys.stderr.write(f"written {written}\\n")
sys.exit(status)
"""


def commit(budget: Path, name: str) -> tuple[str, ...]:
    day = ("--date", "2023-05-02", "--supplier", "S", "--label", "L")
    return ("commit", str(budget), "--id", name, "--line", "a0-0-1", "--amount", "1", *day, "--override", "Measured")


@pytest.mark.bench
def test_recording_takes_little_more_than_the_summary_and_writes_the_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("JO_SECURITY_OFFICER", "Ana")
    generated, _ = bench.write(COUNT, tmp_path)
    # The journal of other tools lies where this budget's own would be.
    (tmp_path / "w").mkdir()
    budget = generated.rename(tmp_path / "w" / "b.toml")
    summary = ("summary", str(budget), "--format", "json")
    pairs = [(measured(*commit(budget, f"NEW-{run}")), measured(*summary)) for run in range(RUNS)]
    # What else a machine does only adds to the time, and more to some rounds than to others.
    ratio = min(ours[0] for ours, _ in pairs) / min(theirs[0] for _, theirs in pairs)
    size = budget.stat().st_size
    counted = subprocess.run(
        [sys.executable, "-c", COUNTED, *commit(budget, "LAST")],
        env=os.environ | {"PYTHONPATH": str(bench.CHECKOUT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )
    written = int(counted.stderr.split()[-1])
    print(f"\n{COUNT:,} commitments: commit {ratio:.2f} of summary, {written / size:.4f} of the file written")
    assert all(f'id = "{name}"' in budget.read_text("utf-8") for name in ("NEW-0", "LAST"))
    assert size < written < WRITTEN * size
    assert ratio < SHARE
