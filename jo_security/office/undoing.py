"""Taking back one's own last operation, and doing it again: each as careful as an act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jo_security.files.batch import key_of, parts
from jo_security.files.chain import Entry
from jo_security.files.desk import Desk
from jo_security.files.history import AGAIN, redoable, undoable
from jo_security.files.officer import Officer
from jo_security.files.read import Reading
from jo_security.files.source import Source
from jo_security.files.standing import Standing
from jo_security.ledger.ledger import Ledger
from jo_security.office.closed import closed_to, inside
from jo_security.office.holding import held
from jo_security.office.journals import Change, change, entries
from jo_security.office.trying import tried_together, weighed
from jo_security.records.problem import Finding, Problem
from jo_security.records.tables import Book


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of it: `records` are the ids of the operation, or of those recorded together; none where there is none.

    Where nothing was done, `problems` are those of a budget that cannot be read, `errors` those that the budget would
    have and has not now.
    `other` says that it would have been another operation than the one that was asked for. `met` is what had happened
    to the files since the last act.
    """

    records: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    errors: Sequence[Finding] = ()
    other: bool = False
    met: Sequence[Standing] = ()

    @property
    def done(self) -> bool:
        """Whether the files were changed."""
        return bool(self.records) and not self.problems and not self.errors

    @property
    def id(self) -> str | None:
        """What it is about, all of it."""
        return ", ".join(self.records) if self.records else None


def undo(name: str, officer: Officer, of: str | None = None) -> Undone:
    """Take away the block of the officer's last operation that is still there; `of` is the entry it must be, by hash.

    Refused where the budget without it has an error that it has not now. Raises Unreadable, Unwritable, Overwritten,
    Unfinished.
    """
    return held(name, officer, lambda desk, reading: replace(_undone(officer, of, desk, reading), met=desk.met))


def redo(name: str, officer: Officer, of: str | None = None) -> Undone:
    """Append again, word for word, what the officer undid last, where the credits allow it. Raises the same."""
    return held(name, officer, lambda desk, reading: replace(_again(name, officer, of, desk, reading), met=desk.met))


def next_undo(name: str, officer: Officer) -> Change | None:
    """What `undo` would take away, as its entry tells it; None where there is nothing. Raises Unwritable."""
    return _told(undoable(entries(name), officer.name))


def next_redo(name: str, officer: Officer) -> Change | None:
    """What `redo` would append again, as the entry of its undoing tells it; None where there is nothing.

    Raises Unwritable.
    """
    return _told(redoable(entries(name), officer.name))


def _told(entry: Entry | None) -> Change | None:
    return None if entry is None else change(entry)


def _undone(officer: Officer, of: str | None, desk: Desk, reading: Reading) -> Undone:
    """Take away, where nothing rests on it. Raises Changed."""
    entry = undoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(problems=tuple(reading.problems))
    if of not in {None, entry.hash}:
        return Undone(other=True)
    its = [key_of(each) for each in parts(entry)]
    ledger, known = weighed(reading.book)
    if not ledger.derived:
        return Undone(problems=reading.files.problems(known))
    without = reading.book
    for key in its:
        without = without.without(*key)
    closed = [finding for key in its for finding in _closed(reading.book, *key)]
    errors = closed or _errors(ledger, known, without)
    if not errors:
        desk.remove(reading.files, "undo", entry)
    return Undone([name for _, name in its], errors=errors)


def _again(name: str, officer: Officer, of: str | None, desk: Desk, reading: Reading) -> Undone:
    """Append again, where the credits allow it. Raises Changed."""
    entry = redoable(desk.entries(), officer.name)
    if entry is None or reading.book is None:
        return Undone(problems=tuple(reading.problems))
    if of not in {None, entry.hash}:
        return Undone(other=True)
    table, _ = key_of(entry)
    blocks = [Source(name, str(each.said["text"]).encode()) for each in parts(entry)]
    trials = tried_together(reading.files, reading.book, table, _file(desk, entry), blocks)
    if trials.passes:
        desk.repeat(reading.files, AGAIN, entry)
    errors = [error for trial in trials.each for error in trial.errors]
    return Undone([key_of(each)[1] for each in parts(entry)], errors=errors)


def _file(desk: Desk, entry: Entry) -> int:
    """The number of the file that an entry is about."""
    there = [*desk.now.contents]
    return there.index(entry.file) if entry.file in there else len(there) - 1


def _closed(book: Book, table: str, name: str) -> list[Finding]:
    """What is wrong with taking away an operation that is closed; nothing of one that is not."""
    held = enumerate(book.records.get(table, ()))
    found = next(((number, record) for number, record in held if getattr(record, "id", None) == name), None)
    return [*inside(closed_to(book), table, *found, there=True)] if found else []


def _errors(ledger: Ledger, known: Sequence[Finding], after: Book) -> list[Finding]:
    """The errors of a budget beside those that are known, and that closes what a ledger does."""
    old = {(finding.code, finding.record) for finding in known}
    return [
        finding
        for finding in weighed(after, ledger.digests)[1]
        if finding.severity == "error" and (finding.code, finding.record) not in old
    ]
