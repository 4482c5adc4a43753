"""Whatever asks for a figure gets the same one: summaries, listings, reasons and queries, against the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import given, settings
from strategies import DAYS, EXERCISES, budgets

from jo_security.ledger import answers
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.querying import query
from jo_security.ledger.answers.views import VIEWS, catalogue, offer
from jo_security.ledger.answers.why import Figure, value, why
from jo_security.ledger.columns import MEASURES, machine, term
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import open_budget

Doc = dict[str, Any]
FAST = settings(max_examples=60, deadline=None, derandomize=True, database=None)
THOROUGH = settings(max_examples=2000, deadline=None)


def opened(folder: Path, text: str) -> Ledger:
    path = folder / "budget.toml"
    path.write_text(text, encoding="utf-8")
    it = open_budget(str(path))
    assert it.ledger is not None
    offer(it.ledger, it.findings)
    return it.ledger


def every_total_is_that_of_the_oracle(folder: Path, text: str, doc: Doc, as_of: Any, exercise: Any) -> None:
    ledger = opened(folder, text)
    whole = oracle.position(doc, None, exercise, as_of)

    def listed(kind: str) -> dict[str, int]:
        totals = Listing(ledger, Asking(kind, as_of=as_of, exercise=exercise)).totals()
        return {machine(name): amount for name, amount in totals.amounts.items()}

    assert dict(answers.total(ledger, as_of, exercise)) == whole
    assert listed("operations") == whole
    assert listed("lines") == whole
    on_lines = {op["id"] for op in doc.get("payment", []) if "line" in op}
    for kind, measures in {
        "reservations": ("reserved",),
        "commitments": ("lost", "payable"),
        "adjustments": ("lost",),
        "payments": ("paid",),
    }.items():
        for measure in measures:
            assert listed(kind)[measure] == whole[measure], (kind, measure)
    parts = [listed(kind) for kind in ("commitments", "payments")]
    for measure in ("committed", "delivered"):
        assert sum(part[measure] for part in parts) == whole[measure], measure
    if not on_lines:
        assert listed("deliveries")["delivered"] == whole["delivered"]
        assert listed("commitments")["outstanding"] == whole["outstanding"]


def every_figure_is_the_sum_of_its_reasons(folder: Path, text: str, doc: Doc, as_of: Any, exercise: Any) -> None:
    ledger = opened(folder, text)
    lines = [line["id"] for line in doc["line"]]
    for scope, of in [("total", None), *(("line", line) for line in lines)]:
        position = oracle.position(doc, None if of is None else oracle.subtree(doc, of), exercise, as_of)
        for measure in position:
            figure = Figure(measure, scope, of, as_of, exercise)  # type: ignore[arg-type]
            entries = list(why(ledger, figure))
            assert sum(entry.amount for entry in entries) == position[measure] == value(ledger, figure)
            assert (entries[-1].running if entries else 0) == position[measure]


def a_query_finds_the_same_positions(folder: Path, text: str, doc: Doc, as_of: Any, exercise: Any) -> None:
    ledger = opened(folder, text)
    ledger.ask(as_of, exercise)
    names = ", ".join(MEASURES)
    rows = query(ledger, f"SELECT line, exercise, {names} FROM positions", 60).rows
    found = {row[:2]: dict(zip(map(machine, MEASURES), row[2:], strict=True)) for row in rows}
    for line in [None, *(line["id"] for line in doc["line"])]:
        lines = None if line is None else oracle.subtree(doc, line)
        assert found[line, None] == oracle.position(doc, lines, exercise, as_of)
        for year in {year for of, year in found if of == line and year is not None}:
            assert exercise in {None, year}
            assert found[line, year] == oracle.position(doc, lines, year, as_of)


CHECKS = (every_total_is_that_of_the_oracle, every_figure_is_the_sum_of_its_reasons, a_query_finds_the_same_positions)


def holds(check: Any, folder: Path, how: settings) -> None:
    @how
    @given(budget=budgets(sound=True), as_of=DAYS, exercise=EXERCISES)
    def run(budget: tuple[str, Doc], as_of: Any, exercise: Any) -> None:
        check(folder, *budget, as_of, exercise)

    run()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_that(folder: Path, check: Any) -> None:
    holds(check, folder, FAST)


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_in_thousands_of_budgets_that(folder: Path, check: Any) -> None:
    holds(check, folder, THOROUGH)


def _columns() -> Iterator[tuple[str, str]]:
    for view, names in catalogue().items():
        yield from ((view, name) for name in names)


def test_every_column_of_every_view_is_documented() -> None:
    found = list(_columns())
    assert {view for view, _ in found} == set(VIEWS)
    for view, name in found:
        assert term(name, view).about
