"""Positions: of the whole budget, of its lines, of groups of lines."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jo_security.ledger.ledger import Ledger
from jo_security.records.measures import MEASURES

Position = Mapping[str, int]
"""Cents by measure, in the order of the reference."""

GROUPS: Mapping[str, str] = {
    "programme": "SELECT programme AS key, line FROM in_force",
    "title": "SELECT title AS key, line FROM in_force",
    "tag": "SELECT tag_in_force.tag AS key, n AS line FROM line LEFT JOIN tag_in_force ON tag_in_force.line = line.n",
}
"""Groups of lines: for each, the keys and the lines that they hold."""

WITHIN: Mapping[str, str] = {
    "line": "SELECT below FROM above JOIN line ON line.n = above.line WHERE line.id = ?",
    "programme": "SELECT line FROM in_force WHERE programme = ?",
    "tag": "SELECT line FROM tag_in_force WHERE tag = ?",
}
"""The lines that a perimeter can be narrowed to."""
EXERCISES = """
    SELECT each.exercise FROM (SELECT exercise FROM operation UNION SELECT exercise FROM entry) AS each, asked
    WHERE asked.exercise IS NULL OR each.exercise = asked.exercise
"""
"""The exercises that operations bear, or that they weigh on."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the budget says of itself; amounts in cents. `unallocated` is None where no envelope was announced."""

    id: str
    label: str
    currency: str
    envelope: int | None
    unallocated: int | None
    start: str | None
    end: str | None
    source: str | None
    note: str | None
    follows_cp: bool


@dataclass(frozen=True, slots=True)
class LinePosition:
    """A line, what is in force on it, and its position with all below it."""

    n: int
    id: str
    label: str
    parent: str | None
    depth: int
    programme: str | None
    title: int | None
    illustrative: bool
    holds_illustrative: bool
    position: Position


@dataclass(frozen=True, slots=True)
class Perimeter:
    """What the figures are about: exercises that hold operations, and how many of these lie on illustrative lines."""

    exercises: tuple[int, ...]
    operations: int
    illustrative: int


def header(ledger: Ledger, as_of: datetime.date | None = None) -> Header:
    """What the budget says of itself, and what of the envelope is not opened as of a day."""
    ledger.ask(as_of)
    row = ledger.connection.execute(
        """
        SELECT id, label, currency, envelope,
            envelope - (SELECT COALESCE(sum(amount), 0) FROM own WHERE term = 'opened'),
            start, "end", source, note, (SELECT yes FROM follows_cp)
        FROM budget
        """
    ).fetchone()
    return Header(*(*row[:-1], bool(row[-1])))


def total(ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None) -> Position:
    """The position of the whole budget."""
    ledger.ask(as_of, exercise)
    rows = ledger.connection.execute(
        "SELECT measure, sum(sign * amount) FROM own JOIN formula ON formula.term = own.term GROUP BY measure"
    )
    return _position(rows)


def position(
    ledger: Ledger, line: str, as_of: datetime.date | None = None, exercise: int | None = None
) -> Position | None:
    """The position of one line with all below it; None where no line bears the id."""
    ledger.ask(as_of, exercise)
    run = ledger.connection.execute
    row = run("SELECT n FROM line WHERE id = ?", (line,)).fetchone()
    if row is None:
        return None
    rows = run(
        """
        SELECT measure, sum(sign * amount)
        FROM own JOIN above ON above.below = own.line AND above.line = ? JOIN formula ON formula.term = own.term
        GROUP BY measure
        """,
        row,
    )
    return _position(rows)


