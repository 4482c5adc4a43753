"""Performance: what programmes are measured by, what was observed, and what they are to reach."""

import datetime
from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator and its last observation, in its unit; `value`, `since` and `to` are None before the first."""

    id: str
    programme: str
    label: str
    unit: str
    goal: str | None
    value: str | None
    since: str | None
    to: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone; `due` and `done` are ISO dates where they are known."""

    id: str
    programme: str
    label: str
    due: str | None
    done: str | None
    note: str | None


def indicators(ledger: Ledger, as_of: datetime.date | None = None) -> tuple[Indicator, ...]:
    """Every indicator in the order of the budget, with its last observation by a day."""
    ledger.ask(as_of)
    rows = ledger.connection.execute(
        """
        SELECT i.id, i.programme, i.label, i.unit, i.goal, o.value, o."from", o."to", COALESCE(o.note, i.note)
        FROM indicator AS i JOIN observed ON observed.n = i.n LEFT JOIN observation AS o ON o.n = observed.last
        ORDER BY i.n
        """
    )
    return tuple(Indicator(*row) for row in rows)


def milestones(ledger: Ledger) -> tuple[Milestone, ...]:
    """Every milestone in the order of the budget."""
    rows = ledger.connection.execute("SELECT id, programme, label, due, done, note FROM milestone ORDER BY n")
    return tuple(Milestone(*row) for row in rows)
