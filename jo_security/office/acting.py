"""What an officer does: reserve, commit, adjust, deliver, pay, move, plan, assert; one function for all.

Under the lock of the budget, what is on the disk is read, the operation is tried, and either its block is appended or
nothing is changed and the trial says why. Several are tried together and recorded all or none.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jo_security.files.batch import key_of
from jo_security.files.branches import ids_on_branches
from jo_security.files.desk import Desk, Receipt, recording
from jo_security.files.officer import Officer, state_folder
from jo_security.files.read import Reading, read
from jo_security.files.standing import Standing
from jo_security.files.unwritable import Unwritable
from jo_security.ledger.answers import Position
from jo_security.office.amounts import cents_of
from jo_security.office.holding import held
from jo_security.office.numbering import next_ids, year_of
from jo_security.office.places import Place
from jo_security.office.remarking import remarks
from jo_security.office.trying import Trial, line_of, position_of, tried_together
from jo_security.records.problem import Problem, Words
from jo_security.records.tables import OPERATIONS, Book
from jo_security.records.words import N_

__all__ = ["ACTS", "Officer", "Outcome", "act", "act_all", "end_of", "restore", "state_folder"]

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
    return act_all(name, verb, [keys], officer, only_try=only_try)[0]


def act_all(
    name: str, verb: str, records: Sequence[Mapping[str, Any]], officer: Officer, *, only_try: bool = False
) -> list[Outcome]:
    """Record operations of one kind, all or none, or try them only; the outcome of each, in their order.

    Each is tried with those before it in place. They come with one entry of the journal and one write, in the file that
    receives all of them, and `undo` takes them back together. Raises the same; ValueError where there are none.
    """
    if not records:
        raise ValueError(verb)
    return held(name, officer, lambda desk, reading: _once(verb, records, desk, reading, only_try=only_try))


def _once(
    verb: str, records: Sequence[Mapping[str, Any]], desk: Desk, reading: Reading, *, only_try: bool
) -> list[Outcome]:
    """Try what was read with the operations, and append them where all pass. Raises Changed, and what `act` does."""
    table = ACTS[verb]
    if reading.book is None:
        problems = tuple(reading.problems)
        return [Outcome(str(each.get("id", "")), table, each, problems=problems, met=desk.met) for each in records]
    named = _named(table, records, reading.book, lambda: ids_on_branches(desk.at.path, reading.files.patterns))
    file, texts = desk.drafted(reading.files, table, *named)
    trials = tried_together(reading.files, reading.book, table, file, texts)
    receipt = None
    if trials.passes and not only_try:
        receipt = desk.append(reading.files, verb, table, *named)
    first = trials.each[0]

    @cache
    def positions(line: str | None) -> tuple[Position | None, Position | None]:
        return position_of(first.before, line), position_of(first.after.ledger, line)

    lines = [line_of(first.before, keys) for keys in named]
    return [
        Outcome(trial.record, table, keys, (), trial, receipt, line, *positions(line), desk.met)
        for keys, trial, line in zip(named, trials.each, lines, strict=True)
    ]


def _named(
    table: str, records: Sequence[Mapping[str, Any]], book: Book, elsewhere: Callable[[], frozenset[str]]
) -> list[Mapping[str, Any]]:
    """The keys of records, with the next free ids where none are given: free here and `elsewhere`."""
    if table not in OPERATIONS or all("id" in keys for keys in records):
        return [*records]
    given = {str(keys["id"]) for keys in records if "id" in keys} | elsewhere()
    years = {year_of(keys) for keys in records}
    ids = {year: next_ids(book, table, year, given) for year in years}
    return [keys if "id" in keys else {"id": next(ids[year_of(keys)]), **keys} for keys in records]


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
