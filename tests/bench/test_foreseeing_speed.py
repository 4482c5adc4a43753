"""The position after an operation while it is typed, at 100,000 commitments and as many payments in one tree of lines.

What is measured is the time of the processor: an answer is given by one thread, and waits for nothing. Nobody
looks for cycles meanwhile: among all that a test session holds, that takes longer than an answer.
"""

from __future__ import annotations

import datetime
import gc
import re
import statistics
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import against_ledgers as bench
import pytest

from jo_security.office.foreseeing import Foresight
from jo_security.office.opening import open_budget

COUNT = 100_000
MOST = 0.050
"""Seconds from a key to the position after and the refusal."""
PREPARED = 2.0
"""Seconds that a form may take before its first answer, in a thread of its own."""
TODAY = datetime.date(2025, 12, 30)
BACKDATED = datetime.date(2023, 12, 20)
TYPED = ("1", "12", "124", "1240", "12400", "124000", "1240000", "12400000", "124000000", "1240000000", "12400000000")
"""An amount while it is typed, from what passes anywhere to what is short everywhere."""


def in_one_tree(budget: Path) -> None:
    """Put every line below one, and add certified deliveries and assertions, which the rules look at."""
    text = budget.read_text(encoding="utf-8")
    text = text.replace("\n# a0\n", '\n# all\n[[line]]\nid = "all"\nlabel = "Tout"\n\n# a0\n', 1)
    text = re.sub(r'(\[\[line\]\]\nid = "a\d"\nlabel = "[^"]*"\n)', r'\1parent = "all"\n', text)
    commitments = re.findall(r'\[\[commitment\]\]\nid = "([^"]+)"\ndate = (\S+)\n[^\[]*?\namount = (\S+)', text)
    more = [
        f'\n[[delivery]]\nid = "SF-{name}"\ndate = {day}\ncommitment = "{name}"\namount = {amount}\n'
        for name, day, amount in commitments[::500]
    ]
    days = [f"{year}-{day}" for year in bench.YEARS for day in ("03-31", "06-30", "09-30", "12-31")]
    more += [f'\n[[assertion]]\ndate = {day}\nmeasure = "committed"\namount = 1\n' for day in days]
    budget.write_text(text + "".join(more), encoding="utf-8")


def acts(day: datetime.date, line: str, other: str, cause: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Give every act that bears an amount, and the key of it."""
    yield "commit", {"date": day, "line": line, "supplier": "S", "label": "L"}, "amount"
    yield "reserve", {"date": day, "line": line, "label": "L"}, "amount"
    yield "adjust", {"date": day, "commitment": cause, "reason": "R"}, "amount"
    yield "deliver", {"date": day, "commitment": cause}, "amount"
    yield "pay", {"date": day, "commitment": cause}, "amount"
    yield "move", {"date": day, "kind": "transfer", "from": line, "to": other}, "ae"


@pytest.fixture
def no_cycles() -> Iterator[None]:
    """Look for no cycles, and leave none behind for the next bench to look through."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.mark.bench
@pytest.mark.usefixtures("no_cycles")
def test_what_is_typed_is_foreseen_at_once(tmp_path: Path) -> None:
    budget, _ = bench.write(COUNT, tmp_path)
    in_one_tree(budget)
    opened = open_budget(str(budget))
    assert opened.ledger is not None
    start = process_time()
    foresight = Foresight(opened)
    prepared = process_time() - start
    rows = opened.ledger.connection.execute(
        'SELECT id, line FROM "commitment" WHERE date < ? ORDER BY n DESC LIMIT 100', (BACKDATED.isoformat(),)
    ).fetchall()
    (cause, line), other = rows[0], next(line for _, line in rows if line != rows[0][1])
    slowest = 0.0
    print(f"\n{COUNT:,} commitments: ready after {prepared:.2f} s")
    for day in (TODAY, BACKDATED):
        for verb, keys, amount in acts(day, line, other, cause):
            foresight.of(verb, {**keys, amount: 1})
            taken = []
            for typed in TYPED:
                start = process_time()
                foresight.of(verb, {**keys, amount: Decimal(typed)})
                taken.append(process_time() - start)
            slowest = max(slowest, *taken)
            print(f"{day} {verb}: {statistics.median(taken) * 1e3:.0f} ms, at most {max(taken) * 1e3:.0f}")
    assert prepared < PREPARED
    assert slowest < MOST
