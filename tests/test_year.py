"""A year of an envelope, from the screens alone and from commands alone: the same file at the end, byte for byte."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pilots import fill, form, stand_on
from tui.seen import press, ready

from jo_security.cli.door import run
from jo_security.locales.language import speak
from jo_security.tui.app import JoApp
from jo_security.tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

BUDGET = """\
format = 1

[budget]
id       = "jeux"
label    = "Sécurité des Jeux"
envelope = 8_000_000.00
start    = 2024-01-01
end      = 2025-12-31

[[controls.visa]]
from      = 2024-01-01
threshold = 1_000_000.00

[[line]]
id    = "anti-drone"
label = "Stratégie anti-drone"

[[line]]
id     = "radars"
label  = "Radars"
parent = "anti-drone"
title  = 5

[[line]]
id     = "brouilleurs"
label  = "Brouilleurs"
parent = "anti-drone"
title  = 3
"""
LETTERS = {"commit": "C", "reserve": "R", "move": "M", "plan": "L", "assert": "B", "adjust": "A", "deliver": "D"}
LETTERS |= {"pay": "P"}


@dataclass(frozen=True)
class Step:
    """An act: where one stands for it, and what is given; `refused` says that it is, and is left."""

    verb: str
    line: str
    given: dict[str, str]
    commitment: str | None = None
    refused: bool = False
    follows: dict[str, str] = field(default_factory=dict)
    """What the form that then opens by itself holds."""


REST = {"amount": "-20,000.00", "reason": "Final payment made; the rest is withdrawn"}
VISA = {"visa": "V-7", "visa-date": "2024-03-08", "visa-by": "Contrôleur budgétaire"}
YEAR = (
    Step("move", "radars", {"kind": "opening", "ae": "5M", "cp": "2M", "date": "2024-01-02", "reference": "LFI 2024"}),
    Step("move", "brouilleurs", {"kind": "opening", "ae": "3M", "cp": "1,5M", "date": "2024-01-02"}),
    Step("move", "radars", {"kind": "freeze", "ae": "250k", "cp": "100k", "date": "2024-02-01"}),
    Step("reserve", "radars", {"label": "Marché de radars", "amount": "2M", "date": "2024-02-12"}),
    Step(
        "commit",
        "radars",
        {
            "supplier": "Société Exemple [Radars]",
            "label": "Radars à longue portée",
            "amount": "3*600k",
            "date": "2024-03-14",
            "reservation": "AF-2024-001",
            **VISA,
            "schedule": "2024=600k, 2025=1,2M",
            "tags": "drone, jeux",
        },
    ),
    Step(
        "commit", "brouilleurs", {"supplier": "Exemple", "label": "Brouilleurs", "amount": "400k", "date": "2024-04-02"}
    ),
    Step(
        "adjust",
        "radars",
        {
            "amount": "200 000,00",
            "reason": "Deux sites de plus",
            "date": "2024-05-06",
            "schedule": "2024=600k, 2025=1,4M",
        },
        "EJ-2024-001",
    ),
    Step("deliver", "radars", {"amount": "500k", "date": "2024-06-03"}, "EJ-2024-001"),
    Step("pay", "radars", {"amount": "500k", "date": "2024-06-20", "reference": "FAC 12"}, "EJ-2024-001"),
    Step("move", "brouilleurs", {"kind": "transfer", "to": "radars", "ae": "100k", "cp": "50k", "date": "2024-07-01"}),
    Step("move", "radars", {"kind": "release", "ae": "250k", "cp": "100k", "date": "2024-07-02"}),
    Step("pay", "brouilleurs", {"amount": "12 345,67", "label": "Location", "date": "2024-07-15"}),
    Step("deliver", "brouilleurs", {"amount": "380k", "date": "2024-09-02"}, "EJ-2024-002"),
    Step("pay", "brouilleurs", {"amount": "380k", "date": "2024-09-16", "final": "yes"}, "EJ-2024-002", follows=REST),
    Step(
        "commit",
        "brouilleurs",
        {"supplier": "Exemple", "label": "Urgence", "amount": "9M", "date": "2024-10-01", "note": "Demandée le 30"},
        refused=True,
    ),
    Step(
        "commit",
        "brouilleurs",
        {
            "supplier": "Exemple",
            "label": "Urgence",
            "amount": "2,6M",
            "date": "2024-10-01",
            "visa": "V-9",
            "visa-date": "2024-09-30",
            "override": "Décision du préfet",
        },
    ),
    Step("move", "radars", {"kind": "cancellation", "ae": "50k", "cp": "20k", "date": "2024-11-04"}),
    Step("plan", "radars", {"label": "Maintenance", "amount": "120k", "date": "2025-03-03", "probability": "0,8"}),
    Step("assert", "radars", {"measure": "committed", "amount": "2M", "date": "2024-12-31"}),
    Step(
        "move",
        "radars",
        {
            "kind": "carry-over",
            "ae": "10k",
            "cp": "10k",
            "date": "2025-01-15",
            "exercise": "2025",
            "from-exercise": "2024",
        },
    ),
)
TAKEN_BACK = {"undo": "u", "redo": "U"}
"""How the last operation is taken back and recorded again: by a command, and by a key."""


def environment(folder: Path) -> dict[str, str]:
    return {"JO_SECURITY_OFFICER": "Claire Martin", "XDG_STATE_HOME": str(folder / "state")}


def options(step: Step) -> Iterator[str]:
    """What a command is given for a step."""
    about = {"from": step.line} if step.given.get("kind") == "transfer" else {"line": step.line}
    if step.commitment is not None:
        about = {"commitment": step.commitment}
    for key, value in {**about, **step.given}.items():
        if key == "schedule":
            yield from (f"--schedule={share}" for share in value.split(", "))
        elif key == "tags":
            yield from (f"--tag={tag}" for tag in value.split(", "))
        elif key != "final":
            yield f"--{key}={value}"


def by_commands(budget: Path) -> None:
    for step in YEAR:
        assert run([step.verb, str(budget), *options(step), "--lang=en"]) == int(step.refused), step
        if step.follows:
            more = [f"--{key}={value}" for key, value in step.follows.items()]
            date = f"--date={step.given['date']}"
            assert run(["adjust", str(budget), f"--commitment={step.commitment}", *more, date, "--lang=en"]) == 0
    for verb in TAKEN_BACK:
        assert run([verb, str(budget), "--lang=en"]) == 0


async def by_screens(pilot: Pilot[None]) -> None:
    await ready(pilot)
    for step in YEAR:
        await stand_on(pilot, step.line, step.commitment)
        await press(pilot, LETTERS[step.verb])
        await fill(pilot, step.given)
        assert (form(pilot).foreseen.passes, bool(form(pilot).foreseen)) == (not step.refused, True)  # type: ignore[union-attr]
        await press(pilot, "ctrl+s")
        if step.refused:
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "ctrl+l", "escape")
        elif step.follows:
            assert step.follows.items() <= form(pilot).texts().items()
            await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, FormScreen), step
    for key in TAKEN_BACK.values():
        await press(pilot, key, "enter")


def told(budget: Path) -> list[dict[str, Any]]:
    """What the journal tells, without times and what hangs on them."""
    (chain,) = (budget.parent / "jeux.journal").glob("*.jsonl")
    text = chain.read_text(encoding="utf-8")
    return [{key: json.loads(line).get(key) for key in ("act", "op", "id", "text")} for line in text.splitlines()]


async def test_a_year_is_the_same_from_screens_and_from_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("commands", "screens")]
    budgets = []
    for folder in folders:
        folder.mkdir()
        budgets.append(folder / "jeux.toml")
        budgets[-1].write_text(BUDGET, encoding="utf-8")
    for name, value in environment(folders[0]).items():
        monkeypatch.setenv(name, value)
    by_commands(budgets[0])
    app = JoApp(str(budgets[1]), speak("en"), environ={**os.environ, **environment(folders[1])})
    async with app.run_test(size=(140, 45)) as pilot:
        await by_screens(pilot)
    commands, screens = (budget.read_text(encoding="utf-8") for budget in budgets)
    assert re.sub("date = 20[0-9-]{8} }", "date = today }", screens) == re.sub(
        "date = 20[0-9-]{8} }", "date = today }", commands
    )
    assert told(budgets[1]) == told(budgets[0])
    assert run(["check", str(budgets[1])]) == 0
