"""Rows of a table that are marked: one by one, as a range, all at once."""

from __future__ import annotations

from array import array
from time import process_time

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from tui.tables import COLUMNS, Numbered, desk, lines

from jo_security.tui.widgets.ledger_table import LedgerTable


def signs(table: LedgerTable, sign: str = "●") -> list[str]:
    """The references of the rows that bear the sign."""
    return [text[2:8] for text in lines(table) if text[1] == sign]


async def test_rows_are_marked_one_by_one() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("x", "down", "space", "up", "up", "up")
        await pilot.pause()
        assert signs(app.table) == ["C-0000", "C-0002"]
        assert lines(app.table)[1].startswith("▌●C-0000")
        assert app.table.marked == {0, 2}
        await pilot.press("x")
        await pilot.pause()
        assert app.table.marked == {2}
        assert app.table.cursor_id == 1
        assert len(app.heard(LedgerTable.Marked)) == 3


async def test_a_range_is_marked_from_where_it_began_to_the_cursor() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down", "down", "down", "v", "up", "up")
        await pilot.pause()
        assert signs(app.table) == ["C-0001", "C-0002", "C-0003"]
        assert not app.table.has_marks
        await pilot.press("v", "ctrl+end", "v", "up", "x")
        await pilot.pause()
        assert app.table.marked == {1, 2, 3, 98, 99}
        assert len(app.heard(LedgerTable.Marked)) == 2


async def test_escape_drops_a_range_and_only_then_goes_back() -> None:
    gone: list[bool] = []

    class Outer(App[None]):
        BINDINGS = [Binding("escape", "leave", "Leave")]  # noqa: RUF012 - as Textual has it

        def compose(self) -> ComposeResult:
            yield LedgerTable(COLUMNS, Numbered(), range(9))

        def action_leave(self) -> None:
            gone.append(True)

    app = Outer()
    async with app.run_test(size=(80, 12)) as pilot:
        table = app.query_one(LedgerTable)
        await pilot.press("v", "down", "escape")
        assert signs(table) == []
        assert not gone
        await pilot.press("escape")
        assert gone


async def test_a_range_follows_its_row_into_another_order() -> None:
    app = desk(10)
    async with app.run_test(size=(80, 14)) as pilot:
        await pilot.press("down", "v", "down")
        app.table.set_order([*range(9, -1, -1)], keep=app.table.cursor_id)
        await pilot.pause()
        assert signs(app.table) == ["C-0002", "C-0001"]
        app.table.set_order([2, 5, 7], keep=app.table.cursor_id)
        await pilot.pause()
        assert signs(app.table) == []


async def test_all_rows_shown_are_marked_beside_those_out_of_sight() -> None:
    app = desk(20)
    async with app.run_test(size=(80, 26)) as pilot:
        await pilot.press("x")
        app.table.set_order([4, 6, 8])
        await pilot.press("X")
        await pilot.pause()
        assert signs(app.table) == ["C-0004", "C-0006", "C-0008"]
        await pilot.press("down", "x")
        await pilot.pause()
        assert signs(app.table) == ["C-0004", "C-0008"]
        app.table.set_order(range(20))
        await pilot.pause()
        assert app.table.marked == {0, 4, 8}
        assert signs(app.table) == ["C-0000", "C-0004", "C-0008"]
        await pilot.press("ctrl+a")
        assert app.table.marked == set(range(20))
        await pilot.press("X")
        assert not app.table.has_marks
        assert app.table.marked == frozenset()
        assert signs(app.table) == []


async def test_marks_are_given_and_their_sign_is_chosen() -> None:
    app = desk(mark_sign="*")
    async with app.run_test(size=(80, 10)) as pilot:
        app.table.set_marked([1, 2])
        await pilot.pause()
        assert signs(app.table, "*") == ["C-0001", "C-0002"]
        assert not app.heard(LedgerTable.Marked)


async def test_a_click_at_the_edge_or_with_ctrl_marks_and_opens_nothing() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(LedgerTable, offset=(0, 3))
        await pilot.click(LedgerTable, offset=(1, 3), times=2)
        await pilot.click(LedgerTable, offset=(30, 5), control=True)
        await pilot.click(LedgerTable, offset=(0, 9))
        assert app.table.marked == {2, 4}
        assert app.ids(LedgerTable.Selected) == []
        assert app.table.cursor_id == 4


@pytest.mark.parametrize("kind", ["range", "array"])
async def test_a_million_rows_are_marked_at_once(kind: str) -> None:
    order = range(1_000_000) if kind == "range" else array("q", range(1_000_000))
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        app.table.set_order(order)
        await pilot.pause()
        start = process_time()
        for key in ("X", "x", "X", "X", "X"):
            await pilot.press(key)
        assert process_time() - start < 0.5
        await pilot.press("x")
        await pilot.pause()
        assert len(app.table.marked) == 999_999
