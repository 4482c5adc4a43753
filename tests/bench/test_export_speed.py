"""What an export costs beyond a summary, on 20,000 commitments and as many payments."""

from __future__ import annotations

import sys
from pathlib import Path

import against_ledgers as bench
import pytest

COUNT = 20_000
MOST = 1.6
"""What an export may take of the time of a summary; 1.3 to 1.4 where this was last measured."""


@pytest.mark.bench
def test_an_export_takes_little_more_than_a_summary(tmp_path: Path) -> None:
    budget, _ = bench.write(COUNT, tmp_path)
    jo = [sys.executable, "-m", "jo_security"]
    asked = {
        "summary": [*jo, "summary", str(budget), "--format", "json"],
        "export": [*jo, "export", "fdp", str(tmp_path / "package"), str(budget)],
    }
    taken = bench.quickest(asked)
    print(f"\nan export takes {taken['export'] / taken['summary']:.2f} of a summary")
    assert taken["export"] < MOST * taken["summary"]
