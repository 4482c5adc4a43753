"""The entries of an exported package against the summary, on random budgets."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import DAYS, EXERCISES, budgets

from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.ledger import Ledger
from jo_security.office.exporting import export_fiscal
from jo_security.office.opening import open_budget
from jo_security.records.measures import MEASURES

Budget = tuple[str, dict[str, Any]]
Rows = list[dict[str, str]]

# An export takes 4 ms beyond what it takes to draw and to open a budget.
FAST = settings(max_examples=40, deadline=None, derandomize=True, database=None)
THOROUGH = settings(max_examples=2000, deadline=None)


def opened(folder: Path, text: str) -> Ledger:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    ledger = open_budget(str(path)).ledger
    assert ledger is not None
    return ledger


def exported(
    ledger: Ledger, folder: Path, as_of: datetime.date | None = None, exercise: int | None = None
) -> Mapping[str, Rows]:
    """Export a package; its tables."""
    package = folder / "package"
    count = export_fiscal(ledger, str(package), as_of, exercise)
    found = {}
    for path in package.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    assert len(found["operations"]) == count
    return found


def sums(rows: Iterable[Mapping[str, str]], formulas: Rows) -> Position:
    """Every measure of these rows, in cents, by the formulas of the package."""
    phases: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        for appropriation in ("ae", "cp"):
            phases[row["phase"], appropriation] += Decimal(row[appropriation] or 0)
    found = dict.fromkeys(MEASURES, 0)
    for formula in formulas:
        found[formula["measure"]] += int(formula["sign"]) * int(
            100 * phases[formula["phase"], formula["appropriation"]]
        )
    return found


def subtree(lines: Rows, top: str) -> set[str]:
    """The ids of a line and of all lines below it."""
    below = [subtree(lines, line["line"]) for line in lines if line["parent"] == top]
    return {top}.union(*below)


def agrees(
    package: Mapping[str, Rows], rows: Rows, ledger: Ledger, as_of: datetime.date | None, exercise: int | None
) -> None:
    """Compare sums of rows with the summary, in all and line by line."""
    assert sums(rows, package["formulas"]) == answers.total(ledger, as_of, exercise)
    for line in answers.lines(ledger, as_of, exercise):
        held = subtree(package["lines"], line.id)
        assert sums((row for row in rows if row["line"] in held), package["formulas"]) == line.position


def an_export_adds_up_to_the_summary(
    folder: Path, budget: Budget, as_of: datetime.date | None, exercise: int | None
) -> None:
    ledger = opened(folder, budget[0])
    package = exported(ledger, folder, as_of, exercise)
    agrees(package, package["operations"], ledger, as_of, exercise)


def a_part_of_an_export_adds_up_to_the_summary_of_that_part(
    folder: Path, budget: Budget, as_of: datetime.date | None, exercise: int | None
) -> None:
    ledger = opened(folder, budget[0])
    package = exported(ledger, folder)
    rows = [
        row
        for row in package["operations"]
        if (as_of is None or row["date"] <= as_of.isoformat())
        and (exercise is None or row["exercise"] == str(exercise))
    ]
    agrees(package, rows, ledger, as_of, exercise)
    for by, column in (("programme", "programme"), ("title", "title"), ("exercise", "exercise")):
        for key, position in answers.groups(ledger, by, as_of, exercise):
            value = "" if key is None else str(key)
            assert sums((row for row in rows if row[column] == value), package["formulas"]) == position


def every_row_says_what_its_phase_bears(
    folder: Path, budget: Budget, as_of: datetime.date | None, exercise: int | None
) -> None:
    rows = exported(opened(folder, budget[0]), folder, as_of, exercise)["operations"]
    bears = {"opened": (True, True), "frozen": (True, True)}
    bears |= dict.fromkeys(("reserved", "committed", "lost"), (True, False))
    bears |= dict.fromkeys(("delivered", "paid", "payable"), (False, True))
    for row in rows:
        assert (row["ae"] != "", row["cp"] != "") == bears[row["phase"]]
        assert {row["ae"], row["cp"]} - {"", "0.00"}
    keys = [(row["kind"], row["operation"], row["phase"], row["line"], row["exercise"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


CHECKS = (
    an_export_adds_up_to_the_summary,
    a_part_of_an_export_adds_up_to_the_summary_of_that_part,
    every_row_says_what_its_phase_bears,
)


def holds(check: Callable[..., None], folder: Path, how: settings) -> None:
    how(given(budget=budgets(), as_of=DAYS, exercise=EXERCISES)(check))(folder=folder)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that(folder: Path, check: Callable[..., None]) -> None:
    holds(check, folder, FAST)


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_in_thousands_of_budgets_that(folder: Path, check: Callable[..., None]) -> None:
    holds(check, folder, THOROUGH)
