"""What would make a refused operation pass does."""

from __future__ import annotations

import datetime
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jo_security.office.acting import Officer, Outcome, act
from jo_security.office.foreseeing import Foresight
from jo_security.office.opening import open_budget
from jo_security.office.refusing import WaysOut, shortages, ways_out

JO_2024 = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"


def commit(line: str, amount: int, *day: int) -> tuple[str, dict[str, Any]]:
    date = datetime.date(*day)
    return "commit", {"line": line, "supplier": "S", "label": "L", "date": date, "amount": Decimal(amount)}


REFUSED = {
    "a commitment": commit("cyber", 4_000_000, 2025, 3, 4),
    "before later ones": commit("mt-deminage", 2_000_000, 2024, 3, 4),
    "early": commit("ad-detection", 500_000, 2022, 12, 20),
    "beside a reservation": commit("cyber", 1_100_000, 2024, 11, 4),
    "of another year than the reservation": commit("cyber", 1_000_000, 2025, 3, 4),
    "after the end": commit("cyber", 9_000_000, 2027, 3, 4),
    "staff": (
        "reserve",
        {"line": "personnel", "label": "L", "date": datetime.date(2024, 9, 10), "amount": Decimal(700_000)},
    ),
    "a freeze": (
        "move",
        {"kind": "freeze", "line": "cyber", "date": datetime.date(2025, 11, 3), "ae": Decimal(4_000_000)},
    ),
    "a release": ("move", {"kind": "release", "line": "cyber", "date": datetime.date(2025, 5, 1), "ae": Decimal(20)}),
    "a payment": (
        "pay",
        {"line": "cyber", "date": datetime.date(2025, 11, 3), "label": "L", "amount": Decimal(400_000)},
    ),
}


class Desk:
    def __init__(self, folder: Path, *, annual: bool) -> None:
        self.folder = folder
        self.path = Path(shutil.copy(JO_2024, folder / "b.toml"))
        if not annual:
            text = self.path.read_text("utf-8").replace("annual        = true", "annual        = false")
            self.path.write_text(text, "utf-8")

    def act(self, verb: str, keys: dict[str, Any], *, only_try: bool = True) -> Outcome:
        officer = Officer("Ana", str(self.folder / "state"), lambda: datetime.datetime.now().astimezone())
        return act(str(self.path), verb, keys, officer, only_try=only_try)

    def passes(self, verb: str, keys: dict[str, Any]) -> bool:
        trial = self.act(verb, keys).trial
        return trial is not None and trial.passes


def ways(outcome: Outcome) -> WaysOut:
    assert outcome.trial is not None
    assert not outcome.trial.passes
    return ways_out(outcome.trial, shortages(outcome.trial), outcome.keys, outcome.line)


@pytest.mark.parametrize("annual", [True, False])
@pytest.mark.parametrize("what", REFUSED)
def test_every_way_out_leads_out(tmp_path: Path, what: str, annual: bool) -> None:
    desk = Desk(tmp_path, annual=annual)
    verb, keys = REFUSED[what]
    if "reservation" in what:
        # All that is not reserved is committed already.
        most = ways(desk.act(verb, keys | {"amount": Decimal(90_000_000)})).fits
        assert most is not None
        assert desk.act(verb, keys | {"amount": Decimal(most) / 100}, only_try=False).recorded
    tried = desk.act(verb, keys)
    its = ways(tried)
    opened = open_budget(str(desk.path))
    assert Foresight(opened).of(verb, keys).ways == its
    assert tried.trial is not None
    short = next((each for each in shortages(tried.trial) if each.line is not None), None)
    to = keys.get("line")
    if its.fits is not None:
        key = next(name for name in ("amount", "ae", "cp") if name in keys)
        assert desk.passes(verb, keys | {key: Decimal(its.fits) / 100})
    for name, left in its.reservations:
        assert left >= (tried.cents() or 0)
        assert verb != "commit" or desk.passes(verb, keys | {"reservation": name})
    for donor, most in its.donors:
        assert short is not None
        assert short.of in {"ae", "cp"}
        given = {"kind": "transfer", "from": donor, "to": to, "date": keys["date"]}
        assert desk.passes("move", given | {short.of: Decimal(short.short) / 100}), donor
        assert desk.passes("move", given | {short.of: Decimal(most) / 100}), donor
    if what in {"after the end", "a release"}:
        assert not its.donors
        assert not its.reservations
    if "reservation" in what:
        held = [] if annual and what.startswith("of another") else ["AF-2024-02"]
        assert [name for name, _ in its.reservations] == held
    elif what in {"a commitment", "before later ones", "a freeze"} and not annual:
        assert its.donors
