"""Looking up one record: by its id, by its table and its id, or by its table and its rank."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.ledger.answers.kinds import KINDS, SINGULAR
from jo_security.ledger.answers.views import columns
from jo_security.ledger.ledger import Ledger
from jo_security.records.tables import ARRAYS

RANKED = {"assertion": "assertion", "closing": "closing", "observation": "observation", "threshold": "visa_threshold"}
"""The kinds whose records bear no id: a rank from 1 names them, as problems do. Each with its table in the ledger."""
_RANK = re.compile(r"([a-z]+)[ /]([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A record: its table, its number there from 0, and its id, or its rank from 1 where it bears none."""

    table: str
    n: int
    id: str


def singular(name: str) -> str | None:
    """The table that a kind names, in singular or in plural; `visa` is what problems call a threshold."""
    if name == "visa":
        return "threshold"
    for one, plural in SINGULAR.items():
        if name in {one, plural} and one != "operation":
            return one
    return None


def bears(ledger: Ledger, kinds: Sequence[str], name: str) -> bool:
    """Whether a record of one of some kinds, of those that may be named, bears an id."""
    held = f"SELECT 1 FROM known WHERE wants IN ({', '.join('?' * len(kinds))}) AND id = ?"
    return ledger.connection.execute(held, (*kinds, name)).fetchone() is not None


def find(ledger: Ledger, name: str) -> list[Found]:
    """The records that a name may mean: an id, KIND/ID, a kind with a rank from 1, or `budget` and `controls`."""
    run = ledger.connection.execute
    table, _, bare = name.partition("/")
    kind = singular(table) if bare else None
    rows = run(
        "SELECT kind, n, id FROM named WHERE id = ? UNION SELECT kind, n, id FROM named WHERE kind = ? AND id = ?",
        (name, kind, bare),
    )
    found = [Found(*row) for row in rows]
    (budget,) = run("SELECT id FROM budget").fetchone()
    if name in {"budget", budget, f"budget/{budget}"}:
        found.append(Found("budget", 0, budget))
    if name == "controls":
        found.append(Found("controls", 0, name))
    ranked = _RANK.fullmatch(name)
    of = singular(ranked[1]) if ranked else None
    if ranked and of in RANKED:
        rank = int(ranked[2])
        if run(f"SELECT 1 FROM {RANKED[of]} WHERE n = ?", (rank - 1,)).fetchone():
            found.append(Found(of, rank - 1, str(rank)))
    return found


def near(ledger: Ledger, name: str, kinds: Sequence[str] = tuple(ARRAYS)) -> str | None:
    """The id of one of these tables that is nearest to a name that nothing bears."""
    from difflib import get_close_matches  # loaded for a mistake only

    marks = ", ".join("?" * len(kinds))
    ids = [row[0] for row in ledger.connection.execute(f"SELECT id FROM named WHERE kind IN ({marks})", tuple(kinds))]
    close = get_close_matches(name, ids, n=1)
    return close[0] if close else None


def tags(ledger: Ledger) -> frozenset[str]:
    """The tags of lines and commitments."""
    rows = ledger.connection.execute(
        """
        SELECT tag FROM tag_in_force
        UNION SELECT value FROM "commitment" AS c, json_each(c.tags) WHERE c.tags IS NOT NULL
        """
    )
    return frozenset(row[0] for row in rows)


def record(
    ledger: Ledger, found: Found, as_of: datetime.date | None = None, exercise: int | None = None
) -> Mapping[str, Any]:
    """What the view of its kind says of a record, and what it amounts to there: 0 where it lies outside what is asked.

    The ledger offers its views.
    """
    ledger.ask(as_of, exercise)
    if found.table in ("budget", "controls"):
        return _row(ledger, {"budget": "budgets"}.get(found.table, found.table), "1") or {}
    name = SINGULAR[found.table]
    where = f"n = {found.n}"
    said = _row(ledger, KINDS[name].view, where) or {}
    weighed = _row(ledger, name, where) or dict.fromkeys(columns(ledger, name), 0)
    return {**weighed, **said}


def _row(ledger: Ledger, view: str, where: str) -> dict[str, Any] | None:
    """The one row of a view that meets a condition, by the names of its columns."""
    cursor = ledger.connection.execute(f"SELECT * FROM {view} WHERE {where}")
    row = cursor.fetchone()
    return None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))


def about(ledger: Ledger, found: Found) -> tuple[int, ...]:
    """The numbers of the findings about a record, or about what lies on a line or names a commitment."""
    conditions = {
        "line": "i IN (SELECT about.i FROM about JOIN above ON above.below = about.line WHERE above.line = :n)",
        "commitment": 'i IN (SELECT i FROM about WHERE "commitment" = :n)',
    }
    rows = ledger.connection.execute(
        f"""
        SELECT i FROM finding WHERE (kind = :kind AND n = :n) OR {conditions.get(found.table, "0")}
        ORDER BY error DESC, i
        """,
        {"kind": found.table, "n": found.n},
    )
    return tuple(i for (i,) in rows)
