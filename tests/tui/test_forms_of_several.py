"""Commitments that are marked and delivered or paid together: each is checked, all are recorded or none."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import tomli
from pilots import fill
from tui.seen import notices, press, ready, screen, text, until

from jo_security.locales.language import speak
from jo_security.tui.app import JoApp
from jo_security.tui.forms.batch import BatchScreen
from jo_security.tui.forms.form import FormScreen
from jo_security.tui.forms.rows import BatchRow, RowSign

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def app(tmp_path: Path, budget: Path) -> JoApp:
    """The app of the budget, for an officer."""
    its = {"JO_SECURITY_OFFICER": "Claire Martin", "XDG_STATE_HOME": str(tmp_path / "state")}
    return JoApp(str(budget), speak("en"), environ={**os.environ, **its})


async def marked(pilot: Pilot[None], count: int, letter: str) -> None:
    """Mark the first commitments of the budget, press the letter of an act, and give a day."""
    await ready(pilot)
    await press(pilot, "c", *["x"] * count, letter)


def batch(pilot: Pilot[None]) -> BatchScreen:
    assert isinstance(pilot.app.screen, BatchScreen)
    return pilot.app.screen


def rows(pilot: Pilot[None]) -> dict[str, BatchRow]:
    """The rows of the form by their commitments."""
    return {row.commitment.id: row for row in batch(pilot).query(BatchRow)}


def verdict(pilot: Pilot[None]) -> str:
    return str(batch(pilot).verdict.render())


async def write(pilot: Pilot[None], commitment: str, amount: str) -> None:
    """Write the amount of a commitment."""
    rows(pilot)[commitment].input.focus()
    await press(pilot, "end", "ctrl+u")
    await pilot.press(*amount)
    await ready(pilot)


def recorded(budget: Path, table: str) -> list[tuple[str, str, str]]:
    said = tomli.loads(budget.read_text(encoding="utf-8"))
    return [(each["id"], each["commitment"], f"{each['amount']:.2f}") for each in said[table] if "commitment" in each]


async def test_three_are_delivered_at_once_and_taken_back_at_once(app: JoApp, budget: Path) -> None:
    before = budget.read_bytes()
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 3, "D")
        assert {name: row.text for name, row in rows(pilot).items()} == {
            "EJ-1": "1,600,000.00",
            "EJ-2": "486,000.00",
            "EJ-3": "9,120,000.00",
        }
        await press(pilot, *"2024-03-01")
        assert verdict(pilot).startswith("✓ All 3 pass")
        assert "3 commitments  €11,206,000.00" in text(pilot)
        assert budget.read_bytes() == before
        await press(pilot, "ctrl+s")
        assert any("3 operations are recorded: SF-2, SF-3, SF-4" in notice for notice in notices(pilot))
        assert recorded(budget, "delivery")[1:] == [
            ("SF-2", "EJ-1", "1600000.00"),
            ("SF-3", "EJ-2", "486000.00"),
            ("SF-4", "EJ-3", "9120000.00"),
        ]
        (journal,) = (budget.parent / "jeux.journal").glob("*.jsonl")
        assert len(journal.read_text(encoding="utf-8").splitlines()) == 1
        await press(pilot, "u")
        assert "Undo SF-2, SF-3, SF-4?" in text(pilot)
        await press(pilot, "enter")
        assert budget.read_bytes() == before


async def test_one_that_is_refused_keeps_all_of_them_out(app: JoApp, budget: Path) -> None:
    before = budget.read_bytes()
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 3, "D")
        await press(pilot, *"2024-03-01")
        await write(pilot, "EJ-2", "486000,01")
        assert "1 of 3 refused: nothing is recorded unless all pass" in verdict(pilot)
        assert [name for name, row in rows(pilot).items() if row.said] == ["EJ-2"]
        assert "It is €0.01 too much." in rows(pilot)["EJ-2"].said
        await press(pilot, "ctrl+s")
        assert "1 of 3 refused" in verdict(pilot)
        assert budget.read_bytes() == before
        await press(pilot, "f8")
        assert verdict(pilot).startswith("✓ All 2 pass")
        await press(pilot, "ctrl+s")
    assert [each[1] for each in recorded(budget, "delivery")] == ["EJ-1", "EJ-1", "EJ-3"]


async def test_the_credits_of_a_line_are_those_of_all_of_them_together(app: JoApp, budget: Path) -> None:
    more = 'date = 2023-05-02\nline = "brouilleurs"\nsupplier = "S"\nlabel = "L"\namount = 5_000_000.00\n'
    text_ = budget.read_text(encoding="utf-8")
    budget.write_text(text_ + "".join(f'\n[[commitment]]\nid = "ZZ-{n}"\n{more}' for n in (1, 2)), encoding="utf-8")
    async with app.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "c", *"/ZZ", "enter", "x", "x", "P")
        await press(pilot, *"2023-10-01")
        # Each alone fits the 8 million of CP that are left; both do not.
        assert "1 of 2 refused" in verdict(pilot)
        assert [name for name, row in rows(pilot).items() if row.said] == ["ZZ-2"]
        assert "brouilleurs is €2,000,000.00 short in 2023" in rows(pilot)["ZZ-2"].said
        assert "an override lets it pass" in verdict(pilot)
        batch(pilot).field("override").input.focus()
        await press(pilot, *"Urgence")
        assert verdict(pilot).startswith("✓ All 2 pass")
        await press(pilot, "ctrl+s")
    assert budget.read_text(encoding="utf-8").count('reason = "Urgence"') == 2


async def test_what_is_payable_is_paid_else_what_is_outstanding(app: JoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await marked(pilot, 2, "P")
        assert [row.text for row in rows(pilot).values()] == ["200,000.00", "486,000.00"]
        await pilot.click(rows(pilot)["EJ-2"].query_one(RowSign))
        await ready(pilot)
        assert "1 commitment  €200,000.00" in text(pilot)
        await write(pilot, "EJ-1", "0")
        assert rows(pilot)["EJ-1"].has_class("-wrong")
        await press(pilot, "escape", "P")
        assert rows(pilot)["EJ-1"].text == "0"
        assert {name: row.dropped for name, row in rows(pilot).items()} == {"EJ-1": False, "EJ-2": True}
        assert "1 commitment  €0.00" in text(pilot)
        await press(pilot, "ctrl+l", "escape", "P")
        assert not any(row.dropped for row in rows(pilot).values())


async def test_what_changed_on_the_disk_refuses_all(app: JoApp, budget: Path) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 2, "D")
        await press(pilot, *"2024-03-01")
        assert verdict(pilot).startswith("✓ All 2 pass")
        with budget.open("a", encoding="utf-8") as file:
            file.write('\n[[delivery]]\nid = "SF-2"\ndate = 2023-12-01\ncommitment = "EJ-2"\namount = 1.00\n')
        await press(pilot, "ctrl+s")
        assert "1 of 2 refused" in verdict(pilot)
        assert [name for name, row in rows(pilot).items() if row.said] == ["EJ-2"]
    assert [each[0] for each in recorded(budget, "delivery")] == ["SF-1", "SF-2"]


async def test_one_that_is_marked_has_the_form_of_one(app: JoApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 1, "P")
        assert isinstance(pilot.app.screen, FormScreen)
        assert pilot.app.screen.texts()["commitment"] == "EJ-1"


async def test_what_one_did_oneself_is_no_news(app: JoApp) -> None:
    app.follows = True
    async with app.run_test(size=(140, 40)) as pilot:
        await marked(pilot, 3, "D")
        await press(pilot, *"2023-10-02")
        await press(pilot, "ctrl+s")
        for key in ("u", "U"):
            await press(pilot, key, "enter")
        await until(pilot, lambda: any(said.startswith("Recorded again") for said in notices(pilot)))
        assert not app.saves


async def test_what_an_own_act_brings_is_no_news_either(app: JoApp) -> None:
    app.follows = True
    async with app.run_test(size=(140, 40)) as pilot:
        await marked(pilot, 1, "P")
        await fill(pilot, {"amount": "1.5M", "date": "2023-11-02"})
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: any("is recorded" in said for said in notices(pilot)))
        assert app.good is not None
        assert any(each.code == "JO303" and each.record == "DP-4" for each in app.good.whole.opened.findings)  # type: ignore[union-attr]
        assert not app.saves


async def test_marks_are_those_of_commitments_and_done_with_once_recorded(app: JoApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await marked(pilot, 2, "P")
        await press(pilot, *"2023-12-01")
        assert "! JO303  after" in verdict(pilot)
        await press(pilot, "ctrl+s")
        assert not screen(pilot).table.has_marks
        # An operation that is marked is none.
        await press(pilot, "ctrl+home", "enter", "x", "P")
        assert isinstance(pilot.app.screen, FormScreen)
        assert pilot.app.screen.texts()["commitment"] == "EJ-1"


async def test_marks_that_a_filter_hides_are_told(app: JoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "x", "x", "slash", *"EJ-1", "enter")
        assert "2 marked · 1 hidden by the filter" in text(pilot)


async def test_a_refusal_by_a_later_record_stands_under_its_own_commitment(app: JoApp, budget: Path) -> None:
    with budget.open("a", encoding="utf-8") as file:
        file.write('\n[[delivery]]\nid = "SF-9"\ndate = 2023-11-30\ncommitment = "EJ-1"\namount = 100.00\n')
    async with app.run_test(size=(140, 40)) as pilot:
        await marked(pilot, 3, "D")
        await press(pilot, *"2023-10-02")
        await write(pilot, "EJ-1", "2799950")
        assert {name: bool(row.said) for name, row in rows(pilot).items()} == {
            "EJ-1": True,
            "EJ-2": False,
            "EJ-3": False,
        }
        assert [str(row.sign.render()) for row in rows(pilot).values()] == ["✗", "✓", "✓"]
        assert "1 of 3 refused" in verdict(pilot)


async def test_amounts_stay_until_the_form_begins_anew(app: JoApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 2, "D")
        begun = {name: row.text for name, row in rows(pilot).items()}
        await write(pilot, "EJ-1", "5")
        await press(pilot, "escape", "D")
        batch(pilot).field("note").input.focus()
        await press(pilot, "h", "escape", "D")
        assert {name: row.text for name, row in rows(pilot).items()} == begun | {"EJ-1": "5"}
        await press(pilot, "ctrl+l")
        assert {name: row.text for name, row in rows(pilot).items()} == begun
        await press(pilot, "escape", "D")
        assert {name: row.text for name, row in rows(pilot).items()} == begun
        assert not batch(pilot).draft


async def test_figures_follow_the_files_and_amounts_stay(app: JoApp, budget: Path) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        await marked(pilot, 2, "D")
        await press(pilot, *"2024-03-01")
        assert "1,600,000.00" in text(pilot)
        with budget.open("a", encoding="utf-8") as file:
            file.write('\n[[delivery]]\nid = "SF-2"\ndate = 2023-12-01\ncommitment = "EJ-1"\namount = 600_000.00\n')
        app.read_files()
        await ready(pilot)
        assert rows(pilot)["EJ-1"].text == "1,600,000.00"
        assert "1,000,000.00" in text(pilot)
        assert rows(pilot)["EJ-1"].said
        await press(pilot, "ctrl+l", *"2024-03-01")
        assert rows(pilot)["EJ-1"].text == "1,000,000.00"
        assert verdict(pilot).startswith("✓ All 2 pass")
