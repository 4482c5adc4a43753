"""The filter line: its language as one types, what is offered above it, what is said beside it, filters kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input
from tui.seen import press, ready, rows, screen, text

from jo_security.locales.language import speak
from jo_security.tui.app import JoApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

ISSUE = "supplier:fournisseur-a amount:>1M date:2024-Q1 -tag:drone"
HEAD = """format = 1
[budget]
id = "b"
label = "B"
start = 2023-01-01
end = 2024-12-31
[[line]]
id = "sol"
label = "Au sol"
allocation = 90_000_000.00
[[line]]
id = "air"
label = "En vol"
allocation = 90_000_000.00
tags = ["drone"]
"""
COMMITMENTS = {
    "EJ-1": ("sol", "Fournisseur A", "1_000_000.01", "2024-03-31"),
    "EJ-2": ("sol", "Fournisseur A", "1_000_000.00", "2024-02-01"),
    "EJ-3": ("air", "Fournisseur A", "2_000_000.00", "2024-02-01"),
    "EJ-4": ("sol", "Fournisseur B", "2_000_000.00", "2024-02-01"),
    "EJ-5": ("sol", "Fournisseur A", "2_000_000.00", "2024-04-01"),
    "EJ-6": ("sol", "FOURNISSEUR-A et fils", "3_000_000.00", "2024-01-01"),
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A budget in which each commitment but two fails one term of the issue's filter."""
    said = [HEAD]
    for name, (line, supplier, amount, day) in COMMITMENTS.items():
        said.append(
            f'[[commitment]]\nid = "{name}"\nline = "{line}"\nsupplier = "{supplier}"\nlabel = "Lot"\n'
            f"amount = {amount}\ndate = {day}\n"
        )
    path = tmp_path / "b.toml"
    path.write_text("".join(said), "utf-8")
    return path


def ids(pilot: Pilot[None]) -> list[str]:
    return [
        word for row in rows(pilot) for word in row.replace("▌", " ").replace("▏", " ").split() if word[:3] == "EJ-"
    ]


async def paste(pilot: Pilot[None], words: str) -> None:
    pilot.app.post_message(events.Paste(words))
    await ready(pilot)


async def test_the_filter_of_the_issue_is_typed_with_its_completion(made: Path) -> None:
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash", *"sup")
        assert len(ids(pilot)) == 6
        assert "supplier:" in text(pilot)
        await press(pilot, "tab", *"b")
        assert ids(pilot) == ["EJ-4"]
        await press(pilot, "tab")
        assert screen(pilot).filter_bar.value == 'supplier:"Fournisseur B" '
        await press(pilot, "ctrl+u")
        for sign in ISSUE:
            await pilot.press("space" if sign == " " else sign)
        await ready(pilot)
        assert screen(pilot).filter_bar.value == ISSUE
        assert ids(pilot) == ["EJ-6", "EJ-1"]
        assert "2 commitments" in text(pilot)
        assert "4,000,000.01" in text(pilot)
        await press(pilot, "enter")
        assert screen(pilot).table.has_focus
        assert ids(pilot) == ["EJ-6", "EJ-1"]


async def test_what_cannot_be_read_is_said_beside_the_filter_and_the_rest_still_works(made: Path) -> None:
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash")
        await paste(pilot, "fils amout:>1M")
        assert "There is no amout: here. Did you mean amount:?" in text(pilot)
        assert ids(pilot) == ["EJ-6"]
        await press(pilot, "ctrl+u")
        await paste(pilot, "fils amount:>>")
        assert screen(pilot).filter_note.has_class("-typing")
        await press(pilot, "enter")
        assert not screen(pilot).filter_note.has_class("-typing")
        assert ids(pilot) == ["EJ-6"]
        await press(pilot, "escape")
        assert len(ids(pilot)) == 6
        assert "amount" not in text(pilot).splitlines()[-2]


async def test_a_word_that_may_become_a_field_filters_once_it_is_kept(made: Path) -> None:
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash", *"date")
        assert len(ids(pilot)) == 6
        await press(pilot, "enter")
        assert "No row answers to this filter" in text(pilot)


async def test_a_filter_is_kept_under_a_name_and_found_again(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JO_SECURITY_SETTINGS", str(tmp_path / "settings.toml"))
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash")
        await paste(pilot, "line:air")
        await press(pilot, "ctrl+s", *"flying")
        assert isinstance(pilot.app.focused, Input)
        await press(pilot, "enter", "escape", "slash")
        assert "@flying" in text(pilot)
        await press(pilot, "tab")
        assert screen(pilot).filter_bar.value == "@flying "
        assert ids(pilot) == ["EJ-3"]
        await paste(pilot, "amount:<2M")
        assert ids(pilot) == []
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash")
        await paste(pilot, "@flying")
        assert ids(pilot) == ["EJ-3"]


async def test_every_view_is_filtered_by_its_own_fields(made: Path) -> None:
    async with JoApp(str(made), speak("fr")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "slash")
        await paste(pilot, "étiquette:drone engagées:2M")
        assert [row.strip("▌▏ ").split("  ")[0] for row in rows(pilot)] == ["En vol"]
        await press(pilot, "escape", "enter", "m", "slash")
        await paste(pilot, "ae:>1M année:2023 nature:allocation")
        assert len(rows(pilot)) == 1
        await press(pilot, "ctrl+u")
        await paste(pilot, "ae:<1M")
        assert "90 000" not in "".join(rows(pilot))
        await press(pilot, "escape", "m", "enter", "slash")
        await paste(pilot, "montant:>1M date:2024-T1")
        assert len(rows(pilot)) == 1
        await press(pilot, "ctrl+u")
        await paste(pilot, "montant:<1M")
        assert "2024" not in "".join(rows(pilot))


async def test_help_on_the_language_is_drawn_from_its_fields(made: Path) -> None:
    async with JoApp(str(made), speak("en")).run_test(size=(140, 60)) as pilot:
        await ready(pilot)
        await press(pilot, "c", "slash", "f1")
        for said in ("outstanding:", "Over a million", "overridden", "Take what the list offers"):
            assert said in text(pilot) or await scrolled(pilot, said)


async def scrolled(pilot: Pilot[None], said: str) -> bool:
    """Whether it is to be read further down."""
    await press(pilot, "end")
    return said in text(pilot)


async def test_the_key_of_the_filter_is_text_in_the_filter(made: Path) -> None:
    async with JoApp(str(made), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "slash", "a", "slash", "b")
        assert screen(pilot).filter_bar.value == "a/b"


# What is open long after its year is a problem as of a day.
@pytest.mark.parametrize(("keys", "found"), [((), ["EJ-3"]), (("f",), ["EJ-3"]), (("t",), ["EJ-2", "EJ-3"])])
async def test_problems_are_filtered_by_where_rows_are_many(
    budget: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], found: list[str]
) -> None:
    monkeypatch.setattr("jo_security.tui.screens.commitments.AT_ONCE", 0)
    async with JoApp(str(budget), speak("en")).run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, *keys, "c", "slash")
        await paste(pilot, "is:warning -problem:JO305")
        await press(pilot, "enter")
        assert ids(pilot) == found
        assert not screen(pilot).busy
