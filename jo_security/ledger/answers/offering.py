"""The values that a budget knows of the fields of a filter."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jo_security.ledger.answers.search import prepare, words
from jo_security.ledger.ledger import Ledger

MOST = 50
"""How many values are offered at once."""
_SOURCES: Mapping[str, str] = {
    "line": "SELECT id AS name, label AS says, id || ' ' || label AS sought, n AS place FROM line",
    "programme": "SELECT id AS name, label AS says, id || ' ' || label AS sought, n AS place FROM programme",
    "supplier": "SELECT name, '' AS says, name AS sought, place FROM supplier_known",
    "tag": "SELECT name, '' AS says, name AS sought, name AS place FROM tag_known",
    "reservation": "SELECT id AS name, label AS says, id || ' ' || label AS sought, -n AS place FROM reservation",
    "problem": "SELECT code AS name, name AS says, code AS sought, code AS place FROM finding GROUP BY code",
    "title": """
        SELECT DISTINCT CAST(title AS TEXT) AS name, '' AS says, CAST(title AS TEXT) AS sought, title AS place
        FROM line WHERE title IS NOT NULL
    """,
}
"""Where the values of a field stand, what they stand for, and their order."""
_KNOWN: Mapping[str, str] = {
    "supplier": """
        SELECT supplier AS name, -max(n) AS place FROM (
            SELECT supplier, n FROM "commitment"
            UNION ALL SELECT supplier, n FROM reservation WHERE supplier IS NOT NULL
        ) GROUP BY supplier
    """,
    "tag": """
        SELECT tag AS name FROM tag
        UNION SELECT value FROM "commitment" AS c, json_each(c.tags) WHERE c.tags IS NOT NULL
    """,
}
"""What is gathered once from all commitments: a list is asked for with every letter."""


def offered(ledger: Ledger, field: str, typed: str) -> Sequence[tuple[str, str]]:
    """The values of a field that hold what is typed, each with what it stands for; at most MOST of them."""
    if field in {"date", "year"}:
        found = [(each, "") for each in _PERIODS[field](ledger) if typed.upper() in each]
        return found[:MOST]
    if field not in _SOURCES:
        return []
    prepare(ledger)
    run = ledger.connection.execute
    kept = f"{field}_known"
    if field in _KNOWN and not run("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (kept,)).fetchone():
        run(f"CREATE TEMP TABLE {kept} AS {_KNOWN[field]}")
    sought = words(typed)
    holds = " AND ".join(["instr(fold(sought), ?)"] * len(sought)) or "1"
    rows = run(
        f"""
        SELECT name, says FROM ({_SOURCES[field]}) WHERE {holds}
        ORDER BY instr(fold(name), ?) = 1 DESC, place LIMIT {MOST}
        """,
        (*sought, sought[0] if sought else ""),
    )
    return [(str(name), says) for name, says in rows]


def _years(ledger: Ledger) -> Iterator[int]:
    """The calendar years of operations, the last first."""
    run = ledger.connection.execute
    first = run("SELECT date FROM operation ORDER BY op LIMIT 1").fetchone()
    last = run("SELECT date FROM operation ORDER BY op DESC LIMIT 1").fetchone()
    if first and last:
        yield from range(int(last[0][:4]), int(first[0][:4]) - 1, -1)


def _exercises(ledger: Ledger) -> Iterator[str]:
    """The financial years that operations bear, the last first."""
    rows = ledger.connection.execute("SELECT DISTINCT exercise FROM operation ORDER BY exercise DESC")
    return (str(row[0]) for row in rows)


def _periods(ledger: Ledger) -> Iterator[str]:
    """The quarters and the years in which there are operations, the last first."""
    for year in _years(ledger):
        yield str(year)
        yield from (f"{year}-Q{quarter}" for quarter in range(1, 5))


_PERIODS: Mapping[str, Callable[[Ledger], Iterator[str]]] = {"date": _periods, "year": _exercises}
