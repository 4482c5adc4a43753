"""A budget with one record more, as if its block stood at the end of one of its files; nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jo_security.files.files import Files
from jo_security.files.read import finding_of, first_of, name_of
from jo_security.files.source import Source
from jo_security.files.syntax import parse
from jo_security.files.whole import period, reservations, total
from jo_security.records.checking import check
from jo_security.records.problem import Finding, Wrong
from jo_security.records.tables import Book, kind


@dataclass(frozen=True, slots=True)
class Appended:
    """The budget with the record; `book` is None where it does not fit, and `findings` say why.

    `number` is the record's in its table, `record` what it is named by.
    """

    files: Files
    book: Book | None
    findings: Sequence[Finding]
    number: int
    record: str


def appended(files: Files, book: Book, table: str, file: int, block: Source) -> Appended:
    """The budget with the record of a block, which holds one; `file` is the number of the one that it goes to."""
    entry = parse(block)[table][0]
    number = files.number(file, table)
    files = files.extended(file, block, table)
    name = name_of(table, number, entry)
    records, faults = check(kind(table), [entry])
    wrongs = [wrong for _, wrong in faults] or [*_unfit(book, table, entry)]
    if not wrongs:
        held = book.records.get(table, ())
        book = replace(book, records={**book.records, table: (*held[:number], records[0], *held[number:])})
        wrongs = [wrong for _, _, wrong in total(book.records)]
    findings = [finding_of(wrong, table, number, name) for wrong in wrongs]
    if findings:
        return Appended(files, None, findings, number, name)
    return Appended(files, replace(book, first=first_of(files, book.records)), (), number, name)


def _unfit(book: Book, table: str, entry: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong between the record and the rest of the budget."""
    causes = ("reservation", "commitment") if table == "adjustment" else ()
    ids = {cause: [record.id for record in book.records.get(cause, ())] for cause in causes}
    return unfit((book.budget.start, book.budget.end), ids, table, entry)


def unfit(
    days: Sequence[object], ids: Mapping[str, Iterable[str]], table: str, entry: Mapping[str, Any]
) -> Iterator[Wrong]:
    """What is wrong between a record and a budget of a first and a last day, with ids of what it may name."""
    said = {key: day for key, day in zip(("start", "end"), days, strict=True) if day is not None}
    yield from (wrong for _, _, wrong in period(said, {table: [entry]}))
    if table == "adjustment":
        causes = {cause: [{"id": name} for name in held] for cause, held in ids.items()}
        yield from (wrong for _, _, wrong in reservations({**causes, table: [entry]}))
