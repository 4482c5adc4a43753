"""Trying an operation: the budget as it would be with it, and what would be wrong that was not before."""

from collections.abc import Sequence
from dataclasses import dataclass

from jo_security.files.appended import appended
from jo_security.files.files import Files
from jo_security.files.source import Source
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import Opened
from jo_security.records.problem import Finding
from jo_security.records.tables import Book

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
    def passes(self) -> bool:
        """Whether the operation may be recorded."""
        return not self.errors


def weighed(book: Book) -> tuple[Ledger, Sequence[Finding]]:
    """The ledger of a budget, and what is wrong with it; not derived where a reference leads nowhere."""
    ledger = Ledger(book)
    findings = answers.problems(ledger)
    if not findings:
        ledger.derive()
        findings = answers.problems(ledger)
    return ledger, findings


def tried(files: Files, book: Book, table: str, file: int, block: Source) -> Trial:
    """Try the operation of a block, which would stand at the end of a file, by its number."""
    before, known = weighed(book)
    its = appended(files, book, table, file, block)
    if not before.derived:
        # What it amounts to is unknown, and so whether the credits allow anything.
        after = Opened(block.name, its.files, None, (), known)
        return Trial(before, after, its.number, its.record, known, (), ())
    if its.book is None:
        after = Opened(block.name, its.files, None, its.files.problems(its.findings), its.findings)
        return Trial(before, after, its.number, its.record, its.findings, (), ())
    ledger, findings = weighed(its.book)
    overridden = getattr(its.book.records[table][its.number], "override", None) is not None
    old = {(finding.code, finding.record) for finding in known}
    fresh = [finding for finding in findings if (finding.code, finding.record) not in old]
    errors = [finding for finding in fresh if finding.severity == "error"]
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
