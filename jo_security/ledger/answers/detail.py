"""One commitment: its record, its operations in time, its schedule; and the movements of a line."""

from dataclasses import dataclass

from jo_security.ledger.answers.commitments import Commitment, commitment_rows
from jo_security.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Detail:
    """What a commitment says of itself beyond its row, in cents; `schedule` is the last one, by exercise."""

    row: Commitment
    exercise: int
    amount: int
    ceiling: int | None
    reservation: str | None
    visa: tuple[str, str, str | None] | None
    override: tuple[str, str, str] | None
    reference: str | None
    note: str | None
    line_label: str
    schedule: tuple[tuple[int, int], ...]


RUNNING = 'SELECT op, firm, delivered, paid FROM account WHERE "commitment" = ?'
RUNNING_IN_EXERCISE = """
    SELECT op, sum(firm) OVER upto AS firm, sum(delivered) OVER upto AS delivered, sum(paid) OVER upto AS paid
    FROM (
        SELECT e.op, sum(e.amount * (e.measure = 'committed')) AS firm,
            sum(e.amount * (e.measure = 'delivered')) AS delivered, sum(e.amount * (e.measure = 'paid')) AS paid
        FROM asked, entry AS e JOIN operation AS o ON o.op = e.op
        WHERE o."commitment" = ? AND e.exercise = asked.exercise AND e.measure IN ('committed', 'delivered', 'paid')
        GROUP BY e.op
    )
    WINDOW upto AS (ORDER BY op ROWS UNBOUNDED PRECEDING)
"""
"""What a commitment amounts to after each operation on it: as a whole, or of what weighs in the exercise asked for."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on a commitment, and what this amounts to after it, in cents; `n` is its number in its table."""

    kind: str
    n: int
    id: str
    date: str
    exercise: int
    words: str
    amount: int
    firm: int
    delivered: int
    paid: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class Usage:
    """An operation on a reservation, by how much it changes what is left, and what is left after it, in cents."""

    date: str
    kind: str
    id: str
    exercise: int
    label: str | None
    change: int
    remainder: int


@dataclass(frozen=True, slots=True)
class Movement:
    """What a movement brings to a line and those below it, or takes from them, in cents.

    So does a payment without a commitment. `table` and `n` name the record: an allocation stands with its line.
    """

    kind: str
    table: str
    n: int
    id: str
    date: str
    exercise: int
    line: str
    reference: str | None
    ae: int
    cp: int


def commitment(ledger: Ledger, n: int) -> Detail:
    """The commitment of that number."""
    row = ledger.connection.execute(
        """
        SELECT c.exercise, c.amount, c.ceiling, c.reservation, c.visa_number, c.visa_date, c.visa_by, c.reference,
            c.note, line.label, o."by", o.reason, o.date
        FROM "commitment" AS c JOIN line ON line.id = c.line
        LEFT JOIN override AS o ON o.kind = 'commitment' AND o.n = c.n
        WHERE c.n = ?
        """,
        (n,),
    ).fetchone()
    return Detail(
        row=commitment_rows(ledger, [n])[0],
        exercise=row[0],
        amount=row[1],
        ceiling=row[2],
        reservation=row[3],
        visa=tuple(row[4:7]) if row[4] else None,
        override=tuple(row[10:13]) if row[10] else None,
        reference=row[7],
        note=row[8],
        line_label=row[9],
        schedule=schedule(ledger, n),
    )


def schedule(ledger: Ledger, n: int) -> tuple[tuple[int, int], ...]:
    """The last schedule of a commitment: the CP of each exercise."""
    rows = ledger.connection.execute(
        """
        SELECT share.exercise, share.cp
        FROM share JOIN (
            SELECT o.kind, o.n FROM operation AS o
            LEFT JOIN "commitment" AS c ON o.kind = 'commitment' AND c.n = o.n
            LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
            WHERE o."commitment" = ? AND COALESCE(c.scheduled, a.scheduled)
            ORDER BY o.op DESC LIMIT 1
        ) AS last ON last.kind = share.kind AND last.n = share.n
        ORDER BY share.exercise
        """,
        (n,),
    )
    return tuple(rows)


def schedules(ledger: Ledger, n: int) -> tuple[tuple[str, str, int, int, bool], ...]:
    """Every schedule of a commitment in time: day, operation, exercise, CP, and whether it is the one in force."""
    rows = ledger.connection.execute(
        """
        SELECT o.date, o.id, share.exercise, share.cp, o.op = max(o.op) OVER ()
        FROM operation AS o JOIN share ON share.kind = o.kind AND share.n = o.n
        WHERE o."commitment" = ? AND o.kind IN ('commitment', 'adjustment')
        ORDER BY o.op, share.exercise
        """,
        (n,),
    )
    return tuple((*row[:4], bool(row[4])) for row in rows)


