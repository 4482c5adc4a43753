"""The filter language: what is read and what is not, and that SQL and rows at hand answer as a plain reading does."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from filters import LINES, ROWS, Model, terms
from hypothesis import given, settings
from hypothesis import strategies as st

from jo_security.ledger import answers
from jo_security.ledger.answers.kinds import KINDS
from jo_security.ledger.answers.listing import Asking, Listing, asked_fields
from jo_security.ledger.answers.placing import placed
from jo_security.ledger.answers.reservations import reservations
from jo_security.ledger.answers.views import offer
from jo_security.ledger.filtering import VIEWS, holds, parse
from jo_security.ledger.filtering.complete import ahead, spot
from jo_security.ledger.filtering.spell import spell
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import open_budget

JO_2024 = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"
FIELDS = VIEWS["commitments"]
TODAY = datetime.date(2024, 3, 15)


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Ledger:
    text = ["format = 1", "[budget]", 'id = "b"', 'label = "B"', "start = 2023-01-01", "end = 2024-12-31"]
    for line, parent in LINES.items():
        text += ["[[line]]", f"id = '{line}'", f"label = 'Ligne {line}'"]
        text += [f"parent = '{parent}'"] if parent else ["tags = ['stratégie']"] if line == "drones" else []
    text += [part for row in ROWS for part in row.toml()]
    path = folder / "filtered.toml"
    path.write_text("\n".join(text), "utf-8")
    opened = open_budget(str(path))
    assert opened.ledger is not None, opened.unreadable
    offer(opened.ledger, opened.findings)
    return opened.ledger


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(terms(), min_size=1, max_size=2), max_size=3))
def test_sql_and_rows_at_hand_answer_as_a_plain_reading_does(
    ledger: Ledger, clauses: list[list[tuple[str, Model]]]
) -> None:
    text = " ".join(" | ".join(each for each, _ in clause) for clause in clauses)
    expected = [row.n for row in ROWS if all(any(model(row) for _, model in clause) for clause in clauses)]
    query = placed(ledger, parse(text, FIELDS))
    assert not query.faults, text
    assert sorted(answers.commitment_order(ledger, None, (("id", False),), text)) == expected, text
    sums = answers.commitment_sums(ledger, None, text)
    assert (sums.count, sums.firm) == (len(expected), sum(ROWS[n].amount for n in expected)), text
    assert [row.n for row in ROWS if holds(query, row.value)] == expected, text
    where = parse(text, FIELDS) if text else None
    listing = Listing(ledger, Asking("commitments", where=where))
    at = listing.columns.index("n")
    assert sorted(row[at] for row in listing.rows()) == expected, text


@pytest.mark.parametrize(
    ("text", "place", "says", "nearest"),
    [
        ("drone amout:>1M", (6, 12), "There is no amout: here.", "amount:"),
        ("-fournisser:x", (1, 12), "There is no fournisser: here.", "fournisseur:"),
        ("is:opne", (3, 7), "is: knows no opne.", "open"),
        ("date:2024-Q5 x", (5, 12), "2024-Q5 is not a day, a month", None),
        ("date:2023-02-29", (5, 15), "2023-02-29 is not a day", None),
        ("date:today", (5, 10), "today is not a day", None),
        ('montant:">1 00"', (9, 14), "1 00 is not an amount", None),
        ("amount:1,234", (7, 12), "1,234 can be read as 1234 and as 1.234", None),
        ("amount:..", (7, 9), "A range names where it begins", None),
        ("year:24x", (5, 8), "24x is not a year", None),
        ("supplier: drone", (0, 9), "supplier: wants a value.", None),
        ("supplier:, drone", (0, 10), "supplier: wants a value.", None),
        ("x @lat", (2, 6), "No filter is saved as lat.", "@late"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_the_rest_still_filters(
    text: str, place: tuple[int, int], says: str, nearest: str | None
) -> None:
    query = parse(text, FIELDS, saved=frozenset({"late": ""}.items()))
    (fault,) = query.faults
    assert (fault.start, fault.end) == place
    assert fault.says.text.format(**fault.says.values).startswith(says)
    assert fault.nearest == nearest
    assert bool(query.clauses) == bool({"drone", "x"} & {*text.split()})


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ('montant:">= 1 000 000"', "amount:>=1M"),
        ("montant:>1\u202f000\u202f000,00", "amount:>1M"),
        ("amount>1.5m", "amount:>1500k"),
        ("amount:1M..2M|0", "amount:1000k..2000k|0,00"),
        ("amount:>1,2Md", "amount:>1.2bn"),
        ("montant:≥1M", "amount:>=1M"),
        ("date:15/03/2024", "date:2024-03-15"),
        ("date:03/2024", "date:2024-03"),
        ("date:2024T1", "date:2024-q1"),
        ("date:aujourd’hui", "date:2024-03-15"),
        ("date:<hier", "date:<2024-03-14"),
        ("date:2024-01..2024-06", "date:2024-01-01..2024-06-30"),
        ("exercice:2023..", "year:>2022"),
        ("ANNÉE:2023", "year:2023"),
        ("tag:a,b", "étiquette:a|b"),
        ("«deux mots»", '"deux mots"'),
        ("fournisseur:“deux mots”", 'supplier:"deux mots"'),
    ],
)
def test_what_means_the_same(text: str, same: str) -> None:
    ours, theirs = parse(text, FIELDS, TODAY), parse(same, FIELDS, TODAY)
    assert not ours.faults
    assert ours.clauses == theirs.clauses


@pytest.mark.parametrize("text", ["12:30", '"amount:>1M"', "a-b", "@", "x>3", "-"])
def test_what_is_no_field_is_looked_for_as_it_stands(text: str) -> None:
    query = parse(text, FIELDS, saved=frozenset({"": ""}.items()))
    assert not query.faults
    assert all(term.name == "" for clause in query.clauses for term in clause)


FILTERS = {"one": "amount:>1", "either": "x | y", "both": "p q", "not": "-z", "deep": "@both"}


def test_saved_filters_and_days_are_written_out() -> None:
    saved = {"late": "is:open date:<today", "mine": "@late supplier:a", "loop": "@loop x"}
    assert spell("@mine -y", lambda: TODAY, saved) == "is:open date:<2024-03-15 supplier:a -y"
    assert spell("@loop", lambda: TODAY, saved) == "x"
    assert spell("today date:aujourd’hui..", lambda: TODAY, saved) == "today date:2024-03-15.."
    assert spell("supplier:hiers", lambda: TODAY, {}) == "supplier:hiers"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@one | b", "amount:>1 | b"),
        ("b | @either c", "b | x | y c"),
        ("-@one", "-amount:>1"),
        ("-@either", "-x -y"),
        ("-@not | b", "z | b"),
        ("@both b | c", "p q b | c"),
    ],
)
def test_a_saved_filter_stands_where_its_conditions_can(text: str, said: str) -> None:
    assert spell(text, lambda: TODAY, FILTERS) == said
    assert not parse(text, FIELDS, TODAY, frozenset(FILTERS.items())).faults


@pytest.mark.parametrize("text", ["@both | b", "b | @both", "-@both", "b | -@either", "@deep | b"])
def test_several_conditions_are_neither_excluded_nor_one_of_several(text: str) -> None:
    (fault,) = parse(text, FIELDS, TODAY, frozenset(FILTERS.items())).faults
    assert "several conditions" in fault.says.text
    assert text[fault.start : fault.end].lstrip("-").startswith("@")
    assert spell(text, lambda: TODAY, FILTERS) == ("b" if "b" in text.split() else "")


def test_filters_that_name_one_another_many_times_are_written_out_once() -> None:
    saved = {f"n{i}": f"@n{i + 1} @n{i + 1} -@n{i + 1}" for i in range(60)} | {"n60": "drone"}
    assert spell("@n0 @n1", lambda: TODAY, saved) == "drone -drone"
    ring = {"a": "@b x", "b": "@a y"}
    assert spell("@a @b", lambda: TODAY, ring) == "y x"


def test_every_field_of_every_kind_can_be_asked_for_and_its_contrary_is_the_rest(ledger: Ledger) -> None:
    values = {"money": ">=0", "date": "2023..2025", "whole": ">=0", "text": "a", "id": "a", "line": "drones"}
    for kind in KINDS:
        fields = asked_fields(ledger, kind)
        every = Listing(ledger, Asking(kind)).totals().count
        for each in fields.each:
            for value in [choice.french for choice in each.choices] or [values[each.nature]]:
                for name in {each.name, each.french}:
                    counts = [
                        Listing(ledger, Asking(kind, where=parse(f"{sign}{name}:{value}", fields))).totals().count
                        for sign in ("", "-")
                    ]
                    assert sum(counts) == every, (kind, name, value)


@pytest.mark.parametrize(
    ("text", "typed", "name", "compared"),
    [
        ("sup|", "sup", None, False),
        ("drone -sup|", "sup", None, False),
        ("supplier:|", "", "supplier", False),
        ("supplier:a,fou|r", "fou", "supplier", False),
        ('supplier:"fournisseur a|', "fournisseur a", "supplier", False),
        ("amount:>1|", "1", "amount", True),
        ("date:2024-01..20|", "20", "date", True),
        ("drone |", "", None, False),
    ],
)
def test_what_is_being_typed(text: str, typed: str, name: str | None, compared: bool) -> None:
    cursor = text.index("|") if not text.endswith("|") else len(text) - 1
    at = spot(text[:cursor] + text[cursor + 1 :], cursor, FIELDS)
    assert (at.typed, at.field and at.field.name, at.compared) == (typed, name, compared)


def test_a_word_that_may_become_a_field_asks_nothing_while_it_is_typed() -> None:
    assert ahead("drone amo", 9, FIELDS) == "drone "
    assert ahead("-amo", 4, FIELDS) == ""
    assert ahead("drone", 5, FIELDS) == "drone"
    assert ahead("amount:3", 8, FIELDS) == "amount:3"


def test_a_filter_may_be_as_long_as_anybody_pastes(ledger: Ledger) -> None:
    every = len(ROWS)
    for text, count in (
        (" ".join(f"amount:>{n}" for n in range(-1500, 0)), every),
        (" ".join(["a"] * 1500 + ["b" * 40]), 0),
        (" | ".join([*(f"nothing{n}" for n in range(3000)), "id:EJ"]), every),
        ("supplier:" + ",".join([*(f"nothing{n}" for n in range(3000)), "a"]), None),
    ):
        expected = [row.n for row in ROWS if holds(placed(ledger, parse(text, FIELDS)), row.value)]
        assert count is None or len(expected) == count
        assert sorted(answers.commitment_order(ledger, None, (), text)) == expected


def test_a_filter_asks_about_the_year_and_the_day_that_are_listed() -> None:
    ledger = open_budget(str(JO_2024)).ledger
    assert ledger is not None
    offer(ledger, ())
    where = parse("outstanding:>0", asked_fields(ledger, "commitments"))
    asking = Asking("commitments", where=where, exercise=2025)
    listing, other = Listing(ledger, asking), Listing(ledger, replace(asking, exercise=2023))
    place = listing.columns.index("outstanding")
    found = [[row[place] for row in its.rows()] for its in (listing, other, listing)]
    assert all(amount > 0 for amounts in found for amount in amounts)
    assert found[0] == found[2] != found[1]
    every = [row[place] for row in Listing(ledger, replace(asking, where=None)).rows()]
    assert len(found[0]) == sum(amount > 0 for amount in every)


def test_a_reservation_amounts_to_what_its_adjustments_leave() -> None:
    ledger = open_budget(str(JO_2024)).ledger
    assert ledger is not None
    offer(ledger, ())
    for each in reservations(ledger):
        where = parse(f"amount:{each.amount // 100}", asked_fields(ledger, "reservations"))
        found = {row[2] for row in Listing(ledger, Asking("reservations", where=where)).rows()}
        assert found == {its.id for its in reservations(ledger) if its.amount // 100 == each.amount // 100}
