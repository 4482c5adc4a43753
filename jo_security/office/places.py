"""Where records and what is wrong with them stand in the files of a budget."""

from dataclasses import dataclass

from jo_security.office.opening import Opened
from jo_security.records.problem import Finding, Path, Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: its name as it was given, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


def place(opened: Opened, table: str, number: int, path: Path = ()) -> Place:
    """The place of a record, by its number in its table, or of what stands in it."""
    source, line, column = opened.files.place(table, number, path)
    return Place(source.name, line, column)


def where(opened: Opened, finding: Finding) -> Place:
    """The place of a finding."""
    source, line, column = opened.files.place(finding.table, finding.number, finding.path, at_key=finding.at_key)
    return Place(source.name, line, column)


def problem(opened: Opened, finding: Finding) -> Problem:
    """A finding at its place, with the text that stands there."""
    return opened.files.problem(finding)
