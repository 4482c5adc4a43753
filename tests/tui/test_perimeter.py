"""The perimeter: what of the budget every view shows, chosen by keys and in a dialog, at any moment."""

from __future__ import annotations

import datetime
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from saves import rewrite
from tui.seen import press, ready, scope, screen, text, total, until

from jo_security.ledger import answers
from jo_security.ledger.answers.reservations import reservations, uses
from jo_security.office.opening import open_budget
from jo_security.tui import reading
from jo_security.tui.app import JoApp
from jo_security.tui.reading import Reading, prepared, within
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.scoping import release
from jo_security.tui.twins import Interrupted, stoppable

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[Path | str], JoApp]

JO_2024 = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"

PERIMETERS: dict[str, tuple[tuple[str, ...], tuple[datetime.date | None, int | None]]] = {
    "a year": (("f",), (None, 2023)),
    "the last year": (("F",), (None, 2023)),
    "a day": (("t", *["shift+down"] * 2), (None, None)),
    "everything again": (("f", "t", "a", "0"), (None, None)),
}


@pytest.mark.parametrize("what", PERIMETERS)
async def test_every_view_and_total_follows_the_perimeter(app: Make, budget: Path, what: str) -> None:
    keys, (as_of, exercise) = PERIMETERS[what]
    asked = open_budget(str(budget)).ledger
    assert asked is not None
    async with app(budget).run_test(size=(200, 45)) as pilot:
        await ready(pilot)
        await press(pilot, *keys)
        as_of = scope(pilot).as_of if what == "a day" else as_of
        position = answers.total(asked, as_of, exercise)
        amount = screen(pilot).language.amount
        assert scope(pilot).as_of == as_of
        assert scope(pilot).exercise == exercise
        for view in ("1", "2"):
            await press(pilot, view)
            for measure in ("committed", "available", "paid"):
                assert amount(position[measure]) in total(pilot)
        await press(pilot, "3")
        sums = answers.commitment_sums(asked)
        assert amount(sums.firm) in total(pilot)
        assert (scope(pilot) == EVERYTHING) == ("all years, all dates" in text(pilot))


async def test_credits_are_those_that_are_asked_for(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        seen = []
        for _ in range(3):
            await press(pilot, "a")
            labels = [column.label for column in screen(pilot).table.columns]
            seen.append(("AE committed" in labels, "CP paid" in labels))
        assert seen == [(True, False), (False, True), (True, True)]


async def test_the_perimeter_is_chosen_from_a_dialog(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        whole = total(pilot)
        await press(pilot, "o")
        assert pilot.app.screen.is_modal
        await press(pilot, "escape")
        assert total(pilot) == whole
        assert scope(pilot) == EVERYTHING


async def test_the_perimeter_shows_budget_text_as_it_is_and_keeps_a_day_that_is_none(app: Make, budget: Path) -> None:
    label = "Voie [@click=app.quit]hit [B] a[/"
    rewrite(budget, 'label  = "Brouilleurs"', f'label = "{label}"')
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "o", "tab", *"2023-13-02", "enter")
        assert "2023-13-02 is not a date" in text(pilot)
        assert its.scope == EVERYTHING
        await press(pilot, "ctrl+u", "tab", "tab", "enter")
        assert label in text(pilot)
        await press(pilot, "down", "down", "down", "enter")
        assert text(pilot).count(label) == 1
        await press(pilot, "escape")
        assert scope(pilot).of == "brouilleurs"


async def test_the_perimeter_offers_the_lines_that_the_budget_has_by_now(app: Make, budget: Path) -> None:
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "o", "tab", "tab", "tab", "enter", "down", "down", "down", "enter")
        assert its.scope.of == "brouilleurs"
        rewrite(budget, '"brouilleurs"', '"radars"')
        its.read_files()
        await ready(pilot)
        seen = text(pilot)
        assert its.scope == EVERYTHING
        assert "Whole budget" in seen.split("Lines", 2)[-1].split("╰")[0]
        await press(pilot, "enter")
        assert "radars  Brouilleurs" in text(pilot)


async def test_a_year_of_which_nothing_is_left_stays_chosen(app: Make, budget: Path) -> None:
    of_2025 = '\n[[movement]]\nid = "LFI-25"\nkind = "opening"\ndate = 2025-01-02\nline = "etudes"\nae = 1\n'
    rewrite(budget, "# EJ-2", of_2025 + "# EJ-2")
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "F")
        assert its.scope == Scope(2025)
        rewrite(budget, of_2025, "")
        its.read_files()
        await ready(pilot)
        assert its.scope == Scope(2025)
        await press(pilot, "o")
        assert "2025" in text(pilot).split("Financial year")[-1].split("As of")[0]
        await press(pilot, "escape", "F")
        assert its.scope == Scope(2023)


def figures(whole: Reading, scope: Scope) -> tuple[object, ...]:
    its = within(whole, scope)
    assert its.outlook is not None
    sums = answers.commitment_sums(its.ledger, search="is:open | a")
    release(its)
    return its.outlook.total, its.outlook.lines, its.opened and its.opened.findings, sums


