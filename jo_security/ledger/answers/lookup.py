"""Looking up one record: by its id, by its table and its id, or by its table and its rank."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.ledger.answers.kinds import SINGULAR
from jo_security.ledger.ledger import Ledger
from jo_security.records.tables import ARRAYS

RANKED = {"assertion": "assertion", "observation": "observation", "threshold": "visa_threshold"}
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


def record(ledger: Ledger, found: Found) -> Mapping[str, Any]:
    """What the view of its kind says of a record; the ledger offers its views."""
    ledger.ask()
    view = {"budget": "budgets", "controls": "controls"}.get(found.table)
    which = "1" if view else f"n = {found.n}"
    cursor = ledger.connection.execute(f"SELECT * FROM {view or SINGULAR[found.table]} WHERE {which}")
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


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
