"""The files of one budget, and the place in them of each of its records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jo_security.files.source import Source
from jo_security.records.problem import Finding, Path, Problem, Words
from jo_security.records.words import N_

if TYPE_CHECKING:  # loaded where there is something to point at
    from jo_security.files.locate import Locator

ROOT = ""
"""The table of a finding about a file as such; its number is that of the file."""


class Files:
    """The budget's own file first, then those that it includes, with how many records of each table each holds."""

    def __init__(self, sources: Sequence[Source], counts: Sequence[Mapping[str, int]]) -> None:
        self.sources = sources
        self.currency = "EUR"
        self.record_in: str | None = None
        self.patterns: tuple[str, ...] = ()
        self._counts = counts
        self._locators: dict[int, Locator] = {}

    @property
    def states(self) -> list[str]:
        """The SHA-256 of each file as it was read."""
        return [source.sha256 for source in self.sources]

    def counts(self, file: int) -> Mapping[str, int]:
        """How many records of each table a file holds."""
        return self._counts[file]

    def number(self, file: int, table: str) -> int:
        """The number that a record of a table would bear at the end of a file."""
        return sum(counts.get(table, 0) for counts in self._counts[: file + 1])

    def extended(self, file: int, block: Source, table: str) -> "Files":
        """The same with a block of one record at the end of a file."""
        sources = [*self.sources[: file + 1], block, *self.sources[file + 1 :]]
        its = Files(sources, [*self._counts[: file + 1], {table: 1}, *self._counts[file + 1 :]])
        its.currency, its.record_in, its.patterns = self.currency, self.record_in, self.patterns
        return its

    def problems(self, findings: Sequence[Finding]) -> list[Problem]:
        """Findings at their places, sorted; of rivals, all but the first in the budget's order."""
        order = {source.name: rank for rank, source in enumerate(self.sources)}
        contested: dict[str, list[Problem]] = {}
        found: list[Problem] = []
        for finding in findings:
            if finding.rivals is None:
                found.append(self.problem(finding))
            else:
                contested.setdefault(finding.rivals, []).append(self.problem(finding))
        for rivals in contested.values():
            rivals.sort(key=lambda problem: (order[problem.file], problem.line, problem.column))
            found.extend(_second(each, rivals[0]) for each in rivals[1:])
        return sorted(found, key=lambda problem: problem.place)

    def problem(self, finding: Finding) -> Problem:
        """A finding at its place."""
        source, line, column = self.place(finding.table, finding.number, finding.path, at_key=finding.at_key)
        return Problem(
            code=finding.code,
            name=finding.name,
            severity=finding.severity,
            file=source.name,
            line=line,
            column=column,
            record=finding.record,
            message=finding.message,
            hint=finding.hint,
            excerpt=source.line(line),
            currency=self.currency,
        )

    def place(self, table: str, number: int, path: Path = (), *, at_key: bool = False) -> tuple[Source, int, int]:
        """The file, line and column of a value in a record of the budget, or of its key."""
        file, inside = self._origin(table, number)
        source = self.sources[file]
        locator = self._locator(file)
        whole = (*inside, *path)
        return (source, *source.place(locator.key(whole) if at_key else locator.value(whole)))

    def order(self, table: str, number: int) -> tuple[int, int]:
        """What records of several tables are sorted by to have them in the budget's order."""
        file, path = self._origin(table, number)
        return file, self._locator(file).value(path)

    def _locator(self, file: int) -> "Locator":
        """The places of a file, indexed once."""
        if file not in self._locators:
            from jo_security.files.locate import Locator

            self._locators[file] = Locator(self.sources[file].text)
        return self._locators[file]

    def _origin(self, table: str, number: int) -> tuple[int, Path]:
        """The number of the file that holds a record, and the record's path in it."""
        if table == ROOT:
            return number, ()
        if table in {"budget", "controls"}:
            return 0, (table,)
        for file, counts in enumerate(self._counts):
            held = counts.get(table, 0)
            if number < held:
                return file, (table, number)
            number -= held
        raise IndexError(table)


def _second(rival: Problem, first: Problem) -> Problem:
    """What is said of a rival, with the place of the first."""
    place = f"{first.file}:{first.line}"
    return replace(rival, message=Words(N_("{said}, at {place}"), {"said": rival.message, "place": place}))
