"""Why an operation is refused, in figures, and what would make it pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.views import offer
from jo_security.ledger.ledger import Ledger
from jo_security.office.trying import OVERRIDABLE, Trial
from jo_security.records.problem import Finding, Words
from jo_security.records.words import N_

MOST = 3
"""How many ways out of a kind are named."""
COUNTED = ("opened", "frozen", "reserved", "committed", "lost", "available")
CP_COUNTED = ("cp-opened", "cp-frozen", "paid", "cp-available")
"""What a refusal shows of the line that is short, of AE or of CP."""
EXCESS = {
    "JO202": ("excess", None),
    "JO207": ("excess", None),
    "JO208": ("needed", "remains"),
    "JO301": ("paid", "firm"),
    "JO304": ("delivered", "firm"),
}
"""The values of a finding that say by how much a limit is passed: one, or one less another."""


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

    In cents: the largest amount that fits, lines apart with as much available, reservations with as much left; and
    whether an override would.
    """

    fits: int | None
    donors: Sequence[tuple[str, int]]
    reservations: Sequence[tuple[str, int]]
    override: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out in words; `key` is that of the record which makes it so, and `value` what it would hold, if known."""

    key: str
    value: int | str | None
    words: Words


def in_words(short: Shortage) -> Words:
    """By how much an operation is short, in a sentence."""
    values = {"line": short.line, "short": short.short, "year": str(short.exercise), "id": short.later}
    if short.later is not None:
        return Words(N_("{id}, which is dated later, would be {short:money} short."), values)
    if short.line is None:
        return Words(N_("It is {short:money} too much."), values)
    if short.exercise is None:
        return Words(N_("{line} is {short:money} short."), values)
    return Words(N_("{line} is {short:money} short in {year}."), values)


def counted(short: Shortage) -> Sequence[str]:
    """The measures of a line that show why it is short."""
    return COUNTED if short.code == "JO201" else CP_COUNTED


def offers(ways: WaysOut, keys: Mapping[str, Any], table: str) -> list[Offer]:
    """What would make an operation of a table pass, in words, the least first."""
    found: list[Offer] = []
    if ways.fits is not None:
        key = next(each for each in ("amount", "ae", "cp") if each in keys)
        words = Words(N_("the largest amount that fits is {amount:money}"), {"amount": ways.fits})
        found.append(Offer(key, ways.fits, words))
    for line, cents in ways.donors:
        words = Words(N_("{line} has {amount:money} to transfer"), {"line": line, "amount": cents})
        found.append(Offer("", None, words))
    if table == "commitment":
        for name, cents in ways.reservations:
            words = Words(N_("reservation {id} has {amount:money} left"), {"id": name, "amount": cents})
            found.append(Offer("reservation", name, words))
    if ways.override:
        found.append(Offer("override", None, Words(N_("an override lets it pass, and stays in sight"))))
    return found


def shortages(trial: Trial) -> list[Shortage]:
    """What each error is short of, the worst first; an error that is about no limit has none."""
    found = [each for finding in trial.errors for each in _shortages(trial, finding)]
    return sorted(found, key=lambda each: -each.short)


def ways_out(trial: Trial, found: Sequence[Shortage], amount: int | None, line: str | None) -> WaysOut:
    """What would make the operation of that amount in cents, on that line, pass."""
    worst = max((each.short for each in found), default=0)
    # Where another error than that of a limit refuses it, no amount does.
    limits = all("lines" in error.message.values or error.code in EXCESS for error in trial.errors)
    fits = amount - worst if amount is not None and found and limits and amount > worst > 0 else None
    lines = [each for each in found if each.line is not None]
    covered = bool(trial.errors) and all(finding.code in OVERRIDABLE for finding in trial.errors)
    if not lines:
        return WaysOut(fits, (), (), covered)
    offer(trial.before, ())
    measure = "available" if any(each.code == "JO201" for each in lines) else "cp-available"
    donors = _donors(trial.before, lines[0], measure, worst)
    held = _reservations(trial.before, line, worst) if measure == "available" and line is not None else ()
    return WaysOut(fits, donors, held, covered)


def _shortages(trial: Trial, finding: Finding) -> list[Shortage]:
    """What one error is short of: on each line where it is, or of another limit."""
    values: Any = finding.message.values
    later = finding.record if finding.record != trial.record else None
    if "lines" in values:
        return [
            Shortage(finding.code, _short(trial, finding, after), line, year, _position(trial, line, year), later)
            for line, after, year, _ in values["lines"]
        ]
    if finding.code in EXCESS:
        more, less = EXCESS[finding.code]
        short = values[more] - (values[less] if less else 0)
        return [Shortage(finding.code, short, None, None, None, later)]
    return []


def _short(trial: Trial, finding: Finding, after: int) -> int:
    """By how much a balance after an operation is under its limit."""
    tolerance = 0
    if finding.code == "JO201":
        (tolerance,) = trial.before.connection.execute("SELECT tolerance FROM controls").fetchone()
    return int(-after - tolerance)


def _position(trial: Trial, line: str, exercise: int | None) -> Position | None:
    """The position of a line before the operation."""
    every = answers.lines(trial.before, None, exercise)
    return next((each.position for each in every if each.id == line), None)


def _donors(ledger: Ledger, short: Shortage, measure: str, needed: int) -> list[tuple[str, int]]:
    """Lines at the bottom of the tree with as much available, outside the line that is short; the richest first."""
    every = answers.lines(ledger, None, short.exercise)
    parents = {line.id: line.parent for line in every}

    def inside(line: str | None) -> bool:
        while line is not None and line != short.line:
            line = parents[line]
        return line is not None

    bottom = [line for line in every if line.id not in set(parents.values()) and not inside(line.id)]
    rich = [(line.id, line.position[measure]) for line in bottom if line.position[measure] >= needed]
    return sorted(rich, key=lambda each: -each[1])[:MOST]


def _reservations(ledger: Ledger, line: str, needed: int) -> list[tuple[str, int]]:
    """Reservations of a line with as much left, the smallest that does first."""
    listing = Listing(ledger, Asking("reservations", line=answers.number(ledger, "line", line)))
    its, on, left = (listing.columns.index(name) for name in ("id", "line", "reserved"))
    held = [(row[its], row[left]) for row in listing.rows() if row[on] == line and row[left] >= needed]
    return sorted(held, key=lambda each: each[1])[:MOST]
