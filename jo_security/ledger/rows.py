"""Records as rows of the ledger's tables: the columns of schema.sql, in their order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jo_security.records.tables import Book

Row = tuple[Any, ...]


def _day(date: Any) -> tuple[str, int]:
    """A date as text and as a count of days."""
    return date.isoformat(), date.toordinal()


def _text(value: Any) -> str | None:
    """A date or a number as text; nothing where there is none."""
    return None if value is None else str(value)


def _visa(visa: Any) -> Row:
    """A visa's number, date and giver."""
    return (visa.number, str(visa.date), visa.by) if visa else (None, None, None)


def _programme(n: int, r: Any) -> Row:
    return (n, r.id, r.label, r.ministry, r.source, r.note)


def _line(n: int, r: Any) -> Row:
    return (n, r.id, r.label, r.programme, r.parent, r.title, r.allocation, r.illustrative, r.source, r.note)


def _movement(n: int, r: Any) -> Row:
    year = r.exercise or r.date.year
    sides = (r.line, r.from_, r.to, r.from_exercise, r.ae, r.cp)
    return (n, r.id, r.kind, *_day(r.date), year, *sides, r.reference, r.source, r.note)


def _reservation(n: int, r: Any) -> Row:
    year = r.exercise or r.date.year
    return (n, r.id, *_day(r.date), year, r.line, r.label, r.amount, r.supplier, r.reference, r.note)


def _commitment(n: int, r: Any) -> Row:
    date, day = r.date.isoformat(), r.date.toordinal()
    what = (r.line, r.supplier, r.label, r.amount, r.ceiling, r.reservation)
    return (n, r.id, date, day, r.exercise or r.date.year, *what, *_visa(r.visa), r.reference, r.note, r.schedule is not None)


def _adjustment(n: int, r: Any) -> Row:
    what = (r.exercise or r.date.year, r.commitment, r.amount, r.reason, r.reusable)
    return (n, r.id, *_day(r.date), *what, *_visa(r.visa), r.reference, r.note, r.schedule is not None)


def _delivery(n: int, r: Any) -> Row:
    return (n, r.id, *_day(r.date), r.date.year, r.commitment, r.amount, r.note)


def _payment(n: int, r: Any) -> Row:
    date, day = r.date.isoformat(), r.date.toordinal()
    year = r.exercise or r.date.year
    return (n, r.id, date, day, year, r.amount, r.commitment, r.line, r.label, r.reference, r.note)


def _plan(n: int, r: Any) -> Row:
    return (n, r.id, *_day(r.date), r.line, r.label, r.amount, str(r.probability), r.scenario, r.note)


def _assertion(n: int, r: Any) -> Row:
    return (n, *_day(r.date), r.amount, r.measure, r.line, r.exercise, r.source)


def _indicator(n: int, r: Any) -> Row:
    return (n, r.id, r.programme, r.label, r.unit, _text(r.goal), r.better, r.source, r.note)


def _observation(n: int, r: Any) -> Row:
    return (n, r.indicator, str(r.value), _text(r.from_), str(r.to), r.source, r.note)


def _milestone(n: int, r: Any) -> Row:
    return (n, r.id, r.programme, r.label, _text(r.due), _text(r.done), r.source, r.note)


ROWS: Mapping[str, Callable[[int, Any], Row]] = {
    "programme": _programme,
    "line": _line,
    "movement": _movement,
    "reservation": _reservation,
    "commitment": _commitment,
    "adjustment": _adjustment,
    "delivery": _delivery,
    "payment": _payment,
    "plan": _plan,
    "assertion": _assertion,
    "indicator": _indicator,
    "observation": _observation,
    "milestone": _milestone,
}
"""Each table of records: the row of one, by its number and the record."""


def budget(book: Book) -> Row:
    """The row of the budget's header."""
    b = book.budget
    first = b.start.toordinal() if b.start else None
    return (b.id, b.label, b.currency, b.envelope, _text(b.start), _text(b.end), first, b.source, b.note)


def controls(book: Book) -> Row:
    """The row of the controls."""
    c = book.controls
    return (c.annual, c.commitment, c.envelope, c.movement, c.payment, str(c.early_warning), c.tolerance)


def thresholds(book: Book) -> Iterator[Row]:
    """The rows of the thresholds of visa."""
    for n, threshold in enumerate(book.controls.visa):
        yield (n, threshold.from_.isoformat(), threshold.title, threshold.threshold, threshold.source)


def tags(book: Book) -> Iterator[Row]:
    """The rows of the tags of lines."""
    for n, line in enumerate(book.records.get("line", ())):
        yield from ((n, tag) for tag in line.tags)


def shares(book: Book) -> Iterator[Row]:
    """The rows of the shares of schedules and plans."""
    for table, name in (("commitment", "schedule"), ("adjustment", "schedule"), ("plan", "cp")):
        for n, record in enumerate(book.records.get(table, ())):
            yield from ((table, n, share.exercise, share.cp) for share in getattr(record, name) or ())


def overrides(book: Book) -> Iterator[Row]:
    """The rows of the recorded decisions to pass a limit."""
    for table in ("movement", "reservation", "commitment", "adjustment", "payment"):
        for n, record in enumerate(book.records.get(table, ())):
            if record.override is not None:
                decision = record.override
                yield (table, n, decision.by, decision.reason, decision.date.isoformat())
