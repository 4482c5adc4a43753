"""Commitments as rows of a table, asked of the ledger as they come into sight."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.screens.rows import WIDE, Plain
from jo_security.tui.terms import LABELS, MEANINGS, flag_cell, money_cell
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling, spare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.ledger.answers import Commitment, Flags
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.sorting import Sorting

KEYS: Final = (
    "id",
    "date",
    "supplier",
    "label",
    "firm",
    "paid",
    "outstanding",
    "flags",
    "delivered",
    "payable",
    "line",
)
NARROW: Final = (
    "id",
    "label",
    "firm",
    "outstanding",
    "flags",
    "date",
    "supplier",
    "paid",
    "delivered",
    "payable",
    "line",
)
AT_ONCE: Final = 5_000
"""So many commitments are filtered and sorted within a key."""
ID_LEAST, ID_MOST = 13, 20
AMOUNTS: Final = {
    "firm": (N_("Amount"), N_("The commitment with its adjustments")),
    **{key: (LABELS[key], MEANINGS[key]) for key in ("paid", "outstanding", "delivered", "payable")},
}
MEASURED: Final = {"firm": "committed", **{key: key for key in AMOUNTS if key != "firm"}}
"""The measure that each amount of a commitment is."""
TEXTS: Final = {
    "id": (N_("Commitment"), ID_LEAST),
    "date": (N_("Date"), 10),
    "supplier": (N_("Supplier"), 20),
    "label": (N_("Purpose"), 18),
    "line": (N_("Line"), 16),
}
VALUED: Final = ("id", "date", "supplier", "label", "firm", "paid", "outstanding", "delivered", "payable", "line")
UNITS: Final[dict[str, Unit]] = {"id": "id", "line": "id", "date": "date"}


class CommitmentRows(Plain):
    """The commitments of a line with all below it, by their numbers; of all lines where `line` is None."""

    view = "commitments"
    summed = frozenset(AMOUNTS)
    groups = frozenset(("date", "supplier", "line"))

    def __init__(self, ledger: Ledger, language: Language, line: int | None, scope: Scope = EVERYTHING) -> None:
        """Ask that ledger, which is asked for that perimeter already."""
        self.ledger = ledger
        self.language = language
        self.line = line
        self.scope = scope
        self.keys: tuple[str, ...] = ()
        from jo_security.ledger import answers

        self.sums = answers.commitment_sums(ledger, line)
        self.bounds = answers.commitment_bounds(ledger)
        self.longest = answers.longest_commitment_id(ledger)

    def are_many(self) -> bool:
        """Whether to sort them takes longer than a key may wait."""
        return self.sums.count > AT_ONCE

    def over(self, ledger: Ledger) -> CommitmentRows:
        """The same commitments, asked of another ledger."""
        other = copy(self)
        other.ledger = ledger
        return other

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        hidden = set() if self.scope.ae else {"firm"}
        hidden |= set() if self.scope.cp else {"paid", "delivered", "payable"}
        self.keys = tuple(key for key in (KEYS if width >= WIDE else NARROW) if key not in hidden)
        amounts = (*self.bounds, *(getattr(self.sums, key) for key in AMOUNTS))
        widest = max(len(self.language.amount(each)) for each in amounts)
        columns = [self._column(key, widest) for key in self.keys]
        room = min(spare(columns, "flags", width), min(self.longest, ID_MOST) - ID_LEAST)
        columns[0] = replace(columns[0], width=ID_LEAST + max(0, room))
        return filling(columns, "flags", width)

    def _column(self, key: str, width: int) -> Column:
        text = self.language.text
        if key in AMOUNTS:
            label, meaning = map(text, AMOUNTS[key])
            return Column(key, label, max(width, len(label)), "right", tooltip=meaning)
        if key == "flags":
            return Column(key, text(N_("Signs")), 6, sortable=False)
        label, least = TEXTS[key]
        return Column(key, text(label), least, flexible=key in {"supplier", "label"})

    def totals(self, search: str) -> Row:
        """What the commitments that answer to the filter amount to together."""
        from jo_security.ledger import answers

        sums = answers.commitment_sums(self.ledger, self.line, search) if search else self.sums
        count = self.language.plural("{n:number} commitment", "{n:number} commitments", sums.count)
        cells = {"id": Cell(self.language.text(N_("Total"))), "label": Cell(count)}
        return Row(
            tuple(
                money_cell(self.language, getattr(sums, key)) if key in AMOUNTS else cells.get(key, Cell())
                for key in self.keys
            )
        )

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The commitments that answer to the filter, by date unless sorted otherwise."""
        from jo_security.ledger import answers

        return answers.commitment_order(self.ledger, self.line, sorting, search)

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What commitments hold."""
        from jo_security.ledger import answers

        rows = answers.commitment_rows(self.ledger, ids)
        return [{key: getattr(row, key) for key in VALUED} for row in rows]

    def unit(self, key: str) -> Unit:
        """Amounts are money."""
        return "money" if key in AMOUNTS else UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of commitments."""
        from jo_security.ledger import answers

        flags = answers.commitment_flags(self.ledger, ids)
        return [
            Row(tuple(self._cell(commitment, key, flags.get(commitment.n)) for key in self.keys))
            for commitment in answers.commitment_rows(self.ledger, ids)
        ]

    def key_of(self, row: int) -> str:
        """A commitment's id."""
        from jo_security.ledger import answers

        return answers.commitment_rows(self.ledger, [row])[0].id

    def line_of(self, row: int) -> str:
        """The line of a commitment."""
        from jo_security.ledger import answers

        return answers.commitment_rows(self.ledger, [row])[0].line

    def row_of(self, key: str) -> int:
        """The commitment of that id."""
        from jo_security.ledger import answers

        number = answers.number(self.ledger, "commitment", key)
        return -1 if number is None else number

    def record(self, row: int) -> tuple[str, int]:
        """The commitment itself."""
        return "commitment", row

    def _cell(self, commitment: Commitment, key: str, flags: Flags | None) -> Cell:
        if key in AMOUNTS:
            return money_cell(self.language, getattr(commitment, key), "strong" if key == "firm" else "")
        if key == "flags":
            return flag_cell(flags, illustrative=commitment.illustrative)
        text: str = getattr(commitment, key)
        return Cell(self.language.date(text) if key == "date" else text)


def column_measure(column: str) -> str | None:
    """The measure that a column about commitments shows; None where it shows none."""
    return MEASURED.get(column)
