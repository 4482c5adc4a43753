"""The oracle itself, against budgets small enough to be worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import tomli
from hypothesis import given, settings
from oracle import groups, holds_illustrative, inherited, position, problems, subtree, unallocated
from oracle.fires import FIRES
from oracle.quiet import QUIET
from oracle.records import Doc
from strategies import budgets, file_order

BUDGET = 'budget = { id = "b", label = "B", start = 2023-01-01, end = 2024-12-31 }\n'


def read(text: str) -> Doc:
    """Parse the tables of a case, with a budget of 2023 and 2024 where it gives none."""
    whole = text if "budget =" in text else BUDGET + text
    return tomli.loads(whole, parse_float=Decimal)


def told(text: str, as_of: date | None = None) -> list[str]:
    """Say in one line each what the oracle finds."""
    return [
        f"{found.code} {found.record} {found.key}" + (" warning" if found.severity == "warning" else "")
        for found in problems(read(text), as_of, file_order(text))
    ]


@pytest.mark.parametrize(("text", "expected"), FIRES)
def test_a_rule_fires(text: str, expected: list[str]) -> None:
    """Find exactly these problems."""
    day, _, text = text.partition("|") if "|" in text else ("", "", text)
    assert told(text, date.fromisoformat(day) if day else None) == expected


@pytest.mark.parametrize("text", QUIET)
def test_a_rule_just_does_not_fire(text: str) -> None:
    """Find nothing at all."""
    day, _, text = text.partition("|") if "|" in text else ("", "", text)
    assert told(text, date.fromisoformat(day) if day else None) == []


WHOLE = """
line = [{ id = "a", title = 5, tags = ["x"], illustrative = true }, { id = "b", parent = "a", tags = ["y", "x"] },
        { id = "c", allocation = 10, illustrative = false }]
movement = [
  { id = "M1", kind = "opening", date = 2023-01-01, line = "a", ae = 100 },
  { id = "M2", kind = "carry-over", date = 2024-01-05, line = "a", ae = 20, cp = 5 },
  { id = "M3", kind = "freeze", date = 2023-02-01, line = "a", ae = 8, cp = 3 },
  { id = "M4", kind = "release", date = 2023-03-01, line = "a", ae = 2 },
  { id = "M5", kind = "transfer", date = 2023-04-01, from = "a", to = "b", ae = 30, cp = 10 },
  { id = "M6", kind = "cancellation", date = 2023-12-01, line = "a", cp = 7 }]
reservation = [{ id = "R1", date = 2023-04-02, line = "b", amount = 12 }]
commitment = [{ id = "C1", date = 2023-04-03, line = "b", reservation = "R1", amount = 15.50 },
              { id = "C2", date = 2023-05-01, line = "b", amount = 6 }]
adjustment = [{ id = "A1", date = 2024-02-01, commitment = "C1", amount = -4 },
              { id = "A2", date = 2023-06-01, commitment = "R1", amount = 5 },
              { id = "A3", date = 2023-07-01, commitment = "C2", amount = -1 }]
delivery = [{ id = "D1", date = 2024-03-01, commitment = "C1", amount = 9 }]
payment = [{ id = "P1", date = 2024-01-10, commitment = "C1", amount = 7, exercise = 2023 },
           { id = "P2", date = 2024-04-01, commitment = "C2", amount = 1 },
           { id = "P3", date = 2024-05-01, line = "a", amount = 2 }]
