"""The ledger against a plain-Python fold of the reference, on random budgets."""

import datetime
from decimal import Decimal
from pathlib import Path

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import budgets, file_order

from jo_security.ledger import answers
from jo_security.office.opening import Opened, open_budget

DAYS = st.none() | st.dates(datetime.date(2021, 12, 1), datetime.date(2026, 2, 1))
EXERCISES = st.none() | st.integers(2022, 2025)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("budgets")


def opened(folder: Path, text: str, as_of: datetime.date | None = None) -> Opened:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    return open_budget(str(path), as_of)


def said(budget: Opened) -> list[tuple[str, str | None, str, str]]:
    findings = list(budget.findings) if budget.ledger else []
    return sorted((f.code, f.record, str(f.path[0]), f.severity) for f in findings)


@settings(max_examples=300, deadline=None)
@given(budget=budgets(sound=True), as_of=DAYS)
def test_the_rules_find_what_the_oracle_finds(
    folder: Path, budget: tuple[str, dict[str, object]], as_of: datetime.date | None
) -> None:
    text, doc = budget
    expected = sorted((f.code, f.record, f.key, f.severity) for f in oracle.problems(doc, as_of, file_order(text)))
    assert said(opened(folder, text, as_of)) == expected


@settings(max_examples=200, deadline=None)
@given(budget=budgets(sound=False))
def test_broken_references_are_those_of_the_oracle(folder: Path, budget: tuple[str, dict[str, object]]) -> None:
    text, doc = budget
    expected = [(f.code, f.record) for f in oracle.problems(doc, None, file_order(text))]
    it = opened(folder, text)
    assert sorted((p.code, p.record) for p in it.problems()) == sorted(expected)


@settings(max_examples=200, deadline=None)
@given(budget=budgets(sound=True), as_of=DAYS, exercise=EXERCISES)
def test_positions_are_those_of_the_oracle(
    folder: Path, budget: tuple[str, dict[str, object]], as_of: datetime.date | None, exercise: int | None
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
