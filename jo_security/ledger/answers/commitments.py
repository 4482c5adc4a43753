"""Commitments: those of a line, in an order, and what each one amounts to."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.ledger.answers.placing import placed
from jo_security.ledger.answers.search import prepare
from jo_security.ledger.filtering import VIEWS, parse
from jo_security.ledger.filtering.settled import COMMITMENTS
from jo_security.ledger.filtering.sql import condition
from jo_security.ledger.ledger import Ledger

SORTS = {
    "id": "id",
    "date": "day",
    "supplier": "supplier",
    "label": "label",
    "line": "line",
    "firm": "firm",
    "delivered": "delivered",
    "payable": "payable",
    "paid": "paid",
    "outstanding": "outstanding",
}
"""What commitments may be sorted by: a column of `settled` each."""
WAYS = ("ASC", "DESC")


WORDS = """
    CREATE TABLE sought (n INTEGER PRIMARY KEY, day INTEGER, id TEXT, supplier TEXT, label TEXT, sought TEXT)
"""
SETTLED = """
    CREATE TEMP TABLE settled (
        n INTEGER PRIMARY KEY, line INTEGER, id TEXT, day INTEGER, supplier TEXT, label TEXT, sought TEXT,
        firm INTEGER, delivered INTEGER, payable INTEGER, paid INTEGER, outstanding INTEGER
    )
"""
ROWS = """
    SELECT c.n, o.line, c.id, c.day, c.supplier, c.label, c.sought,
        sum.firm, sum.delivered, sum.payable, sum.paid, sum.firm - sum.paid
    FROM ({sums}) AS sum
    JOIN sought AS c ON c.n = sum.n JOIN operation AS o ON o.kind = 'commitment' AND o.n = c.n
"""
ALL = ROWS.format(
    sums="""
    SELECT n, firm, delivered, max(delivered - paid, 0) AS payable, paid FROM (
        SELECT "commitment" AS n,
            sum(amount * (kind IN ('commitment', 'adjustment'))) AS firm,
            sum(amount * (kind = 'delivery')) AS delivered,
            sum(amount * (kind = 'payment')) AS paid
        FROM operation WHERE "commitment" IS NOT NULL GROUP BY "commitment"
    )
    """
)
ASKED = ROWS.format(
    sums="""
    SELECT o."commitment" AS n,
        sum(e.amount * (e.measure = 'committed')) AS firm,
        sum(e.amount * (e.measure = 'delivered')) AS delivered,
        sum(e.amount * (e.measure = 'payable')) AS payable,
        sum(e.amount * (e.measure = 'paid')) AS paid
    FROM asked, entry AS e JOIN operation AS o ON o.op = e.op
    WHERE o."commitment" IS NOT NULL AND e.op < asked.until
        AND (asked.exercise IS NULL OR e.exercise = asked.exercise)
        AND e.measure IN ('committed', 'delivered', 'payable', 'paid')
    GROUP BY o."commitment"
    """
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment and what it amounts to after all its operations, in cents; `firm` is its amount with adjustments."""

    n: int
    id: str
    date: str
    line: str
    supplier: str
    label: str
    firm: int
    delivered: int
    payable: int
    paid: int
    outstanding: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """How many commitments, and what they amount to together, in cents."""

    count: int
    firm: int
    delivered: int
    payable: int
    paid: int
    outstanding: int


def commitment_order(
    ledger: Ledger, line: int | None = None, sorting: Sequence[tuple[str, bool]] = (), search: str = ""
) -> array[int]:
    """The numbers of the commitments of a line with all below it, or of all lines, that answer to a filter.

    They are sorted by columns, each backwards or not, and by date where none is asked for.
    """
    settle(ledger)
    held, values = _held(ledger, line, search)
    terms = [f"{SORTS[key]} {WAYS[reverse]}" for key, reverse in sorting or (("date", False),)]
    terms.append(f"n {WAYS[bool(sorting) and sorting[0][1]]}")
    rows = ledger.connection.execute(f"SELECT n FROM settled AS s WHERE {held} ORDER BY {', '.join(terms)}", values)
    return array("q", (n for (n,) in rows))


