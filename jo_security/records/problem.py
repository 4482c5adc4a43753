"""What is wrong with a budget, and where: values, never exceptions.

`Wrong` is a fault in one record, seen from inside it. `Finding` names the record of the budget it is about.
`Problem` is a finding whose place in a file has been looked up. The words of all three are msgids with values; the
edge puts them into the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A msgid and the values that its placeholders take; a value may be Words in its turn."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of one record: its code, the path of keys inside the record, what is wrong, what to do."""

    code: str
    path: Path
    message: Words
    hint: Words
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the budget: the table and the number of the record in it, counted from 0 in the budget's order.

    Of findings that share `rivals`, the first in the budget's order is no fault: it bore the id first.
    """

    code: str
    name: str
    severity: Severity
    table: str
    number: int
    path: Path
    record: str | None
    message: Words
    hint: Words
    at_key: bool = False
    rivals: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at its place: file as it was named, line and column from 1, the column in characters."""

    code: str
    name: str
    severity: Severity
    file: str
    line: int
    column: int
    record: str | None
    message: Words
    hint: Words
    excerpt: str
    currency: str = "EUR"

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What problems are sorted by: file, line, column, code."""
        return (self.file, self.line, self.column, self.code)
