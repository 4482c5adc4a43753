"""A second ledger of the same records for another thread to ask, copied while the first one is asked.

SQLite lets one thread copy a database whose connection another one is using, a few pages at a time:
https://www.sqlite.org/backup.html, where it is compiled to serialise threads, as Python's is; elsewhere whoever asks
the ledger makes the copy.
"""

import sqlite3

from jo_security.ledger.ledger import Ledger

PAGES = 128
"""How many pages are copied at a time: a question to the first ledger waits for no more than these."""
APART = sqlite3.threadsafety == 3  # noqa: PLR2004 - as the DB-API has it: threads may share connections
"""Whether another thread may make the copy."""
ASKED = frozenset(("asked", "own", "scope_line", "scope_commitment"))
"""What questions set: each ledger has its own."""


def twin(ledger: Ledger) -> Ledger:
    """A copy of a ledger that was derived, of which nothing was asked yet; what answers have made of it is left out."""
    its, aside = Ledger(), sqlite3.connect(":memory:", isolation_level=None)
    its.derive()
    made = its.connection.execute("SELECT name, type FROM sqlite_temp_master WHERE sql IS NOT NULL").fetchall()
    ledger.connection.backup(aside, name="temp", pages=PAGES, sleep=0)
    ledger.connection.backup(its.connection, pages=PAGES, sleep=0)
    run = its.connection.execute
    for name, kind in made:
        if name not in ASKED:
            (sql,) = aside.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
            run(f"DROP {kind} temp.{name}")
            run(sql.replace("CREATE ", "CREATE TEMP ", 1))
            if kind == "table":
                its.insert(name, aside.execute(f"SELECT * FROM {name}"))
    its.gather()
    its.digests = ledger.digests
    return its
