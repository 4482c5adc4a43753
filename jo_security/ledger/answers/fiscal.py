"""The ledger as fiscal data: every entry of every operation, and the lists that its codes come from.

The measures of an entry that are of one nature, in AE and in CP, are one phase: `opened` and `frozen` bear both,
`reserved`, `committed` and `lost` bear AE, `delivered`, `paid` and `payable` bear CP, for certified service is what CP
are to pay. Summed by phase over lines, exercises and days, entries are positions; `formulas` says how.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from jo_security.ledger.ledger import Ledger

Row = tuple[Any, ...]

TERMS = """
    term (term, place, phase, appropriation) AS (
        VALUES ('opened', 1, 'opened', 'ae'), ('cp-opened', 1, 'opened', 'cp'),
            ('frozen', 2, 'frozen', 'ae'), ('cp-frozen', 2, 'frozen', 'cp'),
            ('reserved', 3, 'reserved', 'ae'), ('committed', 4, 'committed', 'ae'), ('lost', 5, 'lost', 'ae'),
            ('delivered', 6, 'delivered', 'cp'), ('paid', 7, 'paid', 'cp'), ('payable', 8, 'payable', 'cp')
    )
"""
"""Each of the ledger's own measures as a phase, and what it bears."""

ENTRIES = f"""
    WITH {TERMS},
    moved AS (
        SELECT op, place, phase, line, entry.exercise,
            sum(CASE appropriation WHEN 'ae' THEN amount END) AS ae,
            sum(CASE appropriation WHEN 'cp' THEN amount END) AS cp
        FROM asked, entry JOIN term ON term.term = entry.measure
        WHERE op < asked.until AND (asked.exercise IS NULL OR entry.exercise = asked.exercise) AND amount <> 0
        GROUP BY op, place, line, entry.exercise
    ),
    held AS MATERIALIZED (
        SELECT line.n, line.id, line.label, in_force.programme, programme.label AS programme_label, in_force.title,
            in_force.illustrative
        FROM line JOIN in_force ON in_force.line = line.n LEFT JOIN programme ON programme.id = in_force.programme
    )
    SELECT COALESCE(m.kind, o.kind), o.id, moved.phase, held.id, moved.exercise, o.date,
        held.label, held.programme, held.programme_label, held.title,
        c.id, COALESCE(c.label, r.label, p.label), COALESCE(c.supplier, r.supplier),
        CASE o.kind WHEN 'movement' THEN m.reference WHEN 'reservation' THEN r.reference
            WHEN 'commitment' THEN c.reference WHEN 'adjustment' THEN a.reference ELSE p.reference END,
        CASE WHEN moved.place <= 2 THEN COALESCE(moved.ae, 0) ELSE moved.ae END,
        CASE WHEN moved.place <= 2 THEN COALESCE(moved.cp, 0) ELSE moved.cp END,
        held.illustrative
    FROM moved
    CROSS JOIN operation AS o ON o.op = moved.op
    CROSS JOIN held ON held.n = moved.line
    LEFT JOIN movement AS m ON o.kind = 'movement' AND m.n = o.n
    LEFT JOIN "commitment" AS c ON c.n = o."commitment"
    LEFT JOIN reservation AS r ON r.n = o.reservation
    LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
    LEFT JOIN payment AS p ON o.kind = 'payment' AND p.n = o.n
    ORDER BY moved.op, moved.place, moved.line, moved.exercise
"""


def entries(ledger: Ledger, as_of: datetime.date | None = None, exercise: int | None = None) -> Iterable[Row]:
    """What each operation changes, in time: a row a phase, a line and an exercise; read before the next question.

    Kind, operation, phase, line, exercise, date; the line's label, programme, its label, title; commitment, label,
    supplier, reference; AE and CP in cents, None where the phase does not bear them; illustrative.
    """
    ledger.ask(as_of, exercise)
    return ledger.connection.execute(ENTRIES)


def lines(ledger: Ledger) -> Iterable[Row]:
    """Every line, in the order of the budget: id, label, parent; programme, title and illustrative in force."""
    return ledger.connection.execute(
        """
        SELECT id, label, parent, in_force.programme, in_force.title, in_force.illustrative
        FROM line JOIN in_force ON in_force.line = line.n ORDER BY n
        """
    )


def programmes(ledger: Ledger) -> Iterable[Row]:
    """Every programme, in the order of the budget: id, label, ministry."""
    return ledger.connection.execute("SELECT id, label, ministry FROM programme ORDER BY n")


def formulas(ledger: Ledger) -> Iterable[Row]:
    """Every measure as a sum of phases: its name, a phase, `ae` or `cp` of it, and the sign that this counts with.

    A budget that does not follow CP has no `cp-available`.
    """
    return ledger.connection.execute(
        f"""
        WITH {TERMS}
        SELECT measure, phase, appropriation, sign FROM formula JOIN term ON term.term = formula.term
        ORDER BY measure, place, appropriation
        """
    )
