"""The ledger against a plain-Python fold of the reference, on random budgets."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAYS, EXERCISES, budgets, file_order

from jo_security.ledger import answers
from jo_security.office.opening import Opened, open_budget

Budget = tuple[str, dict[str, Any]]

# A budget takes 8 ms to draw, 10 to open, most of it for SQLite to take in the schema and the rules, and 2 for the
# oracle. A run sees the same few budgets each time; those with `-m slow` see others, by the thousand.
FAST = settings(max_examples=60, deadline=None, derandomize=True, database=None)
THOROUGH = settings(max_examples=4000, deadline=None)


def opened(folder: Path, text: str, as_of: datetime.date | None = None) -> Opened:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    return open_budget(str(path), as_of)


def said(budget: Opened) -> list[tuple[str, str | None, str, str]]:
    findings = list(budget.findings) if budget.ledger else []
    return sorted((f.code, f.record, str(f.path[0]), f.severity) for f in findings)


def the_rules_find_what_the_oracle_finds(folder: Path, budget: Budget, as_of: datetime.date | None) -> None:
    text, doc = budget
    expected = sorted((f.code, f.record, f.key, f.severity) for f in oracle.problems(doc, as_of, file_order(text)))
    assert said(opened(folder, text, as_of)) == expected


def broken_references_are_those_of_the_oracle(folder: Path, budget: Budget) -> None:
    text, doc = budget
    expected = [(f.code, f.record) for f in oracle.problems(doc, None, file_order(text))]
    it = opened(folder, text)
    assert sorted((p.code, str(p.record)) for p in it.problems()) == sorted(expected)


def positions_are_those_of_the_oracle(
    folder: Path, budget: Budget, as_of: datetime.date | None, exercise: int | None
) -> None:
    text, doc = budget
    ledger = opened(folder, text).ledger
    assert ledger is not None
    assert answers.total(ledger, as_of, exercise) == oracle.position(doc, None, exercise, as_of)
    assert answers.header(ledger, as_of).unallocated == oracle.unallocated(doc, as_of)
    for line in answers.lines(ledger, as_of, exercise):
        assert line.position == oracle.position(doc, oracle.subtree(doc, line.id), exercise, as_of)
        inherited = oracle.inherited(doc, line.id)
        assert (line.programme, line.title, line.illustrative) == (
            inherited.programme,
            inherited.title,
            inherited.illustrative,
        )
    for by in ("programme", "title", "exercise", "tag"):
        assert dict(answers.groups(ledger, by, as_of, exercise)) == oracle.groups(doc, by, exercise, as_of)


def illustrative_positions_are_those_of_the_oracle(
    folder: Path, budget: Budget, as_of: datetime.date | None, exercise: int | None
) -> None:
    text, doc = budget
    ledger = opened(folder, text).ledger
    assert ledger is not None
    for line in answers.lines(ledger, as_of, exercise):
        held = oracle.holds_illustrative(doc, oracle.subtree(doc, line.id), exercise, as_of)
        assert line.holds_illustrative == held


SOUND = budgets(sound=True)
CHECKS: Mapping[Callable[..., None], Mapping[str, st.SearchStrategy[Any]]] = {
    the_rules_find_what_the_oracle_finds: {"budget": SOUND, "as_of": DAYS},
    broken_references_are_those_of_the_oracle: {"budget": budgets(sound=False)},
    positions_are_those_of_the_oracle: {"budget": SOUND, "as_of": DAYS, "exercise": EXERCISES},
    illustrative_positions_are_those_of_the_oracle: {"budget": SOUND, "as_of": DAYS, "exercise": EXERCISES},
}


def holds(check: Callable[..., None], folder: Path, how: settings) -> None:
    how(given(**CHECKS[check])(check))(folder=folder)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that(folder: Path, check: Callable[..., None]) -> None:
    holds(check, folder, FAST)


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_in_thousands_of_budgets_that(folder: Path, check: Callable[..., None]) -> None:
    holds(check, folder, THOROUGH)
