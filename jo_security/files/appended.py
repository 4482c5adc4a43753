"""A budget with some records more, as if their blocks stood at the end of one of its files; nothing is written."""

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
    """The budget with the records; `book` is None where one of them does not fit, and `findings` say why.

    `operations` are the records, each by its number in the table and by what it is named by.
    """

    files: Files
    book: Book | None
    findings: Sequence[Finding]
    operations: Sequence[tuple[int, str]]


def appended(files: Files, book: Book, table: str, file: int, blocks: Sequence[Source]) -> Appended:
    """The budget with the records of blocks, each of which holds one; `file` is the number of the one they go to."""
    entries = [parse(block)[table][0] for block in blocks]
    number = files.number(file, table)
    for rank, block in enumerate(blocks):
        files = files.extended(file + rank, block, table)
    operations = [(number + rank, name_of(table, number + rank, entry)) for rank, entry in enumerate(entries)]
    records, faults = check(kind(table), entries)
    wrongs = [*faults] or [(rank, wrong) for rank, its in enumerate(entries) for wrong in _unfit(book, table, its)]
    if not wrongs:
        held = book.records.get(table, ())
        book = replace(book, records={**book.records, table: (*held[:number], *records, *held[number:])})
        # Whichever amount takes them too far, the last of these is the one too many.
        wrongs = [(len(entries) - 1, wrong) for _, _, wrong in total(book.records)]
    findings = [finding_of(wrong, table, *operations[rank]) for rank, wrong in wrongs]
    if findings:
        return Appended(files, None, findings, operations)
    return Appended(files, replace(book, first=first_of(files, book.records)), (), operations)


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
