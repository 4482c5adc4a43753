"""What an operation does to the rest of a budget: the balances that it changes, and what comes to be short of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jo_security.ledger.course import MOST, NAMES, own
from jo_security.ledger.kept import OUTSIDE, Kept, Sum
from jo_security.ledger.ledger import Ledger
from jo_security.ledger.rows import Row

Changes = Mapping[tuple[int, int], Mapping[int, int]]
"""How much operations change balances: by line and the rest of a balance's number, then by operation."""
CARRIERS = ("opened", "cp-opened")
"""A measure that weighs on AE alone, and one that weighs on CP alone."""
WITHDRAWN = 7
"""The rank within a day of withdrawals and credit notes."""
LAST = 2**62


@dataclass(frozen=True, slots=True)
class Placed:
    """An operation's place in time in a part, None where it has none; and in the whole, where `before` comes after it.

    `sound` says whether the rules count it.
    """

    op: int | None
    before: int
    sound: bool

    @classmethod
    def of(cls, its: Ledger, table: str, n: int, ahead: int) -> "Placed":
        """The place of a record by its number; so many records of later files move up for it."""
        row = its.connection.execute("SELECT op, sound FROM operation WHERE kind = ? AND n = ?", (table, n)).fetchone()
        if row is None:
            return cls(None, 0, sound=False)
        op, sound = row
        # Withdrawals and credit notes lie two by two: see operations.sql.
        return cls(op, op - ahead * (2 if op >> 32 & 15 == WITHDRAWN else 1), bool(sound))


class Steps:
    """By how much a balance comes to be higher or lower, from some operations on."""

    __slots__ = ("_by",)

    def __init__(self) -> None:
        self._by: defaultdict[int, int] = defaultdict(int)

    def add(self, op: int, change: int) -> None:
        """A change from an operation on."""
        self._by[op] += change

    def at(self, op: int) -> int:
        """By how much after an operation."""
        return sum(change for each, change in self._by.items() if each <= op)

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """From which operation to before which one, and by how much."""
        ops, so_far = sorted(self._by), 0
        for since, until in zip(ops, [*ops[1:], LAST], strict=True):
            so_far += self._by[since]
            yield since, until, so_far


