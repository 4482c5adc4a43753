"""What a table puts into the clipboard: a cell, a row, the rows shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from tui.seen import notices, press, ready
from tui.tables import Numbered, desk

from jo_security.tui.widgets.cells import Cell
from jo_security.tui.widgets.copying import MOST, plain, tabbed
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from tui.tables import Desk

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]


async def copied(app: Desk, pilot: Pilot[None]) -> LedgerTable.Copied:
    """What is copied in the end."""
    for _ in range(1000):
        if found := app.heard(LedgerTable.Copied):
            return found[-1]
        await pilot.pause()
    msg = "nothing was copied"
    raise AssertionError(msg)


async def test_a_cell_and_a_row_are_copied_whole_where_the_screen_cuts_them() -> None:
    app = desk(source=Numbered(r1="a purpose much too long\tfor its column\x1b[31m"))
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.press("down", "right", "y")
        await pilot.pause()
        assert (await copied(app, pilot)).text == "a purpose much too long for its column�[31m"
        await pilot.press("Y")
        await pilot.pause()
        row = "C-0001\ta purpose much too long for its column�[31m\t1,00\t-1,00\t██░░░░"
        assert (await copied(app, pilot)).text == row


def test_words_beside_a_bar_are_copied_in_its_place() -> None:
    assert plain(Cell("45 %", parts=(("██", "good"), ("  45 %", "")))) == "45 %"
    assert plain(Cell(parts=(("▾ ", ""), ("Line", "")))) == "▾ Line"
    assert plain("  12 ") == "12"


def test_nothing_that_is_copied_runs_in_a_sheet() -> None:
    cells = "=1+1", "@SUM(A1)", "-2+3", "+1,234.00", "-1 234,00", "\u2212486,000.00"
    assert tabbed(cells).split("\t") == ["'=1+1", "'@SUM(A1)", "'-2+3", *cells[3:]]


async def test_the_rows_shown_are_copied_below_their_labels_or_those_that_are_marked() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("right", "right_parenthesis", "end", "-", "-")
        app.table.set_order([3, 1, 2])
        await pilot.press("ctrl+y")
        await pilot.pause()
        everything = (
            "Reference\tPaid\tPurpose\nC-0003\t3,00\tpurpose 3\nC-0001\t1,00\tpurpose 1\nC-0002\t2,00\tpurpose 2"
        )
        event = await copied(app, pilot)
        assert (event.text, event.rows, event.left_out) == (everything, 3, 0)
        app.seen.clear()
        app.table.set_marked([2, 3, 77])
        await pilot.press("ctrl+y")
        assert (await copied(app, pilot)).text.splitlines()[1:] == [
            "C-0003\t3,00\tpurpose 3",
            "C-0002\t2,00\tpurpose 2",
        ]


async def test_a_long_table_is_copied_in_pages_while_keys_are_heard() -> None:
    source = Numbered()
    app = desk(1_000_000, source)
    async with app.run_test(size=(80, 10)) as pilot:
        source.asked.clear()
        app.seen.clear()
        for key in ("ctrl+y", "down"):
            app.post_message(events.Key(key, None))
        event = await copied(app, pilot)
        assert isinstance(app.seen[0], LedgerTable.Highlighted), "the key was not heard before all was copied"
        assert (event.rows, event.left_out) == (MOST, 1_000_000 - MOST)
        assert len(event.text.splitlines()) == MOST + 1
        assert max(map(len, source.asked)) <= 200
        app.seen.clear()
        await pilot.press("X", "x", "ctrl+y")
        event = await copied(app, pilot)
        assert (event.rows, event.left_out) == (MOST, 1_000_000 - MOST - 1)


async def test_another_source_ends_a_copy_of_the_one_before() -> None:
    app = desk(5_000)
    async with app.run_test(size=(80, 10)) as pilot:
        app.table.action_copy_table()
        app.table.set_source(Numbered(), [1, 2])
        for _ in range(50):
            await pilot.pause()
        assert not app.heard(LedgerTable.Copied)


async def test_nothing_is_copied_of_nothing() -> None:
    app = desk(0)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("y", "Y", "x", "X", "v", "space")
        await pilot.pause()
        assert not app.heard(LedgerTable.Copied)
        assert not app.heard(LedgerTable.Marked)


async def test_the_clipboard_takes_it_and_the_reader_is_told(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "y")
        clipboard = pilot.app.clipboard
        assert notices(pilot) == [f"Copied: {clipboard}"]
        assert clipboard
        assert clipboard.strip("▾▸ ") == clipboard
        await press(pilot, "c", "ctrl+y")
        assert pilot.app.clipboard.startswith("Commitment\tDate\tSupplier\t")
        assert "rows copied" in notices(pilot)[-1]
