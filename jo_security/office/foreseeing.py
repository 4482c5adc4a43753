"""What an operation would do while it is being typed: the position after it, and what would refuse it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jo_security.files.officer import Officer
from jo_security.files.read import finding_of, name_of
from jo_security.ledger import answers
from jo_security.ledger.again import again
from jo_security.ledger.answers import Position
from jo_security.ledger.kept import Kept
from jo_security.ledger.ledger import Ledger
from jo_security.ledger.near import NOTHING, Near, lowered, near
from jo_security.ledger.part import Standing, add_bearers, closed, complete, part, standing
from jo_security.ledger.rest import Placed
from jo_security.ledger.rows import Row
from jo_security.ledger.summed import summed
from jo_security.office.acting import ACTS
from jo_security.office.closed import inside
from jo_security.office.drafting import Draft, Drafting
from jo_security.office.opening import Opened
from jo_security.office.refusing import Shortage, WaysOut, shortages, ways_out
from jo_security.office.trying import brought, position_of, told, wrong_with
from jo_security.records.problem import Finding, Wrong

FEW = 8
"""How many commitments are remembered with all that names them."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an operation would do.

    `id` is the one that it would have, `record` what findings name it by. `line` is the operation's, and positions are
    that line's with all below it, or the whole budget's where it is on none; `after` is None where the operation does
    not fit the budget at all. `errors` refuse it, `covered` are those that its override lets pass, `warnings` are new
    ones. `shortages` and `ways` explain a refusal, `short` is the position after it of the line that is short by most.
    `whole` is False where more later operations would be short than are named: those that are named are then the worst.
    """

    id: str
    table: str
    keys: Mapping[str, Any]
    record: str
    line: str | None
    before: Position | None
    after: Position | None
    errors: Sequence[Finding] = ()
    covered: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()
    shortages: Sequence[Shortage] = ()
    ways: WaysOut | None = None
    short: Position | None = None
    whole: bool = True

    @property
    def passes(self) -> bool:
        """Whether the operation may be recorded."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Refused:
    """An operation that does not pass, for its explanation."""

    before: Ledger
    ledger: Ledger
    record: str
    errors: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Tried:
    """The ledger after an operation, what is wrong then, whether that is all; `others` are warnings known to be new."""

    after: Ledger
    findings: Sequence[Finding]
    whole: bool = True
    others: Sequence[Finding] = ()


