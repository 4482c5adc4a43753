"""Why an operation is refused, in figures, and what would make it pass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.views import offer
from jo_security.ledger.ledger import Ledger
from jo_security.office.trying import OVERRIDABLE
from jo_security.records.problem import Finding

MOST = 3
"""How many ways out of a kind are named."""
EXCESS = {
    "JO202": ("excess", None),
    "JO207": ("excess", None),
    "JO208": ("needed", "remains"),
    "JO301": ("paid", "firm"),
    "JO304": ("delivered", "firm"),
}
"""The values of a finding that say by how much a limit is passed: one, or one less another."""


class Tried(Protocol):
    """What an explanation needs of an operation that was tried: the ledger before it, its name, what refuses it."""

    @property
    def before(self) -> Ledger: ...  # noqa: D102 - what the class above says

    @property
    def record(self) -> str: ...  # noqa: D102 - likewise

    @property
    def errors(self) -> Sequence[Finding]: ...  # noqa: D102 - likewise


@dataclass(frozen=True, slots=True)
class Shortage:
    """By how many cents an operation is short, under which code, on which line and in which exercise (None for all).

    `position` is the line's before the operation; `line` is None where the limit is no line's. `later` names the
    operation that would be short in its place.
    """

    code: str
    short: int
    line: str | None
    exercise: int | None
    position: Position | None
    later: str | None


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What would make an operation pass.

    In cents: the largest amount that fits, under zero for a withdrawal, lines apart with as much available,
    reservations with as much left; and whether an override would.
    """

    fits: int | None
    donors: Sequence[tuple[str, int]]
    reservations: Sequence[tuple[str, int]]
    override: bool


def shortages(trial: Tried) -> list[Shortage]:
    """What each error is short of, the worst first; an error that is about no limit has none."""
    if not trial.errors:
        return []
    tolerance = trial.before.tolerance

    @cache
    def position(line: str, exercise: int | None) -> Position | None:
        return answers.position(trial.before, line, None, exercise)

    found = [
        each
        for finding in trial.errors
        for each in _shortages(finding, None if finding.record == trial.record else finding.record, tolerance, position)
    ]
    return sorted(found, key=lambda each: -each.short)


def ways_out(trial: Tried, found: Sequence[Shortage], amount: int | None, line: str | None) -> WaysOut:
    """What would make the operation of that amount in cents, on that line, pass."""
    worst = max((each.short for each in found), default=0)
    # Where another error than that of a limit refuses it, no amount does.
    limits = all("lines" in error.message.values or error.code in EXCESS for error in trial.errors)
    fits = None
    if amount is not None and limits and abs(amount) > worst > 0:
        fits = amount - worst if amount > 0 else amount + worst
    lines = [each for each in found if each.line is not None]
    covered = bool(trial.errors) and all(finding.code in OVERRIDABLE for finding in trial.errors)
    if not lines:
        return WaysOut(fits, (), (), covered)
    offer(trial.before, ())
    measure = "available" if any(each.code == "JO201" for each in lines) else "cp-available"
    donors = _donors(trial.before, lines[0], measure, worst)
    held = _reservations(trial.before, line, worst) if measure == "available" and line is not None else ()
    return WaysOut(fits, donors, held, covered)


def _shortages(
    finding: Finding, later: str | None, tolerance: int, position: Callable[[str, int | None], Position | None]
) -> list[Shortage]:
    """What one error is short of: on each line where it is, or of another limit."""
    values: Any = finding.message.values
    if "lines" in values:
        allowed = tolerance if finding.code == "JO201" else 0
        return [
            Shortage(finding.code, -after - allowed, line, year, position(line, year), later)
            for line, after, year, _ in values["lines"]
        ]
    if finding.code in EXCESS:
        more, less = EXCESS[finding.code]
        short = values[more] - (values[less] if less else 0)
        return [Shortage(finding.code, short, None, None, None, later)]
    return []


def _donors(ledger: Ledger, short: Shortage, measure: str, needed: int) -> list[tuple[str, int]]:
    """Lines at the bottom of the tree with as much available, outside the line that is short; the richest first."""
    every = answers.lines(ledger, None, short.exercise)
    parents = {line.id: line.parent for line in every}

    def inside(line: str | None) -> bool:
        while line is not None and line != short.line:
            line = parents[line]
        return line is not None

    above = {*parents.values()}
    bottom = [line for line in every if line.id not in above and not inside(line.id)]
    rich = [(line.id, line.position[measure]) for line in bottom if line.position[measure] >= needed]
    return sorted(rich, key=lambda each: -each[1])[:MOST]


def _reservations(ledger: Ledger, line: str, needed: int) -> list[tuple[str, int]]:
    """Reservations of a line with as much left, the smallest that does first."""
    listing = Listing(ledger, Asking("reservations", line=answers.number(ledger, "line", line)))
    its, on, left = (listing.columns.index(name) for name in ("id", "line", "reserved"))
    held = [(row[its], row[left]) for row in listing.rows() if row[on] == line and row[left] >= needed]
    return sorted(held, key=lambda each: each[1])[:MOST]
