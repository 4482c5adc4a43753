"""Every place that shows a total of a budget: the answers behind them, and the commands themselves."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from decimal import Decimal
from pathlib import Path
from typing import Any

import oracle

from jo_security.cli.door import run
from jo_security.ledger import answers
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.querying import query
from jo_security.ledger.answers.views import offer
from jo_security.ledger.answers.why import Figure, why
from jo_security.ledger.columns import machine
from jo_security.office.opening import open_budget

Shown = tuple[str, str | None, Mapping[str, int]]
"""A place, the line that it tells of (None for the whole budget), and the figures that it shows, in cents."""

COLUMNS = [each.replace("-", "_") for each in oracle.MEASURES]
POSITIONS = f"SELECT line, {', '.join(COLUMNS)} FROM positions WHERE exercise IS NULL"


def answered(budget: str) -> Iterator[Shown]:
    """What the ledger answers to each command and screen."""
    opened = open_budget(budget)
    ledger = opened.ledger
    assert ledger is not None
    offer(ledger, opened.findings)
    yield "summary", None, answers.total(ledger)
    for line in answers.lines(ledger):
        yield "summary", line.id, line.position
    for kind in ("lines", "operations"):
        amounts = Listing(ledger, Asking(kind)).totals().amounts
        yield f"list {kind}", None, {machine(name): amount for name, amount in amounts.items()}
    for measure in oracle.MEASURES:
        yield "why", None, {measure: sum(entry.amount for entry in why(ledger, Figure(measure)))}
    for row in query(ledger, POSITIONS, 60).rows:
        yield "query", row[0], dict(zip(oracle.MEASURES, row[1:], strict=True))


def printed(folder: Path, budget: str) -> Iterator[Shown]:
    """What the commands print."""
    summary = _told(folder, "summary", budget)
    yield "summary", None, _cents(summary["total"])
    for line in summary["lines"]:
        yield "summary", line["id"], _cents(line["position"])
    for kind in ("lines", "operations"):
        answer = _told(folder, "list", kind, budget)
        if "totals" in answer:  # a list of nothing has none
            yield f"list {kind}", None, _cents(answer["totals"])
    yield "why", None, {"available": _cents(_told(folder, "why", "total", "available", budget)["totals"])["amount"]}
    for row in next(held for held in _told(folder, "query", POSITIONS, budget).values() if isinstance(held, list)):
        yield "query", row["line"], {each: row[column] for each, column in zip(oracle.MEASURES, COLUMNS, strict=True)}


def differing(places: Iterable[Shown], doc: oracle.Doc) -> list[str]:
    """The places that show another figure than a plain fold over the file gives."""
    expected: dict[str | None, Mapping[str, int]] = {None: oracle.position(doc)}
    for line in doc["line"]:
        expected[line["id"]] = oracle.position(doc, oracle.subtree(doc, line["id"]))
    return [
        f"{where} of {line}: {name} is {amount}, not {expected[line][name]}"
        for where, line, figures in places
        for name, amount in figures.items()
        if amount != expected[line][name]
    ]


def _told(folder: Path, *line: str) -> Any:
    """What a command answers as JSON."""
    out = folder / "answer.json"
    with redirect_stderr(io.TextIOWrapper(io.BytesIO())):  # which counts the problems each time
        assert run([*line, "--format", "json", "--output", str(out), "--lang", "en"]) == 0
    return json.loads(out.read_bytes())


def _cents(position: Mapping[str, str]) -> dict[str, int]:
    return {name: int(Decimal(amount) * 100) for name, amount in position.items()}
