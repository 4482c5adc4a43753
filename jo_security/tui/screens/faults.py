"""Problems as rows of a table; their places are looked up as they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jo_security.records.words import N_
from jo_security.tui.screens.rows import WIDE, Keyed, sort
from jo_security.tui.terms import ERROR_SIGN, WARNING_SIGN
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.locales.language import Language
    from jo_security.records.problem import Finding, Problem
    from jo_security.tui.reading import Reading
    from jo_security.tui.widgets.cells import StyleName
    from jo_security.tui.widgets.sorting import Sorting

SEVERITIES: Final[dict[str, tuple[str, StyleName, str]]] = {
    "error": (ERROR_SIGN, "error", N_("error")),
    "warning": (WARNING_SIGN, "warning", N_("warning")),
}
KEYS: Final = ("severity", "code", "record", "message", "place")


def in_short(broken: Reading | None, language: Language) -> tuple[str, Sequence[str]]:
    """What is wrong with files that are broken, a line each, under a line that says so; nothing where none are."""
    if broken is None:
        return "", ()
    if broken.failure is not None:
        return f"{ERROR_SIGN} {language.render(broken.failure.text, broken.failure.values)}", ()
    found = broken.opened.unreadable if broken.opened is not None else ()
    says = language.plural(
        "{name} cannot be read as a budget: {n:number} problem",
        "{name} cannot be read as a budget: {n:number} problems",
        len(found),
        name=broken.name,
    )
    return f"{ERROR_SIGN} {says}", [
        f"{each.file}:{each.line}:{each.column} {each.code} {language.render(each.message.text, each.message.values)}"
        for each in found
    ]


class ProblemRows(Keyed):
    """The problems of a reading; a row is a place in their order of discovery."""

    view = "problems"

    def __init__(self, reading: Reading, language: Language) -> None:
        """Take the problems of an unreadable budget, or the findings about one that could be read."""
        self.reading = reading
        self.language = language
        self.currency = reading.outlook.header.currency if reading.outlook else "EUR"
        opened = reading.opened
        self.found: Sequence[Problem | Finding] = () if opened is None else [*opened.unreadable] or opened.findings
        self.count = len(self.found)
        self._messages: dict[int, str] = {}
        self.narrow = False

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width: where it is narrow, the words of signs stand below."""
        text, self.narrow = self.language.text, width < WIDE
        words = max(len(text(word)) + 2 for _, _, word in SEVERITIES.values())
        place = text(N_("L.") if self.narrow else N_("File line"))
        columns = [
            Column("severity", "" if self.narrow else text(N_("Severity")), 2 if self.narrow else words),
            Column("code", text(N_("Code")), 6),
            Column("record", text(N_("Record")), 14),
            Column("message", text(N_("What is wrong")), 20, flexible=True, sortable=False),
            Column("place", place, max(5, len(place)), "right", sortable=False),
        ]
        return filling(columns, "place", width)

    def totals(self, search: str) -> Row:  # noqa: ARG002 - all of them are counted, whatever rows are in sight
        """How many there are."""
        errors = sum(each.severity == "error" for each in self.found)
        plural = self.language.plural
        said = [
            plural("{n:number} error", "{n:number} errors", errors),
            plural("{n:number} warning", "{n:number} warnings", len(self.found) - errors),
        ]
        return Row(("", "", "", Cell(" · ".join(said))))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """Those that answer to the filter, errors first unless sorted otherwise."""
        rows: Sequence[int] = range(self.count)
        if search:
            from jo_security.tui.screens.sifting import kept

            rows = kept(self.view, search, rows, self._value)
        return sort(rows, sorting or (("severity", False),), lambda i, key: getattr(self.found[i], key))

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of problems."""
        return [self._row(i) for i in ids]

    def key_of(self, row: int) -> str:
        """Its code and its record."""
        each = self.found[row]
        return f"{each.code} {each.record}"

    def record(self, row: int) -> None:
        """None: a problem has a place of its own."""

    def problem(self, row: int) -> Problem | None:
        """A problem at its place."""
        from jo_security.office.places import problem
        from jo_security.records.problem import Finding

        each = self.found[row]
        if not isinstance(each, Finding):
            return each
        return problem(self.reading.opened, each) if self.reading.opened is not None else None

    def _row(self, row: int) -> Row:
        each = self.found[row]
        sign, style, word = SEVERITIES[each.severity]
        return Row(
            (
                Cell(sign if self.narrow else f"{sign} {self.language.text(word)}", style),
                Cell(each.code),
                Cell(each.record or ""),
                Cell(self._message(row)),
                Cell(str(self._line(row)), "dim"),
            )
        )

    def _line(self, row: int) -> int:
        from jo_security.office.places import where
        from jo_security.records.problem import Finding

        each, opened = self.found[row], self.reading.opened
        if not isinstance(each, Finding):
            return each.line
        return where(opened, each).line if opened is not None else 0

    def _message(self, row: int) -> str:
        if row not in self._messages:
            words = self.found[row].message
            self._messages[row] = self.language.render(words.text, words.values, currency=self.currency)
        return self._messages[row]

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What a problem has of a field."""
        each = self.found[row]
        match name:
            case "":
                return " ".join(self._texts(row))
            case "problem":
                return each.code
            case "id":
                return each.record
            case "label":
                return self._message(row)
        return (each.severity,)

    def _texts(self, row: int) -> tuple[str, ...]:
        each = self.found[row]
        return each.code, each.name, each.record or "", self._message(row)
