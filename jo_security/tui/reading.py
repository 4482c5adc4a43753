"""Reading a budget for the screens: its files opened and its first answers given, all in one thread."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.twins import Beside, Twins, ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jo_security.ledger.answers import Consumption, Flags, Header, LinePosition, Perimeter, Position, Step
    from jo_security.ledger.ledger import Ledger
    from jo_security.office.opening import Opened
    from jo_security.records.problem import Words


MANY: Final = 5_000
"""From how many commitments on figures are shown before the commitments are gathered."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the first screen shows of a budget; `consumption`, `flags` and `tags` are by the number of a line.

    `exercises` are all that the budget knows, whatever is asked for; `within` are the numbers of the lines that are
    looked at, None where all are.
    """

    header: Header
    total: Position
    lines: tuple[LinePosition, ...]
    consumption: Mapping[int | None, Consumption]
    perimeter: Perimeter
    flags: Mapping[int, Flags]
    tags: Mapping[int, tuple[str, ...]]
    fall: tuple[Step, ...]
    spending: tuple[Step, ...]
    exercises: tuple[int, ...]
    within: frozenset[int] | None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What came of reading a budget: it was opened, or there is a `failure` to say.

    `outlook` is None where the budget is unreadable; `stale` says that its files could not be read again since, and
    `read_only` that nothing can be recorded in them. `broken` is what came of reading them again, and `position` what
    the whole budget comes to, whatever is asked for. `scope` is the perimeter of the figures, and `all_of_it` the
    reading without one where they have one. What is a glimpse gathers nothing for other screens yet; `prepared` does.
    """

    name: str
    opened: Opened | None = None
    outlook: Outlook | None = None
    failure: Words | None = None
    stale: bool = False
    read_only: bool = False
    scope: Scope = EVERYTHING
    twins: Twins | None = None
    beside: Beside | None = None
    all_of_it: Reading | None = None
    broken: Reading | None = None
    position: Position | None = None
    is_glimpse: bool = False

    @property
    def ledger(self) -> Ledger:
        """The ledger of a budget that could be read, which only the thread of the screens asks."""
        if self.opened is None or self.opened.ledger is None:
            raise LookupError(self.name)
        return self.opened.ledger

    @property
    def whole(self) -> Reading:
        """The reading of the whole budget, whatever the perimeter: what operations are tried on."""
        return self if self.all_of_it is None else self.all_of_it

    def shown_in(self, scope: Scope) -> Reading:
        """The same figures in a perimeter that asks the same of the ledger."""
        if scope == EVERYTHING:
            # What befell the files since is known of what is shown.
            return replace(self.whole, stale=self.stale, broken=self.broken) if self.stale else self.whole
        return replace(self, scope=scope, all_of_it=self.whole)


def read(name: str) -> Reading:
    """Open a budget and ask for what the first screen shows."""
    # What opens a budget is dear to import, and the first frame does not wait for it.
    from jo_security.office.naming import Unreadable
    from jo_security.office.opening import open_budget
    from jo_security.records.problem import Words

    # To look for cycles among all the records that are made only costs time.
    gc.disable()
    try:
        opened = open_budget(name)
        return glimpse(opened) if opened.ledger is not None and _is_large(opened.ledger) else look(opened)
    except Unreadable as unreadable:
        words = Words(N_("{file} cannot be read: {reason}"), {"file": name, "reason": Words(unreadable.reason)})
        return Reading(name, failure=words)
    finally:
        gc.enable()


def look(opened: Opened) -> Reading:
    """Ask an opened budget for what the first screen shows, and gather what the others ask."""
    if opened.ledger is None:
        return Reading(opened.name, opened)
    from jo_security.ledger.answers.suggesting import gather

    gather(opened.ledger)
    return glimpse(opened)


def glimpse(opened: Opened) -> Reading:
    """Ask a budget that could be opened for what the first screen shows, and for no more."""
    ledger = opened.ledger
    if ledger is None:
        raise LookupError(opened.name)
    outlook = _outlook(opened, ledger, EVERYTHING)
    twins = Twins(ledger.image())
    beside = Beside(twins, EVERYTHING, opened.findings)
    settled = ledger.settled is not None
    return Reading(
        opened.name, opened, outlook, twins=twins, beside=beside, position=outlook.total, is_glimpse=not settled
    )


def prepared(reading: Reading) -> Reading:
    """A glimpse with what other screens ask gathered, in another ledger: the screens ask the first meanwhile."""
    from jo_security.ledger import answers
    from jo_security.ledger.answers.suggesting import gather

    if reading.opened is None or reading.twins is None:
        return reading
    ledger = reading.twins.own()
    answers.note(ledger, reading.opened.findings)
    ask(ledger, EVERYTHING)
    gather(ledger)
    twins = Twins(ledger.image())
    opened = replace(reading.opened, ledger=ledger)
    return replace(
        reading, opened=opened, twins=twins, beside=Beside(twins, EVERYTHING, opened.findings), is_glimpse=False
    )


def _is_large(ledger: Ledger) -> bool:
    """Whether its commitments are so many that figures do not wait for them to be gathered."""
    return ledger.count("commitment") > MANY


def within(reading: Reading, scope: Scope) -> Reading:
    """The same budget in a perimeter; in its whole where what narrows that is not in the budget any more.

    Raises sqlite3.OperationalError where it is stopped.
    """
    whole, question = reading.whole, scope.question
    if question == EVERYTHING or whole.twins is None or whole.opened is None:
        return whole.shown_in(scope)
    with whole.twins.begun() as ledger:
        is_there = ask(ledger, question)
        if is_there:
            opened = whole.opened
            if question.as_of is not None:
                from jo_security.ledger import answers

                opened = replace(opened, findings=answers.problems(ledger, question.as_of))
                ask(ledger, question)
            opened = replace(opened, ledger=ledger)
            outlook = _outlook(opened, ledger, question)
    if not is_there:
        whole.twins.give(ledger)
        return within(whole, replace(scope, by=None, of=""))
    return replace(
        whole,
        opened=opened,
        outlook=outlook,
        scope=scope,
        beside=Beside(whole.twins, question, opened.findings),
        all_of_it=whole,
    )


def _outlook(opened: Opened, ledger: Ledger, scope: Scope) -> Outlook:
    """The first answers, in a perimeter that the ledger is asked for already."""
    from jo_security.ledger import answers

    asked = scope.as_of, scope.exercise
    answers.note(ledger, opened.findings)
    header = answers.header(ledger, scope.as_of)
    fall, spending = answers.waterfall(ledger, *asked)
    return Outlook(
        header=header,
        total=answers.total(ledger, *asked),
        lines=answers.lines(ledger, *asked),
        consumption=answers.consumption(ledger, *asked),
        perimeter=answers.perimeter(ledger, *asked),
        flags=answers.line_flags(ledger),
        tags=answers.line_tags(ledger),
        fall=fall,
        spending=spending,
        exercises=answers.exercises(ledger),
        within=ledger.lines,
    )
