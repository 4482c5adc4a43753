"""LedgerTable against Textual's DataTable, in one process: machines differ, the ratio does not."""

from __future__ import annotations

import asyncio
import statistics
from array import array
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


async def ratios(count: int) -> tuple[float, float]:
    rows = texts(count)
    ours, theirs = await measure(ledger_table, rows), await measure(data_table, rows)
    ready, page = ours[0] / theirs[0], ours[1] / theirs[1]
    print(  # noqa: T201 - the figures are what a bench is run for
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
    assert page < 1 / 4
