"""What is kept of a whole ledger for operations to be tried on a part of it, none of which it ever holds."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from jo_security.ledger.course import Courses
from jo_security.ledger.ledger import FOREVER, Ledger
from jo_security.ledger.rows import Row
from jo_security.ledger.rules import rule
from jo_security.ledger.rules.rule import WITHOUT_OVERRIDE
from jo_security.records.problem import Finding

OUTSIDE = -1
"""The number of a line for all that lies outside the lines that are looked at."""

Sum = tuple[str, int, int, int, int]
"""A row of `entry` that stands for many: its measure, operation, line, exercise and amount."""


class Kept:
    """A ledger that was derived, and what of it is worth keeping while operations are tried."""

    def __init__(self, ledger: Ledger) -> None:
        run = ledger.connection.execute
        self.ledger = ledger
        self.lines: dict[str, int] = dict(run("SELECT id, n FROM line").fetchall())
        self.rows: dict[int, Row] = {row[0]: row for row in run("SELECT * FROM line")}
        above = defaultdict(list)
        for below, line in run("SELECT below, line FROM above ORDER BY below, distance"):
            above[below].append(line)
        self.above = {below: tuple(lines) for below, lines in above.items()}
        self.frame = {
            table: run(f"SELECT * FROM {table}").fetchall() for table in ("budget", "controls", "visa_threshold")
        }
        self.assertions: list[Row] = run("SELECT * FROM assertion").fetchall()
        self.days = tuple(sorted({row[2] for row in self.assertions}))
        self.ends: dict[str, int] = {}
        (self.follows_cp,) = run("SELECT yes FROM follows_cp").fetchone()
        self.tolerance = ledger.tolerance
        self.envelope, *self.period = run('SELECT envelope, start, "end" FROM budget').fetchone()
        (last,) = run('SELECT max("to") FROM closing').fetchone()
        self.closed = None if last is None else datetime.date.fromisoformat(last)
        self.courses = Courses(ledger, self.above)
        self.named = self._named()
        self.down = self._down()
        self.openings = self._openings()
        self._sums: dict[tuple[int, ...], list[Sum]] = {}
        self._folded: dict[object, list[Sum]] = {}

    def end(self, table: str) -> int:
        """How many records a table has."""
        if table not in self.ends:
            self.ends[table] = self.ledger.count(table)
        return self.ends[table]

    def ids(self, table: str) -> list[str]:
        """The ids of a table, in the order of the budget."""
        return [name for (name,) in self.ledger.connection.execute(f'SELECT id FROM "{table}" ORDER BY n')]

    def magnitude(self, amounts: Mapping[str, Sequence[str]]) -> int:
        """What the amounts of these keys of tables add up to, whatever their signs."""
        sums = " + ".join(
            f'(SELECT COALESCE(sum(abs("{name}")), 0) FROM "{table}")'
            for table, names in amounts.items()
            for name in names
        )
        return int(self.ledger.connection.execute(f"SELECT {sums}").fetchone()[0])

    def over(self, lines: Collection[str]) -> frozenset[int]:
        """The numbers of lines, by id, and of the lines above them."""
        return frozenset(up for line in lines if line in self.lines for up in self.above[self.lines[line]])

    def sums(self, days: tuple[int, ...]) -> list[Sum]:
        """Every entry, summed by measure, line and exercise up to the end of each of these days and after."""
        if days not in self._sums:
            bounds = [day + 1 << 36 for day in days]
            found: defaultdict[tuple[str, int, int, int], int] = defaultdict(int)
            if not bounds:
                rows = self.ledger.connection.execute(
                    "SELECT measure, 0, line, exercise, sum(amount) FROM entry GROUP BY measure, line, exercise"
                )
            else:
                rows = self.ledger.connection.execute("SELECT measure, op, line, exercise, amount FROM entry")
            for measure, op, line, exercise, amount in rows:
                found[measure, bisect_right(bounds, op), line, exercise] += amount
            last = [*(bound - 1 for bound in bounds), FOREVER - 1]
            if len(self._sums) > 1:
                self._sums.pop(next(reversed(self._sums)))
            self._sums[days] = [(m, last[rank], line, year, amount) for (m, rank, line, year), amount in found.items()]
        return self._sums[days]

    def folded(self, scope: frozenset[int], days: tuple[int, ...]) -> list[Sum]:
        """The same, with what lies on other lines put on the nearest of these above it, or outside."""
        if (scope, days) not in self._folded:
            if len(self._folded) > 1:
                self._folded.clear()
            onto = {line: next((up for up in ups if up in scope), OUTSIDE) for line, ups in self.above.items()}
            found: defaultdict[tuple[str, int, int, int], int] = defaultdict(int)
            for measure, op, line, exercise, amount in self.sums(days):
                found[measure, op, onto[line], exercise] += amount
            self._folded[scope, days] = [(*key, amount) for key, amount in found.items()]
        return self._folded[scope, days]

    def _named(self) -> dict[int, list[tuple[int, int]]]:
        """What JO201 names, by balance: the operations and what they leave."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        run = self.ledger.connection.execute
        rows = run(
            f"""
            SELECT o.op, its.n, low.exercise, low.after FROM low JOIN controls JOIN operation AS o ON o.op = low.op
            JOIN line AS its ON its.n = low.line
            WHERE low.balance = 'ae' AND low.after < -controls.tolerance {WITHOUT_OVERRIDE}
                AND o.kind IN ('reservation', 'commitment', 'adjustment', 'payment')
            """
        )
        for op, line, exercise, after in rows:
            found[(line << 20) + exercise].append((op, after))
        return found

    def _down(self) -> dict[int, list[int]]:
        """The transfers from each line to one below it."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        rows = self.ledger.connection.execute(
            """
            SELECT left_line.n, o.op FROM movement AS m
            JOIN line AS left_line ON left_line.id = m."from" JOIN line AS entered_line ON entered_line.id = m."to"
            JOIN above ON above.below = entered_line.n AND above.line = left_line.n
            JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
            """
        )
        for line, op in rows:
            found[line].append(op)
        return found

    def _openings(self) -> tuple[list[int], list[int], list[int]]:
        """What changes the opened AE of the budget: operations, AE opened after each, and those that open some."""
        rows = self.ledger.connection.execute(
            """
            SELECT op, sum(ae), max(kind = 'opening' AND ae > 0) FROM credit
            WHERE kind NOT IN ('freeze', 'release') GROUP BY op ORDER BY op
            """
        ).fetchall()
        return [row[0] for row in rows], [*accumulate(row[1] for row in rows)], [row[0] for row in rows if row[2]]

    @cached_property
    def delivers(self) -> bool:
        """Whether the budget has certified deliveries that the rules count."""
        found = (
            "SELECT EXISTS (SELECT 1 FROM delivery) AND EXISTS (SELECT 1 FROM ruled_account WHERE kind = 'delivery')"
        )
        return bool(self.ledger.connection.execute(found).fetchone()[0])

    @cached_property
    def undelivered(self) -> list[Finding]:
        """What JO303 finds as soon as the budget has a certified delivery."""
        run = self.ledger.connection.execute
        (apart,) = run("SELECT count(*) FROM sqlite_master WHERE name = 'sound_account'").fetchone()
        run("SAVEPOINT delivering")
        run("UPDATE asked SET until = ?, as_of = NULL, exercise = NULL", (FOREVER,))
        self.ledger.scope()
        run(f"INSERT INTO {'sound_account' if apart else 'account'} VALUES (0, 'delivery', -1, 0, 0, 0, 0)")
        found = [*rule("JO303").find(self.ledger.connection)]
        run("ROLLBACK TO delivering")
        run("RELEASE delivering")
        return found
