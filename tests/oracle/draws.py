"""What the strategies draw again and again: days, amounts, exercises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .text import Record, Row

# Few values, so that a reservation is often used up to the cent.
WHOLE = [1, 2, 3, 4, 5, 8, 10]
LARGE = [5, 10, 12, 20, 30, 40]
FINE = [Decimal("0.01"), Decimal("2.50"), Decimal("4.99")]
REASON = {"by": "Ministre", "reason": "Urgence", "date": date(2023, 1, 1)}


class Draws:
    """Draws the days and amounts of one budget, and remembers its records."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose the exercises and the few days on which everything happens."""
        self.draw = draw
        self.first = 2023
        self.last = 2023 + draw(st.integers(0, 2))
        self.start = date(2023, *self.pick([(1, 1), (1, 1), (3, 1)]))
        self.end = date(self.last, *self.pick([(12, 31), (12, 31), (12, 31), (10, 31)]))
        years = range(self.first, self.last + 1)
        marks = [(1, 1), (1, 10), (1, 20), (1, 21), (3, 1), (3, 2), (6, 15), (9, 30), (12, 31)]
        inside = [date(year, *mark) for year in years for mark in marks]
        inside = [day for day in inside if self.start <= day <= self.end]
        self.days = sorted(draw(st.lists(st.sampled_from(inside), min_size=2, max_size=5, unique=True)))
        self.rows: list[Row] = []
        self.lines: list[str] = []
        self.causes: dict[str, list[Record]] = {"reservation": [], "commitment": []}
        self.count = 0

    def pick(self, choices: Iterable[Any]) -> Any:
        """Draw one of some choices."""
        return self.draw(st.sampled_from(list(choices)))

    def chance(self, out_of: int) -> bool:
        """Draw something that happens once in so many times."""
        return bool(self.draw(st.integers(1, out_of)) == out_of)

    def amount(self, sizes: Iterable[int] = WHOLE) -> int | Decimal:
        """Draw an amount that meets its limits often."""
        whole = self.pick(sizes)
        return Decimal(f"{whole}.00") if self.chance(3) else self.pick(FINE) if self.chance(12) else whole

    def signed(self, negative: int = 3) -> int | Decimal:
        """Draw an amount that is negative once in so many times."""
        return -self.amount() if self.chance(negative) else self.amount()

    def day(self, after: date | None = None, *, payment: bool = False) -> date:
        """Draw a day, most often not before what the operation names, and within the period."""
        if self.chance(40):
            outside = [date(2022, 12, 31), date(self.end.year + 1, 1, 20), date(self.end.year + 1, 1, 21)]
            return self.pick(outside)  # type: ignore[no-any-return]
        if payment and self.chance(8):
            return date(self.end.year + 1, 1, self.pick([5, 20]))
        later = [day for day in self.days if after is None or day >= after]
        return self.pick(self.days if self.chance(15) else later or self.days)  # type: ignore[no-any-return]

    def year(self, record: Record) -> None:
        """State an exercise now and then: the right one, the one before, or any."""
        if self.chance(4):
            own = record["date"].year
            record["exercise"] = self.pick([own, own - 1, self.first, self.last, self.last])

    def extras(self, record: Record, odds: int = 6) -> None:
        """Add an exercise and an override now and then."""
        self.year(record)
        if self.chance(odds):
            record["override"] = REASON

    def new_id(self, prefix: str) -> str:
        """Make an id that nothing else bears."""
        self.count += 1
        return f"{prefix}-{self.count}"

    def add(self, table: str, record: Record) -> Record:
        """Keep a record, and remember it if others may name it."""
        self.rows.append((table, record))
        if table in self.causes:
            self.causes[table].append(record)
        return record
