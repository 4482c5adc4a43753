"""Reservations as rows of a table, and what used one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jo_security.records.words import N_
from jo_security.tui.screens.operations import KINDS
from jo_security.tui.screens.rows import WIDE, Keyed, Plain, last_said, sort
from jo_security.tui.terms import ILLUSTRATIVE_SIGN, money_cell
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.ledger.answers.reservations import Reservation, Use
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.sorting import Sorting

AMOUNTS: Final = {
    "amount": (N_("Amount"), N_("The reservation with its adjustments")),
    "used": (N_("Used"), N_("The commitments that name it")),
    "left": (N_("Left to commit"), N_("What can still be committed on it")),
}
TEXTS: Final = {
    "id": (N_("Reservation"), 14),
    "date": (N_("Date"), 10),
    "exercise": (N_("Exercise"), 8),
    "label": (N_("Purpose"), 18),
    "supplier": (N_("Supplier"), 14),
    "line": (N_("Line"), 14),
    "signs": (N_("Signs"), 6),
}
KEYS: Final = ("id", "date", "label", "amount", "used", "left", "signs", "exercise", "line", "supplier")
NARROW: Final = ("id", "label", "left", "signs", "amount", "used", "date", "exercise", "line", "supplier")
UNITS: Final[dict[str, Unit]] = {"id": "id", "line": "id", "date": "date", "exercise": "year"}
CHANGE, LEFT = N_("Change"), N_("Left to commit")


class ReservationRows(Keyed, Plain):
    """The reservations in the perimeter, in time; a row is a place in their order."""

    view = "reservations"

    def __init__(self, ledger: Ledger, language: Language) -> None:
        """Ask that ledger."""
        from jo_security.ledger import answers
        from jo_security.ledger.answers.reservations import reservations

        self.names = answers.line_names(ledger)
        self.language = language
        self.reservations = reservations(ledger)
        self.count = len(self.reservations)
        self.keys: tuple[str, ...] = KEYS

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        self.keys = KEYS if width >= WIDE else NARROW
        return filling([self._column(key) for key in self.keys], "signs", width)

    def _column(self, key: str) -> Column:
        text = self.language.text
        if key in AMOUNTS:
            label, meaning = map(text, AMOUNTS[key])
            amounts = [getattr(each, key) for each in self.reservations]
            widest = max(len(self.language.amount(each)) for each in (*amounts, sum(amounts)))
            return Column(key, label, max(len(label), widest), "right", tooltip=meaning)
        label, least = TEXTS[key]
        return Column(key, text(label), least, flexible=key == "label", sortable=key != "signs")

    def totals(self, search: str) -> Row:
        """What the reservations that answer to the filter amount to together."""
        rows = [self.reservations[i] for i in self._found(search)]
        count = self.language.plural("{n:number} reservation", "{n:number} reservations", len(rows))
        cells = {"id": Cell(self.language.text(N_("Total"))), "label": Cell(count)}
        return Row(
            tuple(
                money_cell(self.language, sum(getattr(each, key) for each in rows))
                if key in AMOUNTS
                else cells.get(key, Cell())
                for key in self.keys
            )
        )

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The reservations that answer to the filter, in time unless sorted otherwise."""
        return sort(self._found(search), sorting, lambda i, key: getattr(self.reservations[i], key))

    summed = frozenset(AMOUNTS)
    groups = frozenset(("date", "exercise", "line", "supplier"))

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What reservations hold."""
        rows = [self.reservations[i] for i in ids]
        return [{key: getattr(row, key) for key in self.keys if key != "signs"} for row in rows]

    def unit(self, key: str) -> Unit:
        """Amounts are money."""
        return "money" if key in AMOUNTS else UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of reservations."""
        return [Row(tuple(self._cell(self.reservations[i], key) for key in self.keys)) for i in ids]

    def key_of(self, row: int) -> str:
        """A reservation's id."""
        return self.reservations[row].id

    def record(self, row: int) -> tuple[str, int]:
        """The reservation itself."""
        return "reservation", self.reservations[row].n

    def _found(self, search: str) -> list[int]:
        from jo_security.tui.screens.sifting import kept

        return kept(self.view, search, range(self.count), self._value, self.names)

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What a reservation has of a field."""
        each = self.reservations[row]
        match name:
            case "":
                return " ".join((each.id, each.date, each.line, each.label, each.supplier or ""))
            case "year":
                return each.exercise
            case "is":
                said = {"open": each.left > 0, "illustrative": each.illustrative}
                return {word for word, true in said.items() if true}
        return getattr(each, name)

    def _cell(self, each: Reservation, key: str) -> Cell:
        match key:
            case "amount" | "used" | "left":
                return money_cell(self.language, getattr(each, key), "strong" if key == "left" else "")
            case "date":
                return Cell(self.language.date(each.date))
            case "signs":
                return Cell(ILLUSTRATIVE_SIGN if each.illustrative else "", "dim")
        return Cell(str(getattr(each, key) or ""))


class UseRows(Keyed, Plain):
    """The operations on one reservation; a row is a place in their order in time."""

    view = "uses"

    def __init__(self, ledger: Ledger, language: Language, number: int) -> None:
        """Ask that ledger about the reservation of a number."""
        from jo_security.ledger.answers.reservations import uses

        self.language = language
        self.uses = uses(ledger, number)
        self.count = len(self.uses)
        self.last_said = last_said(language, ledger.asked)

    def columns(self, width: int) -> list[Column]:
        """The columns."""
        text, amount = self.language.text, self.language.amount
        wide = max([len(amount(each.change, signed=True)) for each in self.uses] + [len(text(CHANGE)), len(text(LEFT))])
        columns = [
            Column("date", text(N_("Date")), 10),
            Column("kind", text(N_("Operation")), 18),
            Column("change", text(CHANGE), wide, "right"),
            Column("left", text(LEFT), wide, "right"),
            Column("label", text(N_("Purpose")), 16, flexible=True),
            Column("id", text(N_("Id")), 14),
        ]
        return filling(columns, "id", width)

    def totals(self, search: str) -> Row | None:  # noqa: ARG002 - what is left, whatever rows are in sight
        """What is left after the last operation."""
        if not self.uses:
            return None
        return Row((Cell(self.last_said), "", "", money_cell(self.language, self.uses[-1].left)))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The operations that answer to the filter, in time unless sorted otherwise."""
        from jo_security.tui.screens.sifting import kept

        rows = kept(self.view, search, range(self.count), self._value)
        return sort(rows, sorting, lambda i, key: i if key == "date" else getattr(self.uses[i], key))

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What an operation has of a field."""
        each = self.uses[row]
        match name:
            case "":
                return " ".join((each.id, each.date, self._kind(each), each.label))
            case "kind":
                return each.kind, self._kind(each)
            case "amount":
                return each.change
        return getattr(each, name)

    keys: tuple[str, ...] = ("date", "kind", "change", "left", "label", "id")
    summed = frozenset(("change",))
    groups = frozenset(("date", "kind"))

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What operations hold."""
        rows = [self.uses[i] for i in ids]
        return [{key: getattr(row, key) for key in self.keys} | {"kind": self._kind(row)} for row in rows]

    def unit(self, key: str) -> Unit:
        """What changes and what is left are money."""
        return "money" if key in {"change", "left"} else UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of operations."""
        amount = self.language.amount
        return [
            Row(
                (
                    Cell(self.language.date(each.date)),
                    Cell(self._kind(each)),
                    Cell(amount(each.change, signed=True), "error" if each.change < 0 else "strong"),
                    money_cell(self.language, each.left),
                    Cell(each.label),
                    Cell(each.id),
                )
            )
            for each in map(self.uses.__getitem__, ids)
        ]

    def key_of(self, row: int) -> str:
        """An operation's table and id."""
        each = self.uses[row]
        return f"{each.kind} {each.id}"

    def record(self, row: int) -> tuple[str, int]:
        """The operation itself."""
        return self.uses[row].kind, self.uses[row].n

    def _kind(self, each: Use) -> str:
        if each.kind == "reservation":
            return self.language.text(N_("Reservation"))
        return self.language.text(KINDS[each.kind][each.change < 0 and each.kind != "commitment"])
