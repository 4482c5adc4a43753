"""The operations on a commitment as rows of a table, with what it amounts to after each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jo_security.records.words import N_
from jo_security.tui.screens.rows import WIDE, Keyed, Plain, last_said, sort
from jo_security.tui.terms import LABELS, MEANINGS, money_cell
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.ledger.answers import Operation
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.sorting import Sorting

KINDS: Final = {
    "commitment": (N_("Commitment"), N_("Commitment")),
    "adjustment": (N_("Further commitment"), N_("Withdrawal")),
    "delivery": (N_("Delivery"), N_("Delivery corrected")),
    "payment": (N_("Payment"), N_("Credit note")),
}
"""What operations are called, over zero and below."""
RUNNING: Final = {
    "firm": (N_("Amount"), N_("The commitment with its adjustments")),
    **{key: (LABELS[key], MEANINGS[key]) for key in ("delivered", "paid", "outstanding")},
}
KEYS: Final = ("date", "kind", "change", "firm", "delivered", "paid", "outstanding", "words", "id")
NARROW: Final = ("date", "kind", "change", "firm", "outstanding", "paid", "delivered", "words", "id")
UNITS: Final[dict[str, Unit]] = {"id": "id", "date": "date"}


class OperationRows(Keyed, Plain):
    """The operations on one commitment; a row is a place in their order in time."""

    view = "operations"

    def __init__(self, ledger: Ledger, language: Language, number: int) -> None:
        """Ask that ledger."""
        from jo_security.ledger import answers

        self.language = language
        self.operations = answers.operations(ledger, number)
        self.count = len(self.operations)
        self.last_said = last_said(language, ledger.asked)
        self.keys: tuple[str, ...] = KEYS

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        self.keys = KEYS if width >= WIDE else NARROW
        return filling([self._column(key) for key in self.keys], "id" if width >= WIDE else "outstanding", width)

    def totals(self, search: str) -> Row | None:  # noqa: ARG002 - what it amounts to, whatever rows are in sight
        """What the commitment amounts to after its last operation."""
        if not self.operations:
            return None
        last = self.operations[-1]
        return Row(
            tuple(
                money_cell(self.language, getattr(last, key))
                if key in RUNNING
                else Cell(self.last_said if key == "date" else "")
                for key in self.keys
            )
        )

    summed = frozenset(("change",))
    groups = frozenset(("date", "kind"))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The operations that answer to the filter, in time, or backwards."""
        from jo_security.tui.screens.sifting import kept

        return sort(kept(self.view, search, range(self.count), self._value), sorting, self._key)

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What operations hold."""
        rows = [self.operations[i] for i in ids]
        return [{key: getattr(row, _field(key)) for key in self.keys} | {"kind": self._kind(row)} for row in rows]

    def unit(self, key: str) -> Unit:
        """Changes and what they lead to are money."""
        return "money" if key in RUNNING or key == "change" else UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of operations."""
        return [Row(tuple(self._cell(self.operations[i], key) for key in self.keys)) for i in ids]

    def key_of(self, row: int) -> str:
        """An operation's table and id."""
        each = self.operations[row]
        return f"{each.kind} {each.id}"

    def record(self, row: int) -> tuple[str, int]:
        """The operation itself."""
        each = self.operations[row]
        return each.kind, each.n

    def _column(self, key: str) -> Column:
        text = self.language.text
        if key in RUNNING or key == "change":
            label, meaning = map(text, RUNNING.get(key, (N_("Change"), N_("The amount of the operation"))))
            widest = max(
                (len(self.language.amount(getattr(o, _field(key)), signed=True)) for o in self.operations), default=0
            )
            return Column(key, label, max(widest, len(label)), "right", tooltip=meaning)
        kind = 12 if self.keys is NARROW else max(map(len, map(self._kind, self.operations)), default=12)
        label, least, flexible = {
            "date": (N_("Date"), 10, False),
            "kind": (N_("Operation"), kind, self.keys is NARROW),
            "words": (N_("Purpose"), 16, True),
            "id": (N_("Id"), 14, False),
        }[key]
        return Column(key, text(label), least, flexible=flexible)

    def _key(self, row: int, key: str) -> object:
        each = self.operations[row]
        return row if key == "date" else self._kind(each) if key == "kind" else getattr(each, _field(key))

    def _kind(self, each: Operation) -> str:
        return self.language.text(KINDS[each.kind][each.amount < 0])

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What an operation has of a field."""
        each = self.operations[row]
        match name:
            case "":
                return " ".join(self._texts(each))
            case "kind":
                return each.kind, self._kind(each)
            case "year":
                return each.exercise
            case "label":
                return each.words
        return getattr(each, name)

    def _texts(self, each: Operation) -> tuple[str, ...]:
        return each.id, each.date, self._kind(each), each.words

    def _cell(self, each: Operation, key: str) -> Cell:
        if key in RUNNING:
            return money_cell(self.language, getattr(each, key))
        match key:
            case "change":
                # What is delivered or paid is no change of the commitment.
                text = self.language.amount(each.amount, signed=each.kind in {"commitment", "adjustment"})
                return Cell(text, "error" if each.amount < 0 else "strong")
            case "date":
                return Cell(self.language.date(each.date))
            case "kind":
                return Cell(self._kind(each))
        return Cell(" ".join(str(getattr(each, key)).split()))


def _field(key: str) -> str:
    """The field of an operation that a column shows."""
    return "amount" if key == "change" else key
