"""LedgerTable against Textual's DataTable, in one process: machines differ, the ratio does not."""

from __future__ import annotations

import asyncio
import re
import statistics
import subprocess
import sys
from array import array
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App
from textual.widgets import DataTable

from jo_security.tui.widgets.cells import Row
from jo_security.tui.widgets.columns import Column
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen
    from textual.widget import Widget

WIDTHS = (8, 10, 10, 8, 20, 30, 14, 8)
SIZE = (120, 45)
PAGES = 15
"""How many pages down are timed; at the end of the smallest table no frame would come any more."""
REST = ("for what it is", "1 234,00", "open")
HERE = Path(__file__).parent
MILLION = 1_000_000


class Frames(App[None]):
    """An app that knows when its last frame is written."""

    def __init__(self) -> None:
        super().__init__()
        self.last_frame = 0.0
        self.frame = asyncio.Event()

    # No public hook stands behind the write of a frame; without one, a key-to-frame time cannot be taken.
    def _display(self, screen: Screen[object], renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        self.last_frame = perf_counter()
        self.frame.set()

    async def next_frame(self) -> float:
        """Return when the next frame is written."""
        self.frame.clear()
        await self.frame.wait()
        return self.last_frame


class Rows:
    """Rows made on demand."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.rows = rows

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        return [Row(self.rows[i]) for i in ids]


def texts(count: int) -> list[tuple[str, ...]]:
    return [
        (
            f"C-{i:06}",
            "2025-03-14",
            f"unit {i % 40}",
            f"{i % 9000}",
            f"supplier {i % 700}",
            f"for {i}",
            f"{i},00",
            "open",
        )
        for i in range(count)
    ]


def ledger_table(rows: Sequence[tuple[str, ...]]) -> Widget:
    columns = [Column(f"c{i}", f"Column {i}", width) for i, width in enumerate(WIDTHS)]
    return LedgerTable(columns, Rows(rows), array("q", range(len(rows))))


def data_table(rows: Sequence[tuple[str, ...]]) -> Widget:
    table: DataTable[str] = DataTable(cursor_type="row", fixed_columns=1)
    table.styles.height = "1fr"
    for i, width in enumerate(WIDTHS):
        table.add_column(f"Column {i}", width=width)
    table.add_rows(rows)
    return table


async def measure(
    make: Callable[[Sequence[tuple[str, ...]]], Widget], rows: Sequence[tuple[str, ...]]
) -> tuple[float, float]:
    """Return the seconds until the table is ready, and the median from page-down to its frame."""
    app = Frames()
    async with app.run_test(size=SIZE) as pilot:
        start = perf_counter()
        table = make(rows)
        await app.mount(table)
        while table.virtual_size.height < len(rows) or not table.size:
            await app.next_frame()
        table.refresh()
        ready = await app.next_frame() - start
        assert rows[0][0] in table.render_line(1).text
        table.focus()
        taken: list[float] = []
        for _ in range(PAGES):
            await pilot.pause()  # a late frame of one key must not pass for the frame of the next
            pressed = perf_counter()
            app.post_message(events.Key("pagedown", None))
            taken.append(await app.next_frame() - pressed)
    return ready, statistics.median(taken)


class Numbers:
    """Rows made of their ids, so that a million of them take no room."""

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        return [Row((f"C-{i:07}", "2025-03-14", f"u {i % 40}", str(i % 9000), f"s {i % 700}", *REST)) for i in ids]


async def a_desk_of(count: int) -> tuple[float, float]:
    """Return the median from a key to its frame over a table of numbers, and how many MB it took.

    The column cursor stands in the middle, and all rows are marked but one.
    """
    app = Frames()
    columns = [Column(f"c{i}", f"Column {i}", width) for i, width in enumerate(WIDTHS)]
    async with app.run_test(size=SIZE) as pilot:
        before = memory()
        table = LedgerTable(columns, Numbers(), array("q", range(count)))
        await app.mount(table)
        table.focus()
        await pilot.press("right", "right", "X", "x")
        taken: list[float] = []
        for _ in range(PAGES):
            await pilot.pause()
            pressed = perf_counter()
            app.post_message(events.Key("pagedown", None))
            taken.append(await app.next_frame() - pressed)
        await pilot.press("ctrl+end", "ctrl+home", "ctrl+y")
        table.set_order(table.order[::-1])
        await pilot.pause()
        assert len(table.marked) == count - 1
        grown = memory() - before
    return statistics.median(taken), grown


def memory() -> float:
    """Return the MB that this process has taken at the most; `ru_maxrss` counts those of who started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


async def ratios(count: int) -> tuple[float, float]:
    rows = texts(count)
    ours, theirs = await measure(ledger_table, rows), await measure(data_table, rows)
    ready, page = ours[0] / theirs[0], ours[1] / theirs[1]
    print(
        f"\n{count:,} rows: ready {ours[0] * 1e3:.0f} ms against {theirs[0] * 1e3:.0f} (1/{1 / ready:.0f}); "
        f"page-down {ours[1] * 1e3:.1f} ms against {theirs[1] * 1e3:.1f} (1/{1 / page:.1f})"
    )
    return ready, page


async def test_ledger_table_at_5_000_rows() -> None:
    ready, page = await ratios(5_000)
    assert ready < 1 / 5
    assert page < 1 / 2


@pytest.mark.bench
async def test_ledger_table_at_100_000_rows() -> None:
    ready, page = await ratios(100_000)
    assert ready < 1 / 100
    assert page < 1 / 2


@pytest.mark.bench
def test_ledger_table_at_a_million_rows() -> None:
    """Each in a process of its own, whose memory is known; the best of several, since machines have other work."""
    few, many = ([alone(count) for _ in range(3)] for count in (1_000, MILLION))
    page = min(page for page, _ in many) / min(page for page, _ in few)
    grown = max(grown for _, grown in many)
    print(f"\n{MILLION:,} rows: page-down {page:.2f} times that of 1,000, {grown:.0f} MB")
    assert page < 1.5
    assert grown < 130


def alone(count: int) -> tuple[float, float]:
    """Take the figures of a desk in another process."""
    code = f"import asyncio, test_ledger_table_speed as bench; print(*asyncio.run(bench.a_desk_of({count})))"
    here = subprocess.run([sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=True)
    page, grown = map(float, here.stdout.split())
    return page, grown
