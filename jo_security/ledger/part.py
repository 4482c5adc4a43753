"""A part of a budget with one operation more: what it amounts to there is what it amounts to in the whole.

A part holds an operation, what lies near it and the lines above. The rest of the budget stands in it as sums, and as
those of its operations that come to be short: so the same scripts and the same rules say the same as for the whole.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jo_security.ledger.course import MOST, NAMES, own
from jo_security.ledger.kept import OUTSIDE, Kept, Sum
from jo_security.ledger.ledger import Ledger
from jo_security.ledger.near import Near
from jo_security.ledger.rows import Row
from jo_security.records.tables import OPERATIONS

Changes = Mapping[tuple[int, int], Mapping[int, int]]
"""How much operations change balances: by line and the rest of a balance's number, then by operation."""
WITHDRAWN = 7
"""The rank within a day of withdrawals and credit notes."""
CARRIERS = ("opened", "cp-opened")
"""A measure that weighs on AE alone, and one that weighs on CP alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A part before an operation: its entries, those that the rules count, and what these change."""

    entries: list[Sum]
    ruled: list[Sum]
    changes: Changes


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
        found = its.connection.execute(
            "SELECT op, sound FROM operation WHERE kind = ? AND n = ?", (table, n)
        ).fetchone()
        if found is None:
            return cls(None, 0, sound=False)
        op, sound = found
        # Withdrawals and credit notes lie two by two: see operations.sql.
        return cls(op, op - ahead * (2 if op >> 32 & 15 == WITHDRAWN else 1), bool(sound))


@dataclass(slots=True)
class Rest:
    """What of the rest of a budget a part is to hold: operations by their place in time, and what is short."""

    whole: bool = True
    ops: set[int] = field(default_factory=set)
    low: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def part(
    kept: Kept, scope: Iterable[int], near: Near, first: Mapping[tuple[str, int], int], assertions: Iterable[Row] = ()
) -> Ledger:
    """The records near an operation, on some lines; what they amount to is not derived yet."""
    its = Ledger()
    its.connection.execute("BEGIN")
    for table, rows in kept.frame.items():
        its.insert(table, rows)
    # An allocation is among the sums of the rest.
    its.insert("line", ((*row[:6], None, *row[7:]) for row in (kept.rows[n] for n in sorted(scope))))
    for table, rows in near.rows.items():
        if table != "first_of":
            its.insert(table, rows)
    its.insert("first_of", ((*which, place) for which, place in first.items()))
    its.insert("assertion", assertions)
    return its


def standing(kept: Kept, scope: Iterable[int], near: Near) -> Standing:
    """A part as it is before an operation."""
    its = part(kept, scope, near, {(kind, n): place for kind, n, place in near.rows["first_of"]})
    its.know()
    its.connection.execute("COMMIT")
    its.derive(follows_cp=kept.follows_cp)
    rows = "SELECT measure, op, line, exercise, amount FROM"
    entries, ruled = (its.connection.execute(f"{rows} {table}").fetchall() for table in ("entry", "ruled_entry"))
    return Standing(entries, ruled, _changes(its))


def complete(
    its: Ledger, kept: Kept, scope: frozenset[int], days: tuple[int, ...], was: Standing, placed: Placed
) -> bool:
    """Put the rest of the budget into a part with an operation more; whether all that comes to be short is there."""
    op, place = placed.op, placed.before
    run = its.connection.execute
    run("BEGIN")
    now = _changes(its)
    rest = Rest()
    deltas = _deltas(kept, was.changes, now, op, place)
    _later(kept, deltas, {each for (each,) in run("SELECT op FROM operation")}, rest)
    _mine(kept, now, deltas, op, place, rest)
    downs = _down(its, kept, deltas, op, rest)
    _named(kept, scope, deltas, rest)
    _opened(its, kept, op, place, rest)
    _copy(its, kept, rest.ops)
    run("DELETE FROM low")
    its.insert("low", _low(rest))
    its.insert("sound_entry", _carried(kept, downs, op, place))
    its.insert("sound_entry", ((*row[:-1], -row[-1]) for row in was.ruled))
    its.insert("entry", kept.folded(scope, days))
    its.insert("entry", ((*row[:-1], -row[-1]) for row in was.entries))
    if kept.delivers:
        its.insert("sound_account", [(0, "delivery", -1, 0, 0, 0, 0)])
    its.gather()
    run("COMMIT")
    return rest.whole


