"""Keys that are each fit, and do not go together."""

import pytest
from samples import raw, told

from jo_security.files.whole import MOST, whole_budget
from jo_security.locales.language import speak
from jo_security.records.adjustment import of_reservation
from jo_security.records.checking import check
from jo_security.records.problem import Wrong
from jo_security.records.tables import kind

ENGLISH, FRENCH = speak("en"), speak("fr")

COMMITMENT = 'id = "C", date = 2024-01-01, line = "a", supplier = "S", label = "L", amount = 10'
MOVEMENT = 'id = "M", date = 2024-01-01'
PAYMENT = 'id = "P", date = 2024-01-01, amount = 1'
ADJUSTMENT = 'id = "A", date = 2024-01-01, commitment = "C", reason = "R"'
TWICE = "[{ exercise = 2024, cp = 1 }, { exercise = 2025, cp = 1 }, { exercise = 2024, cp = 1 }]"

# The table, the record, then the code, the place and the words of each fault.
CASES: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "end before start": (
        "budget",
        'id = "b", label = "B", start = 2024-01-02, end = 2024-01-01',
        [("JO104", "end", "the end 2024-01-01 comes before the start 2024-01-02")],
    ),
    "one day": ("budget", 'id = "b", label = "B", start = 2024-01-01, end = 2024-01-01', []),
    "ceiling under the amount": (
        "commitment",
        f"{COMMITMENT}, ceiling = 9.99",
        [("JO104", "ceiling", "the ceiling €9.99 is under the amount €10.00")],
    ),
    "ceiling at the amount": ("commitment", f"{COMMITMENT}, ceiling = 10", []),
    "year twice": (
        "commitment",
        f"{COMMITMENT}, schedule = {TWICE}",
        [("JO104", "schedule 2 exercise", "financial year 2024 appears twice in this schedule")],
    ),
    "year twice in an adjustment": (
        "adjustment",
        f"{ADJUSTMENT}, amount = 1, schedule = {TWICE}",
        [("JO104", "schedule 2 exercise", "financial year 2024 appears twice in this schedule")],
    ),
    "year twice in a plan": (
        "plan",
        f'id = "P", date = 2024-01-01, line = "a", label = "L", amount = 1, cp = {TWICE}',
        [("JO104", "cp 2 exercise", "financial year 2024 appears twice in this schedule")],
    ),
    "reusable on an addition": (
        "adjustment",
        f"{ADJUSTMENT}, amount = 1, reusable = false",
        [("JO104", "reusable", "reusable does not go here: only a withdrawal can leave credits free again")],
    ),
    "reusable on a withdrawal": ("adjustment", f"{ADJUSTMENT}, amount = -1, reusable = true", []),
    "transfer without lines": (
        "movement",
        f'{MOVEMENT}, kind = "transfer", ae = 1',
        [("JO103", "", "the key from is missing"), ("JO103", "", "the key to is missing")],
    ),
    "transfer with a line": (
        "movement",
        f'{MOVEMENT}, kind = "transfer", from = "a", to = "b", line = "a", ae = 1',
        [("JO104", "line", "line does not go here: the movement is of kind transfer")],
    ),
    "freeze without a line": (
        "movement",
        f'{MOVEMENT}, kind = "freeze", ae = 1',
        [("JO103", "", "the key line is missing")],
    ),
    "freeze from a line": (
        "movement",
        f'{MOVEMENT}, kind = "freeze", line = "a", from = "b", ae = 1',
        [("JO104", "from", "from does not go here: the movement is of kind freeze")],
    ),
    "year left by a release": (
        "movement",
        f'{MOVEMENT}, kind = "release", line = "a", from-exercise = 2023, ae = 1',
        [("JO104", "from-exercise", "from-exercise does not go here: the movement is of kind release")],
    ),
    "carry-over to the same year": (
        "movement",
        f'{MOVEMENT}, kind = "carry-over", line = "a", from-exercise = 2024, ae = 1',
        [("JO104", "from-exercise", "the carry-over leaves financial year 2024, which is not before 2024")],
    ),
    "carry-over to an earlier year": (
        "movement",
        f'{MOVEMENT}, kind = "carry-over", line = "a", exercise = 2022, from-exercise = 2023, cp = 1',
        [("JO104", "from-exercise", "the carry-over leaves financial year 2023, which is not before 2022")],
    ),
    "carry-over by two years": (
        "movement",
        f'{MOVEMENT}, kind = "carry-over", line = "a", from-exercise = 2022, cp = 1',
        [],
    ),
    "no amount": ("movement", f'{MOVEMENT}, kind = "opening", line = "a"', [("JO103", "", "the key ae is missing")]),
    "nothing moved": (
        "movement",
        f'{MOVEMENT}, kind = "opening", line = "a", ae = 0, cp = 0.00',
        [("JO104", "ae", "the movement moves nothing: its amounts are zero")],
    ),
    "no CP moved": (
        "movement",
        f'{MOVEMENT}, kind = "opening", line = "a", cp = 0',
        [("JO104", "cp", "the movement moves nothing: its amounts are zero")],
    ),
    "AE without CP": ("movement", f'{MOVEMENT}, kind = "opening", line = "a", ae = 1, cp = 0', []),
    "payment on nothing": ("payment", PAYMENT, [("JO103", "", "the key commitment is missing")]),
    "payment on both": (
        "payment",
        f'{PAYMENT}, line = "a", commitment = "C"',
        [("JO104", "commitment", "commitment does not go here: the payment already names its line")],
    ),
    "payment on both, the other way": (
        "payment",
        f'{PAYMENT}, commitment = "C", line = "a"',
        [("JO104", "line", "line does not go here: the payment already names its commitment")],
    ),
    "period that ends before": (
        "observation",
        'indicator = "i", value = 1, from = 2024-01-02, to = 2024-01-01',
        [("JO104", "to", "the period ends on 2024-01-01, before its first day 2024-01-02")],
    ),
    "two thresholds": (
        "controls",
        "visa = [{ from = 2024-01-01, threshold = 1 }, { from = 2024-01-01, threshold = 2 }]",
        [("JO104", "visa 1 from", "another threshold of the same title is in force from 2024-01-01")],
    ),
    "thresholds of two titles": (
        "controls",
        "visa = [{ from = 2024-01-01, threshold = 1 }, { from = 2024-01-01, title = 5, threshold = 2 }]",
        [],
    ),
    "an unfit value is not compared": (
        "budget",
        'id = "b", label = "B", start = "2024-01-02", end = 2024-01-01',
        [("JO104", "start", 'start = "2024-01-02" does not fit: it takes a date such as 2023-03-14, without quotes')],
    ),
}


