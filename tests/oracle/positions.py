"""Positions (section 3): sums over operations, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from .records import MEASURES, Book, Doc, Op, cents


def remainder(ops: Iterable[Op], reservation: Op) -> int:
    """Give what is left of a reservation, under zero where it was used beyond its amount."""
    total = 0
    for op in ops:
        if op is reservation or (op.table == "adjustment" and op.cause is reservation):
            total += op.amount
        elif op.table == "commitment" and op.cause is reservation:
            total -= op.amount
    return total


def firm(ops: Iterable[Op], commitment: Op) -> int:
    """Give a commitment's amount with its adjustments."""
    return sum(op.amount for op in ops if op is commitment or (op.table == "adjustment" and op.cause is commitment))


def named_total(ops: Iterable[Op], table: str, commitment: Op) -> int:
    """Give the sum of the deliveries, or payments, that name a commitment."""
    return sum(op.amount for op in ops if op.table == table and op.cause is commitment)


def totals(book: Book, ops: Sequence[Op], lines: AbstractSet[str], exercise: int | None) -> dict[str, int]:
    """Add up these operations for these very lines, in one exercise or in all."""
    found = dict.fromkeys(MEASURES, 0)
    for op in ops:
        for effect in op.effects():
            if effect.line in lines and exercise in (None, effect.exercise):
                found[effect.measure] += effect.cents
    # Floors hold one by one: a reservation overdrawn does not eat into another one.
    for op in book.ops:
        if op.line in lines and exercise in (None, op.exercise):
            if op.table == "reservation":
                found["reserved"] += max(0, remainder(ops, op))
            elif op.table == "commitment":
                due = named_total(ops, "delivery", op) - named_total(ops, "payment", op)
                found["payable"] += max(0, due)
    if not book.follows_cp:
        found["cp-opened"] = found["cp-frozen"] = 0
    used = found["frozen"] + found["reserved"] + found["committed"] + found["lost"]
    found["available"] = found["opened"] - used
    if book.follows_cp:
        found["cp-available"] = found["cp-opened"] - found["cp-frozen"] - found["paid"]
    found["outstanding"] = found["committed"] - found["paid"]
    return found


def position(
    doc: Doc,
    lines: AbstractSet[str] | None = None,
    exercise: int | None = None,
    as_of: date | None = None,
) -> dict[str, int]:
    """Give the 13 measures in cents; `lines` is taken as it is, lines below NOT added (see `subtree`)."""
    book = Book(doc)
    chosen = book.lines.keys() if lines is None else lines
    return totals(book, book.up_to(as_of), chosen, exercise)


def unallocated(doc: Doc, as_of: date | None = None) -> int | None:
    """Give the envelope less the opened AE, none without an envelope."""
    if "envelope" not in doc["budget"]:
        return None
    return cents(doc["budget"]["envelope"]) - position(doc, as_of=as_of)["opened"]


def groups(
    doc: Doc,
    by: str,
    exercise: int | None = None,
    as_of: date | None = None,
) -> dict[str | int | None, dict[str, int]]:
    """Give a position by programme, title, tag or exercise, even to a group without operations."""
    book = Book(doc)
    ops = book.up_to(as_of)
    if by == "exercise":
        years = [year for year in book.exercises if exercise in (None, year)]
        return {year: totals(book, ops, book.lines.keys(), year) for year in years}
    members: dict[str | int | None, set[str]] = {}
    for line in book.lines:
        for key in _keys(book, line, by):
            members.setdefault(key, set()).add(line)
    return {key: totals(book, ops, lines, exercise) for key, lines in members.items()}


def _keys(book: Book, line: str, by: str) -> Sequence[str | int | None]:
    here = book.inherited(line)
    if by == "tag":
        return here.tags or (None,)
    return (here.programme,) if by == "programme" else (here.title,)


def holds_illustrative(
    doc: Doc,
    lines: AbstractSet[str] | None = None,
    exercise: int | None = None,
    as_of: date | None = None,
) -> bool:
    """Tell whether such a position holds an operation on an illustrative line."""
    book = Book(doc)
    chosen = book.lines.keys() if lines is None else lines
    touched = [
        (place, year)
        for op in book.up_to(as_of)
        for place, year in [(op.line, op.exercise), *((effect.line, effect.exercise) for effect in op.effects())]
    ]
    return any(
        place in chosen and exercise in (None, year) and book.inherited(place).illustrative for place, year in touched
    )