"""


def euros(doc: Doc, *args: object, **rest: object) -> list[float]:
    """Give the 13 measures in euros, in the order of section 3."""
    return [cents / 100 for cents in position(doc, *args, **rest).values()]  # type: ignore[arg-type]


def test_position_of_everything() -> None:
    """Add up each measure by hand, over all exercises."""
    # opened 100 + 10; frozen 8 - 2; reserved 12 + 5 - 15.50; committed 15.50 + 6 - 4 - 1 + 2; lost 4 (A1, next year);
    # available 110 - 6 - 1.50 - 18.50 - 4; cp 100 (as ae) - 7; frozen 3; paid 7 + 1 + 2; 93 - 3 - 10;
    # delivered 9 + 2; outstanding 18.50 - 10; payable C1 9 - 7, C2 0 - 1 is not below zero.
    assert euros(read(WHOLE)) == [110, 6, 1.5, 18.5, 4, 80, 93, 3, 10, 80, 11, 8.5, 2]


def test_position_by_exercise() -> None:
    """Give each operation to its own exercise, remainders to that of what they remain of."""
    doc = read(WHOLE)
    # opened 110 - 20 carried over; cp 100 - 5 - 7; paid P1; payable belongs to C1's 2023; outstanding 20.50 - 7.
    assert euros(doc, exercise=2023) == [90, 6, 1.5, 20.5, 0, 62, 88, 3, 7, 78, 0, 13.5, 2]
    # committed -4 + 2, lost 4: available 20 - (-2) - 4; cp 5 - 3 paid; delivered 9 + 2; outstanding -2 - 3.
    assert euros(doc, exercise=2024) == [20, 0, 0, -2, 4, 18, 5, 0, 3, 2, 11, -5, 0]
    assert groups(doc, "exercise") == {year: position(doc, exercise=year) for year in (2023, 2024)}


def test_position_of_lines_as_of_a_day() -> None:
    """Leave out what is dated later, and take the lines as they are given."""
    doc = read(WHOLE)
    day = date(2023, 5, 31)
    assert subtree(doc, "a") == {"a", "b"}
    # b alone: 30 and 10 in; R1 12 - 15.50 is floored; C1 and C2 21.50; available 8.50.
    assert euros(doc, {"b"}, as_of=day) == [30, 0, 0, 21.5, 0, 8.5, 10, 0, 0, 10, 0, 21.5, 0]
    # a alone: 100 - 30, frozen 6; cp 100 - 10 - 3.
    assert euros(doc, {"a"}, as_of=day) == [70, 6, 0, 0, 0, 64, 90, 3, 0, 87, 0, 0, 0]


def test_groups_and_what_is_inherited() -> None:
    """Group by what is in force, an operation once under each tag."""
    doc = read(WHOLE)
    assert inherited(doc, "b").tags == ("x", "y")
    assert inherited(doc, "b").title == 5
    by_tag = groups(doc, "tag")
    assert list(by_tag) == ["x", "y", None]
    assert by_tag["x"] == position(doc, {"a", "b"})
    assert by_tag["y"] == position(doc, {"b"})
    assert by_tag[None]["opened"] == 10_00
    assert list(groups(doc, "title")) == [5, None]
    assert list(groups(doc, "programme")) == [None]
    assert [holds_illustrative(doc, {line}) for line in ("a", "b", "c")] == [True, True, False]


def test_without_cp_and_without_envelope() -> None:
    """Keep CP at zero where no movement bears any, whatever is paid."""
    text = (
        'line = [{ id = "a", allocation = 5 }]\npayment = [{ id = "P", date = 2023-01-01, line = "a", amount = 2 }]\n'
    )
    assert euros(read(text)) == [5, 0, 0, 2, 0, 3, 0, 0, 2, 0, 2, 0, 0]
    assert unallocated(read(text)) is None
    enveloped = BUDGET.replace(" }", ", envelope = 12 }") + text
    assert unallocated(read(enveloped)) == 7_00
    assert unallocated(read(enveloped), date(2022, 12, 31)) == 12_00


@pytest.mark.parametrize(("blocks", "expected"), [(["X", "P"], ["JO208 X amount"]), (["P", "X"], [])])
def test_withdrawals_and_credit_notes_share_one_place(blocks: list[str], expected: list[str]) -> None:
    """Take those of a day in the order of the file: 5 are paid, so nothing can go before 2 come back."""
    written = {
        "X": '[[adjustment]]\nid = "X"\ndate = 2023-03-01\ncommitment = "C"\namount = -2\n',
        "P": '[[payment]]\nid = "P"\ndate = 2023-03-01\ncommitment = "C"\namount = -2\n',
    }
    start = """line = [{ id = "a", allocation = 10 }]
commitment = [{ id = "C", date = 2023-02-01, line = "a", amount = 5 }]
"""
    paid = '[[payment]]\nid = "Q"\ndate = 2023-02-02\ncommitment = "C"\namount = 5\n'
    assert told(start + paid + "".join(written[name] for name in blocks)) == expected


def test_the_message_names_every_line_that_is_under() -> None:
    """Name p, which has 8 - 5 - 4, and not its child, which has 8 - 5."""
    text = """line = [{ id = "p" }, { id = "a", parent = "p", allocation = 8 }]
commitment = [{ id = "C", date = 2023-02-01, line = "p", amount = 4 },
              { id = "Z", date = 2023-02-02, line = "a", amount = 5 }]
"""
    assert [found.lines for found in problems(read(text))] == [{"p"}]


@pytest.mark.parametrize("sound", [True, False])
def test_budgets_are_of_valid_toml(*, sound: bool) -> None:
    """Draw the same budget as a text and as a document."""

    @settings(max_examples=50, deadline=None, database=None)
    @given(budgets(sound=sound))
    def holds(budget: tuple[str, Doc]) -> None:
        text, doc = budget
        assert tomli.loads(text, parse_float=Decimal) == doc
        assert sorted(problems(doc)) == problems(doc)

    holds()


@settings(max_examples=200, deadline=None)
@given(budgets())
def test_sound_budgets_are_sound(budget: tuple[str, Doc]) -> None:
    """Draw budgets that reach step 3."""
    text, doc = budget
    assert all(found.code > "JO120" for found in problems(doc, file_order=file_order(text)))
    # Whatever the exercise, a sum over all of them is the whole, except where exercises are compared.
    years = groups(doc, "exercise").values()
    whole = position(doc)
    assert {name: sum(year[name] for year in years) for name in whole} == whole