def lines(ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None) -> tuple[LinePosition, ...]:
    """Every line in the order of the budget, with the position of itself and all below it."""
    ledger.ask(as_of, exercise)
    sums: dict[int, dict[str, int]] = {}
    for line, measure, amount in ledger.connection.execute("SELECT line, measure, amount FROM position"):
        sums.setdefault(line, {})[measure] = amount
    rows = ledger.connection.execute(
        """
        SELECT n, id, label, parent, (SELECT max(distance) FROM above WHERE below = n),
            in_force.programme, in_force.title, in_force.illustrative,
            EXISTS (
                SELECT 1 FROM above JOIN in_force AS lower ON lower.line = above.below
                WHERE above.line = n AND lower.illustrative AND lower.line IN (SELECT line FROM own)
            )
        FROM line JOIN in_force ON in_force.line = line.n
        ORDER BY n
        """
    )
    return tuple(
        LinePosition(*(*row[:7], bool(row[7]), bool(row[8]), _position(sums.get(row[0], {}).items()))) for row in rows
    )


def tree(every: Sequence[LinePosition]) -> list[LinePosition]:
    """Lines with each below its parent, otherwise in the order of the budget."""
    below: dict[str | None, list[LinePosition]] = {}
    for line in every:
        below.setdefault(line.parent, []).append(line)
    found: list[LinePosition] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        line = waiting.pop()
        found.append(line)
        waiting.extend(reversed(below.get(line.id, [])))
    return found


def groups(
    ledger: Ledger, by: str, as_of: datetime.date | None = None, exercise: int | None = None
) -> tuple[tuple[str | int | None, Position], ...]:
    """The position of each programme, title, exercise or tag that lines or operations bear; None comes last."""
    ledger.ask(as_of, exercise)
    if by == "exercise":
        keys = EXERCISES
        sums = "SELECT exercise AS key, term, amount FROM own"
    else:
        keys = f"SELECT DISTINCT key FROM ({GROUPS[by]})"
        sums = f"SELECT key, term, amount FROM ({GROUPS[by]}) AS held JOIN own ON own.line = held.line"
    found: dict[str | int | None, dict[str, int]] = {key: {} for (key,) in ledger.connection.execute(keys)}
    grouped = f"""
        SELECT key, measure, sum(sign * amount) FROM ({sums}) AS each JOIN formula ON formula.term = each.term
        GROUP BY key, measure
    """
    for key, measure, amount in ledger.connection.execute(grouped):
        found.setdefault(key, {})[measure] = amount
    order = sorted(found, key=lambda key: (key is None, str(key)))
    return tuple((key, _position(found[key].items())) for key in order)


def within(ledger: Ledger, by: Literal["line", "programme", "tag"], of: str) -> frozenset[int]:
    """The numbers of the lines that a line holds, or of those that bear a programme or a tag."""
    return frozenset(n for (n,) in ledger.connection.execute(WITHIN[by], (of,)))


def exercises(ledger: Ledger) -> tuple[int, ...]:
    """Every exercise that operations bear or weigh on, whatever is asked for."""
    rows = ledger.connection.execute("SELECT exercise FROM operation UNION SELECT exercise FROM entry ORDER BY 1")
    return tuple(year for (year,) in rows)


def programmes(ledger: Ledger) -> dict[str, str]:
    """The label of each programme by its id."""
    return dict(ledger.connection.execute("SELECT id, label FROM programme").fetchall())


def perimeter(ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None) -> Perimeter:
    """What the figures are about."""
    ledger.ask(as_of, exercise)
    rows = ledger.connection.execute(
        """
        SELECT DISTINCT entry.exercise, op, in_force.illustrative
        FROM entry, asked JOIN in_force ON in_force.line = entry.line JOIN asked_line ON asked_line.line = entry.line
        WHERE op < asked.until AND (asked.exercise IS NULL OR entry.exercise = asked.exercise)
        """
    ).fetchall()
    return Perimeter(
        exercises=tuple(sorted({row[0] for row in rows})),
        operations=len({row[1] for row in rows}),
        illustrative=len({row[1] for row in rows if row[2]}),
    )


def _position(sums: Iterable[tuple[str, int]]) -> Position:
    """Every measure, zero where nothing makes it up."""
    found = dict(sums)
    return {measure: found.get(measure, 0) for measure in MEASURES}