@pytest.mark.parametrize(
    ("shown", "stopped"),
    [
        (Scope(2024), Scope(2023)),
        (Scope(2024), Scope(as_of=datetime.date(2023, 12, 31))),
        (Scope(as_of=datetime.date(2023, 12, 31)), Scope(as_of=datetime.date(2024, 12, 31))),
        (Scope(by="line", of="renforts"), Scope(2024, by="line", of="anti-drone")),
    ],
)
def test_a_perimeter_that_is_stopped_at_any_moment_leaves_the_next_ones_right(shown: Scope, stopped: Scope) -> None:
    whole = reading.read(str(JO_2024))
    right = figures(whole, shown), figures(whole, stopped)
    assert whole.twins is not None
    for moment in range(1, 10_000, 7):
        ledger = whole.twins.take()
        whole.twins.give(ledger)
        steps = iter(range(moment))
        ledger.connection.set_progress_handler(lambda steps=steps: next(steps, None) is None, 100)  # type: ignore[misc]
        try:
            with stoppable():
                within(whole, stopped)
            break
        except Interrupted:
            assert figures(whole, shown) == right[0]
    assert moment > 20
    ledger.connection.set_progress_handler(None, 0)
    assert figures(whole, stopped) == right[1]


async def test_a_broken_file_stays_in_sight_in_every_perimeter(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "a")
        rewrite(budget, "format = 1", "format = ")
        await press(pilot, "r")
        for keys in ((), ("0",), ("f",), ("f",), ("0",)):
            await press(pilot, *keys)
            assert "stale figures" in text(pilot), keys
            assert "JO101" in text(pilot), keys


@pytest.mark.parametrize("first", ["the perimeter", "what is gathered"])
async def test_a_perimeter_that_is_asked_of_a_glimpse_is_shown(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    monkeypatch.setattr(reading, "MANY", 1)
    turns = {"the perimeter": threading.Event(), "what is gathered": threading.Event()}
    turns[first].set()
    within = reading.within

    def prepare(seen: Reading) -> Reading:
        assert turns["what is gathered"].wait(30)
        return prepared(seen)

    def narrowed(seen: Reading, scope: Scope) -> Reading:
        assert turns["the perimeter"].wait(30)
        return within(seen, scope)

    monkeypatch.setattr("jo_security.tui.app.prepared", prepare)
    monkeypatch.setattr(reading, "within", narrowed)
    it = app(budget)
    async with it.run_test(size=(140, 45)) as pilot:
        while it.good is None or it.good.outlook is None:
            await pilot.pause()
        await pilot.press("f")
        assert it.scope.exercise == 2023
        # Who waits for threads that wait waits for ever.
        while scope(pilot) != it.scope if first == "the perimeter" else it.good.is_glimpse:
            await pilot.pause(0.02)
        for turn in turns.values():
            turn.set()
        await until(pilot, lambda: scope(pilot) == it.scope)
        assert it.good is not None
        assert not it.good.whole.is_glimpse
        assert "working" not in text(pilot)


async def test_days_end_where_dates_do(app: Make, budget: Path) -> None:
    it = app(budget)
    async with it.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        for day, keys in (("1000-01-01", ("shift+down", "shift+left")), ("9999-12-31", ("shift+up", "shift+right"))):
            it.set_scope(Scope(as_of=datetime.date.fromisoformat(day)))
            await ready(pilot)
            await press(pilot, *keys)
            assert str(it.scope.as_of) == day


@pytest.mark.parametrize(
    "its",
    [
        EVERYTHING,
        Scope(2023),
        Scope(2025),
        Scope(as_of=datetime.date(2023, 6, 30)),
        Scope(2024, datetime.date(2024, 3, 31)),
        Scope(by="line", of="renforts"),
    ],
)
def test_operations_come_to_what_is_said_of_their_commitment_or_reservation(its: Scope) -> None:
    shown = within(reading.read(str(JO_2024)), its)
    ledger = shown.ledger
    for each in answers.commitment_rows(ledger, answers.commitment_order(ledger)):
        made = answers.operations(ledger, each.n)
        last = (made[-1].firm, made[-1].delivered, made[-1].paid, made[-1].outstanding) if made else (0, 0, 0, 0)
        assert last == (each.firm, each.delivered, each.paid, each.outstanding), each.id
        assert all(its.as_of is None or one.date <= its.as_of.isoformat() for one in made)
    for one in reservations(ledger):
        assert uses(ledger, one.n)[-1].left == one.left
    release(shown)


async def test_a_commitment_is_shown_as_of_a_day(app: Make, budget: Path) -> None:
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "enter")
        assert total(pilot).split()[0] == "Now"
        its.set_scope(Scope(as_of=datetime.date(2023, 7, 31)))
        await ready(pilot)
        assert "DP-1" not in text(pilot)
        assert total(pilot).split()[:2] == ["2023-07-31", "2,800,000.00"]
        its.set_scope(Scope(2025))
        await ready(pilot)
        assert "There is no operation in this perimeter" in text(pilot)
