"""Why, from every amount: the operations shown come to it to the cent, and each leads to where it stands."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, cast

import pytest
from tui.seen import cursor, notices, press, ready, screen, text

from jo_security.ledger.answers.why import Figure, value, why
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.screens.commitment import CommitmentScreen
from jo_security.tui.screens.entries import EntryRows
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.line import LineScreen
from jo_security.tui.screens.why import WhyScreen
from jo_security.tui.widgets.figures import Figures
from jo_security.tui.widgets.waterfall import Waterfall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from jo_security.tui.app import JoApp

    Make = Callable[[Path | str], JoApp]


def asked(pilot: Pilot[None]) -> WhyScreen:
    """The screen that says why, once its entries are as the ledger has them."""
    shown = pilot.app.screen
    assert isinstance(shown, WhyScreen)
    assert shown.reading is not None
    assert shown.trace is not None
    ledger = shown.reading.ledger
    entries = list(why(ledger, shown.its))
    assert list(shown.trace.amounts) == [each.amount for each in entries]
    assert list(shown.trace.running) == [each.running for each in entries]
    exact = shown.language.amount(value(ledger, shown.its))
    assert f" {exact} " in shown.table.render_line(shown.table.page + 1).text, "the total is the figure"
    assert len(shown.table.order) == len(entries)
    return shown


async def test_the_table_says_why_of_the_row_and_of_its_total(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "w")
        assert asked(pilot).its == Figure("available", "line", "etudes")
        assert "Why › AE available › line Études et expérimentations" in text(pilot)
        await press(pilot, "escape", "W")
        assert asked(pilot).its == Figure("available")
        assert "Why › AE available › Whole budget" in text(pilot)
        await press(pilot, "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)
        await press(pilot, "c", "w")
        assert asked(pilot).its == Figure("outstanding", "commitment", "EJ-1")
        await press(pilot, "escape", "W")
        assert asked(pilot).its == Figure("outstanding", "commitments")


async def test_every_measure_of_every_scope_comes_to_its_figure(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        front = screen(pilot)
        assert front.reading is not None
        for measure in ("available", "cp-available", "outstanding", "reserved", "payable", "lost"):
            for scope, of in (
                ("total", None),
                ("line", "drones"),
                ("commitments", "etudes"),
                ("commitment", "EJ-1"),
            ):
                await pilot.app.push_screen(
                    WhyScreen(front.language, front.reading, front.figured(measure, scope, of))  # type: ignore[arg-type]
                )
                await ready(pilot)
                asked(pilot)
                await press(pilot, "escape")


async def test_the_strip_of_figures_says_why(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "tab")
        assert isinstance(pilot.app.focused, Figures)
        await press(pilot, "right", "right", "left", "w")
        assert asked(pilot).its == Figure("frozen")
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, Figures)
        await press(pilot, *["right"] * 20, "enter")
        assert asked(pilot).its == Figure("outstanding")
        await press(pilot, "escape")
        await pilot.click(Figures, offset=(2, 1))
        await ready(pilot)
        assert asked(pilot).its == Figure("opened")


async def test_the_bars_say_why_and_what_is_announced_says_that_it_is_not_made_up(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "tab", "tab")
        assert isinstance(pilot.app.focused, Waterfall)
        await press(pilot, "enter")
        assert notices(pilot)[-1].startswith("Announced is not made up of operations. Why is asked of: AE opened")
        await press(pilot, "down", "down", "enter")
        assert asked(pilot).its == Figure("opened")
        await press(pilot, "escape")
        await pilot.click("#spending", offset=(30, 0))
        await ready(pilot)
        assert asked(pilot).its == Figure("committed")


async def test_a_commitment_says_why_up_to_the_operation_under_the_cursor(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "enter")
        assert isinstance(screen(pilot), CommitmentScreen)
        await press(pilot, "down", "w")
        shown = asked(pilot)
        assert shown.its == Figure("outstanding", "commitment", "EJ-1")
        before = pilot.app.screen_stack[-2]
        assert isinstance(before, CommitmentScreen)
        assert before.rows is not None
        name = before.rows.key_of(1).split(" ")[1]
        assert f" {name} " in cursor(pilot)


async def test_an_entry_leads_to_its_commitment_or_to_its_line_and_back(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "W")
        shown = asked(pilot)
        assert isinstance(shown.rows, EntryRows)
        its = [shown.rows.operation(place) for place in shown.table.order]
        kinds = {each.kind for each in its}
        assert {"opening", "freeze", "commitment", "payment"} <= kinds
        for kind in kinds:
            place = next(at for at, each in enumerate(its) if each.kind == kind)
            await press(pilot, "ctrl+home", *["down"] * place, "enter")
            there = screen(pilot)
            if its[place].commitment is not None:
                assert isinstance(there, CommitmentScreen)
                assert there.commitment_id == its[place].commitment
            else:
                assert isinstance(there, LineScreen)
            if kind != "reservation":
                assert f" {its[place].id} " in cursor(pilot)
            await press(pilot, "escape")
            assert asked(pilot).table.cursor_id == place


async def test_entries_are_filtered_and_sorted_and_their_total_follows(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "W", "slash", *"ej-1", "enter")
        shown = screen(pilot)
        assert isinstance(shown, WhyScreen)
        assert shown.trace is not None
        found = [shown.trace.amounts[place] for place in shown.table.order]
        assert 0 < len(found) < len(shown.trace.amounts)
        totals = shown.table.render_line(shown.table.page + 1).text
        assert shown.language.amount(sum(found)) in totals
        await press(pilot, "escape")
        for column in ("date", "kind", "id", "supplier", "term", "amount", "running", "line", "exercise"):
            shown.table.column = [each.key for each in shown.table.columns].index(column)
            await press(pilot, "s")
            assert shown.table.sorted_by == ((column, False),)
            assert sorted(shown.table.order) == list(range(len(shown.trace.amounts)))


async def test_a_figure_is_followed_when_the_file_changes(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "enter", "w")
        first = asked(pilot)
        kept = cursor(pilot)
        text_now = budget.read_text("utf-8")
        budget.write_text(
            text_now + '\n[[payment]]\nid = "DP-99"\ndate = 2023-12-01\ncommitment = "EJ-1"\namount = 1.23\n', "utf-8"
        )
        await press(pilot, "r")
        assert asked(pilot) is first
        assert "DP-99" in text(pilot)
        assert cursor(pilot)[1:30] == kept[1:30]
        budget.write_text(text_now.replace('"EJ-1"', '"EJ-0"'), "utf-8")
        await press(pilot, "r")
        assert not isinstance(pilot.app.screen, WhyScreen)


async def test_the_cell_under_the_cursor_is_asked(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        for column in ("opened", "committed", "paid", "outstanding"):
            table = screen(pilot).table
            table.column = [each.key for each in table.columns].index(column)
            await press(pilot, "w")
            assert asked(pilot).its == Figure(column, "line", "drones")
            await press(pilot, "escape")
        table.column = [each.key for each in table.columns].index("use")
        await press(pilot, "w")
        assert notices(pilot)[-1].startswith("AE rate is not made up of operations. Why is asked of: AE opened, ")


async def test_what_is_left_of_a_reservation_says_why(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "5", "w")
        assert asked(pilot).its == Figure("reserved", "reservation", "AF-1")
        await press(pilot, "escape", "W")
        assert asked(pilot).its == Figure("reserved")
        await press(pilot, "escape", "enter", "down", "w")
        assert asked(pilot).its == Figure("reserved", "reservation", "AF-1")
        assert " EJ-1 " in cursor(pilot)
        assert "Why › AE reserved › reservation AF-1" in text(pilot)


async def test_of_rows_that_are_operations_it_is_said(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down", "enter", "m", "w")
        assert notices(pilot)[-1] == "Each row is one operation already"
        await press(pilot, "1", "down", "W")
        shown = asked(pilot)
        await press(pilot, "w")
        assert asked(pilot).its == Figure("opened"), "the part of the formula"
        await press(pilot, "w")
        assert notices(pilot)[-1].startswith("Each row is one operation already: enter goes to")
        await press(pilot, "escape")
        assert asked(pilot) is shown


SCOPES = (
    Scope(as_of=datetime.date(2023, 5, 2)),
    Scope(exercise=2023),
    Scope(exercise=2024),
    Scope(by="line", of="drones"),
    Scope(by="programme", of="176", as_of=datetime.date(2023, 6, 1)),
    Scope(credits="cp"),
)


@pytest.mark.parametrize("scope", SCOPES)
async def test_why_is_asked_in_the_perimeter_and_follows_it(app: Make, budget: Path, scope: Scope) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        it = cast("JoApp", pilot.app)
        front = screen(pilot)
        it.set_scope(scope)
        await ready(pilot)
        for keys in (["W"], ["w"], ["3", "W"], ["3", "w"]):
            await press(pilot, "1", *keys)
            if not isinstance(pilot.app.screen, WhyScreen):  # there is no commitment in this perimeter
                continue
            shown = asked(pilot)
            assert (shown.its.as_of, shown.its.exercise) == (scope.as_of, scope.exercise)
            if keys == ["W"]:
                assert shown.its.measure == ("available" if scope.ae else "cp-available")
                assert front.reading is not None
                assert front.reading.outlook is not None
                assert shown.trace is not None
                assert sum(shown.trace.amounts) == front.reading.outlook.total[shown.its.measure]
            it.set_scope(EVERYTHING)
            await ready(pilot)
            assert asked(pilot) is shown
            assert shown.its == Figure(shown.its.measure, shown.its.scope, shown.its.of)
            it.set_scope(scope)
            await ready(pilot)
            assert asked(pilot) is shown


RESERVED = """
[[commitment]]
id          = "EJ-9"
date        = 2024-03-14
line        = "brouilleurs"
supplier    = "Société Exemple Brouillage"
label       = "Brouilleurs fixes"
amount      = 100.00
reservation = "AF-1"
"""


async def test_what_a_commitment_of_another_year_takes_of_a_reservation_leads_to_it(app: Make, budget: Path) -> None:
    with budget.open("a", encoding="utf-8") as file:
        file.write(RESERVED)
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        cast("JoApp", pilot.app).set_scope(Scope(exercise=2023))
        await ready(pilot)
        await press(pilot, "5", "w", "slash", *"ej-9", "enter")
        assert " EJ-9 " in cursor(pilot)
        await press(pilot, "enter")
        there = screen(pilot)
        assert isinstance(there, CommitmentScreen)
        assert there.commitment_id == "EJ-9"
        assert there.detail is not None
        assert there.detail.row.firm == 0, "it weighs on another year"


@pytest.mark.parametrize("key", ["w", "W"])
async def test_where_there_are_no_amounts_why_is_not_offered(app: Make, budget: Path, key: str) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "p", key)
        assert not isinstance(pilot.app.screen, WhyScreen)
        assert key not in pilot.app.screen.active_bindings


async def test_a_group_says_that_why_is_asked_of_its_rows(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "right", "right", "G", "ctrl+home", "w")
        assert notices(pilot) == ["Why is asked of a row of the group, or of the total"]
