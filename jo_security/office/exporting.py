"""Exporting a budget for other programs."""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jo_security.files.delimited import delimited
from jo_security.files.folder import INDEX, OWNER, replacing
from jo_security.ledger import answers
from jo_security.ledger.answers import fiscal
from jo_security.ledger.ledger import Ledger
from jo_security.office.fiscal_package import Scope, Written, descriptor
from jo_security.office.fiscal_tables import FORMULAS, LINES, OPERATIONS, PHASE_LIST, PHASES, PROGRAMMES, Table


def export_fiscal(ledger: Ledger, folder: str, as_of: datetime.date | None = None, exercise: int | None = None) -> int:
    """Write a Fiscal Data Package as a folder, and give how many entries of operations it holds.

    Raises Unwritable; an earlier package is then still there.
    """
    scope = Scope(answers.header(ledger, as_of), answers.total(ledger, as_of, exercise), as_of, exercise)
    tables: Sequence[tuple[Table, Iterable[Sequence[Any]]]] = (
        (OPERATIONS, fiscal.entries(ledger, as_of, exercise)),
        (LINES, fiscal.lines(ledger)),
        (PROGRAMMES, fiscal.programmes(ledger)),
        (PHASE_LIST, PHASES),
        (FORMULAS, fiscal.formulas(ledger)),
    )
    counts: dict[str, int] = {}
    with replacing(folder) as place:
        written = []
        for table, rows in tables:
            path = f"{table.name}.csv"
            size = place.write(path, delimited([column.name for column in table.columns], _cells(table, rows, counts)))
            written.append(Written(table, path, size.bytes, size.sha256))
        text = json.dumps(descriptor(OWNER, scope, written), ensure_ascii=False, indent=2)
        place.write(INDEX, [f"{text}\n".encode()])
    return counts[OPERATIONS.name]


def _cells(table: Table, rows: Iterable[Sequence[Any]], counts: dict[str, int]) -> Iterator[Sequence[Any]]:
    """The rows of a table as they are written, counted."""
    changes = [(at, column.written) for at, column in enumerate(table.columns) if column.written]
    count = 0
    for row in rows:
        cells = list(row)
        for at, written in changes:
            cells[at] = written(cells[at])
        yield cells
        count += 1
    counts[table.name] = count
