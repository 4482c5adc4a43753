"""The history of a budget with 10,000 changes: how soon it is there, and how soon a key is answered."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from tui.recorded import Recorded
from tui.seen import cursor, press, ready, text

from jo_security.office.journals import history, verified

COUNT = 10_000
SHARE = 3.0
"""What the screen may take of the time in which the journal is read, and read through to see that it is sound."""


@pytest.mark.bench
async def test_the_history_opens_as_fast_as_its_journal_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = Recorded(tmp_path / "budgets").make().grown(COUNT)
    monkeypatch.chdir(recorded.folder)
    start = perf_counter()
    assert len(history(recorded.name)) == COUNT
    assert verified(recorded.name, recorded.officer()).chains[0].entries == COUNT
    read = perf_counter() - start
    async with recorded.app(read_only=True).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        start = perf_counter()
        await press(pilot, "h")
        shown = perf_counter() - start
        assert "10,000 changes" in text(pilot)
        assert "journal intact" in text(pilot)
        start = perf_counter()
        await press(pilot, "ctrl+end")
        end = perf_counter() - start
        assert "DP-1 " in cursor(pilot)
        await press(pilot, "slash")
        start = perf_counter()
        await press(pilot, "9")
        filtered = perf_counter() - start
    took = [f"{1e3 * each:.0f}" for each in (read, shown, end, filtered)]
    print("\nread {} ms; shown and verified {} ms, the end {} ms, a letter of a filter {} ms".format(*took))
    assert shown < SHARE * read
