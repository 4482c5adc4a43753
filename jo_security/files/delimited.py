"""Tables as comma-separated text, in pieces."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

PIECE = 5_000
"""How many rows are made into text at a time."""


def delimited(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The names of the columns, then the rows, in UTF-8; None is an empty cell, and a line ends with a line feed."""
    piece = io.StringIO(newline="")
    writer = csv.writer(piece, lineterminator="\n")
    writer.writerow(names)
    left = iter(rows)
    while True:
        writer.writerows(islice(left, PIECE))
        if not piece.tell():
            return
        yield piece.getvalue().encode("utf-8")
        piece.seek(0)
        piece.truncate()
