"""Trying an operation: the budget as it would be with it, and what would be wrong that was not before."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jo_security.files.appended import appended
from jo_security.files.files import Files
from jo_security.files.source import Source
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.office.closed import inside
from jo_security.office.opening import Opened
from jo_security.records.problem import Finding
from jo_security.records.tables import Book

OVERRIDABLE = frozenset(("JO201", "JO203", "JO302"))
"""What an override on the operation covers, also where a later operation is the one that is then short."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried: the ledger before it, the budget after it, and what it brings.

    `errors` refuse it; `covered` are those that its override lets pass on later operations; `warnings` are new ones.
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
    def passes(self) -> bool:
        """Whether the operation may be recorded."""
        return not self.errors


def weighed(book: Book, digests: Mapping[datetime.date, str] | None = None) -> tuple[Ledger, Sequence[Finding]]:
    """The ledger of a budget, and what is wrong with it; not derived where a reference leads nowhere.

    `digests` are those of closings, by their day, of which it is known what they close.
    """
    ledger = Ledger(book, digests)
    findings = answers.problems(ledger)
    if not findings:
        ledger.derive()
        findings = answers.problems(ledger)
    return ledger, findings


def tried(files: Files, book: Book, table: str, file: int, block: Source) -> Trial:
    """Try the operation of a block, which would stand at the end of a file, by its number."""
    before, known = weighed(book)
    its = appended(files, book, table, file, block)
    if its.book is None:
        after = Opened(block.name, its.files, None, its.files.problems(its.findings), its.findings)
        return Trial(before, after, its.number, its.record, its.findings, (), ())
    record = its.book.records[table][its.number]
    # What is dated after a closing changes nothing of what that closes, and nothing else is let pass.
    ledger, findings = weighed(its.book, before.digests)
    overridden = getattr(record, "override", None) is not None
    old = {(finding.code, finding.record) for finding in known}
    fresh = [finding for finding in findings if (finding.code, finding.record) not in old]
    errors = [*inside(book, table, its.number, record), *(each for each in fresh if each.severity == "error")]
    covered = [
        finding for finding in errors if overridden and finding.code in OVERRIDABLE and finding.record != its.record
    ]
    return Trial(
        before=before,
        after=Opened(block.name, its.files, ledger if ledger.derived else None, (), findings),
        number=its.number,
        record=its.record,
        errors=[finding for finding in errors if finding not in covered],
        covered=covered,
        warnings=[finding for finding in fresh if finding.severity == "warning"],
    )
