"""The ledger: an SQLite database built from a budget's records, thrown away at will."""

import datetime
import os
import re
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from jo_security.ledger import rows
from jo_security.records.tables import Book

HERE = os.path.dirname(__file__)
FOREVER = 2**63 - 1
"""A key past that of every operation."""
MADE = re.compile(r'CREATE TEMP (?:TABLE|VIEW) "?(\w+)')
CHANGED = re.compile(r'INSERT(?: OR \w+)? INTO "?(\w+)')
TOGETHER: Mapping[str, str] = {"entries": "entry", "accounts": "account"}
APART: Mapping[str, str] = {"entries": "sound_entry", "accounts": "sound_account"}
"""The tables of what the rules count: those of positions, or where JO122 holds their own."""
COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


def bound(as_of: datetime.date | None) -> int:
    """The key under which operations up to and including a day lie."""
    return FOREVER if as_of is None else (as_of.toordinal() + 1) << 36


@cache
def _script(name: str) -> str:
    """The text of a script beside this module, read once: an act builds two ledgers."""
    with open(os.path.join(HERE, f"{name}.sql"), encoding="utf-8") as file:
        return file.read()


def _statements(script: str, names: Mapping[str, str]) -> list[str]:
    """The statements of a script; names stand for tables, or for other pieces of SQL."""
    text = _script(script)
    for name, piece in names.items():
        text = text.replace(f":{name}", piece)
    return text.split(";\n")


