"""Why an operation is refused, in figures, and what would make it pass."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal, Protocol

from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.answers.donors import Lack, donors, holders
from jo_security.ledger.ledger import Ledger
from jo_security.office.amounts import cents_of
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
    """What an explanation needs of an operation that was tried: the ledger before it, its name, what refuses it.

    Positions are asked of `before`, and what happened when of `ledger`, which is the same or knows more.
    """

    @property
    def before(self) -> Ledger: ...  # noqa: D102 - what the class above says

    @property
    def ledger(self) -> Ledger: ...  # noqa: D102 - likewise

    @property
    def record(self) -> str: ...  # noqa: D102 - likewise

    @property
    def errors(self) -> Sequence[Finding]: ...  # noqa: D102 - likewise


@dataclass(frozen=True, slots=True)
class Shortage:
    """By how many cents an operation is short, under which code, on which line and in which exercise (None for all).

    `of` is the balance that is short, empty where the limit is no line's, as `line` is None. `position` is the line's
    before the operation. `later` names the operation that would be short in its place.
    """

    code: str
    short: int
    line: str | None
    exercise: int | None
    position: Position | None
    later: str | None
    of: Literal["ae", "cp", "frozen ae", "frozen cp", ""] = ""


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


def ways_out(trial: Tried, found: Sequence[Shortage], keys: Mapping[str, Any], line: str | None) -> WaysOut:
    """What would make the operation with these keys, on that line, pass."""
    covered = bool(trial.errors) and all(finding.code in OVERRIDABLE for finding in trial.errors)
    # Where another error than that of a limit refuses it, no amount and no credits do.
    if not found or any("lines" not in each.message.values and each.code not in EXCESS for each in trial.errors):
        return WaysOut(None, (), (), covered)
    worst, amount, day = found[0].short, cents_of(keys), keys["date"]
    fits = None
    if amount is not None and abs(amount) > worst > 0:
        fits = amount - worst if amount > 0 else amount + worst
    given: Sequence[tuple[str, int]] = ()
    held: Sequence[tuple[str, int]] = ()
    lacking = {(each.of, each.exercise) for each in found}
    lines = frozenset(each.line for each in found if each.line is not None)
    # One transfer mends what is short of one balance in one exercise.
    (of, exercise) = lacking.pop() if len(lacking) == 1 else ("", None)
    if of in ("ae", "cp") and lines:
        given = [*islice(donors(trial.before, trial.ledger, Lack(lines, of, exercise, worst), day), MOST)]
    if found[0].code == "JO201" and line is not None and amount is not None and "reservation" not in keys:
        year = None if found[0].exercise is None else int(keys.get("exercise", day.year))
        held = holders(trial.before, line, amount, day, year)[:MOST]
    return WaysOut(fits, given, held, covered)


def _shortages(
    finding: Finding, later: str | None, tolerance: int, position: Callable[[str, int | None], Position | None]
) -> list[Shortage]:
    """What one error is short of: on each line where it is, or of another limit."""
    values: Any = finding.message.values
    if "lines" in values:
        allowed = tolerance if finding.code == "JO201" else 0
        return [
            Shortage(finding.code, -after - allowed, line, year, position(line, year), later, _of(finding.code, what))
            for line, after, year, what in values["lines"]
        ]
    if finding.code in EXCESS:
        more, less = EXCESS[finding.code]
        short = values[more] - (values[less] if less else 0)
        return [Shortage(finding.code, short, None, None, None, later)]
    return []


def _of(code: str, what: str | None) -> Literal["ae", "cp", "frozen ae", "frozen cp"]:
    """The balance that a rule finds under zero: its own, or the one that it names."""
    cp = what == "cp" or code == "JO302"
    if code == "JO204":
        return "frozen cp" if cp else "frozen ae"
    return "cp" if cp else "ae"
