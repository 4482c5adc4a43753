"""Names and texts that a budget knows and that hold what somebody is typing."""

from collections.abc import Iterator, Mapping, Sequence

from jo_security.ledger.answers.commitments import settle
from jo_security.ledger.answers.search import found, words
from jo_security.ledger.ledger import Ledger

MOST = 50
"""How many are suggested at once."""
LATELY = 5_000
"""How many records of a table are looked through for texts, the last ones: enough for what comes again."""

# What is typed in full comes first, what begins so next, then what was recorded last. Names stand first in what is
# sought, folded.
_SOURCES = {
    "line": "SELECT id AS name, label AS says, fold(id || ' ' || label) AS sought, -n AS n FROM line",
    "commitment": """
        SELECT c.id AS name, c.supplier || ' · ' || c.label AS says, s.sought, c.n
        FROM settled AS s JOIN "commitment" AS c ON c.n = s.n
    """,
    "reservation": "SELECT id AS name, label AS says, fold(id || ' ' || label) AS sought, n FROM reservation",
    "supplier": "SELECT name, '' AS says, sought, n FROM supplied",
}
_TEXTS: Mapping[str, Sequence[str]] = {
    "label": ("commitment.label", "reservation.label", "plan.label", "payment.label"),
    "note": (
        "commitment.note",
        "reservation.note",
        "adjustment.note",
        "delivery.note",
        "payment.note",
        "movement.note",
    ),
    "override": ("override.reason",),
    "probability": ("plan.probability",),
    "reason": ("adjustment.reason",),
    "reference": (
        *("commitment.reference", "payment.reference", "movement.reference", "reservation.reference"),
        "adjustment.reference",
    ),
    "scenario": ("plan.scenario",),
    "source": ("movement.source", "assertion.source"),
    "visa-by": ("commitment.visa_by", "adjustment.visa_by"),
}
"""Where the texts of a key are: tables with their columns."""


def suggestions(ledger: Ledger, kinds: Sequence[str], typed: str) -> list[tuple[str, str]]:
    """The names of some kinds that hold every word that is typed, each with what it stands for; the likeliest first."""
    gather(ledger)
    sought = words(typed)
    holds = " AND ".join(["instr(sought, ?)"] * len(sought)) or "1"
    likeliest = "name = ? DESC, instr(sought, ?) = 1 DESC, " if sought else ""
    first = (typed.strip(), sought[0]) if sought else ()
    rows = []
    for kind in kinds:
        rows += ledger.connection.execute(
            f"""
            SELECT name, says FROM ({_SOURCES[kind]}) WHERE {holds}
            ORDER BY {likeliest} n DESC LIMIT {MOST // len(kinds)}
            """,
            (*sought, *first),
        ).fetchall()
    return rows


def texts(ledger: Ledger, key: str, typed: str) -> list[tuple[str, str]]:
    """The texts of a key that hold every word that is typed, the last ones first; none for other keys."""
    seen = dict.fromkeys(text for text in _lately(ledger, key) if found(typed, text))
    return [(text, "") for text in [*seen][:MOST]]


def tags(ledger: Ledger) -> list[str]:
    """Every tag, of lines and of the last commitments."""
    rows = ledger.connection.execute(
        f"""
        SELECT tag FROM tag
        UNION SELECT value FROM (
            SELECT tags FROM "commitment" WHERE tags IS NOT NULL ORDER BY n DESC LIMIT {LATELY}
        ) AS c, json_each(c.tags)
        ORDER BY 1
        """
    )
    return [tag for (tag,) in rows]


def years(ledger: Ledger) -> range:
    """The financial years of a budget; none where it has no first or no last day."""
    first, last = ledger.connection.execute('SELECT substr(start, 1, 4), substr("end", 1, 4) FROM budget').fetchone()
    return range(int(first), int(last) + 1) if first and last else range(0)


def gather(ledger: Ledger) -> None:
    """Keep what names are looked for in, from the first question on; it takes a moment in a large budget."""
    settle(ledger)
    run = ledger.connection.execute
    if run("SELECT 1 FROM sqlite_schema WHERE name = 'supplied'").fetchone():
        return
    run(
        """
        CREATE TABLE supplied AS
        SELECT name, fold(name) AS sought, max(n) AS n FROM (
            SELECT supplier AS name, n FROM "commitment"
            UNION ALL SELECT supplier, n FROM reservation WHERE supplier IS NOT NULL
        )
        GROUP BY name
        """
    )


def _lately(ledger: Ledger, key: str) -> Iterator[str]:
    """The texts of a key, the last first within each table."""
    for place in _TEXTS.get(key, ()):
        table, column = place.split(".")
        last = "n" if table != "override" else "date"
        rows = ledger.connection.execute(
            f'SELECT {column} FROM (SELECT {column} FROM "{table}" ORDER BY {last} DESC LIMIT {LATELY})'
        )
        yield from (text for (text,) in rows if text)
