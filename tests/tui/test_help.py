"""Help of whatever has the focus, the glossary, rules in place, and the tour of the sample."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pilots import fill, form, stand_on
from tui.seen import cursor, notices, press, ready, rows, screen, text

from jo_security.ledger.glossary import entries
from jo_security.locales.language import speak
from jo_security.tui.app import JoApp
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.glossary import GlossaryScreen
from jo_security.tui.screens.help import Help
from jo_security.tui.screens.line import LineScreen
from jo_security.tui.screens.terms import TermRows
from jo_security.tui.touring import STEPS
from jo_security.tui.widgets.figures import Figures
from jo_security.tui.widgets.guide import Guide
from jo_security.tui.widgets.waterfall import Waterfall

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Make = Callable[[Path | str], JoApp]

SAMPLE = "budgets/jo-2024.toml"


def shown(pilot: Pilot[None]) -> str:
    """All that help says, out of sight or not."""
    assert isinstance(pilot.app.screen, Help)
    return str(pilot.app.screen.body.content)


async def test_help_is_of_what_has_the_focus_and_of_the_words_in_sight(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        said = shown(pilot)
        sections = ("In the table", "To record", "Everywhere", "To choose the perimeter", "Words on this screen")
        places = [said.index(f"{title}\n") for title in sections]
        assert places == sorted(places)
        assert "On an amount" not in said
        assert said.index("AE committed", places[-1]) > 0
        await press(pilot, "escape", "tab", "question_mark")
        assert "On an amount" in shown(pilot)
        assert "In the table" not in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_help_is_searched_and_its_lines_are_whole(app: Make, budget: Path, size: tuple[int, int]) -> None:
    async with app(budget).run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        helping = pilot.app.screen
        assert isinstance(helping, Help)
        room = helping.scrolled.scrollable_content_region.width
        assert max(map(len, shown(pilot).split("\n")[:40])) <= room
        await press(pilot, "slash", *"outstanding")
        said = shown(pilot)
        assert "What is committed and not yet paid" in said
        assert "Leave the program" not in said
        assert "Outstanding" in text(pilot)
        await press(pilot, "escape")
        assert "Leave the program" in shown(pilot)
        await press(pilot, "q")
        assert isinstance(screen(pilot), EnvelopeScreen)


@pytest.mark.parametrize("code", ["en", "fr"])
async def test_tooltips_are_the_words_of_the_glossary(budget: Path, code: str) -> None:
    language = speak(code)
    about = {each.key.replace("_", "-"): language.text(each.about) for each in entries()}
    async with JoApp(str(budget), language, environ=dict(os.environ)).run_test(size=(200, 45)) as pilot:
        await ready(pilot)
        front = screen(pilot)
        columns = {column.key: column.tooltip for column in front.table.columns if column.key in about}
        assert len(columns) >= 7
        assert columns == {key: about[key] for key in columns}
        amounts = {each.key: each.about for group in front.query_one(Figures).groups for each in group}
        amounts |= {each.key: each.about for each in front.query_one("#fall", Waterfall).falls}
        assert len(amounts) >= 10
        assert amounts == {key: about[key] for key in amounts}


async def test_the_glossary_has_both_languages_side_by_side_sorted_and_filtered(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "i")
        glossary = screen(pilot)
        assert isinstance(glossary, GlossaryScreen)
        assert isinstance(glossary.rows, TermRows)
        assert "AE disponibles" in cursor(pilot), "it begins at the column of which one asked"
        assert len(glossary.table.order) == len(entries())
        names = [glossary.rows.terms[row].french for row in glossary.table.order]
        assert names.index("dégel") < names.index("échéancier") < names.index("exercice") < names.index("titre")
        await press(pilot, "slash", *"precaution", "enter")
        assert any("réserve de précaution" in row and "precautionary reserve" in row for row in rows(pilot))
        assert len(rows(pilot)) < 5
        await press(pilot, "escape", "right", "s")
        names = [glossary.rows.terms[row].english for row in glossary.table.order]
        assert names == sorted(names, key=str.casefold)
        await press(pilot, "slash", *"fongibilite", "enter")
        assert "Within a programme credits may serve another title" in text(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)


async def test_the_rule_of_a_problem_is_explained(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "p")
        assert "Payments on a commitment exceed its certified deliveries" in text(pilot)
        await press(pilot, "exclamation_mark")
        seen = text(pilot)
        for words in ("JO303 paid-undelivered", "To mend it:", "The smallest example:", "format = 1"):
            assert words in seen
        await press(pilot, "escape", "enter", "exclamation_mark")
        assert "JO303 paid-undelivered" in text(pilot)


async def test_help_in_a_form_begins_with_the_rules_that_refuse(app: Make, budget: Path) -> None:
    async with app(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "etudes")
        await press(pilot, "C", "f1")
        assert "JO201" not in shown(pilot)
        assert "In the form" in shown(pilot)
        await press(pilot, "escape")
        await fill(pilot, {"supplier": "S", "label": "L", "amount": "90000000", "date": "2023-10-02"})
        assert list(form(pilot).refusing())[:1] == ["JO201"]
        await press(pilot, "f1")
        said = shown(pilot)
        assert said.startswith("JO201 over-committed")
        assert said.index("Source in law:") < said.index("In the form")


async def test_every_step_of_the_tour_goes_on_by_its_key(tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    environ.pop("JO_SECURITY_BUDGET", None)
    made = JoApp(SAMPLE, speak("en"), environ=environ)
    async with made.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        steps = []
        for keys in (["tab"], ["tab"], ["enter"], ["n", "escape"], ["question_mark", "escape"]):
            guide = screen(pilot).query_one(Guide)
            steps.append(made.step)
            assert f"Tour, {len(steps)} of {len(STEPS)}" in text(pilot)
            for part in screen(pilot).query(STEPS[len(steps) - 1].part):
                assert not part.region.overlaps(guide.region)
            await press(pilot, *keys)
        assert [*steps, made.step] == [0, 1, 2, 3, 4, 5]
        assert isinstance(screen(pilot), LineScreen)
        assert "jo-security init" in text(pilot)
        assert not list(tmp_path.iterdir())
        await press(pilot, "q")
    assert made.step is None
    again = JoApp(SAMPLE, speak("en"), environ=environ)
    async with again.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        assert not screen(pilot).query(Guide)
        await press(pilot, "enter", "question_mark", "t")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert "Tour, 1 of 6" in text(pilot)
        # A short terminal has no bars, and one step less.
        await pilot.resize_terminal(80, 24)
        await press(pilot, "question_mark", "t", "tab")
        assert "Tour, 2 of 5" in text(pilot)


async def test_escape_leaves_the_tour_for_good_and_only_it(tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    for offered in (True, False):
        async with JoApp(SAMPLE, speak("fr"), environ=environ).run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert bool(screen(pilot).query(Guide)) is offered
            assert screen(pilot).table.page >= 5
            await press(pilot, "tab", "enter")
            assert isinstance(screen(pilot), LineScreen) is offered
            await press(pilot, "escape")
            assert not screen(pilot).query(Guide)
            if offered:
                assert isinstance(screen(pilot), LineScreen), "the first Escape only ends the tour"


async def test_who_only_looks_or_has_a_budget_of_their_own_is_not_shown_around(tmp_path: Path, budget: Path) -> None:
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    for made in (
        JoApp(SAMPLE, speak("en"), environ=environ, read_only=True),
        JoApp(str(budget), speak("en"), environ=environ),
    ):
        async with made.run_test(size=(100, 34)) as pilot:
            await ready(pilot)
            assert not screen(pilot).query(Guide)
            assert notices(pilot) == []
    assert not (tmp_path / "state").exists()
