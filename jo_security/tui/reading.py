"""Reading a budget for the screens: its files opened and its first answers given, all in one thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jo_security.ledger.answers import Consumption, Flags, Header, LinePosition, Perimeter, Position, Step
    from jo_security.ledger.ledger import Ledger
    from jo_security.office.opening import Opened
    from jo_security.records.problem import Words


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the first screen shows of a budget; `consumption` and `flags` are by the number of a line."""

    header: Header
    total: Position
    lines: tuple[LinePosition, ...]
    consumption: Mapping[int | None, Consumption]
    perimeter: Perimeter
    flags: Mapping[int, Flags]
    fall: tuple[Step, ...]
    spending: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a budget: it was opened, or there is a `failure` to say.

    `outlook` is None where the budget is unreadable; `stale` says that its files could not be read again since, and
    `read_only` that nothing can be recorded in them.
    """

    name: str
    opened: Opened | None = None
    outlook: Outlook | None = None
    failure: Words | None = None
    stale: bool = False
    read_only: bool = False

    @property
    def ledger(self) -> Ledger:
        """The ledger of a budget that could be read."""
        if self.opened is None or self.opened.ledger is None:
            raise LookupError(self.name)
        return self.opened.ledger


def read(name: str) -> Reading:
    """Open a budget and ask for what the first screen shows."""
    # What opens a budget is dear to import, and the first frame does not wait for it.
    from jo_security.office.naming import Unreadable
    from jo_security.office.opening import open_budget
    from jo_security.records.problem import Words

    try:
        return look(open_budget(name))
    except Unreadable as unreadable:
        words = Words(N_("{file} cannot be read: {reason}"), {"file": name, "reason": Words(unreadable.reason)})
        return Reading(name, failure=words)


def look(opened: Opened) -> Reading:
    """Ask an opened budget for what the first screen shows."""
    from jo_security.ledger import answers
    from jo_security.ledger.answers.views import offer

    ledger = opened.ledger
    if ledger is None:
        return Reading(opened.name, opened)
    # With the views, any figure can be asked why it is what it is.
    offer(ledger, opened.findings)
    answers.settle(ledger)
    fall, spending = answers.waterfall(ledger)
    outlook = Outlook(
        header=answers.header(ledger),
        total=answers.total(ledger),
        lines=answers.lines(ledger),
        consumption=answers.consumption(ledger),
        perimeter=answers.perimeter(ledger),
        flags=answers.line_flags(ledger),
        fall=fall,
        spending=spending,
    )
    return Reading(opened.name, opened, outlook)
