"""Trying operations: the budget as it would be with them, and what would be wrong that was not before."""

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from jo_security.files.appended import appended
from jo_security.files.files import Files
from jo_security.files.source import Source
from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.ledger import Ledger
from jo_security.ledger.near import commitment_named, line_named
from jo_security.office.closed import closed_to, inside
from jo_security.office.opening import Opened
from jo_security.records.problem import Finding
from jo_security.records.tables import Book

Told: TypeAlias = tuple[str, str | None]
"""A code and what it names."""
ON_COMMITMENT = ("adjustment", "delivery", "payment")
"""The tables of what names a commitment."""
OVERRIDABLE = frozenset(("JO201", "JO203", "JO302"))
"""What an override on the operation covers, also where a later operation is the one that is then short."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried: the ledger before it, the budget after it, and what it brings.

    `errors` refuse it: its own, or those by which the budget is unreadable and nothing can be weighed. `covered` are
    those that its override lets pass on later operations; `warnings` are new ones.
    `after.ledger` is None where the operation does not even fit the budget.
    """

    before: Ledger
    after: Opened
    number: int
    record: str
    errors: Sequence[Finding]
    covered: Sequence[Finding]
    warnings: Sequence[Finding]

    @property
    def ledger(self) -> Ledger:
        """The ledger before it, for what happened when."""
        return self.before

    @property
    def passes(self) -> bool:
        """Whether the operation may be recorded."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Trials:
    """Operations of one table that were tried together, each after those before it: as a trial of each.

    An error of a later operation refuses the first of them on the same commitment, else the last.
    """

    each: Sequence[Trial]

    @property
    def passes(self) -> bool:
        """Whether all of them may be recorded."""
        return all(trial.passes for trial in self.each)


def weighed(book: Book, digests: Mapping[datetime.date, str] | None = None) -> tuple[Ledger, Sequence[Finding]]:
    """The ledger of a budget, and what is wrong with it; not derived where a reference leads nowhere.

    `digests` are those of closings, by their day, of which it is known what they close.
    """
    ledger = Ledger(book, digests)
    return ledger, wrong_with(ledger)


def wrong_with(ledger: Ledger) -> Sequence[Finding]:
    """What is wrong with a ledger of records; it is derived where every reference leads somewhere."""
    findings = answers.problems(ledger)
    if not findings:
        ledger.derive()
        findings = answers.problems(ledger)
    return findings


def tried(files: Files, book: Book, table: str, file: int, block: Source) -> Trial:
    """Try the operation of a block, which would stand at the end of a file, by its number."""
    return tried_together(files, book, table, file, [block]).each[0]


def tried_together(files: Files, book: Book, table: str, file: int, blocks: Sequence[Source]) -> Trials:
    """Try the operations of blocks, which would stand at the end of a file, by its number, one after the other."""
    before, known = weighed(book)
    its = appended(files, book, table, file, blocks)
    name = blocks[0].name
    if not before.derived:
        # What they amount to is unknown, and so whether the credits allow anything.
        after = Opened(name, its.files, None, (), known)
        return Trials([Trial(before, after, *each, known, (), ()) for each in its.operations])
    if its.book is None:
        after = Opened(name, its.files, None, its.files.problems(its.findings), its.findings)
        found = parted(its.findings, dict.fromkeys(record for _, record in its.operations))
        return Trials([Trial(before, after, *each, found[each[1]], (), ()) for each in its.operations])
    # What is dated after a closing changes nothing of what that closes, and nothing else is let pass.
    ledger, findings = weighed(its.book, before.digests)
    after = Opened(name, its.files, ledger if ledger.derived else None, (), findings)
    known_before = told(known)
    fresh = [each for each in findings if (each.code, each.record) not in known_before]
    made = {record: its.book.records[table][number] for number, record in its.operations}
    found, last = parted(fresh, made, after.ledger), closed_to(book)
    trials = []
    for number, record in its.operations:
        operation = made[record]
        errors, covered, warnings = brought((), found[record], record, operation)
        errors = [*inside(last, table, number, operation), *errors]
        trials.append(Trial(before, after, number, record, errors, covered, warnings))
    return Trials(trials)


def parted(
    findings: Iterable[Finding], records: Mapping[str, object], ledger: Ledger | None = None
) -> dict[str, list[Finding]]:
    """The findings about each of some operations, which are given by their names.

    Those about another one are of the first on the same commitment, as the ledger with all of them tells, else of the
    last.
    """
    found: dict[str, list[Finding]] = {name: [] for name in records}
    *_, last = records
    on: dict[object, str] = {None: last}
    for name, record in records.items():
        on.setdefault(getattr(record, "commitment", None), name)
    for finding in findings:
        about = finding.record if finding.record in found else None
        found[about or on.get(_commitment(ledger, finding), last)].append(finding)
    return found


def _commitment(ledger: Ledger | None, finding: Finding) -> str | None:
    """The commitment that a finding is about; None where it is about none, or that is not known."""
    if ledger is None or finding.table not in ON_COMMITMENT:
        return finding.record if finding.table == "commitment" else None
    return commitment_named(ledger, finding.table, finding.number)


def told(findings: Iterable[Finding]) -> set[Told]:
    """What findings say of which record: what was so before an operation, the operation did not bring."""
    return {(finding.code, finding.record) for finding in findings}


def brought(
    known: Container[Told], findings: Iterable[Finding], name: str, record: object
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """The errors, the covered errors and the warnings that an operation of that name brings."""
    fresh = [finding for finding in findings if (finding.code, finding.record) not in known]
    errors = [finding for finding in fresh if finding.severity == "error"]
    overridden = getattr(record, "override", None) is not None
    covered = [finding for finding in errors if overridden and finding.code in OVERRIDABLE and finding.record != name]
    warnings = [finding for finding in fresh if finding.severity == "warning"]
    refusing = [finding for finding in errors if finding not in covered] if covered else errors
    return refusing, covered, warnings


def line_of(ledger: Ledger, keys: Mapping[str, Any]) -> str | None:
    """The line that an operation is on: its own, that of what it names, or the one that a transfer takes from."""
    for key in ("line", "from"):
        if key in keys:
            return str(keys[key])
    cause = keys.get("commitment")
    if cause is None or not ledger.derived:
        return None
    return line_named(ledger, str(cause))


def position_of(ledger: Ledger | None, line: str | None) -> Position | None:
    """The position of a line with all below it, or of the whole budget, of all exercises."""
    if ledger is None or not ledger.derived:
        return None
    return answers.total(ledger) if line is None else answers.position(ledger, line)