def operations(ledger: Ledger, n: int) -> tuple[Operation, ...]:
    """The operations on a commitment in what is asked for, in time, itself the first.

    Of an exercise those that weigh in it, and what the commitment amounts to there after each.
    """
    rows = ledger.connection.execute(
        f"""
        SELECT o.kind, o.n, o.id, o.date, o.exercise,
            COALESCE(c.label, a.reason, p.label, p.reference, p.note, d.note, ''),
            o.amount, its.firm, its.delivered, its.paid, its.firm - its.paid
        FROM ({RUNNING if ledger.asked[1] is None else RUNNING_IN_EXERCISE}) AS its
        JOIN asked JOIN operation AS o ON o.op = its.op
        LEFT JOIN "commitment" AS c ON o.kind = 'commitment' AND c.n = o.n
        LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
        LEFT JOIN payment AS p ON o.kind = 'payment' AND p.n = o.n
        LEFT JOIN delivery AS d ON o.kind = 'delivery' AND d.n = o.n
        WHERE o.op < asked.until AND o.line IN (SELECT line FROM asked_line) ORDER BY o.op
        """,
        (n,),
    )
    return tuple(Operation(*row) for row in rows)


def expected(ledger: Ledger, n: int) -> tuple[tuple[int, int], ...]:
    """The CP that a plan expects of each exercise."""
    rows = ledger.connection.execute(
        "SELECT exercise, cp FROM share WHERE kind = 'plan' AND n = ? ORDER BY exercise", (n,)
    )
    return tuple(rows)


def usage(ledger: Ledger, n: int) -> tuple[Usage, ...]:
    """The operations on a reservation in time, itself the first; the ledger offers its views."""
    rows = ledger.connection.execute(
        """
        SELECT o.date, o.kind, o.id, o.exercise, o.label, usage.change, usage.remainder
        FROM usage JOIN operation_record AS o ON o.op = usage.op WHERE usage.reservation = ? ORDER BY usage.op
        """,
        (n,),
    )
    return tuple(Usage(*row) for row in rows)


def effects(ledger: Ledger, op: int) -> tuple[tuple[str, int, str, int], ...]:
    """What an operation changes: line, exercise, measure and cents; the ledger offers its views."""
    rows = ledger.connection.execute(
        "SELECT line, exercise, measure, amount FROM entries WHERE op = ? AND measure = term", (op,)
    )
    return tuple(rows)


def movements(ledger: Ledger, line: int | None = None) -> tuple[Movement, ...]:
    """What brings credits to lines, or takes them away, in time: to a line and those below it, or to any.

    Amounts are signed by what they do to the credits at hand: a freeze takes from them, its release gives back.
    """
    rows = ledger.connection.execute(
        """
        WITH held AS (
            SELECT line FROM asked_line
            WHERE ?1 IS NULL OR line IN (SELECT below FROM above WHERE above.line = ?1)
        )
        SELECT kind, tabled, n, id, date, each.exercise, line, reference, ae, cp FROM (
            SELECT o.op, CASE o.kind WHEN 'allocation' THEN o.kind ELSE credit.kind END AS kind,
                CASE o.kind WHEN 'allocation' THEN 'line' ELSE o.kind END AS tabled, o.n, o.id, o.date, credit.exercise,
                line.id AS line, m.reference, sign * credit.ae AS ae, sign * credit.cp AS cp
            FROM (SELECT *, CASE WHEN kind IN ('freeze', 'release') THEN -1 ELSE 1 END AS sign FROM credit) AS credit
            JOIN operation AS o ON o.op = credit.op JOIN line ON line.n = credit.line
            LEFT JOIN movement AS m ON o.kind = 'movement' AND m.n = o.n
            WHERE credit.line IN held
            UNION ALL
            SELECT o.op, o.kind, o.kind, o.n, o.id, o.date, o.exercise, line.id, COALESCE(p.label, p.reference),
                -o.amount, -o.amount
            FROM operation AS o JOIN line ON line.n = o.line JOIN payment AS p ON p.n = o.n
            WHERE o.kind = 'payment' AND o."commitment" IS NULL AND o.line IN held
        ) AS each, asked
        WHERE each.op < asked.until AND (asked.exercise IS NULL OR each.exercise = asked.exercise)
        ORDER BY each.op
        """,
        (line,),
    )
    return tuple(Movement(*row) for row in rows)
