"""The records of a budget, with every default of section 2 made explicit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

Record = Mapping[str, Any]
Doc = Mapping[str, Any]

MEASURES = (
    "opened",
    "frozen",
    "reserved",
    "committed",
    "lost",
    "available",
    "cp-opened",
    "cp-frozen",
    "paid",
    "cp-available",
    "delivered",
    "outstanding",
    "payable",
)


def cents(amount: int | Decimal) -> int:
    """Read an amount of euros exactly, as a whole number of cents."""
    exact = Decimal(amount) * 100
    if exact != int(exact):
        msg = f"more than two decimals: {amount}"
        raise ValueError(msg)
    return int(exact)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an operation adds to one measure of one line in one exercise."""

    line: str
    exercise: int
    measure: str
    cents: int


@dataclass(frozen=True, slots=True)
class Op:
    """An operation, or the allocation of a line (whose table is then `line`)."""

    table: str
    id: str
    date: date
    exercise: int
    # Of a transfer, the line it leaves; else the line of the operation or of what it names.
    line: str
    amount: int
    # The commitment or reservation that it names.
    cause: Op | None
    record: Record
    # Its rank in its table: the order of the budget.
    rank: int

    @property
    def early(self) -> bool:
        """Tell whether it is dated before what it names (JO122)."""
        return self.cause is not None and self.date < self.cause.date

    @property
    def withdraws(self) -> bool:
        """Tell whether it is a withdrawal."""
        return self.table == "adjustment" and self.amount < 0

    @property
    def kind(self) -> str:
        """Give a movement's kind, or the table's name."""
        return str(self.record["kind"]) if self.table == "movement" else self.table

    @property
    def ae(self) -> int:
        """Give a movement's AE."""
        return cents(self.record.get("ae", 0))

    @property
    def cp(self) -> int:
        """Give a movement's CP: absent, those of an opening are its AE, of others zero."""
        if "cp" in self.record:
            return cents(self.record["cp"])
        return self.ae if self.kind == "opening" else 0

    @property
    def leaves(self) -> int:
        """Give the exercise that a carry-over leaves."""
        return int(self.record.get("from-exercise", self.exercise - 1))

    def effects(self) -> list[Effect]:
        """List what it adds to each measure that is a plain sum."""
        if self.table == "movement":
            return self._moves("opened", "frozen", self.ae) + self._moves("cp-opened", "cp-frozen", self.cp)
        return [Effect(self.line, self.exercise, measure, amount) for measure, amount in self._adds()]

    def _moves(self, opened: str, frozen: str, amount: int) -> list[Effect]:
        here = {
            "opening": (opened, amount),
            "carry-over": (opened, amount),
            "cancellation": (opened, -amount),
            "transfer": (opened, -amount),
            "freeze": (frozen, amount),
            "release": (frozen, -amount),
        }[self.kind]
        found = [Effect(self.line, self.exercise, *here)]
        if self.kind == "carry-over":
            found.append(Effect(self.line, self.leaves, opened, -amount))
        if self.kind == "transfer":
            found.append(Effect(self.record["to"], self.exercise, opened, amount))
        return found

    def _adds(self) -> list[tuple[str, int]]:
        amount, cause = self.amount, self.cause
        if self.table == "adjustment" and cause is not None and cause.table == "commitment":
            lost = -amount if self.withdraws and not self._reusable(cause) else 0
            return [("committed", amount), ("lost", lost)]
        if self.table == "payment" and cause is None:
            return [("paid", amount), ("committed", amount), ("delivered", amount)]
        measures = {"line": "opened", "commitment": "committed", "delivery": "delivered", "payment": "paid"}
        # A reservation and its adjustments only make its remainder, which is not a plain sum.
        return [(measures[self.table], amount)] if self.table in measures else []

    def _reusable(self, cause: Op) -> bool:
        return bool(self.record.get("reusable", self.exercise == cause.exercise))


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a line has in force, its own or from the lines above."""

    programme: str | None
    title: int | None
    tags: tuple[str, ...]
    illustrative: bool


class Book:
    """A budget with sound references, ready to be added up."""

    def __init__(self, doc: Doc) -> None:
        """Read the parsed document, its includes already merged."""
        self.doc = doc
        self.lines: dict[str, Record] = {line["id"]: line for line in doc.get("line", [])}
        self.controls: Record = doc.get("controls", {})

    @cached_property
    def ops(self) -> list[Op]:
        """List every operation that enters a balance, table by table: plans do not."""
        reservations = self._table("reservation", {})
        commitments = self._table("commitment", {op.id: op for op in reservations})
        causes = {op.id: op for op in reservations + commitments}
        rest = [op for table in ("adjustment", "delivery", "payment") for op in self._table(table, causes)]
        return self._allocations() + self._table("movement", {}) + reservations + commitments + rest

    def _allocations(self) -> list[Op]:
        start = self.doc["budget"].get("start", date.min)
        return [
            Op("line", line["id"], start, start.year, line["id"], cents(line["allocation"]), None, line, rank)
            for rank, line in enumerate(self.doc.get("line", []))
            if "allocation" in line
        ]

    def _table(self, table: str, causes: Mapping[str, Op]) -> list[Op]:
        named = "reservation" if table == "commitment" else "commitment"
        found = []
        for rank, record in enumerate(self.doc.get(table, [])):
            cause = causes[record[named]] if named in record else None
            line = cause.line if cause and "line" not in record else record.get("line", record.get("from"))
            exercise = record.get("exercise", record["date"].year)
            amount = cents(record.get("amount", 0))
            found.append(Op(table, record["id"], record["date"], exercise, line, amount, cause, record, rank))
        return found

    @cached_property
    def follows_cp(self) -> bool:
        """Tell whether a movement bears CP, whatever its date."""
        return any(op.table == "movement" and op.cp != 0 for op in self.ops)

    @cached_property
    def exercises(self) -> list[int]:
        """List every exercise that an operation touches."""
        own = {op.exercise for op in self.ops}
        return sorted(own | {effect.exercise for op in self.ops for effect in op.effects()})

    @property
    def annual(self) -> bool:
        """Tell whether AE are limited exercise by exercise."""
        return bool(self.controls.get("annual", False))

    def up_to(self, as_of: date | None) -> list[Op]:
        """List the operations dated that day or before."""
        return [op for op in self.ops if as_of is None or op.date <= as_of]

    def chain(self, line: str) -> list[str]:
        """List a line and those above it, from the bottom up."""
        found = [line]
        while "parent" in self.lines[found[-1]]:
            found.append(self.lines[found[-1]]["parent"])
        return found

    def below(self, line: str) -> frozenset[str]:
        """Give a line with all the lines below it."""
        return frozenset(other for other in self.lines if line in self.chain(other))

    def inherited(self, line: str) -> Inherited:
        """Give what is in force on a line: the nearest value, and the tags of all."""
        chain = [self.lines[name] for name in self.chain(line)]
        tags = [tag for record in reversed(chain) for tag in record.get("tags", [])]
        return Inherited(
            next((record["programme"] for record in chain if "programme" in record), None),
            next((record["title"] for record in chain if "title" in record), None),
            tuple(dict.fromkeys(tags)),
            next((record["illustrative"] for record in chain if "illustrative" in record), False),
        )


def inherited(doc: Doc, line: str) -> Inherited:
    """Give the programme, title, tags and illustrative mark in force on a line."""
    return Book(doc).inherited(line)


def subtree(doc: Doc, line: str) -> frozenset[str]:
    """Give the ids of a line and of all the lines below it."""
    return Book(doc).below(line)
