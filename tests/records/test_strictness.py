"""Every key of every table takes what the reference says, strictly; so does pydantic proper."""

import dataclasses
from decimal import Decimal
from typing import Any

import pydantic
import pytest
import samples
from samples import BAD, GOOD, SOUND, TABLES, entry, nested, raw, told

from jo_security.locales.language import speak
from jo_security.records.checking import check
from jo_security.records.money import cents, number
from jo_security.records.record import Record
from jo_security.records.record import key as key_of
from jo_security.records.record import shapes as shapes_of
from jo_security.records.tables import kind

ENGLISH, FRENCH = speak("en"), speak("fr")
KEYS = [(table, name) for table in TABLES for name in samples.plain(kind(table))]


def short(value: object) -> str:
    return str(value)[:40]


def hint(table: str, name: str, value: str) -> str:
    ((_, wrong),) = told(table, entry(table, name, value))
    return ENGLISH.render(wrong.hint.text, wrong.hint.values)


@pytest.mark.parametrize("table", TABLES)
def test_a_sound_record_has_no_fault(table: str) -> None:
    records, faults = check(kind(table), [raw(SOUND[table])])
    assert (len(records), faults) == (1, [])


@pytest.mark.parametrize(("table", "name"), KEYS)
def test_what_fits_is_taken(table: str, name: str) -> None:
    for value in samples.values(shapes_of(kind(table))[name], GOOD):
        # It may still not go with the other keys.
        faults = [wrong for _, wrong in told(table, entry(table, name, value)) if "does not fit" in wrong.message.text]
        assert faults == [], value


@pytest.mark.parametrize(("table", "name"), KEYS)
def test_what_does_not_fit_is_refused_at_its_key(table: str, name: str) -> None:
    for value in samples.values(shapes_of(kind(table))[name], BAD):
        faults = told(table, entry(table, name, value))
        assert {(number, wrong.code, wrong.path[:1]) for number, wrong in faults} == {(0, "JO104", (name,))}, value
        for _, wrong in faults:
            for language in (ENGLISH, FRENCH):
                assert len(language.render(wrong.message.text, wrong.message.values)) < 600
                assert language.render(wrong.hint.text, wrong.hint.values)


# The four traps of pydantic's lax mode, which would take each of these.


def test_a_quoted_date_is_refused_and_the_hint_writes_it() -> None:
    assert hint("commitment", "date", '"2024-03-14"') == "Write 2024-03-14 without quotes."


def test_a_financial_year_with_a_point_is_refused() -> None:
    ((_, wrong),) = told("commitment", entry("commitment", "exercise", "2023.0"))
    said = ENGLISH.render(wrong.message.text, wrong.message.values)
    assert (
        said == "exercise = 2023.0 does not fit: it takes a financial year of four digits such as 2024, without quotes"
    )


def test_yes_is_not_true() -> None:
    ((_, wrong),) = told("controls", entry("controls", "annual", '"yes"'))
    said = ENGLISH.render(wrong.message.text, wrong.message.values)
    assert said == 'annual = "yes" does not fit: it takes true or false, without quotes'


def test_midnight_is_not_a_day_and_the_hint_writes_the_day() -> None:
    assert hint("commitment", "date", "2024-03-14T00:00:00") == "Write 2024-03-14 alone, without the hour."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"12 400 000,25"', "Write 12_400_000.25 without quotes."),
        ('"12.400.000,25 €"', "Write 12_400_000.25 without quotes."),
        ('"-1\u202f200"', "Correct the value as the message says."),
        ('"1.005"', "Write 1_005 without quotes."),
        ('"douze"', "Correct the value as the message says."),
        (f'"{samples.DIGITS}"', "Correct the value as the message says."),
        ("1e3", "Write the amount without an exponent."),
        ("1.50e2", "Write the amount without an exponent."),
        ("1e400", "Write the amount without an exponent."),
        ("1.005", "An amount has at most two decimals and lies below 100,000,000,000."),
        ("100_000_000_000", "An amount has at most two decimals and lies below 100,000,000,000."),
        ("inf", "An amount has at most two decimals and lies below 100,000,000,000."),
        ("0", "Correct the value as the message says."),
        ("-5.00", "Correct the value as the message says."),
    ],
    ids=short,
)
def test_the_hint_of_an_amount_says_what_to_write(value: str, expected: str) -> None:
    assert hint("commitment", "amount", value) == expected


def test_a_near_choice_is_named() -> None:
    assert hint("controls", "payment", '"Warm"') == "Did you mean warn?"
    assert hint("movement", "kind", '"tranfer"') == "Did you mean transfer?"
    assert hint("movement", "kind", '"gel"') == "Correct the value as the message says."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12_400_000.25", 1_240_000_025),
        ("0.1", 10),
        ("0.2", 20),
        ("0.3", 30),
        ("0.29", 29),
        ("1.1", 110),
        ("4.35", 435),
        ("1.15", 115),
        ("2.675_0"[:5], None),
        ("99_999_999_999.99", 9_999_999_999_999),
        ("-99_999_999_999.99", -9_999_999_999_999),
        ("70_368_744_177.66", 7_036_874_417_766),
        ("+5.0", 500),
        ("-0.00", 0),
    ],
)
def test_an_amount_is_exact_from_its_text_to_cents(written: str, expected: int | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match=r"^"):
            cents(number(written))
    else:
        assert cents(number(written)) == expected


def test_a_third_of_a_euro_does_not_creep_in() -> None:
    assert cents(number("0.1")) + cents(number("0.2")) == cents(number("0.3"))
    assert sum(cents(number("0.07")) for _ in range(100)) == 700


