"""How balances run in time: after each operation, what it has left of each balance that the rules look at."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from heapq import nsmallest
from itertools import accumulate, chain

from jo_security.ledger.ledger import Ledger

NAMES = ("ae", "cp", "frozen ae", "frozen cp")
"""The balances by their codes, as balances.sql numbers them."""
REST = (1 << 20) - 1
MOST = 25
"""How many later operations are looked at that would be short of one balance: those that would be the most."""

FEW = 16
"""Of how many balances it is remembered which operations leave least of them."""


class Course:
    """One balance: the operations that change it, in the order of time, and what there is after each, in cents."""

    __slots__ = ("after", "ops")

    def __init__(self, ops: array[int], after: array[int]) -> None:
        self.ops = ops
        self.after = after

    def at(self, op: int) -> int:
        """What there is after all operations up to one."""
        place = bisect_right(self.ops, op)
        return self.after[place - 1] if place else 0

    def change(self, op: int) -> int:
        """By how much an operation changes it."""
        return self.at(op) - self.at(op - 1)


EMPTY = Course(array("q"), array("q"))


class Courses:
    """Every balance of a ledger, by its number in balances.sql; and what lines above others have of their own."""

    def __init__(self, ledger: Ledger, above: Mapping[int, tuple[int, ...]]) -> None:
        upper = {line for lines in above.values() for line in lines[1:]}
        ops: dict[int, array[int]] = {}
        changes: dict[int, array[int]] = {}
        rows = ledger.connection.execute("SELECT line, rest, op, change FROM own_change WHERE change <> 0 ORDER BY op")
        for line, rest, op, change in rows:
            keys = [(each << 20) + rest for each in above[line]]
            if line in upper:
                keys.append(own(line, rest))
            for key in keys:
                held = ops.get(key)
                if held is None:
                    ops[key], changes[key] = array("q", (op,)), array("q", (change,))
                elif held[-1] == op:
                    changes[key][-1] += change
                else:
                    held.append(op)
                    changes[key].append(change)
        self._courses = {key: Course(ops[key], array("q", accumulate(changes[key]))) for key in ops}
        self._least: dict[tuple[int, int, int], int] = {}
        self._kept: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}

    def __getitem__(self, key: int) -> Course:
        return self._courses.get(key, EMPTY)

    def own(self, line: int) -> Iterator[tuple[int, Course]]:
        """What a line has of its own, by the numbers of balances without the line."""
        return ((~key & REST, each) for key, each in self._courses.items() if key < 0 and ~key >> 20 == line)

    def short(self, key: int, span: tuple[int, int], lower: int, tolerance: int) -> tuple[list[int], bool]:
        """The operations of a span that would be short of a balance if it were that much lower, and were not.

        The worst come first. The second answer is whether there are more than are given.
        """
        course = self[key]
        first, last = bisect_left(course.ops, span[0]), bisect_left(course.ops, span[1])
        if first == last:
            return [], False
        which = (key, first, last)
        if which not in self._least:
            if len(self._least) >= FEW:
                self._least.clear()
            self._least[which] = min(course.after[first:last])
        if self._least[which] >= lower:
            return [], False
        found = self._worst(key, first, last, tolerance)
        end = bisect_left(found, (lower,))
        return [op for _, op in found[: min(end, MOST)]], end > MOST

    def _worst(self, key: int, first: int, last: int, tolerance: int) -> list[tuple[int, int]]:
        """Of the operations between two places that lower a balance and are not short of it, those that leave least."""
        which = (key, first, last, tolerance)
        if which not in self._kept:
            if len(self._kept) >= FEW:
                self._kept.clear()
            ops, after = self[key].ops, self[key].after
            before = after[first - 1] if first else 0
            lowering = (
                (left, op)
                for op, left, left_before in zip(
                    ops[first:last], after[first:last], chain((before,), after[first : last - 1]), strict=True
                )
                if -tolerance <= left < left_before
            )
            self._kept[which] = nsmallest(MOST + 1, lowering)
        return self._kept[which]


def own(line: int, rest: int) -> int:
    """The number of what a line has of its own of a balance: those of lines with all below them are over zero."""
    return ~((line << 20) + rest)