def commitment_sums(ledger: Ledger, line: int | None = None, search: str = "") -> Sums:
    """What the commitments of the same question amount to together."""
    settle(ledger)
    condition, values = _held(ledger, line, search)
    row = ledger.connection.execute(
        f"""
        SELECT count(*), COALESCE(sum(firm), 0), COALESCE(sum(delivered), 0), COALESCE(sum(payable), 0),
            COALESCE(sum(paid), 0), COALESCE(sum(outstanding), 0)
        FROM settled AS s WHERE {condition}
        """,
        values,
    ).fetchone()
    return Sums(*row)


def commitment_bounds(ledger: Ledger) -> tuple[int, int]:
    """The least and the largest amount of any commitment in what is asked for, in cents; zero is between them."""
    settle(ledger)
    least, largest = ledger.connection.execute(
        """
        SELECT min(0, min(firm), min(paid), min(outstanding)), max(0, max(firm), max(delivered), max(paid))
        FROM settled
        """
    ).fetchone()
    return least or 0, largest or 0


def commitment_rows(ledger: Ledger, numbers: Sequence[int]) -> tuple[Commitment, ...]:
    """These commitments, in the same order; one that is not in what is asked amounts to nothing there."""
    settle(ledger)
    marks = ", ".join("?" * len(numbers))
    rows = ledger.connection.execute(
        f"""
        SELECT c.n, c.id, c.date, c.line, c.supplier, c.label, COALESCE(s.firm, 0), COALESCE(s.delivered, 0),
            COALESCE(s.payable, 0), COALESCE(s.paid, 0), COALESCE(s.outstanding, 0), in_force.illustrative
        FROM "commitment" AS c JOIN operation AS o ON o.kind = 'commitment' AND o.n = c.n
        JOIN in_force ON in_force.line = o.line LEFT JOIN settled AS s ON s.n = c.n
        WHERE c.n IN ({marks})
        """,
        tuple(numbers),
    )
    held = {row[0]: Commitment(*(*row[:-1], bool(row[-1]))) for row in rows}
    return tuple(held[n] for n in numbers)


def longest_commitment_id(ledger: Ledger) -> int:
    """How many characters the longest id of a commitment has."""
    (longest,) = ledger.connection.execute('SELECT COALESCE(max(length(id)), 0) FROM "commitment"').fetchone()
    return int(longest)


def number(ledger: Ledger, table: str, record: str) -> int | None:
    """The number of the record of a table that bears an id."""
    row = ledger.connection.execute("SELECT n FROM named WHERE kind = ? AND id = ?", (table, record)).fetchone()
    return None if row is None else int(row[0])


def _held(ledger: Ledger, line: int | None, search: str) -> tuple[str, tuple[Any, ...]]:
    """The condition of a question, and its values."""
    held, values = condition(placed(ledger, parse(search, VIEWS["commitments"])), COMMITMENTS)
    if line is not None:
        held += " AND s.line IN (SELECT below FROM above WHERE above.line = ?)"
        values.append(line)
    return held, tuple(values)


def settle(ledger: Ledger) -> None:
    """Keep what each commitment amounts to in what is asked for, and its words without case and accents.

    As in positions: operations up to a day, and what they weigh in an exercise. The words are the same whatever is
    asked, and part of the ledger's image. Of these, the reference ends with a sign that no text holds, and the note
    begins with another: filters find them so.
    """
    run = ledger.connection.execute
    prepare(ledger)
    if not run("SELECT 1 FROM sqlite_schema WHERE name = 'sought'").fetchone():
        run(WORDS)
        run(
            """
            INSERT INTO sought
            SELECT c.n, c.day, c.id, fold(c.supplier), fold(c.label),
                fold(COALESCE(c.reference, '') || char(30) || c.id || ' ' || c.date || ' ' || c.line
                    || ' ' || c.supplier || ' ' || c.label || ' ' || COALESCE(c.tags, '')
                    || char(31) || COALESCE(c.note, ''))
            FROM "commitment" AS c
            """
        )
    asked = (*ledger.asked, ledger.lines)
    if ledger.settled == asked:
        return
    run("DROP TABLE IF EXISTS temp.settled")
    run("BEGIN")
    run(SETTLED)
    # What is asked for is mostly everything: that is summed from the operations themselves, which are fewer.
    sums = ALL if ledger.asked == (None, None) else ASKED
    narrow = "" if ledger.lines is None else "WHERE o.line IN (SELECT line FROM asked_line)"
    run(f"INSERT INTO settled {sums} {narrow}")
    run("COMMIT")
    ledger.settled = asked
