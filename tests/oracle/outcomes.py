"""Rules on what a budget amounts to on the day asked for (JO401 to JO403, JO501)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal

from .found import Found
from .order import in_order
from .positions import firm, named_total, totals
from .records import Book, Op, cents

DORMANT_DAYS = 365


def line_problems(book: Book, as_of: date | None, over: AbstractSet[str]) -> Iterator[Found]:
    """Find JO402, on every line that no JO201 names."""
    rate = Decimal(book.controls.get("early-warning", "0.90"))
    for line in book.lines:
        here = totals(book, book.up_to(as_of), book.below(line), None)
        usable = here["opened"] - here["frozen"]
        consumed = here["committed"] + here["lost"]
        if line not in over and usable > 0 and consumed >= rate * usable:
            yield Found("JO402", line, "id", "warning")


def object_problems(book: Book, as_of: date | None, file_order: Sequence[str]) -> Iterator[Found]:
    """Find JO401 and JO403, commitment by commitment."""
    ops = in_order(book.up_to(as_of), file_order)
    for commitment in (op for op in ops if op.table == "commitment"):
        yield from _visas(book, ops, commitment)
        if as_of is not None and _dormant(ops, commitment, as_of):
            yield Found("JO403", commitment.id, "id", "warning")


def _visas(book: Book, ops: Sequence[Op], commitment: Op) -> Iterator[Found]:
    """Find JO401 of a commitment and of its additions."""
    before = 0
    for op in ops:
        if op is commitment or (op.table == "adjustment" and op.cause is commitment):
            limit = _threshold(book, op)
            # A commitment is judged by its own amount, whatever a backdated adjustment did before.
            start = 0 if op is commitment else before
            if limit is not None and start < limit <= start + op.amount and not _has_visa(op):
                yield Found("JO401", op.id, "amount", "warning")
            before += op.amount


def _threshold(book: Book, op: Op) -> int | None:
    """Give the threshold in force that day for the line's title, else the one for every title."""
    title = book.inherited(op.line).title
    in_force = [visa for visa in book.controls.get("visa", []) if visa["from"] <= op.date]
    own = [visa for visa in in_force if title is not None and visa.get("title") == title]
    general = [visa for visa in in_force if "title" not in visa]
    latest = max(own or general, key=lambda visa: visa["from"], default=None)
    return None if latest is None else cents(latest["threshold"])


def _has_visa(op: Op) -> bool:
    visa = op.record.get("visa")
    return visa is not None and visa["date"] <= op.date


def _dormant(ops: Sequence[Op], commitment: Op, as_of: date) -> bool:
    outstanding = firm(ops, commitment) - named_total(ops, "payment", commitment)
    alive = [op.date for op in ops if op.table in ("delivery", "payment") and op.cause is commitment]
    quiet = as_of - max([commitment.date, *alive])
    return outstanding > 0 and quiet.days >= DORMANT_DAYS


def assertion_problems(book: Book, as_of: date | None) -> Iterator[Found]:
    """Find JO501, each assertion at the end of its own day."""
    for rank, assertion in enumerate(book.doc.get("assertion", []), 1):
        day = assertion["date"]
        if as_of is not None and day > as_of:
            continue
        lines = book.below(assertion["line"]) if "line" in assertion else book.lines.keys()
        here = totals(book, book.up_to(day), lines, assertion.get("exercise"))
        if here[assertion["measure"]] != cents(assertion["amount"]):
            yield Found("JO501", f"assertion {rank}", "amount")
