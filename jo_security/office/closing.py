"""Closing the books to a day: a record with the digest of what is there, where nothing up to that day is wrong."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from jo_security.files.batch import key_of
from jo_security.files.desk import Desk
from jo_security.files.read import Reading, finding_of
from jo_security.files.unwritable import Overwritten
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.office.acting import Officer, Outcome
from jo_security.office.closed import closed_to
from jo_security.office.holding import held
from jo_security.office.trying import tried
from jo_security.records.digest import digests
from jo_security.records.problem import Finding, Words, Wrong
from jo_security.records.tables import OPERATIONS, Book
from jo_security.records.words import N_

TABLE = "closing"


def close(name: str, to: datetime.date, officer: Officer, *, only_try: bool = False) -> Outcome:
    """Close a budget up to and including a day, or try it only.

    Refused for a day that has not come, that an earlier closing has closed or that comes before the budget, and where
    an error up to that day is open; but a closing that no longer holds stands in no later one's way. `after` is the
    position of the whole budget on that day. Raises Unreadable, Unwritable, Overwritten, Unfinished.
    """
    return held(name, officer, lambda desk, reading: _closed(to, officer, desk, reading, only_try=only_try))


def _closed(to: datetime.date, officer: Officer, desk: Desk, reading: Reading, *, only_try: bool) -> Outcome:
    """Try the closing of what was read, and append it where it passes. Raises Changed, and what `close` does."""
    book = reading.book
    if book is None:
        return Outcome(TABLE, TABLE, {"to": to}, problems=tuple(reading.problems), met=desk.met)
    if desk.missing:
        raise Overwritten(desk.at.name, tuple(key_of(entry)[1] for entry in desk.missing))
    keys = {"to": to, "date": officer.now().date(), "by": officer.name, "digest": digests(book, [to])[to]}
    file, texts = desk.drafted(reading.files, TABLE, keys)
    trial = tried(reading.files, book, TABLE, file, texts[0])
    wrongs = [finding_of(wrong, TABLE, trial.number, trial.record) for wrong in _wrongs(book, to)]
    trial = replace(trial, errors=[*trial.errors, *wrongs, *_open(trial.before, book, to)])
    ledger = trial.after.ledger
    position = None if ledger is None else answers.total(ledger, to)
    receipt = desk.append(reading.files, "close", TABLE, keys) if trial.passes and not only_try else None
    return Outcome(trial.record, TABLE, keys, (), trial, receipt, None, None, position, desk.met)


def _wrongs(book: Book, to: datetime.date) -> Iterator[Wrong]:
    """Why a day cannot be closed, whatever is recorded up to it; a day that has not come fits no closing at all."""
    last, start = closed_to(book), book.budget.start
    if last is not None and to <= last:
        says = Words(N_("the books are closed to {last:date} already"), {"last": last})
        yield Wrong("JO104", ("to",), says, Words(N_("Close to a later day.")))
    if start is not None and to < start:
        says = Words(
            N_("{day:date} comes before the budget, which starts on {start:date}"), {"day": to, "start": start}
        )
        yield Wrong("JO104", ("to",), says, Words(N_("Close to a day of the budget.")))


def _open(ledger: Ledger, book: Book, to: datetime.date) -> Iterator[Finding]:
    """The errors of a budget that are about what is recorded up to a day."""
    for finding in answers.problems(ledger, to if ledger.derived else None):
        later = finding.table in OPERATIONS and book.records[finding.table][finding.number].date > to
        if finding.severity == "error" and finding.code != "JO502" and not later:
            yield finding
