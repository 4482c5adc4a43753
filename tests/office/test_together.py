"""Several operations recorded together: all or none, one entry of the journal, one undo."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli

from jo_security.files.journal import Journal
from jo_security.files.officer import Officer
from jo_security.files.place import place
from jo_security.office.acting import Outcome, act, act_all, restore
from jo_security.office.journals import history, verified
from jo_security.office.naming import Overwritten, Unwritable
from jo_security.office.undoing import next_undo, redo, undo

DAY = datetime.date(2024, 3, 1)
NOW = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
BUDGET = """\
format = 1

[budget]
id = "b"
label = "B"
start = 2024-01-01
end = 2025-12-31

[[line]]
id = "a"
label = "A"
allocation = 1_000.00
""" + "".join(
    f"""
# EJ-{n}
[[commitment]]
id = "EJ-{n}"
date = 2024-02-0{n}
line = "a"
supplier = "S{n}"
label = "L"
amount = {n}00.00
"""
    for n in (1, 2, 3)
)


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "b.toml"
    path.write_text(BUDGET, encoding="utf-8")
    return path


def ana(budget: Path) -> Officer:
    return Officer("Ana", str(budget.parent / "state"), lambda: NOW)


def payment(commitment: str, amount: int, **more: object) -> dict[str, Any]:
    return {"date": DAY, "amount": Decimal(amount), "commitment": commitment, **more}


def pay(budget: Path, *payments: Mapping[str, Any], only_try: bool = False) -> list[Outcome]:
    return act_all(str(budget), "pay", payments, ana(budget), only_try=only_try)


def paid(budget: Path) -> dict[str, tuple[str, Any]]:
    """The payments of the file by their ids: on what, and how much."""
    said = tomli.loads(budget.read_text(encoding="utf-8"), parse_float=Decimal)
    return {each["id"]: (each["commitment"], each["amount"]) for each in said.get("payment", [])}


def test_all_come_with_one_entry_and_go_with_one_undo(budget: Path) -> None:
    before = budget.read_bytes()
    outcomes = pay(budget, payment("EJ-1", 100), payment("EJ-2", 50), payment("EJ-3", 1))
    assert [each.id for each in outcomes] == ["DP-2024-001", "DP-2024-002", "DP-2024-003"]
    assert all(each.recorded for each in outcomes)
    lines = budget.read_text(encoding="utf-8").splitlines()
    places = [where.line for each in outcomes if (where := each.place())]
    assert [lines[line - 2] for line in places] == ["# DP-2024-001", "# DP-2024-002", "# DP-2024-003"]
    assert paid(budget) == {
        "DP-2024-001": ("EJ-1", 100),
        "DP-2024-002": ("EJ-2", 50),
        "DP-2024-003": ("EJ-3", 1),
    }
    (entry,) = Journal(place(str(budget))).entries()
    assert (entry.op, len(entry.said["others"])) == ("append", 2)
    (change,) = history(str(budget), "DP-2024-003")
    assert change.ids == "DP-2024-001, DP-2024-002, DP-2024-003"
    assert before + change.text.encode() == budget.read_bytes()
    assert undo(str(budget), ana(budget)).id == "DP-2024-001, DP-2024-002, DP-2024-003"
    assert budget.read_bytes() == before
    assert redo(str(budget), ana(budget)).done
    assert [*paid(budget)] == ["DP-2024-001", "DP-2024-002", "DP-2024-003"]
    assert undo(str(budget), ana(budget)).done
    assert budget.read_bytes() == before
    assert verified(str(budget), ana(budget)).faults == []


def test_one_that_is_refused_keeps_all_of_them_out(budget: Path) -> None:
    before = budget.read_bytes()
    outcomes = pay(budget, payment("EJ-1", 100), payment("EJ-2", 201), payment("EJ-3", 1))
    assert [[each.code for each in outcome.brought()] for outcome in outcomes] == [[], ["JO301"], []]
    assert not any(outcome.recorded for outcome in outcomes)
    assert budget.read_bytes() == before
    assert not (budget.parent / "b.journal").exists()


def test_the_second_sees_the_first(budget: Path) -> None:
    outcomes = pay(budget, payment("EJ-1", 60), payment("EJ-1", 60), only_try=True)
    assert [[each.code for each in outcome.brought()] for outcome in outcomes] == [[], ["JO301"]]
    commits = [{"date": DAY, "line": "a", "supplier": "S", "label": "L", "amount": Decimal(250)}] * 2
    found = act_all(str(budget), "commit", commits, ana(budget), only_try=True)
    assert [[each.code for each in outcome.brought()] for outcome in found] == [[], ["JO201"]]
    alone = act(str(budget), "commit", commits[0], ana(budget), only_try=True)
    assert [each.after and each.after["available"] for each in (alone, *found)] == [15_000, -10_000, -10_000]


def test_an_error_of_another_operation_refuses_all(budget: Path) -> None:
    with budget.open("a", encoding="utf-8") as file:
        file.write('\n[[delivery]]\nid = "SF-1"\ndate = 2024-06-01\ncommitment = "EJ-1"\namount = 60\n')
    deliveries = [payment("EJ-2", 1), payment("EJ-1", 50)]
    found = act_all(str(budget), "deliver", deliveries, ana(budget), only_try=True)
    assert not any(outcome.recorded for outcome in found)
    assert sum(not outcome.trial.passes for outcome in found if outcome.trial) == 1


def test_what_fits_no_record_is_told_at_its_own(budget: Path) -> None:
    outcomes = pay(budget, payment("EJ-1", 1), payment("EJ-2", 0), payment("nobody", 1))
    assert [[each.code for each in outcome.brought()] for outcome in outcomes] == [[], ["JO104"], []]
    outcomes = pay(budget, payment("EJ-1", 1), payment("nobody", 1))
    assert [[each.code for each in outcome.brought()] for outcome in outcomes] == [[], ["JO111"]]


def test_one_of_them_that_somebody_cut_out_comes_back_alone(budget: Path) -> None:
    pay(budget, payment("EJ-1", 1), payment("EJ-2", 2), payment("EJ-3", 3))
    text = budget.read_text(encoding="utf-8")
    start, end = text.index("\n# DP-2024-002"), text.index("\n# DP-2024-003")
    budget.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(Overwritten) as caught:
        pay(budget, payment("EJ-1", 1))
    assert caught.value.missing == ("DP-2024-002",)
    assert restore(str(budget), ana(budget), accept=False) == ("DP-2024-002",)
    assert [*paid(budget)] == ["DP-2024-001", "DP-2024-003", "DP-2024-002"]
    told = []
    while (change := next_undo(str(budget), ana(budget))) is not None:
        told.append(change.ids)
        assert undo(str(budget), ana(budget)).done
    assert told == ["DP-2024-002", "DP-2024-003", "DP-2024-001"]
    assert paid(budget) == {}


def test_what_rests_on_one_of_them_keeps_all_of_them_in(budget: Path) -> None:
    commits = [{"date": DAY, "line": "a", "supplier": "S", "label": "L", "amount": Decimal(9)}] * 2
    ids = [each.id for each in act_all(str(budget), "commit", commits, ana(budget))]
    assert ids == ["EJ-4", "EJ-5"]
    bob = Officer("Bob", str(budget.parent / "bob"), lambda: NOW)
    assert act(str(budget), "pay", payment("EJ-4", 1), bob).recorded
    before = budget.read_bytes()
    assert [error.code for error in undo(str(budget), ana(budget)).errors] == ["JO111"]
    assert budget.read_bytes() == before


def test_operations_that_several_files_receive_are_not_recorded_together(budget: Path) -> None:
    text = BUDGET.replace("format = 1\n", 'format = 1\ninclude = ["b/*.toml"]\n')
    budget.write_text(text.replace("[budget]\n", '[budget]\nrecord-in = "b/{exercise}.toml"\n'), encoding="utf-8")
    assert all(each.recorded for each in pay(budget, payment("EJ-1", 1), payment("EJ-2", 2)))
    assert (budget.parent / "b" / "2024.toml").read_text(encoding="utf-8").count("[[payment]]") == 2
    with pytest.raises(Unwritable):
        pay(budget, payment("EJ-1", 1), payment("EJ-2", 2, exercise=2025))
