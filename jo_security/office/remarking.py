"""Remarks on an operation that passes: what no rule forbids, and a budget controller would ask about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jo_security.ledger.answers.beside import outstanding, together
from jo_security.ledger.ledger import Ledger
from jo_security.office.trying import Trial
from jo_security.records.problem import Words
from jo_security.records.words import N_

MOST = 3
"""How many commitments a remark names; of more than one beyond, it says how many."""

REACHED = N_(
    "With {others} of the same supplier on {line}, within twelve months, {id} comes to {total:money}: together they"
    " reach {threshold:money}, from which a visa is required."
)
OPEN = N_(
    "{line} has {amount:money} outstanding on {others}: a payment on the line consumes AE once more. If it pays one of"
    " these, it belongs on that commitment."
)


def remarks(trial: Trial, table: str, keys: Mapping[str, Any]) -> tuple[Words, ...]:
    """What is worth a look in an operation that was tried, by the keys of its record; nothing where it is refused."""
    ledger = trial.after.ledger
    if ledger is None or not trial.passes:
        return ()
    return (*_split(ledger, table, keys), *_beside(ledger, table, keys))


def _split(ledger: Ledger, table: str, keys: Mapping[str, Any]) -> Iterator[Words]:
    """A commitment, or an addition to one, by which several of one supplier reach the threshold of the visa."""
    grows = table == "commitment" or (table == "adjustment" and keys["amount"] > 0)
    if not grows or "visa" in keys:
        return
    name = str(keys["commitment" if table == "adjustment" else "id"])
    found = together(ledger, name, keys["date"].isoformat())
    if found is not None:
        values = {"line": found.line, "id": name, "total": found.total, "threshold": found.threshold}
        yield Words(REACHED, {"others": _names(found.others), **values})


def _beside(ledger: Ledger, table: str, keys: Mapping[str, Any]) -> Iterator[Words]:
    """A payment on a line that has commitments with something outstanding."""
    if table != "payment" or "line" not in keys or keys["amount"] < 0:
        return
    found = outstanding(ledger, str(keys["line"]))
    if found:
        amount = sum(each.outstanding for each in found)
        others = _names([each.id for each in found])
        yield Words(OPEN, {"line": str(keys["line"]), "amount": amount, "others": others})


def _names(ids: Sequence[str]) -> Words | str:
    """Commitments by their ids, the last ones where they are many."""
    if len(ids) <= MOST + 1:
        return ", ".join(ids)
    return Words(N_("{ids} and {n} others"), {"ids": ", ".join(ids[-MOST:]), "n": str(len(ids) - MOST)})