class Ledger:
    """The records of one budget as tables, and on `derive` what they amount to as views.

    One thread at a time uses a ledger: the one that built it hands it over when it is done. Without a book it is empty:
    who made it inserts its rows.
    """

    def __init__(
        self,
        book: Book | None = None,
        digests: Mapping[datetime.date, str] | None = None,
        *,
        image: bytes | None = None,
    ) -> None:
        """Load a budget; `digests` are those, by its day, of closings of which it is known what they close.

        Given the image of a ledger that was derived, it is another one of the same budget, for another thread to ask.
        """
        self.connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        # What is being built is thrown away where building fails: a journal comes with the first try, after derive.
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA temp_store = MEMORY")
        self.connection.execute("PRAGMA trusted_schema = OFF")
        self.connection.create_function("reaches", 3, reaches, deterministic=True)
        self.digests: Mapping[datetime.date, str] = {}
        self.asked: tuple[datetime.date | None, int | None] = (None, None)
        self.lines: frozenset[int] | None = None
        """The numbers of the lines that are looked at; None where all are."""
        self.settled: tuple[datetime.date | None, int | None, frozenset[int] | None] | None = None
        """What was asked, of which lines, when it was last summed up what commitments amount to."""
        self.derived = self.balanced = False
        if image is not None:
            self.connection.deserialize(image)
            self._temporary("schema")
            self._temporary("positions")
            self._derived()
            return
        self.connection.execute("BEGIN")
        self.run("schema")
        if book is not None:
            self.digests = _digests(book, digests or {})
            self._load(book)
        self.connection.execute("COMMIT")

    def image(self) -> bytes:
        """The ledger as it stands, for another one of the same budget; what is asked of it is not part of that."""
        return self.connection.serialize()

    def balance(self) -> None:
        """Have the running balances that the rules look at; a twin has none before it is asked what is wrong."""
        if not self.balanced:
            apart = self.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sound_entry'").fetchone()
            self._temporary("balances", **(APART if apart else TOGETHER))
            self.balanced = True

    def derive(self, *, follows_cp: bool | None = None) -> None:
        """Build operations, positions and balances; every reference is known to lead somewhere.

        The records of a part of a budget do not say whether it follows CP: `follows_cp` does, and keeps what the rules
        count apart from what positions do.
        """
        self.connection.execute("BEGIN")
        self.run("operations")
        if follows_cp is not None:
            self.connection.execute("UPDATE follows_cp SET yes = ?", (follows_cp,))
        self.run("positions")
        self.run("balances", **self._sound(apart=follows_cp is not None))
        self.connection.execute("COMMIT")
        self.balanced = True
        self._derived()

    def _derived(self) -> None:
        self.connection.execute("PRAGMA journal_mode = MEMORY")
        self.derived = True
        self.narrow(None)

    def ask(self, as_of: datetime.date | None = None, exercise: int | None = None) -> None:
        """Set what the views read: operations up to a day, of one exercise."""
        if self.asked == (as_of, exercise):
            return
        self.connection.execute(
            "UPDATE asked SET until = ?, as_of = ?, exercise = ?",
            (bound(as_of), as_of and as_of.isoformat(), exercise),
        )
        self.gather()
        self.asked = (as_of, exercise)

    def narrow(self, lines: frozenset[int] | None) -> None:
        """Look only at these lines, by their numbers, until others are to be looked at; None is all of them."""
        run = self.connection.execute
        run("DELETE FROM asked_line")
        run("INSERT INTO asked_line SELECT n FROM line")
        if lines is not None:
            marks = ", ".join("?" * len(lines))
            run(f"DELETE FROM asked_line WHERE line NOT IN ({marks})", tuple(lines))
        if self.lines != lines:
            self.lines = lines
            self.gather()

    def gather(self) -> None:
        """Sum up anew what is asked for."""
        self.connection.execute("DELETE FROM own")
        self.connection.execute("INSERT INTO own SELECT line, exercise, term, amount FROM every_own")
        if self.lines is not None:
            self.connection.execute("DELETE FROM own WHERE line NOT IN (SELECT line FROM asked_line)")

    def scope(self, lines: Iterable[int] | None = None, commitments: Iterable[int] | None = None) -> None:
        """Set which lines and commitments, by number, the rules look at; None is all."""
        for table, of, chosen in (("scope_line", "line", lines), ("scope_commitment", "commitment", commitments)):
            self.connection.execute(f"DELETE FROM {table}")
            if chosen is None:
                self.connection.execute(f"INSERT INTO {table} SELECT n FROM {of}")
            else:
                self.connection.executemany(f"INSERT INTO {table} VALUES (?)", ((n,) for n in chosen))

    def count(self, table: str) -> int:
        """How many records a table has."""
        (found,) = self.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(found)

    @property
    def tolerance(self) -> int:
        """By how many cents AE may be exceeded before it is an error."""
        (found,) = self.connection.execute("SELECT tolerance FROM controls").fetchone()
        return int(found)

    def run(self, script: str, **names: str) -> None:
        """Run one of the scripts beside this module; names stand for tables, or for other pieces of SQL."""
        for statement in _statements(script, names):
            self.connection.execute(statement)

    def _temporary(self, script: str, **names: str) -> None:
        """Run of a script what makes temporary tables and views, which are no part of an image, and what fills them."""
        made: set[str] = set()
        for statement in _statements(script, names):
            bare = COMMENT.sub("", statement).lstrip()
            if (makes := MADE.match(bare)) is not None:
                made.add(makes[1])
            elif (changes := CHANGED.match(bare)) is None or changes[1] not in made:
                continue
            self.connection.execute(statement)

    def _sound(self, *, apart: bool) -> Mapping[str, str]:
        """The tables of what the rules count; other than those of positions where JO122 holds, or where asked for."""
        if not apart and self.connection.execute("SELECT min(sound) FROM operation").fetchone()[0] != 0:
            return TOGETHER
        self.connection.execute("UPDATE counting SET sound_only = 1")
        self.connection.execute("CREATE TABLE sound_account AS SELECT * FROM every_account")
        self.connection.execute("CREATE TABLE sound_entry AS SELECT * FROM every_entry")
        return APART

    def _load(self, book: Book) -> None:
        """Insert every record."""
        self.insert("budget", [rows.budget(book)])
        self.insert("controls", [rows.controls(book)])
        self.insert("visa_threshold", rows.thresholds(book))
        for table, row in rows.ROWS.items():
            if table in book.records:
                self.insert(table, map(row, range(len(book.records[table])), book.records[table]))
        self.know()
        self.insert("closing", rows.closings(book, self.digests))
        self.insert("tag", rows.tags(book))
        for table, records in book.records.items():
            if table in rows.SHARED:
                self.insert("share", (row for n, each in enumerate(records) for row in rows.shares(table, n, each)))
            if table in rows.OVERRIDDEN:
                self.insert(
                    "override", (row for n, each in enumerate(records) for row in rows.overrides(table, n, each))
                )
        self.insert("first_of", ((*which, place) for which, place in book.first.items()))

    def add(self, table: str, n: int, record: Any) -> None:  # noqa: ANN401 - records of every table
        """Insert one operation, assertion or plan."""
        self.insert(table, [rows.ROWS[table](n, record)])
        self.insert("share", rows.shares(table, n, record))
        self.insert("override", rows.overrides(table, n, record))

    def know(self) -> None:
        """Gather the ids that may be named, once the records are there."""
        for table in ("programme", "line", "reservation", "commitment", "indicator"):
            self.connection.execute(f'INSERT OR IGNORE INTO known SELECT ?, id FROM "{table}"', (table,))

    def insert(self, table: str, values: Iterable[rows.Row]) -> None:
        """Insert rows that fill all the columns of a table."""
        values = iter(values)
        first = next(values, None)
        if first is not None:
            statement = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(first))})'
            self.connection.execute(statement, first)
            self.connection.executemany(statement, values)


def _digests(book: Book, known: Mapping[datetime.date, str]) -> dict[datetime.date, str]:
    """The digest of what each closing closes, by its day."""
    days = {closing.to for closing in book.records.get("closing", ())}
    found = {day: digest for day, digest in known.items() if day in days}
    if days > found.keys():
        from jo_security.records.digest import digests  # most budgets close nothing

        found |= digests(book, days - found.keys())
    return found


def reaches(part: int, whole: int, share: str) -> bool:
    """Whether a part is at least a share of a whole that is over zero, exactly."""
    numerator, denominator = Decimal(share).as_integer_ratio()
    return part * denominator >= whole * numerator
