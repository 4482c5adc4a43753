"""The ledger of a budget with some records more, built anew from the records of another ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from jo_security.ledger import rows
from jo_security.ledger.ledger import Ledger

TABLES = ("budget", "controls", "visa_threshold", *rows.ROWS, "closing", "tag", "share", "override")
"""The tables of what the records say; all else follows from them."""


def again(
    ledger: Ledger, table: str, number: int, records: Sequence[Any], first: Mapping[tuple[str, int], int]
) -> Ledger:
    """The same records and more of a table, from a number on: those that had these numbers move up for them.

    `first` is as a book has it, with these numbers. What it amounts to is not derived yet.
    """
    its, more = Ledger(), len(records)
    its.connection.execute("BEGIN")
    for each in TABLES:
        held = ledger.connection.execute(f'SELECT * FROM "{each}"')
        if each == table:
            its.insert(each, ((row[0] + more * (row[0] >= number), *row[1:]) for row in held))
        elif each in ("share", "override"):
            its.insert(
                each, ((row[0], row[1] + more * (row[0] == table and row[1] >= number), *row[2:]) for row in held)
            )
        else:
            its.insert(each, held)
    for rank, record in enumerate(records):
        its.add(table, number + rank, record)
    its.insert("first_of", ((*which, place) for which, place in first.items()))
    its.know()
    its.connection.execute("COMMIT")
    return its