def add_bearers(its: Ledger, ledger: Ledger, name: str) -> None:
    """Put the operations of the whole that bear an id into a part."""
    for table in OPERATIONS:
        for row in ledger.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (name,)):
            its.connection.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)


def _changes(its: Ledger) -> Changes:
    """How much the operations of a part change balances."""
    found: defaultdict[tuple[int, int], defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for line, rest, op, change in its.connection.execute("SELECT line, rest, op, change FROM own_change"):
        found[line, rest][op] += change
    return found


class Steps:
    """By how much a balance comes to be higher or lower, from some operations on."""

    def __init__(self) -> None:
        self.by: defaultdict[int, int] = defaultdict(int)

    def at(self, op: int) -> int:
        """By how much after an operation."""
        return sum(change for each, change in self.by.items() if each <= op)

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """From which operation to before which one, and by how much."""
        ops = sorted(self.by)
        so_far = 0
        for since, until in zip(ops, [*ops[1:], 2**62], strict=True):
            so_far += self.by[since]
            yield since, until, so_far


def _deltas(kept: Kept, was: Changes, now: Changes, op: int | None, place: int) -> dict[int, Steps]:
    """By how much every balance that an operation changes comes to be higher or lower."""
    found: defaultdict[int, Steps] = defaultdict(Steps)
    for which in {*was, *now}:
        line, rest = which
        before, after = was.get(which, {}), now.get(which, {})
        for each in {*before, *after}:
            change = after.get(each, 0) - before.get(each, 0)
            if change:
                for key in (own(line, rest), *((up << 20) + rest for up in kept.above[line])):
                    found[key].by[place if each == op else each] += change
    return found


def _later(kept: Kept, deltas: Mapping[int, Steps], mine: set[int], rest: Rest) -> None:
    """Operations of the rest that come to be short, on every balance where they are."""
    for key, steps in deltas.items():
        tolerance = kept.tolerance if key >> 16 & 15 == 0 else 0
        for since, until, change in steps.spans() if key >= 0 else ():
            if change < 0:
                ops, more = kept.courses.short(key, (since, until), -change, tolerance)
                rest.ops.update(ops)
                rest.whole &= not more
    rest.ops -= mine
    for key, steps in deltas.items():
        course = kept.courses[key]
        for each in rest.ops if key >= 0 else ():
            change, after = course.change(each), course.at(each) + steps.at(each)
            if change < 0 and after < 0:
                rest.low[key, each] = (change, after)


def _mine(kept: Kept, now: Changes, deltas: Mapping[int, Steps], op: int | None, place: int, rest: Rest) -> None:
    """What the operations of the part itself leave of the balances that change."""
    sums: defaultdict[tuple[int, int], int] = defaultdict(int)
    for (line, part_of), changes in now.items():
        for up in kept.above[line]:
            key = (up << 20) + part_of
            for each, change in changes.items() if key in deltas else ():
                sums[key, each] += change
    for (key, each), change in sums.items():
        course, steps = kept.courses[key], deltas[key]
        after = course.at(place - 1) + steps.at(place) if each == op else course.at(each) + steps.at(each)
        if change < 0 and after < 0:
            rest.low[key, each] = (change, after)


def _down(its: Ledger, kept: Kept, deltas: Mapping[int, Steps], op: int | None, rest: Rest) -> dict[int, set[int]]:
    """The transfers to lines below that the rules look at, by the line that they leave."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, steps in deltas.items():
        line, course = ~key >> 20, kept.courses[key]
        for each in kept.down.get(line, ()) if key < 0 and ~key >> 16 & 15 < len(CARRIERS) else ():
            left = course.at(each)
            if course.change(each) < 0 <= left and left + steps.at(each) < 0:
                found[line].add(each)
                rest.ops.add(each)
    rows = its.connection.execute(
        """
        SELECT left_line.n FROM movement AS m JOIN line AS left_line ON left_line.id = m."from"
        JOIN line AS entered_line ON entered_line.id = m."to"
        JOIN above ON above.below = entered_line.n AND above.line = left_line.n
        """
    ).fetchall()
    for (line,) in rows:
        if op is not None:
            found[line].add(op)
    return found


def _named(kept: Kept, scope: frozenset[int], deltas: Mapping[int, Steps], rest: Rest) -> None:
    """An operation for each balance that JO201 still names, for JO402 to pass its line over."""
    for key, offences in kept.named.items():
        if key >> 20 in scope:
            steps = deltas.get(key, Steps())
            for op, left in offences:
                after = left + steps.at(op)
                if after < -kept.tolerance:
                    rest.ops.add(op)
                    rest.low.setdefault((key, op), (-1, after))
                    break


def _opened(its: Ledger, kept: Kept, op: int | None, place: int, rest: Rest) -> None:
    """What is opened of the envelope before the operation, and the later openings that come to exceed it."""
    if kept.envelope is None or op is None:
        return
    run = its.connection.execute
    (more,) = run("SELECT sum(ae) FROM credit WHERE op = ? AND kind NOT IN ('freeze', 'release')", (op,)).fetchone()
    if not more or more < 0:
        return
    ops, opened, openings = kept.openings

    def at(each: int) -> int:
        rank = bisect_left(ops, each)
        return opened[rank - 1] if rank else 0

    later = [each for each in openings if each >= place and at(each + 1) <= kept.envelope < at(each + 1) + more]
    rest.whole &= len(later) <= MOST
    later = sorted(sorted(later, key=lambda each: -at(each + 1))[:MOST])
    so_far = 0
    rows = []
    for each in (op, *later):
        before = at(place if each == op else each)
        rows.append((each - 1, OUTSIDE, 0, "transfer", before - so_far, 0))
        so_far = before
        if each != op:
            rows.append((each, OUTSIDE, 0, "opening", at(each + 1) - before, 0))
            so_far = at(each + 1)
    rest.ops.update(later)
    its.insert("credit", rows)


def _copy(its: Ledger, kept: Kept, ops: Iterable[int]) -> None:
    """Put operations of the rest into a part, with what the rules look at of them."""
    theirs, run = kept.ledger.connection.execute, its.connection.execute
    for op in ops:
        row = theirs(
            "SELECT op, kind, n, id, date, exercise, line, amount, NULL, NULL, 1 FROM operation WHERE op = ?", (op,)
        ).fetchone()
        if run(f"INSERT OR IGNORE INTO operation VALUES ({', '.join('?' * len(row))})", row).rowcount:
            its.insert("override", theirs("SELECT * FROM override WHERE kind = ? AND n = ?", row[1:3]))
            if row[1] == "movement":
                moved = theirs("SELECT * FROM movement WHERE n = ?", (row[2],)).fetchall()
                its.insert("movement", moved)
                _copy_lines(its, kept, [kept.lines[line] for line in moved[0][6:9] if line is not None])


def _copy_lines(its: Ledger, kept: Kept, lines: Iterable[int]) -> None:
    """Put lines that a movement names into a part."""
    run, theirs = its.connection.execute, kept.ledger.connection.execute
    for line in lines:
        row = kept.rows[line]
        if run(f"INSERT OR IGNORE INTO line VALUES ({', '.join('?' * len(row))})", row).rowcount:
            its.insert("above", theirs("SELECT * FROM above WHERE below = ?", (line,)))
            its.insert("in_force", theirs("SELECT * FROM in_force WHERE line = ?", (line,)))


def _low(rest: Rest) -> Iterator[Row]:
    """The rows of what is short."""
    for (key, op), (change, after) in rest.low.items():
        yield NAMES[key >> 16 & 15], key >> 20, key & 65535, op, change, after


def _carried(kept: Kept, downs: Mapping[int, set[int]], op: int | None, place: int) -> Iterator[Sum]:
    """What lines have of their own, before and after the transfers to lines below."""
    for line, ops in downs.items():
        for part_of, course in kept.courses.own(line):
            if part_of >> 16 >= len(CARRIERS):
                continue
            measure, year, so_far = CARRIERS[part_of >> 16], part_of & 65535, 0
            for each in sorted(ops):
                before = course.at((place if each == op else each) - 1)
                yield measure, each - 1, line, year, before - so_far
                so_far = before
                if each != op:
                    yield measure, each, line, year, course.change(each)
                    so_far = course.at(each)
