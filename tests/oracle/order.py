"""How operations follow one another (section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from .records import Op

# Each kind in turn. «Withdrawals and credit notes» is one place, shared by two tables.
DAY = (
    ("line",),
    ("opening",),
    ("carry-over",),
    ("freeze",),
    ("release",),
    ("transfer",),
    ("cancellation",),
    ("withdrawal", "credit note"),
    ("reservation",),
    ("commitment",),
    ("adjustment",),
    ("delivery",),
    ("payment",),
)
PLACES = {kind: place for place, kinds in enumerate(DAY) for kind in kinds}


def in_order(ops: Iterable[Op], file_order: Sequence[str] = ()) -> list[Op]:
    """Sort operations by date, then kind, then the order of the budget."""
    places = {name: place for place, name in enumerate(file_order)}

    def key(op: Op) -> tuple[date, int, int, str, int]:
        # Without a file order, adjustments come before payments, as in section 2.
        return op.date, PLACES[_kind(op)], places.get(op.id, 0), op.table, op.rank

    return sorted(ops, key=key)


def _kind(op: Op) -> str:
    corrects = op.amount < 0 and op.cause is not None and op.cause.date < op.date
    if corrects and op.table == "adjustment":
        return "withdrawal"
    if corrects and op.table == "payment":
        return "credit note"
    return op.kind
