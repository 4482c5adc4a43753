"""Consumption: what of the credits is used up, and how the envelope comes down to what is available."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from jo_security.ledger.answers.positions import Position, lines, total
from jo_security.ledger.answers.rates import ae_rate, cp_rate
from jo_security.ledger.ledger import Ledger, reaches


@dataclass(frozen=True, slots=True)
class Consumption:
    """Cents used up, and the cents that they are a share of: AE committed or lost of those opened less frozen, CP paid.

    `early` where the AE reach the early warning of the controls.
    """

    ae: tuple[int, int]
    cp: tuple[int, int]
    early: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall: its amount, and the cents from and to which it reaches; `low` is never over `high`."""

    key: str
    amount: int
    low: int
    high: int


STEPS = """
    WITH term AS (
        SELECT measure AS key, sum(sign * amount) AS amount
        FROM own JOIN formula ON formula.term = own.term GROUP BY measure
    ),
    step (place, key, amount, chain, sign) AS (
        VALUES (3, 'opened', NULL, 1, 1), (4, 'frozen', NULL, 1, -1), (5, 'reserved', NULL, 1, -1),
            (6, 'committed', NULL, 1, -1), (7, 'lost', NULL, 1, -1)
    ),
    fall AS (
        SELECT place, step.key, COALESCE(term.amount, 0) AS amount,
            sum(sign * COALESCE(term.amount, 0)) OVER (ORDER BY place) AS after
        FROM step LEFT JOIN term ON term.key = step.key
    ),
    alone (place, key) AS (
        VALUES (8, 'available'), (9, 'committed'), (10, 'delivered'), (11, 'paid'), (12, 'payable'),
            (13, 'outstanding')
    )
    SELECT place, key, amount, after, CASE key WHEN 'opened' THEN 0 ELSE after + amount END FROM fall
    UNION ALL SELECT place, alone.key, COALESCE(amount, 0), 0, COALESCE(amount, 0)
    FROM alone LEFT JOIN term ON term.key = alone.key
    UNION ALL SELECT 1, 'envelope', envelope, 0, envelope
    FROM budget, asked WHERE envelope IS NOT NULL AND asked.exercise IS NULL
    UNION ALL SELECT 2, 'unallocated', envelope - opened, opened, envelope
    FROM budget, asked, (SELECT COALESCE(sum(amount), 0) AS opened FROM own WHERE term = 'opened')
    WHERE envelope IS NOT NULL AND asked.exercise IS NULL
    ORDER BY place
"""
ANNOUNCED = ("envelope", "unallocated")
"""What only the whole budget has, not some of its lines."""
FIRST_PAID = 8
"""How many bars the waterfall of AE has at most; those after it are about what becomes of commitments."""


def consumption(
    ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None
) -> Mapping[int | None, Consumption]:
    """What is used up of the credits of each line with all below it, and of the whole budget under None."""
    positions: dict[int | None, Position] = {line.n: line.position for line in lines(ledger, as_of, exercise)}
    positions[None] = total(ledger, as_of, exercise)
    (early,) = ledger.connection.execute("SELECT early_warning FROM controls").fetchone()
    return {line: _consumption(position, early) for line, position in positions.items()}


def _consumption(position: Position, early: str) -> Consumption:
    """What is used up of the credits of a position, held against the early warning."""
    ae = ae_rate(position)
    return Consumption(ae, cp_rate(position), early=ae[1] > 0 and reaches(*ae, early))


def waterfall(
    ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """How the envelope comes down to available AE, and what becomes of the AE that are committed.

    The envelope is one of all exercises: the waterfall of one exercise begins at what was opened.
    """
    ledger.ask(as_of, exercise)
    rows = ledger.connection.execute(STEPS).fetchall()
    whole = ledger.lines is None
    steps = [
        (place, Step(key, amount, min(a, b), max(a, b)))
        for place, key, amount, a, b in rows
        if whole or key not in ANNOUNCED
    ]
    return (
        tuple(step for place, step in steps if place <= FIRST_PAID),
        tuple(step for place, step in steps if place > FIRST_PAID),
    )
