"""What an export costs beyond a summary, on 20,000 commitments and as many payments."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

COUNT = 20_000
MOST = 1.6
"""What an export may take of the time of a summary; 1.3 to 1.4 where this was last measured."""

_spec = importlib.util.spec_from_file_location("against_ledgers", Path(__file__).with_name("against_ledgers.py"))
assert _spec is not None
assert _spec.loader is not None
bench = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = bench
_spec.loader.exec_module(bench)


@pytest.mark.bench
def test_an_export_takes_little_more_than_a_summary(tmp_path: Path) -> None:
    budget, _ = bench.write(COUNT, tmp_path)
    jo = [sys.executable, "-m", "jo_security"]
    asked = {
        "summary": [*jo, "summary", str(budget), "--format", "json"],
        "export": [*jo, "export", "fdp", str(tmp_path / "package"), str(budget)],
    }
    taken = bench.medians(asked)
    print(f"\nan export takes {taken['export'] / taken['summary']:.2f} of a summary")  # noqa: T201 - what a bench is for
    assert taken["export"] < MOST * taken["summary"]
