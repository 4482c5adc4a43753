"""Forms: what an officer types, sees before the key is pressed, and finds in the file afterwards."""

# ruff: noqa: ASYNC240 - the files of these tests are small and near

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pilots import field, fill, form, stand_on
from tui.seen import cursor, notices, press, ready, screen, text

from jo_security.locales.language import speak
from jo_security.tui.app import JoApp
from jo_security.tui.forms.form import FormScreen
from jo_security.tui.screens.commitment import CommitmentScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Make = Callable[..., JoApp]

RADARS = {"supplier": "Titulaire", "label": "Radars", "amount": "1,2M", "date": "2024-03-01"}


@pytest.fixture
def office(tmp_path: Path) -> Make:
    """The app of a budget, for an officer of that name."""

    def make(name: Path, code: str = "en") -> JoApp:
        its = {"JO_SECURITY_OFFICER": "Claire Martin", "XDG_STATE_HOME": str(tmp_path / "state")}
        return JoApp(str(name), speak(code), environ={**os.environ, **its})

    return make


def wrong(pilot: Pilot[None], key: str) -> str:
    """What is said below a field."""
    return str(field(pilot, key).query_one(".wrong").render()) if field(pilot, key).has_class("-wrong") else ""


def verdict(pilot: Pilot[None]) -> str:
    return str(form(pilot).prospect.verdict.render())


def figures(pilot: Pilot[None]) -> str:
    return str(form(pilot).prospect.figures.render())


async def test_a_commitment_is_recorded_from_its_line(office: Make, budget: Path) -> None:
    before = budget.read_bytes()
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "enter", "C")
        assert field(pilot, "line").text == "brouilleurs"
        await fill(pilot, RADARS)
        assert "= €1,200,000.00" in text(pilot)
        assert verdict(pilot).startswith("✓ It passes")
        assert "11,100,000.00   9,900,000.00" in figures(pilot)
        assert budget.read_bytes() == before
        await press(pilot, "ctrl+s")
        assert "EJ-4" in cursor(pilot)
        assert any("EJ-4 is recorded" in notice for notice in notices(pilot))
    after = budget.read_bytes()
    assert after.startswith(before)
    added = after[len(before) :].decode()
    assert added.startswith("\n# EJ-4\n[[commitment]]  # by Claire Martin ")
    assert 'id       = "EJ-4"\ndate     = 2024-03-01\n' in added


async def test_a_refusal_is_seen_before_the_key_is_pressed_and_loses_nothing(office: Make, budget: Path) -> None:
    before = budget.read_bytes()
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {**RADARS, "amount": "12M"})
        seen = verdict(pilot)
        assert "It is refused" in seen
        assert "brouilleurs is €900,000.00 short." in seen
        assert "the largest amount that fits is €11,100,000.00" in seen
        assert "an override lets it pass" in seen
        assert "exceeds the available AE" in wrong(pilot, "amount")
        assert "−900,000.00" in figures(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FormScreen)
        assert budget.read_bytes() == before
        assert field(pilot, "label").text == "Radars"
        await fill(pilot, {"override": "Urgence opérationnelle"})
        assert verdict(pilot).startswith("✓ It passes")
        await press(pilot, "ctrl+s")
        assert "EJ-4" in budget.read_text(encoding="utf-8")
    assert 'override = { by = "Claire Martin", reason = "Urgence opérationnelle"' in budget.read_text(encoding="utf-8")


async def test_what_cannot_be_read_is_said_beside_its_field(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {**RADARS, "amount": "1,234", "date": "01/03/2024", "line": "brouileurs"})
        assert (
            wrong(pilot, "amount")
            == "✗ 1,234 can be read as 1234 and as 1.234: leave the sign out, or give two decimals"
        )
        assert "01/03/2024 is not a date" in wrong(pilot, "date")
        await fill(pilot, {"amount": "1234", "date": "2024-03-01"})
        assert wrong(pilot, "amount") == wrong(pilot, "date") == ""
        assert "no line bears that id. Correct the id" in wrong(pilot, "line")
        await fill(pilot, {"supplier": ""})
        await press(pilot, "ctrl+s")
        assert wrong(pilot, "supplier") == "✗ This is needed"
        assert pilot.app.focused is not None
        assert pilot.app.focused in (field(pilot, "line").input, field(pilot, "supplier").input)


