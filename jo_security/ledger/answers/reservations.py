"""Reservations: what each sets aside, what commitments have used of it, and what is left."""

from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation in cents: `amount` with its adjustments, what is `used`, and what is `left` of it, not below 0.

    `line` is an id, and `n` its number among the reservations.
    """

    n: int
    id: str
    date: str
    exercise: int
    line: str
    supplier: str | None
    label: str
    amount: int
    used: int
    left: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Use:
    """An operation on a reservation, by how much it changes what is left, and what is left after it, in cents.

    `kind` and `n` name the record.
    """

    kind: str
    n: int
    id: str
    date: str
    exercise: int
    label: str
    change: int
    left: int


def reservations(ledger: Ledger) -> tuple[Reservation, ...]:
    """The reservations in what is asked for, in time."""
    rows = ledger.connection.execute(
        """
        SELECT r.n, r.id, r.date, r.exercise, r.line, r.supplier, COALESCE(r.label, ''), its.amount, its.used,
            max(its.amount - its.used, 0), in_force.illustrative
        FROM (
            SELECT o.reservation AS n,
                sum(CASE o.kind WHEN 'commitment' THEN 0 ELSE o.amount END) AS amount,
                sum(CASE o.kind WHEN 'commitment' THEN o.amount ELSE 0 END) AS used
            FROM operation AS o, asked WHERE o.reservation IS NOT NULL AND o.op < asked.until GROUP BY o.reservation
        ) AS its
        JOIN reservation AS r ON r.n = its.n JOIN operation AS o ON o.kind = 'reservation' AND o.n = r.n
        JOIN asked_line ON asked_line.line = o.line JOIN in_force ON in_force.line = o.line, asked
        WHERE o.op < asked.until AND (asked.exercise IS NULL OR r.exercise = asked.exercise)
        ORDER BY o.op
        """
    )
    return tuple(Reservation(*(*row[:-1], bool(row[-1]))) for row in rows)


def uses(ledger: Ledger, n: int) -> tuple[Use, ...]:
    """The operations on a reservation in what is asked for, in time, itself the first.

    What is reserved belongs to the exercise of the reservation: in another there are none.
    """
    rows = ledger.connection.execute(
        """
        SELECT o.kind, o.n, o.id, o.date, o.exercise, COALESCE(c.label, a.reason, r.label, ''), usage.change,
            max(usage.remainder, 0)
        FROM usage JOIN asked JOIN operation AS o ON o.op = usage.op
        JOIN operation AS its ON its.kind = 'reservation' AND its.n = usage.reservation
        LEFT JOIN "commitment" AS c ON o.kind = 'commitment' AND c.n = o.n
        LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
        LEFT JOIN reservation AS r ON o.kind = 'reservation' AND r.n = o.n
        WHERE usage.reservation = ? AND usage.op < asked.until AND its.line IN (SELECT line FROM asked_line)
            AND (asked.exercise IS NULL OR its.exercise = asked.exercise)
        ORDER BY usage.op
        """,
        (n,),
    )
    return tuple(Use(*row) for row in rows)
