"""Queries that a reader writes: read-only SQL over the views, within limits of time, length and memory.

An authorizer lets through what reads and nothing else; the limits hold whatever the query does.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import Any

from jo_security.ledger.answers.views import VIEWS
from jo_security.ledger.ledger import Ledger

FUNCTIONS = frozenset(
    (  # noqa: SIM905 - words are easier to read and to add to
        """
    abs avg coalesce count cume_dist date datetime dense_rank first_value fold glob group_concat hex ifnull iif instr
    json_array_length json_extract json_group_array julianday lag last_value lead length like lower ltrim max min money
    nth_value ntile nullif percent_rank quote rank replace round row_number rtrim sign strftime substr substring sum
    time total trim typeof unicode unixepoch upper -> ->>
    """
    ).split()
)
"""The functions that a query may call, which only look at their arguments; the views call no others."""

MOST_ROWS, MOST_CELLS, MOST_TEXT = 1_000_000, 5_000_000, 2**28
"""Rows, cells and characters in all of an answer."""
MOST_MEMORY = 2**30
"""Bytes that SQLite may hold from the first query on, the ledger included; a process cannot raise that again."""
GRACE = 0.5
"""Seconds in which a query that is told to end does so; a single long call of a function does not hear of it."""
PULSE = 10_000
"""Steps of SQLite's machine between two looks at the clock."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 20,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
}
"""What a query may be, and how long one value of its answer may be: bytes, columns, levels."""


class Refused(Exception):
    """A query that is not answered, with SQLite's reason; `forbidden` names what it may not read, call or do.

    Both are empty where the query asks for nothing.
    """

    def __init__(self, reason: str = "", forbidden: str = "") -> None:
        super().__init__(reason, forbidden)
        self.reason = reason
        self.forbidden = forbidden


class TooMuch(Exception):
    """A query whose answer is larger than it may be, or takes more memory."""


class TooLong(Exception):
    """A query that takes longer than it may."""


@dataclass(slots=True)
class Table:
    """The names of the columns, and the rows."""

    columns: Sequence[str]
    rows: list[tuple[Any, ...]]


def query(ledger: Ledger, sql: str, seconds: float) -> Table:
    """The answer to a query over the views, which the ledger offers.

    Raises Refused, TooMuch or TooLong. After TooLong the ledger may still be busy, and is not to be asked again.
    """
    answers: list[Table | Exception] = []

    def run() -> None:
        try:
            answers.append(_answer(ledger.connection, sql, seconds))
        except (Refused, TooMuch, TooLong, UnicodeEncodeError) as error:
            answers.append(error)

    # A thread of its own: whatever the query does, the reader is told in time.
    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds + GRACE)
    answer = answers[0] if answers else TooLong()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _answer(connection: sqlite3.Connection, sql: str, seconds: float) -> Table:
    """The answer, within the limits."""
    deadline = monotonic() + seconds
    guard = Guard(_pairs(connection))
    with _limited(connection, guard, deadline):
        try:
            # A query that is given up may not stay half answered.
            with closing(connection.execute(sql)) as cursor:
                if cursor.description is None:
                    raise Refused
                return Table(_names([str(column[0]) for column in cursor.description]), _rows(cursor))
        except MemoryError:
            raise TooMuch from None
        except (sqlite3.Error, sqlite3.Warning) as error:
            if monotonic() >= deadline:
                raise TooLong from None
            raise Refused(str(error), guard.forbidden) from None


def _rows(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """All the rows. Raises TooMuch."""
    rows: list[tuple[Any, ...]] = []
    most = min(MOST_ROWS, MOST_CELLS // len(cursor.description))
    taken = 0
    for row in cursor:
        rows.append(row)
        taken += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(rows) > most or taken > MOST_TEXT:
            raise TooMuch
    return rows


def _names(given: Sequence[str]) -> list[str]:
    """The names of the columns, each once."""
    names: list[str] = []
    for name in given:
        rank = 1
        while (one := name if rank == 1 else f"{name}_{rank}") in names:
            rank += 1
        names.append(one)
    return names


@contextmanager
def _limited(connection: sqlite3.Connection, guard: "Guard", deadline: float) -> Iterator[None]:
    """A connection that only answers, and only for so long."""
    before = {limit: connection.setlimit(limit, most) for limit, most in LIMITS.items()}
    connection.execute(f"PRAGMA hard_heap_limit = {MOST_MEMORY}")
    connection.set_progress_handler(lambda: monotonic() >= deadline, PULSE)
    connection.set_authorizer(guard)
    try:
        yield
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
        for limit, most in before.items():
            connection.setlimit(limit, most)


def _pairs(connection: sqlite3.Connection) -> frozenset[tuple[str | None, str | None]]:
    """Which tables the views read, each with the view that reads it: a query could give its own parts their names."""
    found: set[tuple[str | None, str | None]] = set()

    def note(action: int, first: str | None, _second: str | None, _database: str | None, inside: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            found.add((inside, first))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    for view in VIEWS:
        connection.execute(f"SELECT * FROM {view} LIMIT 0").close()
    return frozenset(found)


class Guard:
    """Decides what a query may do, and remembers the first thing that it was not let do."""

    def __init__(self, pairs: frozenset[tuple[str | None, str | None]]) -> None:
        self.pairs = pairs
        self.forbidden = ""

    def _readable(self, table: str, column: str, inside: str | None) -> bool:
        """Whether a table may be read: a view, what a view reads, or one of which no column is asked for."""
        if table in VIEWS or (inside, table) in self.pairs:
            return True
        # A view that is read as part of the query, and a part of the query itself, are named with an empty column.
        return not column and not table.startswith("sqlite_")

    def __call__(
        self, action: int, first: str | None, second: str | None, database: str | None, inside: str | None
    ) -> int:
        """Allow selecting, recursion, reading the views and what they read, and the functions of the list."""
        del database
        if (
            action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
            or (action == sqlite3.SQLITE_READ and self._readable(str(first), str(second), inside))
            or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() in FUNCTIONS)
        ):
            return sqlite3.SQLITE_OK
        self.forbidden = self.forbidden or str((second if action == sqlite3.SQLITE_FUNCTION else first) or "…")
        return sqlite3.SQLITE_DENY