class Rest:
    """The rest of a budget as far as an operation of a part touches it.

    `ops` are operations of the rest that the part is to hold. `whole` is False where more of them come to be short than
    are looked at.
    """

    def __init__(self, kept: Kept, was: Changes, now: Changes, placed: Placed) -> None:
        self.kept = kept
        self.placed = placed
        self.now = now
        self.whole = True
        self.ops: set[int] = set()
        self._low: dict[tuple[int, int], tuple[int, int]] = {}
        self._deltas: defaultdict[int, Steps] = defaultdict(Steps)
        for line, rest in {*was, *now}:
            before, after = was.get((line, rest), {}), now.get((line, rest), {})
            for op in {*before, *after}:
                change = after.get(op, 0) - before.get(op, 0)
                if change:
                    for key in (own(line, rest), *((up << 20) + rest for up in kept.above[line])):
                        self._deltas[key].add(placed.before if op == placed.op else op, change)

    def run(self, its: Ledger, scope: frozenset[int]) -> tuple[list[Row], list[Sum], list[Row]]:
        """What a part is to hold besides `ops`: rows of `low`, of entries that the rules count, and of `credit`."""
        self._later({op for (op,) in its.connection.execute("SELECT op FROM operation")})
        self._mine()
        downs = self._down(its)
        self._named(scope)
        credit = [*self._opened(its)]
        low = [
            (NAMES[key >> 16 & 15], key >> 20, key & 65535, op, change, after)
            for (key, op), (change, after) in self._low.items()
        ]
        return low, [*self._carried(downs)], credit

    def _later(self, mine: set[int]) -> None:
        """Operations of the rest that come to be short, on every balance where they are."""
        totals = [(key, steps) for key, steps in self._deltas.items() if key >= 0]
        for key, steps in totals:
            tolerance = self.kept.tolerance if NAMES[key >> 16 & 15] == "ae" else 0
            for since, until, change in steps.spans():
                if change < 0:
                    ops, more = self.kept.courses.short(key, (since, until), -change, tolerance)
                    self.ops.update(ops)
                    self.whole &= not more
        self.ops -= mine
        for key, steps in totals:
            course = self.kept.courses[key]
            for op in self.ops:
                self._note(key, op, course.change(op), course.at(op) + steps.at(op))

    def _mine(self) -> None:
        """What the operations of the part itself leave of the balances that change."""
        sums: defaultdict[tuple[int, int], int] = defaultdict(int)
        for (line, rest), changes in self.now.items():
            for key in ((up << 20) + rest for up in self.kept.above[line]):
                if key in self._deltas:
                    for op, change in changes.items():
                        sums[key, op] += change
        for (key, op), change in sums.items():
            course, steps = self.kept.courses[key], self._deltas[key]
            if op == self.placed.op:
                self._note(key, op, change, course.at(self.placed.before - 1) + steps.at(self.placed.before))
            else:
                self._note(key, op, change, course.at(op) + steps.at(op))

    def _note(self, key: int, op: int, change: int, after: int) -> None:
        """Keep what the rules look for: an operation that lowers a balance and leaves it under zero."""
        if change < 0 and after < 0:
            self._low[key, op] = (change, after)

    def _down(self, its: Ledger) -> dict[int, set[int]]:
        """The transfers to lines below that the rules look at, by the line that they leave."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for key, steps in self._deltas.items():
            line, course = ~key >> 20, self.kept.courses[key]
            if key < 0 and ~key >> 16 & 15 < len(CARRIERS):
                for op in self.kept.down.get(line, ()):
                    left = course.at(op)
                    if course.change(op) < 0 <= left and left + steps.at(op) < 0:
                        found[line].add(op)
                        self.ops.add(op)
        rows = its.connection.execute(
            """
            SELECT left_line.n FROM movement AS m JOIN line AS left_line ON left_line.id = m."from"
            JOIN line AS entered_line ON entered_line.id = m."to"
            JOIN above ON above.below = entered_line.n AND above.line = left_line.n
            """
        ).fetchall()
        if self.placed.op is not None:
            for (line,) in rows:
                found[line].add(self.placed.op)
        return found

    def _named(self, scope: frozenset[int]) -> None:
        """An operation for each balance that JO201 still names, for JO402 to pass its line over."""
        for key, offences in self.kept.named.items():
            if key >> 20 in scope:
                steps = self._deltas.get(key, Steps())
                for op, left in offences:
                    after = left + steps.at(op)
                    if after < -self.kept.tolerance:
                        self.ops.add(op)
                        self._low.setdefault((key, op), (-1, after))
                        break

    def _opened(self, its: Ledger) -> Iterator[Row]:
        """What is opened of the envelope before the operation, and the later openings that come to exceed it."""
        op, envelope = self.placed.op, self.kept.envelope
        if op is None or envelope is None:
            return
        opens = "SELECT COALESCE(sum(ae), 0) FROM credit WHERE op = ? AND kind NOT IN ('freeze', 'release')"
        (more,) = its.connection.execute(opens, (op,)).fetchone()
        if more <= 0:
            return
        ops, opened, openings = self.kept.openings

        def at(op: int) -> int:
            place = bisect_left(ops, op + 1)
            return opened[place - 1] if place else 0

        later = [each for each in openings if each >= op and at(each) <= envelope < at(each) + more]
        self.whole &= len(later) <= MOST
        later = sorted(sorted(later, key=lambda each: -at(each))[:MOST])
        self.ops.update(later)
        so_far = 0
        for each in (op, *later):
            before = at(each - 1)
            yield each - 1, OUTSIDE, 0, "transfer", before - so_far, 0
            so_far = before
            if each != op:
                yield each, OUTSIDE, 0, "opening", at(each) - before, 0
                so_far = at(each)

    def _carried(self, downs: Mapping[int, set[int]]) -> Iterator[Sum]:
        """What lines have of their own, before and after the transfers to lines below."""
        for line, ops in downs.items():
            for rest, course in self.kept.courses.own(line):
                if rest >> 16 >= len(CARRIERS):
                    continue
                measure, year, so_far = CARRIERS[rest >> 16], rest & 65535, 0
                for each in sorted(ops):
                    before = course.at(each - 1)
                    yield measure, each - 1, line, year, before - so_far
                    so_far = before
                    if each != self.placed.op:
                        yield measure, each, line, year, course.change(each)
                        so_far = course.at(each)
