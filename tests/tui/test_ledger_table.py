"""What a person sees and does in a ledger table: press, wait, look."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tui.tables import TOTALS, Desk, Numbered, cursor_line, desk, lines

from jo_security.locales.phrases import literal
from jo_security.tui.widgets.cells import Cell, Row, fit
from jo_security.tui.widgets.columns import Column
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence


async def test_header_rows_and_totals_stand_in_columns() -> None:
    app = desk(sorted_by=(("paid", True),))
    async with app.run_test(size=(80, 10)):
        header, first, *_, last = lines(app.table)
        assert header.startswith("  Reference  Purpose ")
        assert "▼ Paid " in header
        assert header.index("Paid") + 4 == first.index("0,00") + 4 == last.index("1 000,00") + 8
        assert first.startswith("▌ C-0000     purpose 0 ")
        assert "██░░░░" in first
        assert last.startswith("  Total ")


async def test_totals_are_the_last_line_wherever_the_rows_are() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        for key in ("pagedown", "ctrl+end", "up", "ctrl+home", "end"):
            await pilot.press(key)
            assert lines(app.table)[-1].startswith("  Total ")
        await pilot.press("ctrl+end")
        assert lines(app.table)[-2].startswith("▌ C-0099")


async def test_only_rows_around_the_viewport_are_asked_for() -> None:
    source = Numbered()
    app = desk(100_000, source)
    async with app.run_test(size=(80, 22)) as pilot:
        assert source.asked == [list(range(40))]
        await pilot.press("pagedown")
        assert len(source.asked) == 1
        await pilot.press("ctrl+end", "ctrl+home")
        assert len(source.asked) == 2
        assert sum(map(len, source.asked)) <= 3 * 20 + 40


async def test_keys_move_the_cursor_and_say_so() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down", "j", "k", "up", "up", "pagedown", "ctrl+end", "pageup", "ctrl+home")
        await pilot.pause()
        assert app.ids(LedgerTable.Highlighted) == [0, 1, 2, 1, 0, 10, 99, 89, 0]
        assert cursor_line(app.table).startswith("▌ C-0000")


async def test_a_move_repaints_two_lines() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down")
        painted: list[int] = []
        render = app.table.render_line
        app.table.render_line = lambda y: (painted.append(y), render(y))[1]  # type: ignore[method-assign,func-returns-value]
        await pilot.press("down")
        await pilot.pause()
        assert sorted(set(painted)) == [2, 3]


async def test_the_cursor_follows_its_row_through_another_order() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press(*["down"] * 7)
        before = lines(app.table).index(cursor_line(app.table))
        app.table.set_order(array("q", reversed(range(100))), keep=app.table.cursor_id)
        await pilot.pause()
        assert (app.table.cursor, app.table.cursor_id) == (92, 7)
        assert cursor_line(app.table).startswith("▌ C-0007")
        assert lines(app.table).index(cursor_line(app.table)) in (before, before + 1, before - 1)
        assert app.ids(LedgerTable.Highlighted) == list(range(8))


async def test_a_row_that_is_gone_leaves_the_cursor_at_its_place() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down", "down", "down")
        app.table.set_order([0, 10, 20], keep=app.table.cursor_id)
        await pilot.pause()
        assert app.table.cursor_id == 20
        app.table.set_order(range(50))
        await pilot.pause()
        assert app.table.cursor_id == 0
        assert app.ids(LedgerTable.Highlighted)[-2:] == [20, 0]


async def test_no_rows() -> None:
    app = desk(0)
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("down", "enter", "space", "pagedown", "ctrl+end", "s")
        shown = lines(app.table)
        assert shown[1].strip() == "Nothing [committed] yet"
        assert shown[-1].startswith("  Total ")
        assert app.table.cursor_id is None
        assert app.ids(LedgerTable.Selected) == app.ids(LedgerTable.Highlighted) == []
        app.table.set_order([4])
        await pilot.pause()
        app.table.set_order([], keep=4)
        await pilot.pause()
        assert app.ids(LedgerTable.Highlighted) == [4, None]


async def test_one_row_without_totals() -> None:
    app = desk(1, totals=None)
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.ids(LedgerTable.Selected) == [0]
        assert lines(app.table)[1].startswith("▌ C-0000")
        assert lines(app.table)[2].strip() == ""


async def test_totals_come_and_go() -> None:
    app = desk(totals=None)
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("ctrl+end")
        app.table.totals = TOTALS
        await pilot.pause()
        await pilot.press("ctrl+end")
        assert lines(app.table)[-1].startswith("  Total ")
        assert app.table.max_scroll_y == 100 + 2 - len(lines(app.table))


async def test_text_is_shown_literally() -> None:
    source = Numbered(r0="[bold]x[/x] {y} %s", r1="a\x1b[31mb\tc\x7f\u202e\u2066\x9b", r2="e\u0301te\u0301")
    app = desk(source=source)
    async with app.run_test(size=(80, 10)):
        shown = lines(app.table)
        assert "[bold]x[/x] {y} %s" in shown[1]
        assert "a�[31mb�c����" in shown[2]
        assert "e\u0301te\u0301" in shown[3]
        assert {cell_len(text) for text in shown} == {79}


@pytest.mark.parametrize(
    "text", ["漢字かな交じり文", "🔥🔥🔥🔥🔥", "a👩‍👩‍👧b👍🏽cdefgh", "e\u0301" * 12, "плат\u0435ж" * 3, ""]
)
@pytest.mark.parametrize("width", range(1, 12))
@pytest.mark.parametrize("align", ["left", "right"])
def test_a_cell_takes_its_exact_width(text: str, width: int, align: str) -> None:
    shown = "".join(part for part, _ in fit(text, width, "left" if align == "left" else "right"))
    assert cell_len(shown) == width
    assert ("…" in shown) == (cell_len(text) > width)


def test_parts_are_cut_in_the_style_of_what_is_cut() -> None:
    bar = Cell(parts=(("███", "good"), ("▓▓▓", "accent"), ("░░░", "")), style="dim")
    assert fit(bar, 9) == [("███", "good"), ("▓▓▓", "accent"), ("░░░", "dim")]
    assert fit(bar, 5) == [("███", "good"), ("▓…", "accent")]
    assert fit(Cell("12", "error"), 4, "right") == [("  ", ""), ("12", "error")]


def test_literal_keeps_what_people_write() -> None:
    kept = "Été\u202f2025\u00a0— 漢字 👩‍👩‍👧 [x] \\"
    assert literal(kept) == kept


async def test_the_first_column_stays_when_the_others_scroll() -> None:
    app = desk()
    async with app.run_test(size=(45, 10)) as pilot:
        assert "Available" not in lines(app.table)[0]
        await pilot.press("right", "right")
        await pilot.pause()
        header, first, *_, last = lines(app.table)
        assert header.startswith("  Reference          Paid  ")
        assert first.startswith("▌ C-0000             0,00  ")
        assert last.startswith("  Total          1 000,00  ")
        await pilot.press("end")
        assert "██░░░░" in lines(app.table)[1]
        await pilot.press("left", "home")
        assert "Purpose" in lines(app.table)[0]


async def test_no_part_of_an_amount_is_shown() -> None:
    columns = (Column("ref", "R", 4), Column("a", "A", 10, "right"), Column("b", "B", 10, "right"))

    class Amounts:
        def cells(self, ids: Sequence[int]) -> Sequence[Row]:
            return [Row(("x", "1234567,89", "9876543,21")) for _ in ids]

    app = Desk(LedgerTable(columns, Amounts(), [0]))
    async with app.run_test(size=(26, 6)):
        # That there is more is said among the labels.
        assert lines(app.table)[:2] == ["  R              A      ›", "▌ x     1234567,89       "]


async def test_the_table_scrolls_to_where_columns_start() -> None:
    app = desk()
    async with app.run_test(size=(45, 10)) as pilot:
        for _ in range(5):
            await pilot.press("right")
            await pilot.pause()
            header = lines(app.table)[0]
            assert header[:13] == "  Reference  "
            assert app.table.scroll_offset.x in app.table.stops
        assert header.rstrip().endswith("Use")


async def test_a_terminal_that_grows_shows_columns_from_their_start() -> None:
    app = desk()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.press("right", "right", "right")
        await pilot.resize_terminal(58, 10)
        await pilot.pause()
        assert app.table.scroll_offset.x in app.table.stops
        assert lines(app.table)[0].startswith("  Reference          Paid  ")
        await pilot.resize_terminal(140, 10)
        await pilot.pause()
        assert app.table.scroll_offset.x == 0
        assert lines(app.table)[0].startswith("  Reference  Purpose  ")


@pytest.mark.parametrize("size", [(40, 12), (200, 50), (20, 3), (5, 2)])
async def test_resize(size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+end")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        shown = lines(app.table)
        assert {cell_len(text) for text in shown} == {app.table.scrollable_content_region.width}
        if size[1] > 3:
            assert cursor_line(app.table).startswith("▌ C-0099")
            assert shown[-1].startswith("  Total ")
        if size[0] == 200:
            assert app.table.max_scroll_x == 0
            assert shown[0].rstrip().endswith("Use")
            assert len(shown[0].rstrip()) > 190


async def test_a_header_click_asks_for_an_order() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        paid, use = (lines(app.table)[0].index(label) for label in ("Paid", "Use"))
        await pilot.click(LedgerTable, offset=(paid, 0))
        app.table.sorted_by = app.sorts()[-1]
        await pilot.pause()
        await pilot.click(LedgerTable, offset=(paid, 0))
        await pilot.click(LedgerTable, offset=(use, 0))
        await pilot.click(LedgerTable, offset=(5, 0), shift=True)
        await pilot.click(LedgerTable, offset=(5, 0), control=True)
        more = (("paid", False), ("ref", False))
        assert app.sorts() == [(("paid", False),), (("paid", True),), more, more]
        assert "▲ Paid" in lines(app.table)[0]


async def test_sort_keys() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        for key in ("s", "s", "s", "right", "s", "right", "S", "S", "left", "s", "right", "S", "S", "S"):
            await pilot.press(key)
            await pilot.pause()
            app.table.sorted_by = app.sorts()[-1] if app.sorts() else ()
        up, down = ("what", False), ("what", True)
        assert app.sorts() == [
            (("ref", False),),
            (("ref", True),),
            (),
            (up,),
            (up, ("paid", False)),
            (up, ("paid", True)),
            (up,),
            (up, ("paid", False)),
            (up, ("paid", True)),
            (up,),
        ]
        app.table.sorted_by = (down, ("paid", False))
        assert "Purpose ▼1" in lines(app.table)[0]
        assert "▲2 Paid" in lines(app.table)[0]
        await pilot.press("end", "s", "S")
        await pilot.pause()
        assert len(app.sorts()) == 10, "a column that does not sort was sorted by"


async def test_clicks_move_then_select_once() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(LedgerTable, offset=(5, 4))
        assert app.table.cursor_id == 3
        assert app.ids(LedgerTable.Selected) == []
        await pilot.click(LedgerTable, offset=(5, 6), times=2)
        assert app.ids(LedgerTable.Selected) == [5]
        await pilot.click(LedgerTable, offset=(5, 6), times=2)
        assert app.ids(LedgerTable.Selected) == [5, 5]
        await pilot.click(LedgerTable, offset=(5, 9))
        assert app.table.cursor_id == 5
        await pilot.click(LedgerTable, offset=(20, 6))
        assert (app.table.cursor_id, app.table.column_key) == (5, "what")
        assert app.ids(LedgerTable.Selected) == [5, 5], "another cell of the row was clicked"
        await pilot.click(LedgerTable, offset=(20, 6))
        assert app.ids(LedgerTable.Selected) == [5, 5, 5]


async def test_enter_opens_a_row() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.ids(LedgerTable.Selected) == [1]


async def test_changed_rows_are_asked_for_again() -> None:
    source = Numbered()
    app = desk(source=source)
    async with app.run_test(size=(80, 10)) as pilot:
        source.purposes[2] = "corrected"
        assert "purpose 2" in lines(app.table)[3]
        app.table.refresh_rows([2])
        await pilot.pause()
        assert "corrected" in lines(app.table)[3]
        assert source.asked[-1][0] == 2
        assert 3 not in source.asked[-1]


async def test_the_mark_thins_out_without_focus() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        assert cursor_line(app.table).startswith("▏ C-0000")


async def test_a_theme_switch_repaints() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        styles = []
        for theme in ("textual-dark", "textual-light", "ansi-dark"):
            app.theme = theme
            await pilot.pause()
            styles.append([segment.style for segment in app.table.render_line(2)])
        assert styles[0] != styles[1] != styles[2]


async def test_a_header_explains_itself() -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.hover(LedgerTable, offset=(lines(app.table)[0].index("Available"), 0))
        assert str(app.table.tooltip) == "What [nobody] has committed"
        await pilot.hover(LedgerTable, offset=(3, 3))
        assert app.table.tooltip is None


def test_every_key_has_an_id_a_description_and_a_tooltip() -> None:
    bindings = [binding for _, binding in desk().table._bindings]  # noqa: SLF001
    assert bindings
    assert all(b.id and b.id.startswith("table.") and b.description and b.tooltip for b in bindings)


ALONE = {"escape": ["v"], "left": ["right"], "home": ["end"], "up": ["down"], "k": ["down"], "pageup": ["ctrl+end"]}
"""What is pressed before a key that does nothing where the cursors start."""
ALONE |= {"ctrl+home": ["down"], "left_parenthesis": ["right"]}


@pytest.mark.parametrize("key", [key for key, _ in desk().table._bindings])  # noqa: SLF001 - no other list of all
async def test_every_key_does_something(key: str) -> None:
    app = desk()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press(*ALONE.get(key, []))
        await pilot.pause()
        app.seen.clear()
        before = (lines(app.table), app.table.range_from)
        await pilot.press(key)
        await pilot.pause()
        assert app.seen or (lines(app.table), app.table.range_from) != before