@pytest.mark.parametrize("value", [True, 1.5, "1", None, Decimal("NaN"), Decimal("Infinity"), 10**3_000, -(10**11)])
def test_what_is_no_amount_is_none(value: object) -> None:
    with pytest.raises(ValueError, match=r"^"):
        cents(value)


@pytest.mark.parametrize("table", TABLES)
def test_each_required_key_is_missed_at_the_header(table: str) -> None:
    whole = raw(SOUND[table])
    needed = [key_of(f.name) for f in dataclasses.fields(kind(table)) if f.default is dataclasses.MISSING]  # type: ignore[arg-type]
    assert set(needed) <= set(whole)
    for name in needed:
        ((number_, wrong),) = told(table, whole, {key: value for key, value in whole.items() if key != name})
        assert (number_, wrong.code, wrong.path, wrong.message.values) == (1, "JO103", (), {"key": name})
        assert ENGLISH.render(wrong.hint.text, wrong.hint.values).startswith(f"Add {name}: it takes ")


@pytest.mark.parametrize("table", TABLES)
def test_an_unknown_key_is_named_and_the_nearest_one_offered(table: str) -> None:
    whole = raw(SOUND[table])
    for name in shapes_of(kind(table)):
        ((_, wrong),) = told(table, whole | {f"{name}é": 1})
        assert (wrong.code, wrong.path, wrong.at_key) == ("JO102", (f"{name}é",), True)
        assert ENGLISH.render(wrong.hint.text, wrong.hint.values).startswith(("Did you mean ", "Remove it"))
    ((_, wrong),) = told(table, whole | {"qqqq": 1})
    assert ENGLISH.render(wrong.hint.text, wrong.hint.values).startswith("Remove it, or write one of ")


@pytest.mark.parametrize(("table", "name"), [(table, name) for table in TABLES for name in nested(kind(table))])
def test_records_inside_records_are_checked_as_strictly(table: str, name: str) -> None:
    of, several = nested(kind(table))[name]
    sound: dict[str, Any] = {
        key: entry_of(of, key)
        for key in (key_of(f.name) for f in dataclasses.fields(of) if f.default is dataclasses.MISSING)  # type: ignore[arg-type]
    }
    whole = raw(SOUND[table])
    inside: tuple[str | int, ...] = (name, 0) if several else (name,)

    def faults(value: object) -> list[tuple[str, tuple[str | int, ...]]]:
        return [(wrong.code, wrong.path) for _, wrong in told(table, whole | {name: value})]

    def put(one: object) -> object:
        return [one] if several else one

    assert faults(put(sound)) == []
    assert faults(put(sound | {"zzz": 1})) == [("JO102", (*inside, "zzz"))]
    assert faults(put(1)) == [("JO104", inside)]
    assert faults("x") == [("JO104", (name,))]
    assert faults(sound if several else [sound]) == [("JO104", (name,))]
    for key, shape in samples.plain(of).items():
        for value in samples.values(shape, BAD):
            bad = samples.raw(f"{key} = {value}")[key] if len(value) < 4_000 else 10**3_000
            assert faults(put(sound | {key: bad})) == [("JO104", (*inside, key))]
    for key in sound:
        assert faults(put({other: value for other, value in sound.items() if other != key})) == [("JO103", inside)]


def entry_of(of: type[Record], name: str) -> object:
    return raw(f"{name} = {samples.values(shapes_of(of)[name], GOOD)[0]}")[name]


@pytest.mark.parametrize("value", [1, "x", [], True, None])
def test_what_stands_where_a_record_should_is_refused(value: object) -> None:
    for table in TABLES:
        ((number_, wrong),) = told(table, raw(SOUND[table]), value)
        assert (number_, wrong.code, wrong.path) == (1, "JO104", ())


def test_all_the_faults_of_a_table_are_told_at_once() -> None:
    first = raw(SOUND["commitment"]) | {"amount": "1", "date": 3, "qqqq": 1}
    second = {"id": "EJ-2"}
    found = {
        (n, wrong.code, wrong.path or wrong.message.values["key"]) for n, wrong in told("commitment", first, second)
    }
    missing = {(1, "JO103", name) for name in ("date", "line", "supplier", "label", "amount")}
    assert found == {(0, "JO104", ("amount",)), (0, "JO104", ("date",)), (0, "JO102", ("qqqq",))} | missing


def named(of: type[Record], given: dict[str, Any]) -> dict[str, Any]:
    """A record with the names of its class's fields, as pydantic proper knows it."""
    fields = {key_of(field.name): field.name for field in dataclasses.fields(of)}  # type: ignore[arg-type]
    return {fields.get(name, name): value for name, value in given.items()}


@pytest.mark.parametrize("table", TABLES)
def test_pydantic_proper_takes_and_refuses_the_same(table: str) -> None:
    of = kind(table)
    adapter: pydantic.TypeAdapter[list[Record]] = pydantic.TypeAdapter(list[of])  # type: ignore[valid-type]
    whole = raw(SOUND[table])
    given = [entry(*case) for listed in (GOOD, BAD) for case in samples.cases(listed) if case[0] == table]
    given += [{key: value for key, value in whole.items() if key != name} for name in whole]
    given += [whole, {}]
    assert len(given) > 24
    for one in given:
        records, faults = check(of, [one])
        refused = [wrong for _, wrong in faults if wrong.at_key is False or wrong.code == "JO103"]
        try:
            same = tuple(adapter.validate_python([named(of, one)]))
        except pydantic.ValidationError:
            assert refused, one
        else:
            assert not refused or of.contradictions is not Record.contradictions, one
            assert records == same or refused
