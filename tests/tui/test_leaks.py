"""Screens and widgets that are gone are gone from memory too."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from tui.seen import press, ready, screen
from tui.tables import desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.widget import Widget

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]

TIMES = 20


class Over(Screen[None]):
    """A screen with a table."""

    def compose(self) -> ComposeResult:
        yield desk().table


async def used(pilot: Pilot[None]) -> None:
    """Touch whatever a table may hold on to."""
    await pilot.press("right", "x", "v", "s", "ctrl+y")
    await pilot.pause()


def alive(gone: list[weakref.ref[Widget]]) -> int:
    gc.collect()
    return sum(each() is not None for each in gone)


@pytest.mark.slow
async def test_removed_tables_and_dismissed_screens_leave_none_alive() -> None:
    app: App[None] = App()
    gone: list[weakref.ref[Widget]] = []
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(TIMES):
            table = desk().table
            await app.mount(table)
            table.focus()
            await used(pilot)
            gone.append(weakref.ref(table))
            await table.remove()
            del table
            await pilot.pause()
            over = Over()
            await app.push_screen(over)
            await used(pilot)
            gone += [weakref.ref(over), *(weakref.ref(each) for each in over.query("LedgerTable"))]
            over.dismiss()
            del over
            await pilot.pause()
        # Textual keeps the last layouts of a screen, and with them what was removed last, until there are others.
        await app.mount(Static("stays"))
        for width in range(81, 86):
            await pilot.resize_terminal(width, 24)
        app.theme = "textual-light"  # what watches the app is told, and so found
        await pilot.pause()
        assert len(gone) == 3 * TIMES
        assert alive(gone) == 0


@pytest.mark.slow
async def test_screens_of_a_budget_leave_none_alive(app: Make, budget: Path) -> None:
    gone: list[weakref.ref[Widget]] = []
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        kinds = set[str]()
        for _ in range(TIMES):
            # Views stay; what lies behind them goes: a line, why, a commitment, and dialogs over them.
            await press(pilot, "1", "down", "down", "enter", "x")
            gone += [weakref.ref(screen(pilot)), weakref.ref(screen(pilot).table)]
            await press(pilot, "w")
            gone.append(weakref.ref(screen(pilot)))
            await press(pilot, "escape", "enter")
            gone.append(weakref.ref(screen(pilot)))
            await press(pilot, "equals_sign")
            gone.append(weakref.ref(pilot.app.screen))
            kinds |= {type(each()).__name__ for each in gone}
            await press(pilot, *["escape"] * 3)
        assert len(pilot.app.screen_stack) == 1
        assert {"LineScreen", "WhyScreen", "CommitmentScreen", "Columns", "LedgerTable"} <= kinds
        await press(pilot, "2")
        assert alive(gone) == 0
