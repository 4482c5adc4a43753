"""An operation that is being typed: its id, where it would stand, and its record or what is wrong with it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from jo_security.files.appended import unfit
from jo_security.files.officer import Officer
from jo_security.files.read import ranked
from jo_security.files.receive import filled
from jo_security.files.whole import AMOUNTS, MOST, too_large
from jo_security.ledger.kept import Kept
from jo_security.ledger.rows import Row
from jo_security.office.numbering import following, followings, year_of
from jo_security.office.opening import Opened
from jo_security.records.checking import check
from jo_security.records.problem import Wrong
from jo_security.records.record import shapes
from jo_security.records.tables import OPERATIONS, kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is typed: its table, the number of the file that it would stand in, its number in the budget.

    `end` is how many records the table has: the number that it bears where others are not to move up.
    """

    table: str
    file: int
    number: int
    end: int
    record: Any

    @property
    def lines(self) -> list[str]:
        """The lines that it names itself."""
        named = (getattr(self.record, name, None) for name in ("line", "from_", "to"))
        return [line for line in named if isinstance(line, str)]

    @property
    def causes(self) -> tuple[str | None, str | None]:
        """What it names as its commitment and as its reservation."""
        return getattr(self.record, "commitment", None), getattr(self.record, "reservation", None)

    @property
    def where(self) -> object:
        """Where a withdrawal or a credit note may meet another one; None for all else."""
        if self.table not in ("adjustment", "payment") or self.record.amount > 0 or self.record.commitment is None:
            return None
        return self.record.commitment, self.record.date.isoformat()


class Drafting:
    """Makes records of what is typed, for a budget that was opened."""

    def __init__(self, opened: Opened, kept: Kept, officer: Officer | None) -> None:
        self.opened = opened
        self.officer = officer
        self._held = {table: kept.ids(table) for table in OPERATIONS}
        self.taken = set().union(*self._held.values())
        self._next: dict[tuple[str, int], str] = {}
        self._total = kept.magnitude(AMOUNTS)
        self._days = kept.period

    def named(self, table: str, keys: Mapping[str, Any]) -> dict[str, Any]:
        """The keys in the order of the reference, with the next free id where none is given."""
        its = dict(keys)
        if table in OPERATIONS and "id" not in its:
            year = year_of(keys)
            if (table, year) not in self._next:
                self._next[table, year] = following(self._held[table], self.taken, table, year)
            its["id"] = self._next[table, year]
        return _ordered(table, its)

    def named_all(self, table: str, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The keys of several operations without ids, each with a free one after that of the one before it."""
        years = {year_of(keys) for keys in records}
        ids = {year: followings(self._held[table], self.taken, table, year) for year in years}
        return [_ordered(table, {**keys, "id": next(ids[year_of(keys)])}) for keys in records]

    def place(self, table: str, keys: Mapping[str, Any]) -> tuple[int, int]:
        """The number of the file at whose end the operation would stand, and its number then."""
        files = self.opened.files
        file = 0
        exercise = keys.get("exercise", getattr(keys.get("date"), "year", None))
        if files.record_in is not None and isinstance(exercise, int):
            slug = self.officer.slug if self.officer else ""
            name = os.path.join(os.path.dirname(self.opened.name), filled(files.record_in, exercise, slug))
            names = [os.path.normpath(source.name) for source in files.sources]
            # A file that is not there yet comes last.
            file = names.index(os.path.normpath(name)) if os.path.normpath(name) in names else len(names) - 1
        return file, files.number(file, table)

    def record(self, table: str, keys: Mapping[str, Any]) -> tuple[Any, list[Wrong]]:
        """The record of the keys, or what is wrong with what is written."""
        records, faults = check(kind(table), [keys])
        if faults:
            return None, [wrong for _, wrong in faults]
        ids = {}
        if table == "adjustment":
            name = keys["commitment"]
            ids = {cause: [name] * (name in self._held[cause]) for cause in ("reservation", "commitment")}
        return records[0], [*unfit(self._days, ids, table, keys)] or self._too_large(table, records[0])

    def first(self, draft: Draft, held: Iterable[Row], *, moved: bool) -> dict[tuple[str, int], int]:
        """The order of withdrawals and credit notes that meet, the draft among them.

        `held` are the others: table, number, what they name, day. `moved` says whether they move up for the draft.
        """
        number = draft.number if moved else draft.end

        def moves(table: str, n: int) -> bool:
            return moved and table == draft.table and n >= number

        its: list[tuple[tuple[str, int], object]] = [
            ((table, n + moves(table, n)), tuple(where)) for table, n, *where in held
        ]
        if draft.where is not None:
            its.append(((draft.table, number), draft.where))

        def order(each: tuple[str, int]) -> tuple[int, float]:
            if each == (draft.table, number):
                return draft.file, inf
            return self.opened.files.order(each[0], each[1] - moves(each[0], each[1]))

        return ranked(its, order)

    def _too_large(self, table: str, record: object) -> list[Wrong]:
        """An amount with which the amounts of the budget no longer add up."""
        its = {name: abs(getattr(record, name) or 0) for name in AMOUNTS.get(table, ())}
        return [too_large(max(its, key=its.__getitem__))] if its and self._total + sum(its.values()) > MOST else []


def _ordered(table: str, its: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a record in the order of the reference."""
    known = [key for key in shapes(kind(table)) if key in its]
    return {key: its[key] for key in (*known, *its.keys() - set(known))}
