"""Which records a listing holds, against a plain reading of the sample; their order; what they weigh."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from jo_security.ledger import answers
from jo_security.ledger.answers.kinds import KINDS
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.lookup import about, find, near, record
from jo_security.ledger.answers.views import offer
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import Opened, open_budget
from jo_security.records.money import number

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = CHECKOUT / "budgets" / "jo-2024.toml"
DOC: dict[str, Any] = tomli.loads(JO_2024.read_text("utf-8"), parse_float=number)
LINES = {line["id"]: line for line in DOC["line"]}
CAUSES = {op["id"]: op for table in ("commitment", "reservation") for op in DOC[table]}
OPERATIONS = ("reservation", "commitment", "adjustment", "delivery", "payment")
Record = dict[str, Any]


def line_of(record: Record) -> str:
    return str(record.get("line") or CAUSES[record["commitment"]]["line"])


def chain(line: str) -> Iterator[Record]:
    while line:
        yield LINES[line]
        line = LINES[line].get("parent", "")


def supplier(record: Record) -> str:
    return str(record.get("supplier") or CAUSES.get(record.get("commitment", ""), {}).get("supplier", ""))


def tagged(record: Record) -> set[str]:
    own = record.get("tags") or CAUSES.get(record.get("commitment", ""), {}).get("tags", [])
    return set(own).union(*(line.get("tags", []) for line in chain(line_of(record))))


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


@pytest.fixture(scope="module")
def opened() -> Opened:
    it = open_budget(str(JO_2024))
    assert it.ledger is not None
    offer(it.ledger, it.findings)
    return it


@pytest.fixture
def ledger(opened: Opened) -> Ledger:
    assert opened.ledger is not None
    return opened.ledger


def small(folder: Path, text: str) -> Ledger:
    path = folder / "b.toml"
    path.write_text(text, "utf-8")
    its = open_budget(str(path))
    assert its.ledger is not None
    offer(its.ledger, its.findings)
    return its.ledger


def ids(ledger: Ledger, kind: str, **conditions: Any) -> list[str]:
    listing = Listing(ledger, Asking(kind, **conditions))
    at = listing.columns.index("id")
    return [row[at] for row in listing.rows()]


CASES: list[tuple[dict[str, Any], Callable[[Record], bool]]] = [
    ({}, lambda _: True),
    ({"line": "anti-drone"}, lambda r: "anti-drone" in {line["id"] for line in chain(line_of(r))}),
    ({"line": "ad-soutien"}, lambda r: line_of(r) == "ad-soutien"),
    (
        {"programme": "176"},
        lambda r: next((x["programme"] for x in chain(line_of(r)) if "programme" in x), "") == "176",
    ),
    ({"supplier": "EXEMPLE capteurs"}, lambda r: all(w in plain(supplier(r)) for w in ("exemple", "capteurs"))),
    ({"tag": "drone"}, lambda r: "drone" in tagged(r)),
    ({"since": datetime.date(2024, 3, 1)}, lambda r: r["date"] >= datetime.date(2024, 3, 1)),
    ({"until": datetime.date(2024, 3, 1)}, lambda r: r["date"] <= datetime.date(2024, 3, 1)),
    ({"least": 1_000_000_00}, lambda r: r["amount"] >= 1_000_000),
    ({"most": 0}, lambda r: r["amount"] <= 0),
    ({"as_of": datetime.date(2023, 6, 30)}, lambda r: r["date"] <= datetime.date(2023, 6, 30)),
]


@pytest.mark.parametrize("table", OPERATIONS)
@pytest.mark.parametrize(("conditions", "holds"), CASES, ids=[str(conditions) for conditions, _ in CASES])
def test_a_listing_holds_what_meets_its_conditions(
    ledger: Ledger, table: str, conditions: dict[str, Any], holds: Callable[[Record], bool]
) -> None:
    kind = next(name for name, its in KINDS.items() if its.table == table)
    asked = dict(conditions)
    if "line" in asked:
        asked["line"] = answers.number(ledger, "line", asked["line"])
    assert sorted(ids(ledger, kind, **asked)) == sorted(r["id"] for r in DOC[table] if holds(r))


def test_overridden_records_are_those_that_bear_an_override(tmp_path: Path) -> None:
    override = 'override = { by = "DAF", reason = "R", date = 2023-02-01 }'
    head = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2023-01-01\nend = 2023-12-31\n'
    head += '[[line]]\nid = "a"\nlabel = "A"\nallocation = 100\n[[line]]\nid = "z"\nlabel = "Z"\n'
    common = "date = 2023-02-01\namount = 1\n"
    tables = {
        "reservations": f'[[reservation]]\nline = "a"\nlabel = "L"\n{common}',
        "commitments": f'[[commitment]]\nline = "a"\nsupplier = "S"\nlabel = "L"\n{common}',
        "adjustments": f'[[adjustment]]\ncommitment = "commitments-0"\nreason = "R"\n{common}',
        "payments": f'[[payment]]\nline = "a"\n{common}',
        "movements": '[[movement]]\nkind = "transfer"\nfrom = "a"\nto = "z"\nae = 1\ndate = 2023-02-01\n',
    }
    text = head
    for kind, block in tables.items():
        text += f'{block}id = "{kind}-0"\n{block}id = "{kind}-1"\n{override}\n'
    its = small(tmp_path, text)
    for kind in tables:
        assert ids(its, kind, overridden=True) == [f"{kind}-1"]
    assert sorted(ids(its, "operations", overridden=True)) == sorted(f"{kind}-1" for kind in tables)


def test_a_listing_answers_for_its_own_perimeter_whatever_is_asked_in_between(ledger: Ledger) -> None:
    listing = Listing(ledger, Asking("commitments", exercise=2023))
    expected = (listing.totals(), len(list(listing.rows())))
    answers.header(ledger)
    answers.total(ledger, datetime.date(2022, 12, 31))
    assert (listing.totals(), len(list(listing.rows()))) == expected


def test_conditions_add_up(ledger: Ledger) -> None:
    both = ids(ledger, "payments", tag="drone", since=datetime.date(2024, 1, 1), least=500_000_00)
    expected = [
        r["id"]
        for r in DOC["payment"]
        if "drone" in tagged(r) and r["date"] >= datetime.date(2024, 1, 1) and r["amount"] >= 500_000
    ]
    assert sorted(both) == sorted(expected)
    assert both


def test_a_search_finds_every_word_whatever_its_case_and_accents(ledger: Ledger) -> None:
    found = ids(ledger, "commitments", search="ETUDE architecture")
    assert found == [r["id"] for r in DOC["commitment"] if "étude d’architecture" in r["label"].lower()]
    assert found == ids(ledger, "commitments", search="  étude   Architecture ")


def test_an_exercise_takes_the_commitments_that_it_bears_something_of(ledger: Ledger) -> None:
    for year in (2022, 2023, 2024, 2025):
        listing = Listing(ledger, Asking("commitments", exercise=year))
        total = answers.total(ledger, None, year)
        amounts = listing.totals().amounts
        assert {name: amounts[name] for name in ("lost", "payable")} == {
            name: total[name] for name in ("lost", "payable")
        }


def test_problems_filter_the_records_that_they_are_about(opened: Opened, ledger: Ledger) -> None:
    for finding in opened.findings:
        kind = next(name for name, its in KINDS.items() if its.table == finding.table)
        assert finding.record in ids(ledger, kind, problem=finding.code)
        if finding.table in OPERATIONS:
            assert finding.record in ids(ledger, "operations", problem=finding.code)
    assert ids(ledger, "commitments", problem="JO301") == []


def test_rows_come_in_the_order_that_is_asked_for(ledger: Ledger) -> None:
    by_amount = {r["id"]: r["amount"] for r in DOC["payment"]}
    found = ids(ledger, "payments", sort=[("amount", True), ("id", False)])
    assert found == sorted(by_amount, key=lambda one: (-by_amount[one], one))
    dates = [r["date"] for one in ids(ledger, "payments") for r in DOC["payment"] if r["id"] == one]
    assert dates == sorted(dates)


def test_a_limit_takes_the_first_and_totals_are_those_of_the_rows_shown(ledger: Ledger) -> None:
    listing = Listing(ledger, Asking("payments", sort=[("amount", True)], limit=3))
    amount = listing.columns.index("amount")
    largest = sorted((int(r["amount"] * 100) for r in DOC["payment"]), reverse=True)[:3]
    assert [row[amount] for row in listing.rows()] == largest
    assert listing.totals().amounts["amount"] == sum(largest)
    assert listing.totals().count == 3


def test_lines_lie_below_their_parents_and_only_the_topmost_shown_add_up(ledger: Ledger) -> None:
    found = ids(ledger, "lines")
    for line in found:
        parent = LINES[line].get("parent")
        assert parent is None or found.index(parent) < found.index(line)
    n = answers.number(ledger, "line", "anti-drone")
    below = Listing(ledger, Asking("lines", line=n))
    whole = {line.id: line.position for line in answers.lines(ledger)}
    assert below.totals().amounts["committed"] == whole["anti-drone"]["committed"]
    searched = Listing(ledger, Asking("lines", search="ad-"))
    children = [line for line in LINES if line.startswith("ad-")]
    assert searched.totals().amounts["committed"] == sum(whole[line]["committed"] for line in children)


def test_a_line_counts_below_the_topmost_shown_also_where_one_between_is_not(tmp_path: Path) -> None:
    text = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2023-01-01\nend = 2023-12-31\n'
    text += '[[line]]\nid = "top"\nlabel = "Wide"\n[[line]]\nid = "middle"\nlabel = "B"\nparent = "top"\n'
    text += '[[line]]\nid = "low"\nlabel = "Wide"\nparent = "middle"\nallocation = 100\n'
    text += '[[line]]\nid = "other"\nlabel = "Wide"\nallocation = 1\n'
    its = small(tmp_path, text)
    listing = Listing(its, Asking("lines", search="wide"))
    assert (listing.totals().count, listing.totals().amounts["opened"]) == (3, 10100)
    assert listing.topmost() == {"top", "other"}


def test_an_adjustment_is_listed_in_its_own_exercise(tmp_path: Path) -> None:
    text = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2023-01-01\nend = 2024-12-31\n'
    text += '[[line]]\nid = "a"\nlabel = "A"\nallocation = 100\n'
    text += '[[reservation]]\nid = "R"\nline = "a"\nlabel = "L"\ndate = 2023-02-01\namount = 10\n'
    text += '[[adjustment]]\nid = "A"\ncommitment = "R"\nreason = "R"\ndate = 2024-02-01\namount = -4\n'
    its = small(tmp_path, text)
    assert [ids(its, "adjustments", exercise=year) for year in (2023, 2024)] == [[], ["A"]]
    reserved = [answers.total(its, None, year)["reserved"] for year in (2023, 2024)]
    listed = [Listing(its, Asking("reservations", exercise=year)).totals().amounts["reserved"] for year in (2023, 2024)]
    assert listed == reserved


def test_a_record_outside_what_is_asked_for_amounts_to_nothing(ledger: Ledger) -> None:
    (found,) = find(ledger, "EJ-1000000001")
    said = record(ledger, found)
    before = record(ledger, found, datetime.date(2000, 1, 1))
    measures = set(KINDS["commitments"].measures)
    assert {name: value for name, value in said.items() if name not in measures} == {
        name: value for name, value in before.items() if name not in measures
    }
    assert said["committed"] > 0
    assert {before[name] for name in measures} == {0}


def test_a_line_sees_only_its_side_of_a_transfer(ledger: Ledger) -> None:
    for line in LINES:
        n = answers.number(ledger, "line", line)
        moved = Listing(ledger, Asking("movements", line=n)).totals().amounts
        position = next(each.position for each in answers.lines(ledger) if each.id == line)
        below = [one["id"] for one in LINES.values() if line in {each["id"] for each in chain(one["id"])}]
        allocated = sum(int(LINES[one].get("allocation", 0) * 100) for one in below)
        assert moved["opened"] + allocated == position["opened"]
        assert moved["cp_opened"] == position["cp-opened"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_listed_and_searched(ledger: Ledger, kind: str) -> None:
    listing = Listing(ledger, Asking(kind, search="e"))
    rows = list(listing.rows())
    assert all(len(row) == len(listing.columns) for row in rows)
    assert listing.totals().count == len(rows)


def test_records_are_found_by_id_by_kind_and_by_rank(ledger: Ledger) -> None:
    def named(name: str) -> list[tuple[str, int, str]]:
        return [(found.table, found.n, found.id) for found in find(ledger, name)]

    assert named("EJ-1000000001") == [("commitment", 0, "EJ-1000000001")]
    assert named("commitment/EJ-1000000001") == named("commitments/EJ-1000000001") == named("EJ-1000000001")
    assert named("payment/EJ-1000000001") == []
    assert named("assertion 2") == named("assertion/2") == [("assertion", 1, "2")]
    assert named("visa 3") == named("threshold/3") == [("threshold", 2, "3")]
    assert named("assertion/3") == []
    assert named("jo-2024") == named("budget") == [("budget", 0, "jo-2024")]
    assert named("controls") == [("controls", 0, "controls")]
    assert named("nobody") == []
    assert near(ledger, "EJ-100000001") is not None


def test_what_is_about_a_line_is_about_what_lies_on_it(opened: Opened, ledger: Ledger) -> None:
    (whole,) = find(ledger, "anti-drone")
    (child,) = find(ledger, "ad-detection")
    assert set(about(ledger, child)) <= set(about(ledger, whole))
    of_commitment = [find(ledger, "EJ-1000000006")[0]]
    codes = {opened.findings[i].code for found in of_commitment for i in about(ledger, found)}
    assert "JO305" in codes
