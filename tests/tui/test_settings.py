"""What a reader chooses, in the interface and in the file: it holds at once, and the file keeps its comments."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList
from tui.seen import notices, press, ready, screen, text

from jo_security.locales.language import speak
from jo_security.office.views import VIEWS
from jo_security.records import settings as records
from jo_security.tui.app import JoApp
from jo_security.tui.bindings import bindings
from jo_security.tui.dialogs.settings import KEY
from jo_security.tui.screens.help import Help

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

MINE = "# Mine.\ntheme = 'dark'   # at night\n\n[keys]\n# Never by accident.\nhouse.quit = 'ctrl+x'\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine" / "settings.toml"
    path.parent.mkdir()
    path.write_text(MINE)
    monkeypatch.setenv("JO_SECURITY_SETTINGS", str(path))
    return path


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Stand on a choice of the settings, by its id."""
    options = pilot.app.screen.query_one(OptionList)
    for _ in options.options:
        if options.highlighted_option is not None and options.highlighted_option.id == name:
            return
        await pilot.press("down")
    raise LookupError(name)


async def test_language_and_colours_are_chosen_and_hold_at_once(
    budget: Path, app: Callable[[Path], JoApp], settings: Path
) -> None:
    it = app(budget)
    async with it.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "1", "down", "enter", "slash", *"EJ", "enter", "comma")
        await go_to(pilot, "theme")
        await press(pilot, "enter")
        assert it.theme == "jo-light"
        await go_to(pilot, "language")
        await press(pilot, "right")
        assert it.language.code == "fr"
        await press(pilot, "escape")
        # Where one was, and what was filtered, is as it was; in the other language.
        assert screen(pilot).search == "EJ"
        assert "Engagement" in text(pilot)
        assert "Commitment" not in text(pilot)
        await press(pilot, "escape", "escape")
        assert "Budget entier" in text(pilot)
        # And so are the views that were looked at before.
        await press(pilot, "3")
        assert "Engagement" in text(pilot)
        assert "Commitment" not in text(pilot)
        assert it.settings.language == "fr"
    assert settings.read_text() == (
        '# Mine.\ntheme = "light"   # at night\nlanguage = "fr"\n\n[keys]\n# Never by accident.\nhouse.quit = \'ctrl+x\'\n'  # noqa: E501
    )


async def test_a_key_is_chosen_by_pressing_it(budget: Path, app: Callable[[Path], JoApp], settings: Path) -> None:
    it = app(budget)
    async with it.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "comma")
        await go_to(pilot, f"{KEY}house.problems")
        await press(pilot, "enter", "h")
        assert "house.history" in notices(pilot)[-1]
        assert settings.read_text() == MINE
        await press(pilot, "enter", "f9", "escape")
        assert '"house.problems" = "f9"' in settings.read_text()
        await press(pilot, "p")
        assert len(it.screen_stack) == 1
        await press(pilot, "f9")
        assert len(it.screen_stack) == 2
        await press(pilot, "escape", "comma")
        await go_to(pilot, f"{KEY}house.problems")
        await press(pilot, "delete", "escape", "p")
        assert len(it.screen_stack) == 2
    assert settings.read_text() == MINE


async def test_keys_of_the_file_hold_from_the_start(budget: Path, app: Callable[[Path], JoApp], settings: Path) -> None:
    keys = (
        *("problems = ['f9', 'f8']", "problms = 'x'", "help = 'f99'", "history = 'ctrl+x'", "settings = 'ctrl+x'"),
        "back = 'w'",
    )
    settings.write_text("[keys]\n" + "".join(f"house.{key}\n" for key in keys))
    it = app(budget)
    async with it.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        said = notices(pilot)
        assert any(f"{settings}:3:1: " in each and "house.problems" in each for each in said)
        assert any(f"{settings}:4:14: " in each and "f99" in each for each in said)
        # What another binding has is told, of two that were chosen at the later one.
        assert any(f"{settings}:6:18: ctrl+x already" in each and "(house.history)" in each for each in said)
        assert any(f"{settings}:7:14: w already does" in each and "(house.why)" in each for each in said)
        assert len(said) == 4
        await press(pilot, "f8")
        assert len(it.screen_stack) == 2
        # What is told is as if it were not there.
        await press(pilot, "escape")
        assert len(it.screen_stack) == 1
        assert set(it.settings.keys) == {"house.problems", "house.history"}
        await press(pilot, "comma")
        await go_to(pilot, "theme")
        await press(pilot, "right", "escape")
        assert len(notices(pilot)) == 4
        # What was mended and is wrong again is told again.
        wrong = settings.read_text()
        it.clear_notifications()
        settings.write_text("")
        it.follow()
        settings.write_text(wrong)
        it.follow()
        await ready(pilot)
        assert len(notices(pilot)) == 4


