"""Columns sort and group, whatever rows hold, and each table for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from saves import rewrite
from tui.seen import press, ready, rows, screen

from jo_security.tui.screens.lines import LineRows
from jo_security.tui.screens.rows import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]

WITHOUT = """
[[reservation]]
id = "AF-2"
date = 2023-02-03
line = "brouilleurs"
label = "Of which nothing is used"
amount = 1.00

[[commitment]]
id = "EJ-4"
date = 2023-06-02
line = "brouilleurs"
supplier = "Another"
label = "Of which nothing is paid"
amount = 0.50
"""
"""Records that lack what others of their table have."""


@pytest.mark.parametrize(
    "way",
    [(), *"234567cWi", ("5", "enter"), ("c", "enter"), ("enter", "m")],
    ids="-".join,
)
async def test_every_column_sorts_and_groups(app: Make, budget: Path, way: Iterable[str]) -> None:
    rewrite(budget, "# EJ-1\n", f"{WITHOUT}\n# EJ-1\n")
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, *way)
        its = screen(pilot)
        held = sorted(its.table.order)
        for number, column in enumerate(its.table.columns):
            its.table.column = number
            for descending in (False, True):
                await press(pilot, "s")
                assert sorted(its.table.order) == held
                # Lines are in order within their branch only.
                tree = isinstance(its.rows, LineRows)
                if isinstance(its.rows, Typed) and not tree and its.rows.unit(column.key) == "money":
                    amounts = [int(str(each[column.key])) for each in its.rows.values(its.table.order)]
                    assert amounts == sorted(amounts, reverse=descending)
            await press(pilot, "G")
            if its.grouped_by is not None:
                await press(pilot, "G")
            assert its.grouped_by is None


async def test_what_commitments_are_grouped_by_is_not_asked_of_movements(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "enter")
        table = screen(pilot).table
        table.column = [column.key for column in table.columns].index("supplier")
        await press(pilot, "G")
        assert screen(pilot).grouped_by == "supplier"
        await press(pilot, "m")
        assert len(rows(pilot)) == 1
        await press(pilot, "m")
        assert len(rows(pilot)) == 1