class Foresight:
    """Tries operations on a budget that was opened without a day; nothing of it is ever seen by another question.

    Making one takes about a second where there are 100,000 commitments, and asks the ledger: no other question is asked
    meanwhile, nor during `of`.
    """

    def __init__(self, opened: Opened, officer: Officer | None = None) -> None:
        if opened.ledger is None:
            raise ValueError(opened.name)
        self.ledger = opened.ledger
        self.known = told(opened.findings)
        self.kept = Kept(self.ledger)
        self.drafting = Drafting(opened, self.kept, officer)
        self.before = summed(self.kept)
        self._nears: dict[tuple[str | None, str | None], Near] = {}
        self._standings: dict[object, Standing] = {}
        self._others: tuple[str | None, Sequence[Finding]] | None = None

    def of(self, verb: str, keys: Mapping[str, Any]) -> Foreseen:
        """What an operation would do; `keys` are the record's as TOML would give them, possibly incomplete."""
        table = ACTS[verb]
        whole = self.drafting.named(table, keys)
        file, number = self.drafting.place(table, whole)
        name = name_of(table, number, whole)
        line = self.line(whole)
        seen = Foreseen(name, table, whole, name, line, position_of(self.before, line), None)
        record, wrongs = self.drafting.record(table, whole)
        if wrongs:
            errors = [finding_of(at_key(wrong), table, number, name) for wrong in wrongs]
            return replace(seen, errors=errors, ways=WaysOut(None, (), (), override=False))
        tried = self._tried(Draft(table, file, number, self.kept.end(table), record))
        errors, covered, warnings = brought(self.known, tried.findings, name, record)
        errors = [*inside(self.kept.closed, table, number, record), *errors]
        refused = Refused(self.before, self.ledger, name, errors)
        short = shortages(refused)
        where = next(((each.line, each.exercise) for each in short if each.line is not None), None)
        return replace(
            seen,
            after=position_of(tried.after, line),
            errors=errors,
            covered=covered,
            warnings=[*warnings, *tried.others],
            shortages=short,
            short=None if where is None else answers.position(tried.after, where[0], None, where[1]),
            ways=ways_out(refused, short, whole, line) if errors else None,
            whole=tried.whole,
        )

    def _tried(self, draft: Draft) -> "_Tried":
        """What comes of an operation."""
        its_near = self._near(*draft.causes)
        if self._reaches_far(draft, its_near):
            after = again(self.ledger, draft.table, draft.number, [draft.record], self._first(draft))
            return _Tried(after, wrong_with(after))
        scope = self.kept.over([line for line in (*draft.lines, its_near.line) if line is not None])
        its, days = self._part(draft, its_near, scope)
        findings = [each for each in answers.problems(its) if each.code == "JO112" or _is(draft, each)]
        if findings:
            return _Tried(its, findings)
        its.derive(follows_cp=self.kept.follows_cp)
        placed = Placed.of(its, draft.table, draft.end, draft.end - draft.number)
        was = self._standing(draft, its_near, scope)
        is_whole = complete(its, self.kept, placed, was, self.kept.folded(scope, days))
        commitment = draft.end if draft.table == "commitment" else its_near.commitment
        findings = answers.problems_within(its, () if commitment is None else (commitment,))
        if draft.table == "delivery" and placed.sound and not self.kept.delivers:
            return _Tried(its, findings, is_whole, self._undelivered(draft.causes[0], its_near))
        return _Tried(its, findings, is_whole)

    def _undelivered(self, commitment: str | None, its_near: Near) -> Sequence[Finding]:
        """What is paid and not delivered on other commitments, which the first delivery of a budget brings to light."""
        if self._others is None or self._others[0] != commitment:
            paid = {row[0] for row in its_near.rows["payment"]}
            self._others = commitment, [each for each in self.kept.undelivered if each.number not in paid]
        return self._others[1]

    def _reaches_far(self, draft: Draft, its_near: Near) -> bool:
        """Whether an operation changes more than what lies near it, so that the whole is to be built anew."""
        if draft.table == "movement" and not self.kept.follows_cp:
            cp = draft.record.ae if draft.record.cp is None and draft.record.kind == "opening" else draft.record.cp
            if cp:
                return True
        if draft.number == draft.end:
            return False
        # Others move up for it: their ranks name assertions, and say what comes first within a day.
        if draft.table in ("assertion", "movement"):
            return True
        day = draft.record.date.toordinal()
        return any(row[0] >= draft.number and day in row for row in its_near.rows.get(draft.table, ()))

    def _part(self, draft: Draft, its_near: Near, scope: frozenset[int]) -> tuple[Ledger, tuple[int, ...]]:
        """The part of the budget that an operation concerns, with it, and the days that assertions on it are about."""
        asserted: Sequence[Row] = ()
        days: tuple[int, ...] = (draft.record.date.toordinal(),)
        if draft.table != "assertion":
            lines = {line for line, n in self.kept.lines.items() if n in scope}
            asserted = [row for row in self.kept.assertions if row[5] is None or row[5] in lines]
            days = self.kept.days
        its = part(self.kept, scope, its_near, self._first(draft, its_near), assertions=asserted)
        its.add(draft.table, draft.end, draft.record)
        name = getattr(draft.record, "id", "")
        if name in self.drafting.taken:
            add_bearers(its, self.ledger, name)
        return closed(its), days

    def _first(self, draft: Draft, its_near: Near | None = None) -> Mapping[tuple[str, int], int]:
        """The order of withdrawals and credit notes that meet, near an operation or in the whole budget."""
        if its_near is not None and draft.where is None:
            return its_near.first
        if its_near is None:
            return self.drafting.first(draft, lowered(self.ledger), moved=True)
        return self.drafting.first(draft, its_near.lowered, moved=False)

    def line(self, keys: Mapping[str, Any]) -> str | None:
        """The line that an operation is on, as `line_of` has it."""
        for key in ("line", "from"):
            if key in keys:
                return str(keys[key])
        cause = keys.get("commitment")
        return self._near(cause, None).line if isinstance(cause, str) else None

    def _near(self, commitment: str | None, reservation: str | None) -> Near:
        """What lies near an operation that names these, remembered while they stay."""
        if commitment is None and reservation is None:
            return NOTHING
        which = (commitment, reservation)
        if which not in self._nears:
            if len(self._nears) >= FEW:
                self._nears.clear()
                self._standings.clear()
            self._nears[which] = near(self.ledger, commitment, reservation)
        return self._nears[which]

    def _standing(self, draft: Draft, its_near: Near, scope: frozenset[int]) -> Standing:
        """What lies near an operation as it is without it, remembered with it."""
        which = (draft.causes, scope)
        if which not in self._standings:
            if len(self._standings) >= FEW:
                self._standings.clear()
            self._standings[which] = standing(self.kept, scope, its_near)
        return self._standings[which]


def at_key(wrong: Wrong) -> Wrong:
    """A fault at the key that it is about, which a form has a field for even where the record lacks it."""
    key = wrong.message.values.get("key")
    return replace(wrong, path=(*wrong.path, str(key))) if wrong.code == "JO103" else wrong


def _is(draft: Draft, finding: Finding) -> bool:
    """Whether a finding is about the operation."""
    return (finding.table, finding.number) == (draft.table, draft.end)
