"""What brings credits to a line, or takes them away, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jo_security.records.words import N_
from jo_security.tui.screens.rows import Keyed, Plain, sort
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.ledger.answers import Movement
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.widgets.sorting import Sorting

KINDS: Final = {
    "opening": N_("Opening"),
    "carry-over": N_("Carry-over"),
    "freeze": N_("Freeze"),
    "release": N_("Release"),
    "transfer": N_("Transfer"),
    "cancellation": N_("Cancellation"),
    "payment": N_("Payment without commitment"),
    "allocation": N_("Allocation"),
    "reservation": N_("Reservation"),
}
COLUMNS: Final = (
    ("id", N_("Movement"), 14),
    ("date", N_("Date"), 10),
    ("kind", N_("Kind"), 18),
    ("exercise", N_("Exercise"), 8),
    ("ae", "AE", 15),
    ("cp", "CP", 15),
    ("line", N_("Line"), 14),
    ("reference", N_("Reference"), 20),
)
UNITS: Final[dict[str, Unit]] = {"id": "id", "line": "id", "date": "date", "exercise": "year"}
AMOUNTS: Final = {
    "ae": N_("What it brings to the AE at hand, or takes from them"),
    "cp": N_("What it brings to the CP at hand, or takes from them"),
}


class MovementRows(Keyed, Plain):
    """The movements of a line with all below it, or of all lines; a row is a place in their order in time."""

    view = "movements"

    def __init__(self, ledger: Ledger, language: Language, line: int | None) -> None:
        """Ask that ledger."""
        from jo_security.ledger import answers

        self.language = language
        self.movements = answers.movements(ledger, line)
        self.count = len(self.movements)
        self.names = answers.line_names(ledger)

    def columns(self, width: int) -> list[Column]:  # noqa: ARG002 - they scroll
        """The columns."""
        text = self.language.text
        return [
            Column(key, text(label), max(least, self._widest(key)), "right", tooltip=text(AMOUNTS[key]))
            if key in AMOUNTS
            else Column(key, text(label), least, flexible=key == "reference")
            for key, label, least in COLUMNS
        ]

    def _widest(self, key: str) -> int:
        """How wide the amounts of a column are, with their sum."""
        amounts = [getattr(each, key) for each in self.movements]
        least, most = min(amounts, default=0), max(amounts, default=0)
        return max(len(self.language.amount(each, signed=True)) for each in (least, most, sum(amounts)))

    def totals(self, search: str) -> Row:
        """What the movements that answer to the filter come to together."""
        found = [self.movements[i] for i in self._found(search)]
        count = self.language.plural("{n:number} movement", "{n:number} movements", len(found))
        sums = {key: self._amount(sum(getattr(each, key) for each in found)) for key in AMOUNTS}
        return Row(tuple({"id": Cell(count), **sums}.get(key, Cell()) for key in self.keys))

    def _found(self, search: str) -> Sequence[int]:
        from jo_security.tui.screens.sifting import kept

        return kept(self.view, search, range(self.count), self._value, self.names)

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The movements that answer to the filter, in time unless sorted otherwise."""
        return sort(self._found(search), sorting, lambda row, key: getattr(self.movements[row], key))

    keys: tuple[str, ...] = tuple(key for key, _, _ in COLUMNS)
    summed = frozenset(AMOUNTS)
    groups = frozenset(("date", "kind", "exercise", "line"))

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What movements hold."""
        rows = [self.movements[i] for i in ids]
        return [{key: getattr(row, key) for key in self.keys} | {"kind": self._kind(row)} for row in rows]

    def unit(self, key: str) -> Unit:
        """AE and CP are money."""
        return "money" if key in AMOUNTS else UNITS.get(key, "text")

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of movements."""
        return [Row(tuple(self._cell(self.movements[i], key) for key, _, _ in COLUMNS)) for i in ids]

    def key_of(self, row: int) -> str:
        """Its id and its side: a transfer inside the line has two."""
        each = self.movements[row]
        return f"{each.id} {each.line} {each.exercise}"

    def record(self, row: int) -> tuple[str, int]:
        """The movement; an allocation stands with its line."""
        each = self.movements[row]
        return each.table, each.n

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What a movement has of a field."""
        each = self.movements[row]
        match name:
            case "":
                return " ".join(self._texts(each))
            case "kind":
                return each.kind, self._kind(each)
            case "year":
                return each.exercise
        return getattr(each, name)

    def _texts(self, each: Movement) -> tuple[str, ...]:
        return each.id, each.date, self._kind(each), str(each.exercise), each.line, each.reference or ""

    def _kind(self, each: Movement) -> str:
        return self.language.text(KINDS[each.kind])

    def _cell(self, each: Movement, key: str) -> Cell:
        match key:
            case "ae" | "cp":
                return self._amount(each.ae if key == "ae" else each.cp)
            case "date":
                return Cell(self.language.date(each.date))
            case "kind":
                return Cell(self._kind(each))
        return Cell(str(getattr(each, key) or ""))

    def _amount(self, cents: int) -> Cell:
        return Cell(self.language.amount(cents, signed=True), "" if cents else "dim")
