"""The column cursor of a table, and columns that are widened, hidden, moved and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.seen import press, ready, rows, screen, text
from tui.tables import COLUMNS, cursor_line, desk, lines

from jo_security.tui.dialogs.columns import Columns
from jo_security.tui.widgets.layout import apply, hidden, moved, sized
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]


def lit(table: LedgerTable, y: int) -> str:
    """What stands out of a line: its segments of another background or another video than the first cell's."""
    strip = table.render_line(y)
    looks = [(each.style and (each.style.bgcolor, each.style.reverse, each.style.underline)) for each in strip]
    usual = max(looks, key=looks.count)
    return "".join(each.text for each, look in zip(strip, looks, strict=True) if look != usual).strip()


async def test_keys_move_from_column_to_column_and_say_so() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("left", "right", "right", "end", "right", "left", "home")
        await pilot.pause()
        said = [event.column_key for event in app.heard(LedgerTable.ColumnHighlighted)]
        assert said == ["ref", "what", "paid", "use", "left", "ref"]
        assert app.table.column_key == "ref"


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
@pytest.mark.parametrize("without_colour", [False, True])
async def test_the_cell_under_the_cursor_and_its_label_stand_out(
    theme: str, *, without_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    app = desk()
    app.theme = theme
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("down", "right", "right")
        await pilot.pause()
        assert lit(app.table, 0) == "Paid"
        assert lit(app.table, 2) == "1,00"
        assert "2,00" not in lit(app.table, 3)
        await pilot.press("home")
        assert (lit(app.table, 0), lit(app.table, 2)) == ("Reference", "C-0001")
        app.set_focus(None)
        await pilot.pause()
        assert lit(app.table, 0) == lit(app.table, 2) == ""


async def test_a_move_to_another_column_repaints_two_lines() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down", "down", "right")
        painted: list[int] = []
        render = app.table.render_line
        app.table.render_line = lambda y: (painted.append(y), render(y))[1]  # type: ignore[method-assign,func-returns-value]
        await pilot.press("right")
        await pilot.pause()
        assert sorted(set(painted)) == [0, 3]


@pytest.mark.parametrize("width", [15, 30, 45, 80])
async def test_every_column_comes_into_sight_under_the_cursor(width: int) -> None:
    app = desk()
    async with app.run_test(size=(width, 10)) as pilot:
        for keys in (["home", *["right"] * 4], ["end", *["left"] * 4]):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                label = next(column.label for column in COLUMNS if column.key == app.table.column_key)
                assert lit(app.table, 0).strip("…")[:2] == label[:2]
                assert app.table.scroll_offset.x in app.table.stops


async def test_a_click_puts_both_cursors_on_a_cell() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(LedgerTable, offset=(lines(app.table)[0].index("Available") + 2, 5))
        assert (app.table.cursor_id, app.table.column_key) == (4, "left")


async def test_columns_are_widened_moved_and_hidden_and_totals_follow() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("right", "right", ">", ">", "<")
        await pilot.pause()
        assert [column.width for column in app.table.columns] == [9, 20, 13, 12, 6]
        assert {len(line) for line in lines(app.table)} == {79}
        await pilot.press("right_parenthesis", "down")
        await pilot.pause()
        shown = lines(app.table)
        assert shown[0].index("Available") < shown[0].index("Paid") < shown[0].index("Use")
        assert shown[2].index("-1,00") < shown[2].index(" 1,00")
        assert shown[-1].index("2 000,00") < shown[-1].index("1 000,00")
        assert app.table.column_key == "paid"
        await pilot.press("home", "right", "-")
        await pilot.pause()
        assert "Purpose" not in lines(app.table)[0]
        assert "purpose" not in lines(app.table)[2]
        assert app.table.column_key == "left"
        assert app.heard(LedgerTable.LayoutChanged)[-1].layout == (
            ("ref", None),
            ("left", None),
            ("paid", 13),
            ("use", None),
        )


async def test_the_last_column_stays_and_a_terminal_that_changes_keeps_the_layout() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press(*"------")
        await pilot.resize_terminal(60, 10)
        app.table.set_columns(reversed(COLUMNS))  # type: ignore[arg-type] # what a house does for another width
        await pilot.pause()
        assert [column.key for column in app.table.columns] == ["use"]
        assert lines(app.table)[0].split() == ["Use"]


async def test_the_cursor_follows_its_column_into_another_arrangement() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("right", "right")
        app.table.set_columns(COLUMNS[::-1])
        await pilot.pause()
        assert (app.table.column_key, app.table.column) == ("paid", 2)


def test_a_layout_passes_over_what_it_does_not_know() -> None:
    shown = apply((("gone", 4), ("use", 9), ("ref", None), ("use", 9)), COLUMNS)
    assert [(column.key, column.width) for column in shown] == [("use", 9), ("ref", 9)]
    assert apply((("gone", 4),), COLUMNS) == apply((), COLUMNS) == COLUMNS
    assert not apply((("what", 30),), COLUMNS)[0].flexible
    assert apply((("what", -5),), COLUMNS)[0].width == 3


def test_layouts_are_changed_column_by_column() -> None:
    layout = (("a", None), ("b", 4), ("c", None))
    assert moved(layout, "a", 1) == (("b", 4), ("a", None), ("c", None))
    assert moved(layout, "c", 5) == moved(layout, "gone", 1) == layout
    assert sized(layout, "c", 9)[2] == ("c", 9)
    assert hidden((("a", None),), "a") == (("a", None),)


def chooser(pilot: Pilot[None]) -> Columns:
    assert isinstance(pilot.app.screen, Columns)
    return pilot.app.screen


async def test_columns_are_chosen_in_a_dialog_and_kept(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "equals_sign")
        assert "[x] Supplier" in text(pilot)
        await press(pilot, "down", "J", "space")
        assert "[ ] Date" in text(pilot)
        await press(pilot, "k", "K", "enter")
        header = screen(pilot).table.render_line(0).text
        assert header.split()[:3] == ["Supplier", "Commitment", "Purpose"]
        assert rows(pilot)[0][2:].startswith("Société")
        await press(pilot, "equals_sign", "r", "escape")
        assert screen(pilot).table.render_line(0).text == header
        await press(pilot, "equals_sign", "r", "enter")
        assert screen(pilot).table.render_line(0).text.split()[:3] == ["Commitment", "Date", "Supplier"]
        assert screen(pilot).table.column_layout == ()


async def test_one_column_stays_in_the_dialog_whatever_is_pressed(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        count = len(screen(pilot).table.columns)
        await press(pilot, "equals_sign", *(["space", "j"] * count), "space", "K", "enter")
        assert len(screen(pilot).table.columns) == 1
        assert cursor_line(screen(pilot).table)
