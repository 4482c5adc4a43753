"""The desk: views, the perimeter, the palette, jumping, groups, marks and exports, by the keys of an officer."""

from __future__ import annotations

import csv
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from saves import rewrite
from tui.seen import cursor, notices, press, ready, rows, screen, text, total, until

from jo_security.locales.language import speak
from jo_security.office.views import VIEWS, At
from jo_security.tui import reading
from jo_security.tui.app import JoApp
from jo_security.tui.dialogs.jump import Jump
from jo_security.tui.dialogs.perimeter import PerimeterDialog
from jo_security.tui.dialogs.settings import SettingsDialog
from jo_security.tui.reading import Reading, prepared
from jo_security.tui.screens import tabled
from jo_security.tui.screens.commitment import CommitmentScreen
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.line import LineScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[Path | str], JoApp]


async def test_each_view_has_a_number_and_keeps_cursor_order_and_filter(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "right", "right", "s", "down", "slash", *"fictif", "enter")
        before = cursor(pilot), screen(pilot).table.sorted_by, screen(pilot).search
        assert "EJ-2" in before[0]
        for number, view in enumerate(VIEWS, 1):
            await press(pilot, str(number))
            assert screen(pilot).view == view
            assert len(pilot.app.screen_stack) == 1
        await press(pilot, "3")
        assert (cursor(pilot), screen(pilot).table.sorted_by, screen(pilot).search) == before
        await press(pilot, "enter", "escape")
        assert (cursor(pilot), screen(pilot).table.sorted_by, screen(pilot).search) == before
        await press(pilot, "escape", "escape")
        assert screen(pilot).view == "envelope"


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_the_palette_finds_views_lines_and_commitments(app: Make, budget: Path, size: tuple[int, int]) -> None:
    async with app(budget).run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+p", *"hotel")
        await until(pilot, lambda: "EJ-3" in text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommitmentScreen))
        assert "› EJ-3" in text(pilot)
        await press(pilot, "1", "ctrl+p", *"brouilleurs")
        await until(pilot, lambda: "line" in text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LineScreen))
        assert "› Brouilleurs" in text(pilot)
        await press(pilot, "ctrl+p", *"settings")
        await until(pilot, lambda: "Settings" in text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsDialog))


async def test_letters_jump_to_what_is_in_sight(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        before = cursor(pilot)
        await press(pilot, "ctrl+o")
        assert pilot.app.screen.is_modal
        jump = pilot.app.screen
        assert isinstance(jump, Jump)
        await press(pilot, list(jump.targets)[2])
        assert not pilot.app.screen.is_modal
        assert cursor(pilot) != before


@pytest.mark.parametrize("at", ["commitments/EJ-3", "lines/brouilleurs", "movements", "history"])
async def test_one_begins_at_a_place(budget: Path, at: str) -> None:
    begun = JoApp(str(budget), speak("en"), environ=dict(os.environ), at=At.read(at))
    async with begun.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        view, _, record = at.partition("/")
        if record == "EJ-3":
            assert isinstance(pilot.app.screen, CommitmentScreen)
        elif record:
            assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen_stack[0] is pilot.app.screen or record
        await press(pilot, *["escape"] * bool(record))
        assert screen(pilot).view == view


async def test_several_screens_leave_at_once_where_what_they_show_is_no_more(app: Make, budget: Path) -> None:
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "enter", "enter")
        assert len(its.screen_stack) == 3
        its.follows = True
        rewrite(budget, '"etudes"', '"etude"')
        rewrite(budget, '"EJ-2"', '"EJ-22"')
        its.read_files()
        await until(pilot, lambda: len(its.screen_stack) == 1)
        await press(pilot, "escape", "r")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Whole budget" in text(pilot)


async def test_nothing_lies_behind_the_problems_of_a_budget_without_figures(app: Make, budget: Path) -> None:
    rewrite(budget, budget.read_text("utf-8"), "")  # noqa: ASYNC240 - a small file of the test
    async with app(budget).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert "JO1" in text(pilot)
        await pilot.click(screen(pilot).trail_bar, offset=(3, 0))
        await ready(pilot)
        assert "JO1" in text(pilot)
        await press(pilot, "equals_sign", "escape")
        assert "JO1" in text(pilot)


async def test_movements_are_signed_by_what_they_do_to_the_credits_at_hand(app: Make, budget: Path) -> None:
    with budget.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[movement]]\nid = "DEG-1"\nkind = "release"\ndate = 2023-10-01\nline = "brouilleurs"\nae = 100_000\n'
        )
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "4")
        seen = {row[2:16].split()[0]: row for row in rows(pilot)}
        assert "−500,000.00" in seen["GEL-1"]
        assert "+100,000.00" in seen["DEG-1"]
        reading = screen(pilot).reading
        assert reading is not None
        assert reading.outlook is not None
        at_hand = reading.outlook.total
        # Credits opened and not frozen, less what is paid without a commitment.
        assert f"+{speak('en').amount(at_hand['opened'] - at_hand['frozen'] - 120_000_00)}" in total(pilot)


async def test_rows_are_grouped_with_subtotals_that_fold(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "right", "right", "G")
        seen = rows(pilot)
        assert any("Fournisseur fictif" in row and "486,000.00" in row for row in seen)
        assert len(seen) > 3 + 1
        await press(pilot, "ctrl+home", "space")
        assert len(rows(pilot)) == len(seen) - 1
        await press(pilot, "G")
        assert len(rows(pilot)) == 3


