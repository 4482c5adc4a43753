"""What stands beside an operation and nothing forbids: commitments that together reach a threshold, one still open."""

from collections.abc import Sequence
from dataclasses import dataclass

from jo_security.ledger.answers.search import prepare
from jo_security.ledger.ledger import Ledger

DAYS = 365
"""How far apart two commitments of one supplier are looked at together."""


@dataclass(frozen=True, slots=True)
class Together:
    """A commitment and others of its supplier on its line, none of which needs a visa alone, and what they come to.

    In cents; `others` are ids, oldest first.
    """

    line: str
    others: Sequence[str]
    total: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Open:
    """A commitment with something outstanding, in cents."""

    id: str
    outstanding: int


def together(ledger: Ledger, commitment: str, date: str) -> Together | None:
    """What a commitment reaches with others of its supplier on its line, under the threshold in force on a day.

    None where it does not reach it, where it needs a visa by itself, or where it has one. Suppliers are alike whatever
    their case and accents; a commitment that has a visa is not counted.
    """
    row = ledger.connection.execute(
        """
        SELECT c.n, c.line, c.day, c.supplier,
            COALESCE(
                (SELECT threshold FROM visa_threshold AS v WHERE v.title = in_force.title AND v.since <= :date
                 ORDER BY v.since DESC LIMIT 1),
                (SELECT threshold FROM visa_threshold AS v WHERE v.title IS NULL AND v.since <= :date
                 ORDER BY v.since DESC LIMIT 1)
            ) AS threshold
        FROM "commitment" AS c JOIN line ON line.id = c.line JOIN in_force ON in_force.line = line.n
        WHERE c.id = :commitment
        """,
        {"commitment": commitment, "date": date},
    ).fetchone()
    if row is None or row[-1] is None:
        return None
    n, line, day, supplier, threshold = row
    prepare(ledger)
    held = ledger.connection.execute(
        """
        SELECT c.n, c.id, sum(o.amount) AS firm
        FROM "commitment" AS c CROSS JOIN operation AS o ON o."commitment" = c.n
        WHERE c.line = :line AND c.day BETWEEN :day - :days AND :day + :days AND fold(c.supplier) = fold(:supplier)
            AND o.kind IN ('commitment', 'adjustment') AND c.visa_date IS NULL
        GROUP BY c.n
        HAVING firm > 0 AND firm < :threshold
            AND NOT EXISTS (SELECT 1 FROM adjustment AS a WHERE a."commitment" = c.id AND a.visa_date IS NOT NULL)
        ORDER BY c.day, c.n
        """,
        {"line": line, "day": day, "days": DAYS, "supplier": supplier, "threshold": threshold},
    ).fetchall()
    others = [name for number, name, _ in held if number != n]
    total = sum(firm for *_, firm in held)
    if not others or len(others) == len(held) or total < threshold:
        return None
    return Together(line, others, total, threshold)


def outstanding(ledger: Ledger, line: str) -> list[Open]:
    """The commitments of a line itself with something outstanding, oldest first."""
    rows = ledger.connection.execute(
        """
        SELECT c.id, sum(CASE o.kind WHEN 'payment' THEN -o.amount WHEN 'delivery' THEN 0 ELSE o.amount END) AS due
        FROM "commitment" AS c CROSS JOIN operation AS o ON o."commitment" = c.n
        WHERE c.line = ? GROUP BY c.n HAVING due > 0 ORDER BY c.day, c.n
        """,
        (line,),
    )
    return [Open(*row) for row in rows]
