"""Why a figure is what it is: every operation that enters it, with its sign, summing to it to the cent."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from jo_security.ledger.ledger import Ledger

Scope: TypeAlias = Literal["total", "line", "programme", "title", "tag"]

LINES: dict[Scope, str] = {
    "total": "SELECT line FROM asked_line WHERE ? IS NULL",
    "line": """
        SELECT below FROM above JOIN line ON line.n = above.line
        WHERE line.id = ? AND below IN (SELECT line FROM asked_line)
    """,
    "programme": "SELECT line FROM in_force WHERE programme = ?",
    "title": "SELECT line FROM in_force WHERE title = ?",
    "tag": "SELECT line FROM tag_in_force WHERE tag = ?",
}
"""The lines of a figure: all of them, one with all below it, or those of a group."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of some lines, up to a day, of one exercise or of all; `of` names the line or the group."""

    measure: str
    scope: Scope = "total"
    of: str | int | None = None
    as_of: datetime.date | None = None
    exercise: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount in cents by which an operation enters a measure, and the measure after it.

    `term` is the part of the formula: `frozen` enters `available` with its sign turned. `kind` is the record's table,
    or the kind of a movement.
    """

    op: int
    date: str
    kind: str
    id: str
    line: str
    exercise: int
    supplier: str | None
    label: str | None
    term: str
    amount: int
    running: int


ENTRIES = """
    SELECT w.op, o.date, o.kind, o.id, line.id, w.exercise, o.supplier, o.label, w.term, w.amount,
        sum(w.amount) OVER (ORDER BY w.op, w.line, w.exercise, w.term ROWS UNBOUNDED PRECEDING)
    FROM weight AS w JOIN operation_record AS o ON o.op = w.op JOIN line ON line.n = w.line
    WHERE w.measure = ? AND w.amount <> 0 AND w.line IN ({lines})
    ORDER BY w.op, w.line, w.exercise, w.term
"""


def why(ledger: Ledger, figure: Figure) -> Iterator[Entry]:
    """The entries of a figure in time; the ledger offers its views."""
    ledger.ask(figure.as_of, figure.exercise)
    rows = ledger.connection.execute(ENTRIES.format(lines=LINES[figure.scope]), (figure.measure, figure.of))
    return (Entry(*row) for row in rows)


def value(ledger: Ledger, figure: Figure) -> int:
    """The figure itself in cents, as positions have it; the ledger offers its views."""
    ledger.ask(figure.as_of, figure.exercise)
    row = ledger.connection.execute(
        f"SELECT COALESCE(sum(amount), 0) FROM own_weight WHERE measure = ? AND line IN ({LINES[figure.scope]})",
        (figure.measure, figure.of),
    ).fetchone()
    return int(row[0])