async def test_an_id_that_nothing_bears_is_said_once_its_field_is_left(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "C")
        field(pilot, "line").input.focus()
        await fill(pilot, {"line": "brouileurs"})
        assert wrong(pilot, "line") == ""
        await press(pilot, "down")
        assert wrong(pilot, "line").startswith("✗ Line names brouileurs: no line bears that id. Correct the id")
        await fill(pilot, {"line": "brouilleurs"})
        assert wrong(pilot, "line") == ""
        await press(pilot, "escape", "A")
        await fill(pilot, {"commitment": "EJ-99"})
        field(pilot, "amount").input.focus()
        await ready(pilot)
        assert "names EJ-99: no commitment and no reservation bears that id" in wrong(pilot, "commitment")


async def test_names_are_completed(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await press(pilot, *"hotel")
        assert "Société Exemple Hôtellerie" in text(pilot)
        await press(pilot, "enter")
        assert field(pilot, "supplier").text == "Société Exemple Hôtellerie"
        assert pilot.app.focused is field(pilot, "supplier").input
        await press(pilot, "enter")
        assert pilot.app.focused is field(pilot, "label").input
        await fill(pilot, {"line": "b"})
        await press(pilot, "down", "tab")
        assert field(pilot, "line").text == "hebergement"


async def test_a_new_supplier_is_not_taken_for_one_that_is_known(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C", *"Exemple")
        assert "Société Exemple Hôtellerie" in text(pilot)
        await press(pilot, "tab")
        assert field(pilot, "supplier").text == "Exemple"
        assert pilot.app.focused is field(pilot, "label").input


async def test_what_is_typed_is_there_again_after_leaving(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, RADARS)
        await press(pilot, "escape", "C")
        assert {key: field(pilot, key).text for key in RADARS} == RADARS
        await press(pilot, "ctrl+l")
        assert field(pilot, "label").text == ""
        assert field(pilot, "line").text == "brouilleurs"


async def test_a_file_that_changed_meanwhile_is_read_again_and_nothing_typed_is_lost(
    office: Make, budget: Path
) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {**RADARS, "amount": "11M"})
        assert verdict(pilot).startswith("✓ It passes")
        other = RADARS | {"amount": "2_000_000.00"}
        block = "".join(f'{key} = "{other[key]}"\n' for key in ("supplier", "label"))
        with budget.open("a", encoding="utf-8") as file:
            file.write(
                f'\n[[commitment]]\nid = "EJ-4"\nline = "brouilleurs"\ndate = 2024-02-01\n{block}amount = 2_000_000\n'
            )
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FormScreen)
        assert "brouilleurs is €1,900,000.00 short." in verdict(pilot)
        assert field(pilot, "amount").text == "11M"
        await fill(pilot, {"amount": "9,1M"})
        assert verdict(pilot).startswith("✓ It passes")
        await press(pilot, "ctrl+s")
        assert "# EJ-5" in budget.read_text(encoding="utf-8")


async def test_a_file_that_is_no_budget_any_more_keeps_the_form(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, RADARS)
        before = budget.read_bytes()
        budget.write_bytes(before + b"\n[[commitment\n")
        await press(pilot, "ctrl+s")
        budget.write_bytes(before)
        await ready(pilot)
        assert {key: field(pilot, key).text for key in RADARS} == RADARS
        await press(pilot, "ctrl+s")
        assert "# EJ-4" in budget.read_text(encoding="utf-8")


async def test_a_final_payment_offers_to_withdraw_the_rest(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "hebergement", "EJ-3")
        await press(pilot, "P")
        await fill(pilot, {"amount": "7M", "date": "2024-10-02", "final": "yes"})
        assert "these AE are not free again" in verdict(pilot)
        await fill(pilot, {"date": "2023-10-02"})
        assert "€120,000.00 of EJ-3 would be left; withdrawn, these AE are free again" in verdict(pilot)
        await press(pilot, "ctrl+s")
        assert field(pilot, "commitment").text == "EJ-3"
        assert field(pilot, "amount").text == "-120,000.00"
        await press(pilot, "ctrl+s")
    assert b"amount     = -120_000.00" in budget.read_bytes()


