"""Why a figure is what it is: every operation that enters it, with its sign, summing to it to the cent."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from jo_security.ledger.ledger import Ledger

Scope: TypeAlias = Literal["total", "line", "programme", "title", "tag", "commitments", "commitment", "reservation"]

LINES: Mapping[Scope, str] = {
    "total": "SELECT line FROM asked_line WHERE :of IS NULL",
    "line": """
        SELECT below FROM above JOIN line ON line.n = above.line JOIN asked_line ON asked_line.line = above.below
        WHERE line.id = :of
    """,
    "programme": "SELECT line FROM in_force JOIN asked_line USING (line) WHERE programme = :of",
    "title": "SELECT line FROM in_force JOIN asked_line USING (line) WHERE title = :of",
    "tag": "SELECT line FROM tag_in_force JOIN asked_line USING (line) WHERE tag = :of",
}
"""The lines of a figure among those that are looked at: all of them, one with all below it, or those of a group."""

LINES_OF_COMMITMENTS = f"{LINES['total']} UNION ALL {LINES['line']}"
"""The lines of all commitments: all of them, or those of one with all below it."""

OPERATIONS: Mapping[Scope, str] = {
    scope: f"""
        SELECT op FROM operation WHERE "{scope}" = (SELECT n FROM named WHERE kind = '{scope}' AND id = :of)
    """
    for scope in ("commitment", "reservation")
}
"""The operations of a figure of one commitment, or of one reservation."""

HELD: Mapping[Scope, str] = {
    **{scope: f"w.line IN ({sql})" for scope, sql in LINES.items()},
    **{scope: f"w.op IN ({sql})" for scope, sql in OPERATIONS.items()},
    "commitments": f"""
        w.line IN ({LINES_OF_COMMITMENTS})
        AND (SELECT o."commitment" FROM operation AS o WHERE o.op = w.op) IS NOT NULL
    """,
}
"""The condition on an entry that it is of a scope."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of some lines or operations, up to a day, of one exercise or of all; `of` names the line or the group.

    Of all `commitments`, `of` is the line that they are on, or None.
    """

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
    WHERE w.measure = :measure AND w.amount <> 0 AND {held}
    ORDER BY w.op, w.line, w.exercise, w.term
"""


def why(ledger: Ledger, figure: Figure) -> Iterator[Entry]:
    """The entries of a figure in time; the ledger offers its views."""
    ledger.ask(figure.as_of, figure.exercise)
    rows = ledger.connection.execute(ENTRIES.format(held=HELD[figure.scope]), _asked(figure))
    return (Entry(*row) for row in rows)


def value(ledger: Ledger, figure: Figure) -> int:
    """The figure itself in cents, as positions have it; the ledger offers its views."""
    ledger.ask(figure.as_of, figure.exercise)
    # What is of lines is summed up already; what is of operations is not.
    summed = "own_weight" if figure.scope in LINES else "weight"
    row = ledger.connection.execute(
        f"SELECT COALESCE(sum(w.amount), 0) FROM {summed} AS w WHERE w.measure = :measure AND {HELD[figure.scope]}",
        _asked(figure),
    ).fetchone()
    return int(row[0])


def formula(ledger: Ledger, measure: str) -> tuple[tuple[str, int], ...]:
    """The parts of a measure, each with its sign, in the order of the reference."""
    from jo_security.records.measures import MEASURES

    rows = ledger.connection.execute("SELECT term, sign FROM formula WHERE measure = ?", (measure,))
    return tuple(sorted(rows, key=lambda row: MEASURES.index(row[0])))


def _asked(figure: Figure) -> dict[str, str | int | None]:
    """What is asked about a figure, by the names that queries have for it."""
    return {"measure": figure.measure, "of": figure.of}
