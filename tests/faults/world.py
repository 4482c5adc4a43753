"""A small budget to be tried hard: what records in it, and what must hold of it whatever happened."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from jo_security.files.batch import text_of
from jo_security.files.desk import Desk, recording
from jo_security.files.journal import APPEND, Journal
from jo_security.files.officer import Officer
from jo_security.files.place import place
from jo_security.files.read import read
from jo_security.files.save import Changed
from jo_security.files.source import Unreadable
from jo_security.files.standing import live
from jo_security.files.unwritable import Overwritten, Unwritable
from jo_security.files.verify import verify
from jo_security.office.acting import act, act_all, restore
from jo_security.office.undoing import undo

BASE = """\
format = 1

[budget]
id    = "b"
label = "Budget à l’épreuve"
start = 2024-01-01
end   = 2024-12-31

[[line]]
id         = "a"
label      = "Ligne « a »"
allocation = 90_000_000_000.00

# EJ-0
[[commitment]]
id       = "EJ-0"
date     = 2024-02-01
line     = "a"
supplier = "S"
label    = "L"
amount   = 5.00
""".encode()


LOST, TWICE = "was acknowledged and is lost", "is there more than once"
UNREADABLE, OUTSIDE = "the file is unreadable", "bytes changed outside of blocks"
"""What may never be said of a budget, whatever happened."""


def now() -> datetime.datetime:
    """The clock of these officers."""
    return datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)


def keys(name: str) -> dict[str, Any]:
    """An operation."""
    common = {"date": datetime.date(2024, 5, 2), "line": "a", "supplier": "S", "label": "L"}
    return {"id": name, **common, "amount": Decimal("1234.5")}


@dataclass
class World:
    """A folder with a budget in it, and officers who record."""

    folder: Path
    base: bytes = BASE
    head: str = ""
    officers: dict[str, Officer] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The budget."""
        return self.folder / "b.toml"

    @property
    def name(self) -> str:
        """The budget's name."""
        return str(self.path)

    def make(self) -> World:
        """Write the budget, alone in its folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.base)
        return self

    def officer(self, name: str) -> Officer:
        """An officer whose state lies beside the folder of the budget."""
        return Officer(name, str(self.folder.with_name(f"{self.folder.name}-state-{name}")), now)

    def once(self, name: str, officer: str) -> str:
        """Record an operation, or see that it is there already. Raises what stops it."""
        with recording(self.name, self.officer(officer), patience=60) as desk:
            desk.restore()
            reading = self._read(desk)
            if any(record.id == name for record in reading.book.records.get("commitment", ())):
                return "there"
            desk.append(reading.files, "commit", "commitment", keys(name))
            return "recorded"

    def act(self, name: str, officer: str) -> str:
        """Record an operation by way of the office, as every command does. Raises what stops it."""
        who = self.officer(officer)
        try:
            outcome = act(self.name, "commit", keys(name), who)
        except Overwritten:
            restore(self.name, who, accept=False)
            raise Changed from None
        if outcome.recorded:
            return "recorded"
        if outcome.trial is not None and any(found.code == "JO112" for found in outcome.trial.errors):
            return "there"
        raise Changed  # an editor has saved half a file

    def act_all(self, names: Sequence[str], officer: str) -> None:
        """Record operations together by way of the office. Raises what stops it."""
        outcomes = act_all(self.name, "commit", [keys(name) for name in names], self.officer(officer))
        if not all(outcome.recorded for outcome in outcomes):
            raise Changed

    def undo_last(self, officer: str) -> None:
        """Take back what an officer recorded last, by way of the office. Raises what stops it."""
        if not undo(self.name, self.officer(officer)).done:
            raise Changed

    def record(self, name: str, officer: str) -> None:
        """Record an operation, however often it takes: others write, and editors save half a file."""
        for _ in range(500):
            try:
                self.act(name, officer)
            except (Changed, Unwritable, Unreadable):
                time.sleep(0.002)
            else:
                return
        msg = f"{name} could not be recorded"
        raise AssertionError(msg)

    def undo(self, name: str, officer: str) -> None:
        """Take back an operation. Raises what stops it."""
        with recording(self.name, self.officer(officer)) as desk:
            entry = live(desk.entries())["commitment", name]
            desk.remove(read(self.name).files, "undo", entry)

    def ids(self) -> Counter[str]:
        """How often each commitment is there; none is in a file that cannot be read."""
        book = read(self.name).book
        return Counter(() if book is None else (record.id for record in book.records["commitment"]))

    def rest(self, officer: str = "last") -> None:
        """Open the budget once more: what was interrupted is finished, what is missing restored."""
        for _ in range(50):
            try:
                with recording(self.name, self.officer(officer)) as desk:
                    desk.restore()
            except Changed:
                continue
            return

    def faults(self, acknowledged: Iterable[str]) -> list[str]:
        """What does not hold once the budget is at rest; the ids that were acknowledged must be there once."""
        found = []
        ids = self.ids()
        found += [] if ids else [UNREADABLE]
        found += [f"{name} {LOST}" for name in acknowledged if not ids[name]]
        found += [f"{name} {TWICE}: {count} times" for name, count in ids.items() if count > 1]
        journal = Journal(place(self.name))
        verdict = verify(journal.at, self.officer("last").state)
        found += [f"{fault.path}:{fault.line}: {fault.says}" for fault in verdict.faults]
        there = {name for _, name in live(journal.entries())}
        if there | {"EJ-0"} != {*ids}:
            found.append(f"the journal and the file differ: {there ^ {*ids}}")
        found += [f"{each.name} is left over" for each in self.folder.rglob(".*.part")]
        found += [f"{each.name} is left over" for each in self.folder.rglob(".*.new")]
        return found

    def outside(self) -> list[str]:
        """What of the budget's bytes is neither what was there first nor a block that the journal knows."""
        journal, content = Journal(place(self.name)), self.path.read_bytes()
        for entry in reversed(journal.entries()):
            text = text_of(entry).encode()
            if entry.op == APPEND and text in content:
                content = content.replace(text, b"", 1)
        return [] if content == self.base else [f"{OUTSIDE}: {content[-300:]!r}"]

    @staticmethod
    def _read(desk: Desk) -> Any:
        reading = read(desk.at.name)
        if reading.book is None or not desk.holds(reading.files):
            raise Changed
        return reading
