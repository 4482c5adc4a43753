"""What lies near an operation: the records whose own figures it may change, apart from all the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger
from jo_security.ledger.rows import Row


@dataclass(frozen=True, slots=True)
class Near:
    """The rows of what an operation names and of what names that, by table.

    `line` is what it names is on, by id; `commitment` is the number of the commitment that it names. `lowered` are the
    withdrawals and credit notes: table, number, what they name, day.
    """

    rows: Mapping[str, Sequence[Row]]
    line: str | None
    commitment: int | None
    lowered: Sequence[Row] = ()

    @property
    def first(self) -> dict[tuple[str, int], int]:
        """The order of those of them that meet, as a book has it."""
        return {(table, n): place for table, n, place in self.rows["first_of"]}


def near(ledger: Ledger, commitment: str | None, reservation: str | None) -> Near:
    """What lies near an operation that names these, by id: `commitment` may be a reservation's, as in a file.

    A commitment comes with all that names it, and with its reservation; a reservation with all that uses or adjusts it.
    """
    run = ledger.connection.execute
    its = run('SELECT n, line, reservation FROM "commitment" WHERE id = ?', (commitment,)).fetchone()
    sought = [each for each in (reservation, its[2] if its else commitment) if each is not None]
    reserved = run("SELECT * FROM reservation WHERE id IN (?, ?)", (*sought, None, None)[:2]).fetchall()
    held = (*(row[1] for row in reserved), None, None)[:2]
    rows = {
        "reservation": reserved,
        "commitment": run('SELECT * FROM "commitment" WHERE id = ? OR reservation IN (?, ?)', (commitment, *held)),
        "adjustment": run('SELECT * FROM adjustment WHERE "commitment" IN (?, ?, ?)', (commitment, *held)),
        "delivery": run('SELECT * FROM delivery WHERE "commitment" = ?', (commitment,)),
        "payment": run('SELECT * FROM payment WHERE "commitment" = ?', (commitment,)),
    }
    found: dict[str, Sequence[Row]] = {table: [*each] for table, each in rows.items()}
    numbers = {kind: f"[{','.join(str(row[0]) for row in found[kind])}]" for kind in rows}
    for table in ("share", "override", "first_of"):
        within = f"SELECT * FROM {table} WHERE kind = ? AND n IN (SELECT value FROM json_each(?))"
        found[table] = [row for which in numbers.items() for row in run(within, which)]
    meet = [row for row in lowered(ledger) if row[2] == commitment] if its or reserved else []
    line = its[1] if its else next((row[5] for row in reserved), None)
    return Near(found, line, its[0] if its else None, meet)


def lowered(ledger: Ledger) -> list[Row]:
    """Withdrawals and credit notes, with where they may meet: table, number, what they name, day."""
    return ledger.connection.execute(
        """
        SELECT 'adjustment', n, "commitment", date FROM adjustment WHERE amount < 0
        UNION ALL SELECT 'payment', n, "commitment", date FROM payment WHERE amount < 0 AND "commitment" IS NOT NULL
        """
    ).fetchall()


def first_of(ledger: Ledger) -> dict[tuple[str, int], int]:
    """The order of withdrawals and credit notes that meet, as a book has it, by table and number."""
    return {(kind, n): place for kind, n, place in ledger.connection.execute("SELECT kind, n, place FROM first_of")}


def line_named(ledger: Ledger, name: str) -> str | None:
    """The id of the line of the commitment or the reservation that bears an id; None where none does."""
    row = ledger.connection.execute(
        'SELECT line FROM "commitment" WHERE id = ? UNION ALL SELECT line FROM reservation WHERE id = ?', (name, name)
    ).fetchone()
    return None if row is None else str(row[0])


def commitment_named(ledger: Ledger, table: str, n: int) -> str | None:
    """What an adjustment, a delivery or a payment names, by its table and number; None where it names nothing."""
    row = ledger.connection.execute(f'SELECT "commitment" FROM {table} WHERE n = ?', (n,)).fetchone()
    return None if row is None else row[0]


NOTHING = Near(dict.fromkeys(("payment", "first_of"), ()), None, None)
"""What lies near an operation that names no other."""
