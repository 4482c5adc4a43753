"""Names that a budget knows and that hold what somebody is typing."""

from collections.abc import Sequence

from jo_security.ledger.answers.commitments import settle
from jo_security.ledger.answers.search import words
from jo_security.ledger.ledger import Ledger

MOST = 50
"""How many names are suggested at once."""

# What is typed in full comes first, what begins so next, then what was recorded last.
_SOURCES = {
    "line": "SELECT id AS name, label AS says, fold(id || ' ' || label) AS sought, -n AS n FROM line",
    "commitment": """
        SELECT c.id AS name, c.supplier || ' · ' || c.label AS says, s.sought, c.n
        FROM settled AS s JOIN "commitment" AS c ON c.n = s.n
    """,
    "reservation": "SELECT id AS name, label AS says, fold(id || ' ' || label) AS sought, n FROM reservation",
    "supplier": """
        SELECT supplier AS name, '' AS says, fold(supplier) AS sought, max(n) AS n
        FROM (
            SELECT supplier, n FROM "commitment"
            UNION ALL SELECT supplier, n FROM reservation WHERE supplier IS NOT NULL
        )
        GROUP BY supplier
    """,
}


def suggestions(ledger: Ledger, kinds: Sequence[str], typed: str) -> list[tuple[str, str]]:
    """The names of some kinds that hold every word that is typed, each with what it stands for; the likeliest first."""
    settle(ledger)
    sought = words(typed)
    holds = " AND ".join(["instr(sought, ?)"] * len(sought)) or "1"
    found: list[tuple[str, str]] = []
    for kind in kinds:
        rows = ledger.connection.execute(
            f"""
            SELECT name, says FROM ({_SOURCES[kind]}) WHERE {holds}
            ORDER BY name = ? DESC, instr(fold(name), ?) = 1 DESC, n DESC LIMIT {MOST // len(kinds)}
            """,
            (*sought, typed.strip(), sought[0] if sought else ""),
        )
        found += rows.fetchall()
    return found
