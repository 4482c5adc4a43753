"""What an officer does: reserve, commit, adjust, deliver, pay, move, plan, assert; one function for all.

Under the lock of the budget, what is on the disk is read, the operation is tried, and either its block is appended or
nothing is changed and the trial says why.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jo_security.files.branches import ids_on_branches
from jo_security.files.desk import Desk, Receipt, recording
from jo_security.files.officer import Officer, state_folder
from jo_security.files.read import Reading, read
from jo_security.files.standing import Standing, key_of
from jo_security.files.unwritable import Unwritable
from jo_security.ledger.answers import Position
from jo_security.office.holding import held
from jo_security.office.numbering import next_id, year_of
from jo_security.office.places import Place
from jo_security.office.remarking import remarks
from jo_security.office.trying import Trial, line_of, position_of, tried
from jo_security.records.money import cents
from jo_security.records.problem import Problem, Words
from jo_security.records.tables import OPERATIONS, Book
from jo_security.records.words import N_

__all__ = ["ACTS", "Officer", "Outcome", "act", "end_of", "restore", "state_folder"]

ACTS: Mapping[str, str] = {
    "reserve": "reservation",
    "commit": "commitment",
    "adjust": "adjustment",
    "deliver": "delivery",
    "pay": "payment",
    "move": "movement",
    "plan": "plan",
    "assert": "assertion",
}
"""Every act, with the table of the record that it appends."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act.

    `problems` are those of a budget that cannot be read, and then there is no `trial`. `receipt` is None where nothing
    was written: a trial that does not pass, or one that was asked for only. `line` is the operation's, by its id, and
    positions are that line's, before and after. `met` is what had happened to the files since the last act.
    """

    id: str
    table: str
    keys: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    trial: Trial | None = None
    receipt: Receipt | None = None
    line: str | None = None
    before: Position | None = None
    after: Position | None = None
    met: tuple[Standing, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether the operation stands in the file."""
        return self.receipt is not None

    def place(self) -> Place | None:
        """Where the operation stands, or would; None where there is none."""
        if self.trial is None:
            return None
        source, line, column = self.trial.after.files.place(self.table, self.trial.number)
        return Place(source.name, line, column)

    def brought(self) -> list[Problem]:
        """The problems that the operation brings, errors and warnings; those of a budget that cannot be read."""
        if self.trial is None:
            return [*self.problems]
        found = [*self.trial.errors, *self.trial.covered, *self.trial.warnings]
        return self.trial.after.files.problems(found)

    def remarks(self) -> tuple[Words, ...]:
        """What no rule forbids and is worth a look, of an operation that passes; no problems."""
        return () if self.trial is None else remarks(self.trial, self.table, self.keys)

    def cents(self) -> int | None:
        """The one amount of the operation, in cents; None where it bears several."""
        return cents_of(self.keys)


def act(name: str, verb: str, keys: Mapping[str, Any], officer: Officer, *, only_try: bool = False) -> Outcome:
    """Record an operation, or try it only; `keys` are the record's as TOML would give them, the id optional.

    Raises Unreadable, Unwritable, Overwritten, Unfinished. Nothing is written but where the outcome says so.
    """
    return held(name, officer, lambda desk, reading: _once(verb, keys, desk, reading, only_try=only_try))


def _once(verb: str, keys: Mapping[str, Any], desk: Desk, reading: Reading, *, only_try: bool) -> Outcome:
    """Try what was read with the operation, and append it where it passes. Raises Changed, and what `act` does."""
    table = ACTS[verb]
    if reading.book is None:
        return Outcome(str(keys.get("id", "")), table, keys, problems=tuple(reading.problems), met=desk.met)
    whole = _named(table, keys, reading.book, lambda: ids_on_branches(desk.at.path, reading.files.patterns))
    file, text = desk.drafted(reading.files, table, whole)
    trial = tried(reading.files, reading.book, table, file, text)
    line = line_of(trial.before, whole)
    before = position_of(trial.before, line)
    after = position_of(trial.after.ledger, line)
    receipt = None
    if trial.passes and not only_try:
        receipt = desk.append(reading.files, verb, table, whole)
    return Outcome(trial.record, table, whole, (), trial, receipt, line, before, after, desk.met)


def cents_of(keys: Mapping[str, Any]) -> int | None:
    """The one amount of an operation, in cents, whatever its sign; None where it bears several."""
    amounts = [keys[key] for key in ("amount", "ae", "cp") if key in keys]
    return abs(cents(amounts[0])) if len(amounts) == 1 else None


def _named(
    table: str, keys: Mapping[str, Any], book: Book, elsewhere: Callable[[], frozenset[str]]
) -> Mapping[str, Any]:
    """The record's keys, with the next free id where none is given: free here and `elsewhere`."""
    if "id" in keys or table not in OPERATIONS:
        return keys
    return {"id": next_id(book, table, year_of(keys), elsewhere()), **keys}


def end_of(name: str) -> datetime.date | None:
    """The last day of a budget; None where it has none, or cannot be read. Raises Unreadable."""
    book = read(name).book
    return None if book is None else book.budget.end


def restore(name: str, officer: Officer, *, accept: bool) -> tuple[str, ...]:
    """Append the operations that are missing once more, or accept that they are; their ids. Raises the same."""
    with recording(name, officer) as desk:
        if desk.met and desk.met[-1].kind == "unreadable":
            raise Unwritable(name, Words(N_("it is not TOML")))
        missing = tuple(key_of(entry)[1] for entry in desk.missing)
        if accept:
            desk.accept()
        else:
            desk.restore()
        return missing