async def test_marked_rows_are_summed_and_stay_marked_when_the_file_is_read_again(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "x", "x")
        assert "3,286,000.00" in total(pilot)
        with budget.open("a", encoding="utf-8") as file:
            file.write("\n# seen\n")
        await press(pilot, "r")
        assert "3,286,000.00" in total(pilot)
        assert sum(row[1] == "●" for row in rows(pilot)) == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md", "markdown"])
async def test_what_is_on_the_screen_goes_into_a_file(
    app: Make, budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "slash", *"fictif", "enter", "E", "end", "ctrl+u", *f"out.{ending}", "enter")
        await until(pilot, (tmp_path / f"out.{ending}").exists)
        assert any(f"out.{ending}" in each for each in notices(pilot))
    path = tmp_path / f"out.{ending}"
    if ending == "csv":
        found = [row for row in csv.reader(path.open(encoding="utf-8-sig")) if row and row[0].startswith("EJ-")]
        assert [row[0] for row in found] == ["EJ-2"]
        assert "◇" in found[0]
        assert "486000.00" in found[0]
    elif ending == "xlsx":
        sheet = load_workbook(path).active
        assert sheet is not None
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        assert "EJ-2" in values
        assert 486_000 in values
        assert "EJ-1" not in values
    else:
        said = path.read_text(encoding="utf-8")
        assert "EJ-2" in said
        assert "EJ-1 " not in said


async def test_what_is_on_the_screen_when_it_is_written_goes_into_the_file(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(budget.parent)
    its = app(budget)
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "E")
        rewrite(budget, "486_000.00", "487_000.00")
        its.read_files()
        await ready(pilot)
        await press(pilot, "ctrl+u", *"o.csv", "enter")
    assert "487000.00" in (budget.parent / "o.csv").read_text("utf-8-sig").replace(",", "")


async def test_large_movements_are_shown_in_full(app: Make, budget: Path) -> None:
    rewrite(budget, "ae   = 15_000_000.00", "ae   = 99_999_999_999.99")
    async with app(budget).run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "4")
        assert "+99,999,999,999.99" in text(pilot)
        assert "…" not in total(pilot)


async def test_marks_that_are_too_many_are_dropped_and_not_halved(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabled, "MARKS_KEPT", 1)
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "x", "x", "r")
        assert not screen(pilot).table.has_marks
        assert "12,406,000.00" in total(pilot)
        assert notices(pilot)[-1].startswith("So many marks are dropped")


async def test_a_large_budget_shows_its_figures_before_its_commitments_are_gathered(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MANY", 1)
    glimpses: list[bool] = []

    def prepare(seen: Reading) -> Reading:
        glimpses.append(seen.is_glimpse)
        return prepared(seen)

    monkeypatch.setattr("jo_security.tui.app.prepared", prepare)
    it = app(budget)
    async with it.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        assert "15,374,000.00" in total(pilot)
        assert it.good is not None
        assert not it.good.is_glimpse
        await press(pilot, "3", "slash", *"hotel", "enter")
        assert [row.split()[1] for row in rows(pilot)] == ["EJ-3"]
        await press(pilot, "f")
        assert "9,120,000.00" in total(pilot)
        # Rows that are in front are not taken away before the others are there.
        await press(pilot, "0", "r")
        assert [row.split()[1] for row in rows(pilot)] == ["EJ-3"]
    assert glimpses == [True, True]


async def test_steps_of_the_trail_and_the_perimeter_are_clicked_on(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "enter")
        for words, there in (
            ("Brouilleurs", LineScreen),
            ("Sécurité", EnvelopeScreen),
            ("all years", PerimeterDialog),
        ):
            await pilot.click("Trail", offset=(text(pilot).splitlines()[1].index(words) + 1, 0))
            await ready(pilot)
            assert isinstance(pilot.app.screen, there)


async def test_marks_stay_where_the_cursor_is_on_a_heading(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "right", "right", "G", "down", "x", "ctrl+home")
        assert screen(pilot).table.record_id is None
        await press(pilot, "f")
        assert screen(pilot).table.has_marks


@pytest.mark.parametrize("many", [False, True])
async def test_the_cursor_keeps_its_place_where_its_record_is_no_more(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    monkeypatch.setattr("jo_security.tui.screens.commitments.AT_ONCE", 0 if many else 1000)
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "down")
        assert "EJ-2" in cursor(pilot)
        rewrite(budget, '"EJ-2"', '"EJ-9"')
        await press(pilot, "r")
        assert "EJ-9" in cursor(pilot)


async def test_a_key_waits_for_the_rows_of_a_large_table(
    app: Make, budget: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jo_security.tui.screens.commitments.AT_ONCE", 0)
    turn = threading.Event()
    arranged = tabled.arranged

    def late(*given: Any) -> tabled.TabledScreen.Listed:
        assert turn.wait(30)
        return arranged(*given)

    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "3")
        monkeypatch.setattr(tabled, "arranged", late)
        for key in ("r", "down", "down"):
            await pilot.press(key)
        while not screen(pilot).busy:
            await pilot.pause(0.02)
        await pilot.press("up")
        turn.set()
        await ready(pilot)
        await until(pilot, lambda: not screen(pilot).busy)
        assert "EJ-2" in cursor(pilot)
