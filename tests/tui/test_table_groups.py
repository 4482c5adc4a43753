"""Rows in groups: headings with subtotals, which fold."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import on
from tui.tables import COLUMNS, Desk, Numbered, lines

from jo_security.tui.widgets.cells import Row
from jo_security.tui.widgets.grouping import Groups, is_heading, runs
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTS = (("north", 3), ("east", 2), ("south", 40))


class Grouped(Numbered):
    """Rows below headings that say how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = set()
        self.groups = self.order()

    def order(self) -> Groups:
        self.groups = Groups(array("q", range(45)), runs(COUNTS), self.folded)
        return self.groups

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        rows = iter(super().cells([i for i in ids if not is_heading(i)]))
        return [self.heading(i) if is_heading(i) else next(rows) for i in ids]

    def heading(self, row: int) -> Row:
        run = self.groups.run(row)
        sign = "▸" if run.key in self.folded else "▾"
        return Row((f"{sign} {run.key}", f"{run.end - run.start} rows"), "group", branch=True)


class Folding(Desk):
    """What a screen does with a table in groups."""

    def __init__(self) -> None:
        self.rows = Grouped()
        super().__init__(LedgerTable(COLUMNS, self.rows, self.rows.groups))

    @on(LedgerTable.Toggled)
    def fold(self, event: LedgerTable.Toggled) -> None:
        self.rows.folded ^= {self.rows.groups.run(event.row_id).key}
        self.table.refresh_rows([event.row_id])
        self.table.set_order(self.rows.order(), event.row_id)


def firsts(table: LedgerTable) -> list[str]:
    return [text[:10].rstrip() for text in lines(table)[1:] if text.strip()]


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a_group_folds_and_unfolds_under_its_heading(key: str) -> None:
    app = Folding()
    async with app.run_test(size=(80, 10)) as pilot:
        assert firsts(app.table)[:6] == ["▌ ▾ north", "  C-0000", "  C-0001", "  C-0002", "  ▾ east", "  C-0003"]
        await pilot.press(key, "down", key)
        await pilot.pause()
        assert firsts(app.table)[:5] == ["  ▸ north", "▌ ▸ east", "  ▾ south", "  C-0005", "  C-0006"]
        await pilot.press("up", key, "ctrl+end")
        await pilot.pause()
        assert firsts(app.table)[-1] == "▌ C-0044"
        assert app.ids(LedgerTable.Selected) == []
        await pilot.press("pageup", "enter")
        await pilot.pause()
        assert app.ids(LedgerTable.Selected) == [35]


async def test_a_mark_on_a_heading_is_that_of_its_rows() -> None:
    app = Folding()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("x", "down")
        await pilot.pause()
        assert app.table.marked == {0, 1, 2}
        assert [text[1] for text in lines(app.table)[1:6]] == ["●", "●", "●", "●", " "]
        await pilot.press("x")
        await pilot.pause()
        assert app.table.marked == {0, 2}
        assert lines(app.table)[1][1] == " "
        await pilot.press("up", "v", "down", "down", "down", "v", "ctrl+home", "enter")
        await pilot.pause()
        assert app.table.marked == {0, 1, 2, 3}
        await pilot.press("X")
        assert app.table.marked == set(range(45))
        assert {text[1] for text in lines(app.table)[1:]} == {"●"}


async def test_only_rows_in_sight_are_asked_for_in_groups_of_100_000() -> None:
    app = Folding()
    async with app.run_test(size=(80, 12)) as pilot:
        app.rows.groups = Groups(range(100_000), runs((f"g{i}", 100) for i in range(1000)))
        app.rows.asked.clear()
        app.table.set_order(app.rows.groups)
        await pilot.press("ctrl+end", "up")
        await pilot.pause()
        assert sum(map(len, app.rows.asked)) < 100
        assert firsts(app.table)[-1] == "  C-99999"


@given(st.lists(st.integers(0, 5), max_size=8), st.sets(st.integers(0, 7)))
def test_groups_are_the_sequence_that_they_stand_for(counts: list[int], closed: set[int]) -> None:
    ids = [1000 - i for i in range(sum(counts))]
    found = Groups(array("q", ids), runs((str(i), n) for i, n in enumerate(counts)), {str(i) for i in closed})
    whole: list[int] = []
    for number, count in enumerate(counts):
        start = sum(counts[:number])
        whole += [-2 - number, *([] if number in closed else ids[start : start + count])]
    assert list(found) == whole == [found[i] for i in range(len(found))]
    assert list(found[1:7]) == whole[1:7]
    assert list(found[::-2]) == whole[::-2]
    assert [found.index(row) for row in whole] == list(range(len(whole)))
    assert all((row in found) == (row in whole) for row in [*ids, *range(-12, 1)])
    for place in range(len(whole)):
        above = next(row for row in reversed(whole[: place + 1]) if row < 0)
        assert found.heading(found.run(above).key) == above