def found(wrong: Wrong) -> tuple[str, str, str]:
    said = ENGLISH.render(wrong.message.text, wrong.message.values)
    assert FRENCH.render(wrong.message.text, wrong.message.values) != said
    assert FRENCH.render(wrong.hint.text, wrong.hint.values)
    return wrong.code, " ".join(map(str, wrong.path)), said


@pytest.mark.parametrize("case", CASES)
def test_keys_that_do_not_go_together(case: str) -> None:
    table, text, expected = CASES[case]
    assert [found(wrong) for _, wrong in told(table, raw(text))] == expected


def test_a_date_inside_a_message_is_written_as_the_reader_writes_it() -> None:
    ((_, wrong),) = told("controls", raw(CASES["two thresholds"][1]))
    assert FRENCH.render(wrong.message.text, wrong.message.values).endswith("le 01/01/2024")


def test_an_adjustment_of_a_reservation_has_no_visa_no_schedule_and_nothing_reusable() -> None:
    entry = raw(
        f'{ADJUSTMENT}, amount = 1, visa = {{ number = "1", date = 2024-01-01 }}, schedule = [], reusable = true'
    )
    assert [found(wrong)[:2] for wrong in of_reservation(entry)] == [
        ("JO104", "reusable"),
        ("JO104", "visa"),
        ("JO104", "schedule"),
    ]


def test_amounts_that_leave_64_bits_together_are_refused_at_the_first_too_many() -> None:
    most = 10**13 - 1
    given = [raw('id = "P", date = 2024-01-01, line = "a", amount = -99_999_999_999.99')]
    (payment,), _ = check(kind("payment"), given)
    fine, many = MOST // most, MOST // most + 1
    document = {"budget": {"start": 1, "end": 1}}
    assert list(whole_budget(document, {}, {"payment": [payment] * fine}, rooted=True)) == []
    ((table, number, wrong),) = whole_budget(document, {}, {"payment": [payment] * many}, rooted=True)
    assert (table, number, wrong.code, wrong.path) == ("payment", fine, "JO104", ("amount",))
    assert most * fine <= MOST < 2**63


@pytest.mark.parametrize(
    ("entries", "missing"),
    [
        ({}, []),
        ({"line": [{"id": "a"}]}, []),
        ({"assertion": [{}]}, []),
        ({"line": [{"id": "a", "allocation": 1}]}, ["start", "end"]),
        ({"plan": [{}]}, ["start", "end"]),
        ({"payment": [3]}, ["start", "end"]),
    ],
)
def test_a_budget_needs_its_days_as_soon_as_there_is_an_operation(
    entries: dict[str, list[object]], missing: list[str]
) -> None:
    wrongs = list(whole_budget({"budget": {"id": "b"}}, entries, {}, rooted=True))
    assert [(table, wrong.code, wrong.message.values["key"]) for table, _, wrong in wrongs] == [
        ("budget", "JO103", name) for name in missing
    ]
