"""Opening a budget: its files read, its ledger built, its problems found."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from jo_security.files.files import Files
from jo_security.files.read import read
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.records.problem import Finding, Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """A budget that was read.

    `ledger` is None where the budget is unreadable: `unreadable` then says why. Otherwise `findings` are what is wrong
    with what it amounts to; `problems` looks up where they stand.
    """

    name: str
    files: Files
    ledger: Ledger | None
    unreadable: Sequence[Problem]
    findings: Sequence[Finding]

    def problems(self) -> list[Problem]:
        """Every problem at its place, sorted by file, line, column and code."""
        return [*self.unreadable] or self.files.problems(self.findings)

    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def open_budget(name: str, as_of: datetime.date | None = None) -> Opened:
    """Open a budget; the rules on amounts look at operations up to a day.

    Raises Unreadable where the file cannot be read at all.
    """
    reading = read(name)
    files = reading.files
    if reading.book is None:
        return Opened(name, files, None, reading.problems, ())
    ledger = Ledger(reading.book)
    # The records of a large budget make room for what they amount to.
    del reading
    findings = answers.problems(ledger, as_of)
    if findings:
        return Opened(name, files, None, files.problems(findings), ())
    ledger.derive()
    return Opened(name, files, ledger, (), answers.problems(ledger, as_of))
