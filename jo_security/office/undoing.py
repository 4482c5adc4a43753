"""Taking back one's own last operation, and doing it again: each as careful as an act."""

from collections.abc import Sequence
from dataclasses import dataclass

from jo_security.files.chain import Entry
from jo_security.files.desk import Desk
from jo_security.files.history import AGAIN, redoable, undoable
from jo_security.files.officer import Officer
from jo_security.files.read import Reading
from jo_security.files.source import Source
from jo_security.files.standing import key_of
from jo_security.office.closed import inside
from jo_security.office.holding import held
from jo_security.office.trying import tried, weighed
from jo_security.records.problem import Finding, Problem
from jo_security.records.tables import Book


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
    return held(name, officer, lambda desk, reading: _undone(officer, desk, reading))


def redo(name: str, officer: Officer) -> Undone:
    """Append again, word for word, what the officer undid last, where the credits allow it. Raises the same."""
    return held(name, officer, lambda desk, reading: _again(name, officer, desk, reading))


def _undone(officer: Officer, desk: Desk, reading: Reading) -> Undone:
    """Take away, where nothing rests on it. Raises Changed."""
    entry = undoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(None, tuple(reading.problems))
    table, its = key_of(entry)
    errors = _closed(reading.book, table, its) or _errors(reading.book, reading.book.without(table, its))
    if not errors:
        desk.remove(reading.files, "undo", entry)
    return Undone(its, (), errors)


def _again(name: str, officer: Officer, desk: Desk, reading: Reading) -> Undone:
    """Append again, where the credits allow it. Raises Changed."""
    entry = redoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(None, tuple(reading.problems))
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


def _closed(book: Book, table: str, name: str) -> list[Finding]:
    """What is wrong with taking away an operation that is closed; nothing of one that is not."""
    held = enumerate(book.records.get(table, ()))
    found = next(((number, record) for number, record in held if getattr(record, "id", None) == name), None)
    return [*inside(book, table, *found, there=True)] if found else []


def _errors(before: Book, after: Book) -> list[Finding]:
    """The errors of one budget that another has not, and that closes nothing else."""
    ledger, known = weighed(before)
    old = {(finding.code, finding.record) for finding in known}
    return [
        finding
        for finding in weighed(after, ledger.digests)[1]
        if finding.severity == "error" and (finding.code, finding.record) not in old
    ]
