"""A whole ledger summed up: the lines, what each has, and what is left of each reservation."""

from collections import Counter

from jo_security.ledger.kept import Kept
from jo_security.ledger.ledger import Ledger


def summed(kept: Kept) -> Ledger:
    """A ledger whose positions are those of the whole, of any exercise, and that holds no operation but reservations.

    A reservation's amount is what is left of it.
    """
    left = kept.ledger.connection.execute(
        """
        SELECT o.reservation, sum(entry.amount) FROM entry JOIN operation AS o ON o.op = entry.op
        WHERE entry.measure = 'reserved' GROUP BY o.reservation HAVING sum(entry.amount) > 0
        """
    ).fetchall()
    its = Ledger()
    its.connection.execute("BEGIN")
    for table, rows in kept.frame.items():
        its.insert(table, rows)
    its.insert("line", ((*row[:6], None, *row[7:]) for row in kept.rows.values()))
    reserved = kept.ledger.connection.execute("SELECT * FROM reservation")
    amounts = dict(left)
    its.insert("reservation", ((*row[:7], amounts[row[0]], *row[8:]) for row in reserved if row[0] in amounts))
    its.connection.execute("COMMIT")
    its.derive(follows_cp=kept.follows_cp)
    its.connection.execute("BEGIN")
    sums: Counter[tuple[str, int, int]] = Counter()
    for measure, _, line, exercise, amount in kept.sums(kept.days):
        if measure != "reserved":
            sums[measure, line, exercise] += amount
    its.insert("entry", ((measure, 0, line, year, amount) for (measure, line, year), amount in sums.items()))
    its.gather()
    its.connection.execute("COMMIT")
    return its
