"""Records as rows of the ledger's tables: the columns of schema.sql, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a concept's module is loaded when a file holds its table
    import datetime
    from collections.abc import Callable, Iterator, Mapping

    from jo_security.records.adjustment import Adjustment
    from jo_security.records.assertion import Assertion
    from jo_security.records.commitment import Commitment
    from jo_security.records.delivery import Delivery
    from jo_security.records.indicator import Indicator, Observation
    from jo_security.records.line import Line
    from jo_security.records.milestone import Milestone
    from jo_security.records.movement import Movement
    from jo_security.records.payment import Payment
    from jo_security.records.plan import Plan
    from jo_security.records.programme import Programme
    from jo_security.records.reservation import Reservation
    from jo_security.records.tables import Book
    from jo_security.records.visa import Visa

Row = tuple[Any, ...]


def _day(date: datetime.date) -> tuple[str, int]:
    """A date as text and as a count of days."""
    return date.isoformat(), date.toordinal()


def _text(value: object) -> str | None:
    """A date or a number as text; nothing where there is none."""
    return None if value is None else str(value)


def _texts(values: tuple[str, ...]) -> str | None:
    """Several texts as an array of JSON; nothing where there are none."""
    if not values:
        return None
    import json  # most budgets do without

    return json.dumps(values, ensure_ascii=False)


def _visa(visa: Visa | None) -> Row:
    """A visa's number, date and giver."""
    return (visa.number, str(visa.date), visa.by) if visa else (None, None, None)


def _programme(n: int, r: Programme) -> Row:
    return (n, r.id, r.label, r.ministry, r.source, r.note)


def _line(n: int, r: Line) -> Row:
    return (n, r.id, r.label, r.programme, r.parent, r.title, r.allocation, r.illustrative, r.source, r.note)


def _movement(n: int, r: Movement) -> Row:
    year = r.exercise or r.date.year
    sides = (r.line, r.from_, r.to, r.from_exercise, r.ae, r.cp)
    return (n, r.id, r.kind, *_day(r.date), year, *sides, r.reference, r.source, r.note)


def _reservation(n: int, r: Reservation) -> Row:
    year = r.exercise or r.date.year
    return (n, r.id, *_day(r.date), year, r.line, r.label, r.amount, r.supplier, r.reference, r.note)


def _commitment(n: int, r: Commitment) -> Row:
    date, day = r.date.isoformat(), r.date.toordinal()
    what = (r.line, r.supplier, r.label, r.amount, r.ceiling, r.reservation)
    rest = (r.reference, r.note, r.schedule is not None, _texts(r.tags))
    return (
        n,
        r.id,
        date,
        day,
        r.exercise or r.date.year,
        *what,
        *_visa(r.visa),
        *rest,
    )


def _adjustment(n: int, r: Adjustment) -> Row:
    what = (r.exercise or r.date.year, r.commitment, r.amount, r.reason, r.reusable)
    return (n, r.id, *_day(r.date), *what, *_visa(r.visa), r.reference, r.note, r.schedule is not None)


def _delivery(n: int, r: Delivery) -> Row:
    return (n, r.id, *_day(r.date), r.date.year, r.commitment, r.amount, r.note)


def _payment(n: int, r: Payment) -> Row:
    date, day = r.date.isoformat(), r.date.toordinal()
    year = r.exercise or r.date.year
    return (n, r.id, date, day, year, r.amount, r.commitment, r.line, r.label, r.reference, r.note)


def _plan(n: int, r: Plan) -> Row:
    return (n, r.id, *_day(r.date), r.line, r.label, r.amount, str(r.probability), r.scenario)


def _assertion(n: int, r: Assertion) -> Row:
    return (n, *_day(r.date), r.amount, r.measure, r.line, r.exercise, r.source)


def _indicator(n: int, r: Indicator) -> Row:
    return (n, r.id, r.programme, r.label, r.unit, _text(r.goal), r.better, r.source, r.note)


def _observation(n: int, r: Observation) -> Row:
    return (n, r.indicator, str(r.value), _text(r.from_), str(r.to), r.source, r.note)


def _milestone(n: int, r: Milestone) -> Row:
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
    first, last = (day.toordinal() if day else None for day in (b.start, b.end))
    return (b.id, b.label, b.currency, b.envelope, _text(b.start), _text(b.end), first, last, b.source, b.note)


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


SHARED: Mapping[str, str] = {"commitment": "schedule", "adjustment": "schedule", "plan": "cp"}
"""The tables whose records hold shares, with the field that does."""
OVERRIDDEN = ("movement", "reservation", "commitment", "adjustment", "payment")
"""The tables whose records may pass a limit."""


def closings(book: Book, digests: Mapping[datetime.date, str]) -> Iterator[Row]:
    """The rows of the closings, each with the digest of what it closes."""
    for n, closing in enumerate(book.records.get("closing", ())):
        yield (n, str(closing.to), *_day(closing.date), closing.by, closing.digest, digests[closing.to])


def shares(table: str, n: int, record: Any) -> Iterator[Row]:  # noqa: ANN401 - records of every table
    """The rows of the shares of a schedule or a plan."""
    name = SHARED.get(table)
    if name is not None:
        yield from ((table, n, share.exercise, share.cp) for share in getattr(record, name) or ())


def overrides(table: str, n: int, record: Any) -> Iterator[Row]:  # noqa: ANN401 - records of every table
    """The row of a recorded decision to pass a limit."""
    if table in OVERRIDDEN and record.override is not None:
        decision = record.override
        yield (table, n, decision.by, decision.reason, decision.date.isoformat())