@pytest.mark.parametrize(("written", "key"), [("','", "comma"), ("' ctrl+, '", "ctrl+comma"), ("'+'", "plus")])
async def test_a_comma_is_a_key_too(
    budget: Path, app: Callable[[Path], JoApp], settings: Path, written: str, key: str
) -> None:
    settings.write_text(f"[keys]\nhouse.settings = 'f9'\nhouse.help = {written}\n")
    async with app(budget).run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        assert not notices(pilot)
        await press(pilot, key)
        assert isinstance(pilot.app.screen, Help)


@pytest.mark.parametrize("content", ["theme = 'drak'\n", "theme = 'dark", ""])
async def test_no_file_keeps_the_interface_from_starting(
    budget: Path, app: Callable[[Path], JoApp], settings: Path, content: str
) -> None:
    settings.write_text(content)
    it = app(budget)
    async with it.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        assert "Whole budget" in text(pilot)
        assert it.theme == "jo-dark"
        assert any(f"{settings}:1:" in each for each in notices(pilot)) == bool(content)
        # A file that is not TOML is not written over.
        assert it.change_setting(("theme",), "light") == ("'dark" not in content or content == "")
    assert ("light" in settings.read_text()) == (content != "theme = 'dark")


async def test_the_file_is_edited_and_followed(
    budget: Path, settings: Path, app: Callable[[Path], JoApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.unlink()
    it = app(budget)

    def edited(place: object) -> bool:
        assert settings.read_text().startswith("# Settings of jo-security")
        settings.write_text("theme = 'contrast'\n")
        return place is not None

    monkeypatch.setattr(it, "leave_to_editor", edited)
    async with it.run_test(size=(100, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "comma", "e")
        assert it.theme == "jo-contrast"


async def test_the_interface_begins_where_the_reader_wants(
    budget: Path, app: Callable[[Path], JoApp], settings: Path
) -> None:
    settings.write_text("start = 'commitments'\n")
    it = app(budget)
    async with it.run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert "› All commitments" in text(pilot)


async def test_columns_are_remembered_as_they_were_arranged(
    budget: Path, app: Callable[[Path], JoApp], settings: Path
) -> None:
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "right", "minus", "right", "greater_than_sign", "greater_than_sign")
        shown = [column.label for column in screen(pilot).table.columns]
        widths = dict(screen(pilot).table.column_layout)
        assert "Date" not in shown
    assert settings.read_text().startswith(MINE.rstrip())
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert "Date" not in [column.label for column in screen(pilot).table.columns]
        await press(pilot, "c")
        assert [column.label for column in screen(pilot).table.columns] == shown
        assert dict(screen(pilot).table.column_layout) == widths


async def test_a_column_that_there_is_not_is_named_with_the_nearest(
    budget: Path, app: Callable[[Path], JoApp], settings: Path
) -> None:
    settings.write_text("[columns]\ncommitments = ['id', 'supplir', 'paid']\n")
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        # A perimeter that leaves a column out makes it no stranger.
        await press(pilot, "3", "a", "a", "a", "escape", "3")
        assert notices(pilot) == [f"{settings}:2:15: supplir is no column here. Did you mean supplier?"]
        assert [column.label for column in screen(pilot).table.columns] == ["Commitment", "CP paid"]


async def test_movements_of_a_line_have_columns_of_their_own(
    budget: Path, app: Callable[[Path], JoApp], settings: Path
) -> None:
    mine = "[columns]\ncommitments = ['id', 'supplier:30', 'paid']\n"
    settings.write_text(mine)
    async with app(budget).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "m")
        assert not notices(pilot)
        assert len(screen(pilot).table.columns) > 3
        await press(pilot, "minus")
        assert screen(pilot).shown().name == "movements"
    assert settings.read_text().startswith(mine)
    assert "\nmovements = " in settings.read_text()


def test_the_first_view_is_one_of_those_that_the_bar_names() -> None:
    assert tuple(VIEWS) == records.VIEWS


def test_every_binding_has_an_id_and_words() -> None:
    found = bindings()
    assert {"house.filter", "table.down", "act.commit", "form.record", "question.last"} <= set(found)
    for name, bound in found.items():
        assert name.count(".") == 1
        assert bound.binding.description
        assert speak("fr").text(bound.binding.description)
