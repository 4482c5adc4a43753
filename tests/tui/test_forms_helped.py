"""What helps to fill in a form: completion of every field, a calendar, dates in short, earlier operations."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest
from pilots import field, fill, form, stand_on
from tui.seen import press, ready, text, until

from jo_security.files.read import read
from jo_security.locales.language import speak
from jo_security.records.digest import digests
from jo_security.tui.acts import LETTERS, ON_COMMITMENT
from jo_security.tui.app import JoApp
from jo_security.tui.dialogs.calendar import Calendar, Month
from jo_security.tui.dialogs.earlier import EarlierScreen
from jo_security.tui.forms.field import Field, Opener
from jo_security.tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Make = Callable[..., JoApp]

MORE = """
# EJ-9
[[commitment]]
id        = "EJ-9"
date      = 2024-01-08
line      = "etudes"
supplier  = "Fournisseur [fictif]"
label     = "Étude de détection"
amount    = 1_000.00
reference = "Marché 2024-07"
tags      = ["drone", "a, b"]
note      = "À revoir"

[[plan]]
id          = "PREV-1"
date        = 2025-01-08
line        = "etudes"
label       = "Étude à venir"
amount      = 1_000.00
probability = 0.35
scenario    = "bas"

[[movement]]
id        = "RES-1"
kind      = "freeze"
date      = 2024-02-02
line      = "etudes"
ae        = 1.00
reference = "Décret 2024-1"
source    = "Journal officiel"
override  = { by = "Claire Martin", reason = "Urgence", date = 2024-02-02 }
"""
CLOSED = datetime.date(2023, 6, 30)
CLOSING = """
[[closing]]
to     = {to}
date   = 2024-01-02
by     = "Claire Martin"
digest = "{digest}"
"""


@pytest.fixture
def make(tmp_path: Path, budget: Path) -> Make:
    """The app of a budget with something of every kind, for an officer."""
    with budget.open("a", encoding="utf-8") as file:
        file.write(MORE)
    book = read(str(budget)).book
    assert book is not None
    digest = digests(book, [CLOSED])[CLOSED]
    with budget.open("a", encoding="utf-8") as file:
        file.write(CLOSING.format(to=CLOSED, digest=digest))

    def app(code: str = "en") -> JoApp:
        its = {"JO_SECURITY_OFFICER": "Claire Martin", "XDG_STATE_HOME": str(tmp_path / "state")}
        return JoApp(str(budget), speak(code), environ={**os.environ, **its})

    return app


async def opened(pilot: Pilot[None], key: str) -> list[str]:
    """The names that a field offers when its list is opened."""
    for _ in form(pilot).query(Field):
        if pilot.app.focused is field(pilot, key).input:
            break
        await pilot.press("tab")
    await press(pilot, "f2")
    its = form(pilot).completions[key]
    assert its.display
    names = its.names
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, FormScreen)
    return names


KNOWN = {
    "commit": {
        "line": ["drones", "etudes", "brouilleurs", "renforts", "hebergement"],
        "supplier": ["Fournisseur [fictif]", "Société Exemple Hôtellerie"],
        "label": ["Étude de détection", "Brouilleurs portatifs"],
        "reservation": ["AF-1"],
        "visa-by": ["Contrôleur budgétaire"],
        "schedule": ["2023=", "2024=", "2025="],
        "reference": ["Marché 2024-07", "Décret 2024-1"],
        "note": ["À revoir"],
        "tags": ['"a, b"', "drone"],
        "exercise": ["2023", "2024", "2025"],
        "override": ["Urgence"],
    },
    "move": {"kind": ["freeze", "transfer"], "source": ["Journal officiel"], "from-exercise": []},
    "adjust": {"commitment": ["EJ-9", "EJ-1", "AF-1"], "reason": ["Extension aux sites de compétition"]},
    "plan": {"probability": ["0.35"], "scenario": ["bas"]},
    "pay": {"final": ["yes", "no"]},
    "assert": {"measure": ["committed", "available"]},
}
"""What fields of a form offer, among other names."""


@pytest.mark.parametrize("verb", KNOWN)
async def test_every_field_offers_what_is_known(make: Make, verb: str) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1" if verb in ON_COMMITMENT else None)
        await press(pilot, LETTERS[verb])
        for key, names in KNOWN[verb].items():
            if field(pilot, key).display:
                assert {*names} <= {*await opened(pilot, key)}, key
        signs = {each.key for each in form(pilot).query(Field) if each.query(Opener)}
        assert signs == {*form(pilot).completions} | {key for key in ("date", "visa-date") if key in form(pilot).shapes}


async def test_what_is_known_is_never_taken_for_another_text(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {"label": "Étude"})
        assert not form(pilot).completions["label"].display
        await press(pilot, "enter")
        assert field(pilot, "label").text == "Étude"
        await fill(pilot, {"label": "Étude"})
        await press(pilot, "down", "enter")
        assert field(pilot, "label").text == "Étude de détection"
        await fill(pilot, {"tags": "x, dr"})
        await press(pilot, "down", "enter")
        assert field(pilot, "tags").text == "x, drone"
        await fill(pilot, {"schedule": "2024=1M, 2"})
        await press(pilot, "down", "enter")
        assert field(pilot, "schedule").text == "2024=1M, 2025="


async def test_a_click_opens_the_list_of_a_field(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "M")
        await pilot.click(field(pilot, "kind").query_one(Opener))
        await ready(pilot)
        assert pilot.app.focused is field(pilot, "kind").input
        assert "carry-over" in text(pilot)
        await press(pilot, "down", "enter")
        assert field(pilot, "kind").text == "carry-over"


async def test_a_day_is_taken_from_a_calendar(make: Make) -> None:
    async with make("fr").run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {"date": "2024-02-29"})
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, Calendar)
        seen = text(pilot)
        assert "février 2024" in seen
        assert "lu  ma  me  je  ve  sa  di" in seen
        assert "jeudi 29/02/2024" in seen
        await press(pilot, "right", "down", "pagedown", "left")
        assert "dimanche 07/04/2024" in text(pilot)
        await press(pilot, "enter")
        assert field(pilot, "date").text == "2024-04-07"
        assert "= dim 07/04/2024" in text(pilot)
        await press(pilot, "f2", "less_than_sign", "pageup", "pageup", "pageup", "escape")
        assert field(pilot, "date").text == "2024-04-07"


async def test_days_that_are_closed_or_outside_the_budget_are_told(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {"date": "2023-07-01"})
        await press(pilot, "f2")
        assert "closed to" not in text(pilot)
        await press(pilot, "left")
        assert "The books are closed to 2023-06-30" in text(pilot)
        await press(pilot, "shift+pageup")
        assert "The budget begins on 2023-01-01" in text(pilot)
        await press(pilot, *["greater_than_sign"] * 4)
        assert "The budget ended on 2025-12-31" in text(pilot)


async def test_a_click_takes_a_day(make: Make) -> None:
    async with make().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {"date": "2024-02-29"})
        await pilot.click(field(pilot, "date").query_one(Opener))
        await ready(pilot)
        month = pilot.app.screen.query_one(Month)
        await pilot.click(month, offset=(26, 0))
        await ready(pilot)
        assert "March 2024" in text(pilot)
        # The first of March 2024 is a Friday, in the fifth column of the first week.
        await pilot.click(month, offset=(18, 2))
        await ready(pilot)
        assert field(pilot, "date").text == "2024-03-01"


async def test_a_date_that_is_typed_in_short_is_shown_at_once_and_written_out(make: Make) -> None:
    async with make("fr").run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        today = pilot.app.officer.now().date()  # type: ignore[attr-defined]
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        days = {
            "t": today,
            "+7": today + datetime.timedelta(7),
            "-1": today - datetime.timedelta(1),
            "12": today.replace(day=12),
            "14/3": datetime.date(today.year, 3, 14),
            "14/03/2024": datetime.date(2024, 3, 14),
        }
        for typed, day in days.items():
            await fill(pilot, {"date": typed})
            assert field(pilot, "date").said[0].endswith(f"{day:%d/%m/%Y}")
            await press(pilot, "tab", "shift+tab")
            assert field(pilot, "date").text == day.isoformat()
        await fill(pilot, {"date": "31/2"})
        assert field(pilot, "date").has_class("-wrong")


async def test_an_earlier_operation_fills_the_form(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {"date": "2024-03-01", "id": "EJ-77"})
        await press(pilot, "ctrl+t")
        assert isinstance(pilot.app.screen, EarlierScreen)
        # That of the line comes first, then the last ones.
        assert [each.id for each in pilot.app.screen.shown] == ["EJ-1", "EJ-9", "EJ-3", "EJ-2"]
        await press(pilot, *"detection", "enter")
        told = {key: field(pilot, key).text for key in ("line", "supplier", "amount", "tags", "date", "id")}
        assert told == {
            "line": "etudes",
            "supplier": "Fournisseur [fictif]",
            "amount": "1,000.00",
            "tags": 'drone, "a, b"',
            "date": "2024-03-01",
            "id": "EJ-77",
        }


async def test_earlier_operations_are_offered_where_nothing_is_typed_yet(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "C", "shift+tab", "ctrl+u", "ctrl+t")
        assert "EJ-3" in text(pilot)
        await press(pilot, "enter")
        assert field(pilot, "line").text


async def test_another_one_like_an_operation_is_tried_on_the_budget_as_it_is_by_then(make: Make, budget: Path) -> None:
    its = make()
    its.follows = True
    async with its.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1")
        await press(pilot, "n")
        before = budget.read_text(encoding="utf-8")  # noqa: ASYNC240 - a small file of the test
        budget.write_text(before.replace("ae   = 15_000_000", "ae   = 13_000_000", 1), encoding="utf-8")  # noqa: ASYNC240 - likewise
        await until(pilot, lambda: its.saves)
        await press(pilot, "end", "enter")
        assert form(pilot).reading is its.latest()


async def test_the_menu_offers_another_one_like_the_last_ones_there(make: Make) -> None:
    async with make().run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1")
        await press(pilot, "n")
        seen = text(pilot)
        assert all(each in seen for each in ("Another one like", "DP-1", "SF-1", "COMP-1"))
        assert "DP-2" not in seen.split("Another one like")[1]
        await press(pilot, "end", "enter")
        assert field(pilot, "reason").text == "Extension aux sites de compétition"
        assert (field(pilot, "amount").text, field(pilot, "id").text) == ("400,000.00", "")


async def test_help_names_the_keys_of_the_form_and_none_of_a_line_of_text(budget: Path) -> None:
    app = JoApp(str(budget), speak("fr"), environ=dict(os.environ))
    async with app.run_test(size=(140, 60)) as pilot:
        await ready(pilot)
        await press(pilot, "C", "f1")
        shown = "\n".join(str(each.render()) for each in app.screen.query("#body"))
        assert "Enregistrer" in shown
        assert not any(word in shown for word in ("Scroll", "Move cursor", "Delete", "Cut ", "Paste", "Submit"))
