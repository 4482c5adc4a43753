"""Taking back one's own last operation, and doing it again: each as careful as an act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jo_security.files.chain import Entry
from jo_security.files.desk import Desk, recording
from jo_security.files.history import AGAIN, redoable, undoable
from jo_security.files.officer import Officer
from jo_security.files.read import Reading, read
from jo_security.files.save import Changed
from jo_security.files.source import Source
from jo_security.files.standing import key_of
from jo_security.files.unwritable import Unwritable
from jo_security.office.trying import tried, weighed
from jo_security.records.problem import Finding, Problem, Words
from jo_security.records.tables import Book
from jo_security.records.words import N_

AGAIN_AT_MOST = 20
"""How often one begins anew where somebody saves the files at that very moment."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of it: the operation, None where there is none to undo; what is in the way where nothing was done.

    `problems` are those of a budget that cannot be read, `errors` those that the budget would have and has not now.
    """

    id: str | None
    problems: Sequence[Problem] = ()
    errors: Sequence[Finding] = ()

    @property
    def done(self) -> bool:
        """Whether the files were changed."""
        return self.id is not None and not self.problems and not self.errors


def undo(name: str, officer: Officer) -> Undone:
    """Take away the block of the officer's last operation that is still there.

    Refused where the budget without it has an error that it has not now. Raises Unreadable, Unwritable, Overwritten,
    Unfinished.
    """
    return _held(name, officer, _undone)


def redo(name: str, officer: Officer) -> Undone:
    """Append again, word for word, what the officer undid last, where the credits allow it. Raises the same."""
    return _held(name, officer, _again)


def _held(name: str, officer: Officer, do: Callable[[str, Officer, Desk, Reading], Undone]) -> Undone:
    """Do something with a budget that is held and was read."""
    with recording(name, officer) as desk:
        for _ in range(AGAIN_AT_MOST):
            try:
                reading = read(name)
                if reading.book is None:
                    return Undone(None, tuple(reading.problems))
                return do(name, officer, desk, reading)
            except Changed:
                desk.look_again()
    raise Unwritable(name, Words(N_("somebody else keeps saving it; try again")))


def _undone(name: str, officer: Officer, desk: Desk, reading: Reading) -> Undone:  # noqa: ARG001
    entry = undoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(None)
    table, its = key_of(entry)
    errors = _errors(reading.book, _lacking(reading.book, table, its))
    if not errors:
        desk.remove(reading.files, "undo", entry)
    return Undone(its, (), errors)


def _again(name: str, officer: Officer, desk: Desk, reading: Reading) -> Undone:
    entry = redoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(None)
    table, its = key_of(entry)
    block = Source(name, str(entry.said["text"]).encode())
    trial = tried(reading.files, reading.book, table, _file(desk, entry), block)
    if trial.passes:
        desk.repeat(reading.files, AGAIN, entry)
    return Undone(its, (), trial.errors)


def _file(desk: Desk, entry: Entry) -> int:
    """The number of the file that an entry is about."""
    there = [*desk.now.contents]
    return there.index(entry.file) if entry.file in there else len(there) - 1


def _lacking(book: Book, table: str, name: str) -> Book:
    """The budget without a record; one that bears no id changes nothing that others rest on."""
    held = book.records.get(table, ())
    kept = tuple(record for record in held if getattr(record, "id", None) != name)
    return replace(book, records={**book.records, table: kept})


def _errors(before: Book, after: Book) -> list[Finding]:
    """The errors of one budget that another has not."""
    old = {(finding.code, finding.record) for finding in weighed(before)[1]}
    return [
        finding
        for finding in weighed(after)[1]
        if finding.severity == "error" and (finding.code, finding.record) not in old
    ]
