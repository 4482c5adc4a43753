"""The entries of a figure as rows of a table: which operation, by how much, and the figure after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from typing import TYPE_CHECKING, Final

from jo_security.ledger.columns import COLUMNS
from jo_security.ledger.filtering.terms import Holds
from jo_security.records.words import N_
from jo_security.tui.screens.movements import KINDS as MOVEMENTS
from jo_security.tui.screens.rows import WIDE, Plain
from jo_security.tui.terms import LABELS, money_cell
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jo_security.ledger.answers.tracing import Made, Trace
    from jo_security.ledger.filtering.terms import Term
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.sorting import Sorting

KINDS: Final = {
    **MOVEMENTS,
    "commitment": N_("Commitment"),
    "adjustment": N_("Adjustment"),
    "delivery": N_("Delivery"),
    "payment": N_("Payment"),
}
"""What operations are called."""
KEYS: Final = ("date", "kind", "id", "supplier", "label", "term", "amount", "running", "line", "exercise")
NARROW: Final = ("date", "kind", "id", "amount", "running", "term", "line", "supplier", "label", "exercise")
LEAST: Final = {"date": 10, "kind": 14, "id": 14, "supplier": 14, "label": 14, "line": 14, "exercise": 8}
UNSORTED: Final = frozenset(("label",))
UNITS: Final[dict[str, Unit]] = {
    **dict.fromkeys(("amount", "running"), "money"),
    **dict.fromkeys(("id", "line"), "id"),
    "date": "date",
    "exercise": "year",
}
AT_ONCE: Final = 5_000
"""So many entries are filtered and sorted within a key."""


class EntryRows(Plain):
    """The entries of a figure; a row is a place in their order in time."""

    view = "entries"
    summed = frozenset(("amount",))
    groups = frozenset(("date", "kind", "supplier", "term", "line", "exercise"))

    def __init__(self, ledger: Ledger, language: Language, trace: Trace) -> None:
        """Page through a trace, which is of that ledger."""
        self.ledger = ledger
        self.language = language
        self.trace = trace
        self.keys: tuple[str, ...] = KEYS
        self._found: tuple[str, Sequence[int]] = ("", range(len(trace.ops)))

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width; which part it is only where there are several."""
        keys = KEYS if width >= WIDE else NARROW
        self.keys = tuple(key for key in keys if key != "term" or len(self.trace.names) > 1)
        return filling([self._column(key) for key in self.keys], "running", width)

    def totals(self, search: str) -> Row:
        """What the entries that answer to the filter amount to; of all of them, the figure itself."""
        places = self._places(search)
        count = self.language.plural("{n:number} entry", "{n:number} entries", len(places))
        cells = {
            "date": Cell(self.language.text(N_("Total"))),
            "kind": Cell(count),
            "amount": money_cell(self.language, self.trace.total(places)),
        }
        return Row(tuple(cells.get(key, Cell()) for key in self.keys))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The entries that answer to the filter, in time unless sorted otherwise."""
        from jo_security.ledger.answers.tracing import ordered

        return ordered(self.ledger, self.trace, self._places(search), sorting)

    def are_many(self) -> bool:
        """Whether to sort them takes longer than a key may wait."""
        return len(self.trace.ops) > AT_ONCE

    def over(self, ledger: Ledger) -> EntryRows:
        """The same entries, asked of another ledger."""
        other = copy(self)
        other.ledger = ledger
        return other

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What entries hold."""
        return [
            {
                "date": its.date,
                "kind": self.language.text(KINDS[its.kind]),
                "id": its.id,
                "supplier": its.supplier,
                "label": its.label,
                "term": self.language.text(LABELS[self.part(place)]),
                "amount": self.trace.amounts[place],
                "running": self.trace.running[place],
                "line": line,
                "exercise": self.trace.exercises[place],
            }
            for place, its, line in self._asked(ids)
        ]

    def unit(self, key: str) -> Unit:
        """What an entry adds and what it leads to are money."""
        return UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of entries."""
        return [Row(tuple(self._cell(*asked, key) for key in self.keys)) for asked in self._asked(ids)]

    def _asked(self, ids: Sequence[int]) -> Iterator[tuple[int, Made, str]]:
        """Entries with their operations and their lines."""
        from jo_security.ledger.answers.tracing import line_ids, made

        its = made(self.ledger, [self.trace.ops[place] for place in ids])
        lines = line_ids(self.ledger, {self.trace.lines[place] for place in ids})
        return ((place, its[self.trace.ops[place]], lines[self.trace.lines[place]]) for place in ids)

    def operation(self, row: int) -> Made:
        """The operation of an entry."""
        from jo_security.ledger.answers.tracing import made

        op = self.trace.ops[row]
        return made(self.ledger, [op])[op]

    def line(self, row: int) -> str:
        """The line of an entry."""
        from jo_security.ledger.answers.tracing import line_ids

        number = self.trace.lines[row]
        return line_ids(self.ledger, [number])[number]

    def part(self, row: int) -> str:
        """The part of the formula of an entry."""
        return self.trace.names[self.trace.terms[row]]

    def key_of(self, row: int) -> str:
        """An entry's operation, by its kind and its id, its line, its year and its part."""
        its = self.operation(row)
        return f"{its.kind} {its.id} {self.line(row)} {self.trace.exercises[row]} {self.part(row)}"

    def row_of(self, key: str) -> int:
        """The entry of that key; of an operation alone, by its kind and its id, the last one up to it."""
        from jo_security.ledger.answers.tracing import places_of

        kind, name, *entry = key.split(" ")
        ops = self.trace.ops
        for op in places_of(self.ledger, kind, name):
            after = bisect_right(ops, op)
            if not entry:
                return after - 1
            for row in range(bisect_left(ops, op), after):
                if self.key_of(row) == key:
                    return row
        return -1

    def record(self, row: int) -> tuple[str, int]:
        """The record of the operation."""
        its = self.operation(row)
        return its.table, its.n

    def _places(self, search: str) -> Sequence[int]:
        """The entries that answer to the filter, looked for once."""
        if self._found[0] != search:
            from jo_security.ledger.filtering import VIEWS, parse

            places: Sequence[int] = range(len(self.trace.ops))
            for clause in parse(search, VIEWS[self.view]).clauses:
                held = set[int]().union(*(self._holding(term, places) for term in clause))
                places = [place for place in places if place in held]
            self._found = search, places
        return self._found[1]

    def _holding(self, term: Term, places: Sequence[int]) -> set[int]:
        """The entries that hold one of the texts of a term, or none of them where the term excludes."""
        from jo_security.ledger.answers.tracing import found

        texts = [test.text for test in term.tests if isinstance(test, Holds)]
        held = set[int]().union(*(found(self.ledger, self.trace, text, self._named) for text in texts))
        return {*places} - held if term.excluded else held

    def _named(self, word: str) -> set[str]:
        """The parts and kinds of which the name in the reader's language holds a word."""
        from jo_security.ledger.answers import found

        names = {**KINDS, **{name: LABELS[name] for name in self.trace.names}}
        return {name for name, label in names.items() if found(word, self.language.text(label))}

    def _column(self, key: str) -> Column:
        text, trace = self.language.text, self.trace
        label, about = text(COLUMNS[key].heading), text(COLUMNS[key].about)
        if key in {"amount", "running"}:
            amounts = trace.amounts if key == "amount" else trace.running
            widest = {min(amounts, default=0), max(amounts, default=0), trace.running[-1] if trace.running else 0}
            least = max(len(self.language.amount(cents, signed=True)) for cents in widest)
            return Column(key, label, max(least, len(label) + 2), "right", tooltip=about)
        if key == "term":
            least = max(len(text(LABELS[name])) for name in trace.names)
            return Column(key, label, max(least, len(label) + 2), tooltip=about)
        return Column(
            key, label, LEAST[key], flexible=key in {"supplier", "label"}, sortable=key not in UNSORTED, tooltip=about
        )

    def _cell(self, place: int, its: Made, line: str, key: str) -> Cell:
        trace = self.trace
        if key == "amount":
            cents = trace.amounts[place]
            return Cell(self.language.amount(cents, signed=True), "strong")
        if key == "running":
            return money_cell(self.language, trace.running[place])
        words = {
            "date": self.language.date(its.date),
            "kind": self.language.text(KINDS[its.kind]),
            "id": its.id,
            "supplier": its.supplier or "",
            "label": its.label or "",
            "term": self.language.text(LABELS[self.part(place)]),
            "line": line,
            "exercise": str(trace.exercises[place]),
        }
        return Cell(" ".join(words[key].split()))