async def test_an_operation_is_duplicated(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1")
        await press(pilot, "d")
        told = {
            key: field(pilot, key).text for key in ("line", "supplier", "amount", "ceiling", "schedule", "id", "visa")
        }
        assert told == {
            "line": "brouilleurs",
            "supplier": "Société Exemple Brouillage",
            "amount": "2,400,000.00",
            "ceiling": "8,000,000.00",
            "schedule": "2023=1,000,000.00, 2024=1,400,000.00",
            "id": "",
            "visa": "",
        }
        await press(pilot, "escape", "enter")
        assert isinstance(screen(pilot), CommitmentScreen)
        await press(pilot, "ctrl+end", "d")
        assert field(pilot, "amount").text == "1,000,000.00"
        assert field(pilot, "commitment").text == "EJ-1"


async def test_movements_show_the_fields_of_their_kind(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "M")
        assert field(pilot, "line").display
        assert not field(pilot, "to").display
        await fill(pilot, {"kind": "transfer", "to": "hebergement", "ae": "100k", "date": "2024-02-01"})
        assert not field(pilot, "line").display
        assert field(pilot, "from").text == "brouilleurs"
        assert verdict(pilot).startswith("✓ It passes")
        await press(pilot, "ctrl+s")
    assert b'from = "brouilleurs"' in budget.read_bytes()


async def test_no_other_view_shows_what_is_typed(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        seen = text(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, RADARS)
        await press(pilot, "escape", "ctrl+home")
        assert text(pilot) == seen


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_markup_in_names_is_shown_literally(office: Make, budget: Path, size: tuple[int, int]) -> None:
    async with office(budget, "fr").run_test(size=size) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, RADARS | {"supplier": "[bold]x[/] [link=y]"})
        await press(pilot, "ctrl+s")
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C", *"[bo")
        assert "[bold]x[/] [link=y]" in text(pilot)


async def test_a_key_that_is_pressed_twice_records_once(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, RADARS)
        await pilot.press("ctrl+s", "ctrl+s", "escape", "f1")
        await ready(pilot)
        assert not isinstance(pilot.app.screen, FormScreen)
    assert budget.read_text(encoding="utf-8").count("[[commitment]]  # by") == 1


async def test_a_name_that_is_typed_in_full_is_taken_before_others(office: Make, budget: Path) -> None:
    rest = 'date = 2023-05-03\nline = "etudes"\nsupplier = "S"\nlabel = "L"\namount = 1.00\n'
    with budget.open("a", encoding="utf-8") as file:
        file.writelines(f'\n[[commitment]]\nid = "ZZ-{n}"\n{rest}' for n in range(1, 101))
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1")
        await press(pilot, "P")
        await fill(pilot, {"commitment": "ZZ-1", "amount": "1"})
        assert field(pilot, "commitment").text == "ZZ-1"


async def test_what_is_taken_with_enter_is_looked_at(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "M", *"transf", "enter")
        assert field(pilot, "kind").text == "transfer"
        assert field(pilot, "to").display
        await press(pilot, "escape", "M")
        assert field(pilot, "kind").text == "transfer"


async def test_the_withdrawal_after_a_final_payment_is_of_its_financial_year(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "hebergement", "EJ-3")
        await press(pilot, "P")
        await fill(pilot, {"amount": "7M", "date": "2024-01-05", "final": "yes", "exercise": "2023"})
        assert "these AE are free again" in verdict(pilot)
        await press(pilot, "ctrl+s")
        assert (field(pilot, "exercise").text, field(pilot, "amount").text) == ("2023", "-120,000.00")


async def test_every_error_stands_beside_its_own_field_or_in_the_verdict(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs")
        await press(pilot, "C")
        await fill(pilot, {**RADARS, "amount": "12M", "reservation": "AF-1", "visa": "V-1"})
        assert wrong(pilot, "visa-date")
        assert not wrong(pilot, "visa")
        await fill(pilot, {"visa-date": "2024-02-01"})
        assert "exceeds the available AE" in wrong(pilot, "amount")
        assert "JO207" in verdict(pilot)
        await fill(pilot, {"exercise": "20x4"})
        assert "It passes" not in verdict(pilot)
        assert wrong(pilot, "exercise")


async def test_what_is_short_is_shown_where_it_is_short(office: Make, budget: Path) -> None:
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "hebergement", "EJ-3")
        await press(pilot, "P")
        await fill(pilot, {"amount": "7M", "date": "2024-10-02"})
        assert "short in 2024" in verdict(pilot)
        assert str(form(pilot).prospect.about.render()) == "Hébergement · 2024"
        assert figures(pilot).split("\n")[0].split() == ["before", "after"]
        # What is paid in a year was committed in others: what is outstanding means nothing in it.
        assert "CP available" in figures(pilot)
        assert "Outstanding" not in figures(pilot)
        assert "−7,000,000.00" in figures(pilot)


async def test_tags_with_commas_are_duplicated_as_they_are(office: Make, budget: Path) -> None:
    text = budget.read_text(encoding="utf-8")
    budget.write_text(text.replace("ceiling     = 8_000_000.00", 'tags = ["a, b", "c"]'), encoding="utf-8")
    async with office(budget).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await stand_on(pilot, "brouilleurs", "EJ-1")
        await press(pilot, "d")
        assert field(pilot, "tags").text == '"a, b", c'
        await fill(pilot, {"date": "2024-03-01", "amount": "1000", "reservation": "", "schedule": ""})
        await press(pilot, "ctrl+s")
    assert 'tags     = ["a, b", "c"]' in budget.read_text(encoding="utf-8")
