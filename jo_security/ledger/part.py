"""A part of a budget with one operation more: what it amounts to there is what it amounts to in the whole.

A part holds an operation, what lies near it and the lines above. The rest of the budget stands in it as sums, and as
those of its operations that come to be short: so the same scripts and the same rules say the same as for the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jo_security.ledger.kept import Kept, Sum
from jo_security.ledger.ledger import Ledger
from jo_security.ledger.near import Near
from jo_security.ledger.rest import Changes, Placed, Rest
from jo_security.ledger.rows import Row
from jo_security.records.tables import OPERATIONS


@dataclass(frozen=True, slots=True)
class Standing:
    """A part before an operation: its lines, its entries, those that the rules count, and what these change."""

    scope: frozenset[int]
    entries: list[Sum]
    ruled: list[Sum]
    changes: Changes


def part(
    kept: Kept,
    scope: Iterable[int],
    near: Near,
    first: Mapping[tuple[str, int], int],
    *,
    assertions: Iterable[Row] = (),
) -> Ledger:
    """The records near an operation, and some lines; it is open for more, and nothing is derived yet."""
    its = Ledger()
    its.connection.execute("BEGIN")
    for table, rows in kept.frame.items():
        its.insert(table, rows)
    # An allocation is among the sums of the rest.
    its.insert("line", ((*row[:6], None, *row[7:]) for row in (kept.rows[n] for n in sorted(scope))))
    for table, held in near.rows.items():
        if table != "first_of":
            its.insert(table, held)
    its.insert("first_of", ((*which, place) for which, place in first.items()))
    its.insert("assertion", assertions)
    return its


def closed(its: Ledger) -> Ledger:
    """A part that holds all its records."""
    its.know()
    its.connection.execute("COMMIT")
    return its


def standing(kept: Kept, scope: frozenset[int], near: Near) -> Standing:
    """A part as it is before an operation."""
    its = closed(part(kept, scope, near, near.first))
    its.derive(follows_cp=kept.follows_cp)
    rows = "SELECT measure, op, line, exercise, amount FROM"
    entries, ruled = (its.connection.execute(f"{rows} {table}").fetchall() for table in ("entry", "ruled_entry"))
    return Standing(scope, entries, ruled, _changes(its))


def complete(its: Ledger, kept: Kept, placed: Placed, was: Standing, sums: Iterable[Sum]) -> bool:
    """Put the rest of the budget into a part with an operation more; whether all that comes to be short is there.

    `sums` are those of the whole on the lines of the part.
    """
    run = its.connection.execute
    run("BEGIN")
    rest = Rest(kept, was.changes, _changes(its), placed)
    low, ruled, credit = rest.run(its, was.scope)
    _copy(its, kept, rest.ops)
    run("DELETE FROM low")
    its.insert("low", low)
    its.insert("sound_entry", ruled)
    its.insert("sound_entry", ((*row[:-1], -row[-1]) for row in was.ruled))
    its.insert("credit", credit)
    its.insert("entry", sums)
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
