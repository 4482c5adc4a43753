"""What changed outside since the budget was opened, record by record, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.news import ADDED, CHANGED, REMOVED, called, sign, told
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.rows import Keyed, sort
from jo_security.tui.widgets.cells import Cell, NoRows, Row
from jo_security.tui.widgets.columns import Column, filling
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.office.altered import Altered
    from jo_security.office.changing import Changes
    from jo_security.office.places import Place
    from jo_security.tui.reading import Reading
    from jo_security.tui.widgets.cells import StyleName
    from jo_security.tui.widgets.sorting import Sorting

WORDS: Final[dict[str, tuple[str, StyleName]]] = {
    ADDED: (N_("added"), "good"),
    CHANGED: (N_("changed"), "warning"),
    REMOVED: (N_("removed"), "error"),
}
KEYS: Final = ("when", "sign", "record", "changes")
LABELS: Final = {
    "when": N_("Time"),
    "sign": N_("Change"),
    "record": N_("Record"),
    "changes": N_("What changed"),
}


@dataclass(frozen=True, slots=True)
class Save:
    """What one save changed, and when it was read; `number` counts them."""

    number: int
    time: datetime.datetime
    changes: Changes
    currency: str
    follows_cp: bool


class AlteredRows(Keyed):
    """The records that changed; a row is a place in their order, the latest save first."""

    view = "altered"

    def __init__(self, saves: Sequence[Save], language: Language, reading: Reading | None) -> None:
        """Show what saves changed; where the budget has figures, the reading tells which records are still there."""
        self.language = language
        self.reading = reading
        self.held = [(save, each) for save in saves for each in save.changes.records]
        self._texts: list[tuple[str, ...]] = []
        self.count = len(self.held)

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        text = self.language.text
        signs = max(len(text(word)) for word, _ in WORDS.values()) + 2
        record = max((len(called(self.language, each)) for _, each in self.held), default=0)
        widths = {"when": 8, "sign": signs, "record": min(max(16, record), max(16, width // 3)), "changes": 16}
        columns = [
            Column(key, text(LABELS[key]), widths[key], flexible=key == "changes", sortable=key != "changes")
            for key in KEYS
        ]
        return filling(columns, "changes", width)

    def totals(self, search: str) -> Row | None:
        """How many records answer to the filter."""
        if not self.held:
            return None
        count = len(self.order(search, ())) if search else len(self.held)
        return Row(("", "", Cell(self.language.plural("{n:number} change", "{n:number} changes", count))))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """Those that answer to the filter, the latest first unless sorted otherwise."""
        from jo_security.tui.screens.sifting import kept

        rows = kept(self.view, search, range(self.count), self._value)
        return sort(rows, sorting, lambda row, key: -row if key == "when" else self._searched(row)[KEYS.index(key)])

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of records."""
        return [self._row(row) for row in ids]

    def key_of(self, row: int) -> str:
        """Its save and its record."""
        save, each = self.held[row]
        return f"{save.number} {each.table} {each.record}"

    def record(self, row: int) -> tuple[str, int] | None:
        """The record, where the budget still holds it and it bears an id."""
        each = self.held[row][1]
        if self.reading is None or self.reading.outlook is None or "id" not in each.said:
            return (each.table, 0) if each.table in {"budget", "controls"} else None
        from jo_security.ledger.answers.lookup import find

        found = find(self.reading.ledger, f"{each.table}/{each.record}")
        return next(((one.table, one.n) for one in found if one.table == each.table), None)

    def _searched(self, row: int) -> tuple[str, ...]:
        """The texts of a row, in the order of the columns; those of all rows are made when the first is asked for."""
        if not self._texts:
            self._texts = [
                (f"{save.time:%H:%M:%S}", self._word(each), called(self.language, each), self._told(save, each))
                for save, each in self.held
            ]
        return self._texts[row]

    def _value(self, row: int, name: str) -> str:
        """What a record that changed has of a field."""
        save, each = self.held[row]
        match name:
            case "date":
                return save.time.date().isoformat()
            case "act":
                return self._word(each)
            case "id":
                return each.record
            case "changes":
                return self._told(save, each)
        return " ".join(self._searched(row))

    def _row(self, row: int) -> Row:
        save, each = self.held[row]
        style = WORDS[sign(each)][1]
        return Row(
            (
                Cell(f"{save.time:%H:%M:%S}", "dim"),
                Cell(f"{sign(each)} {self._word(each)}", style),
                Cell(called(self.language, each), "strong"),
                Cell(self._told(save, each)),
            )
        )

    def _word(self, each: Altered) -> str:
        return self.language.text(WORDS[sign(each)][0])

    def _told(self, save: Save, each: Altered) -> str:
        return told(self.language, each, save.currency)


class AlteredScreen(HouseScreen):
    """All that changed outside since the budget was opened."""

    EMPTY = N_("Nothing has changed outside since the budget was opened")

    notice = getters.query_one("#notice", Static)

    def __init__(self, language: Language, reading: Reading, saves: Sequence[Save]) -> None:
        """Show what saves changed, the latest first; more of them may come."""
        super().__init__(language, reading)
        self.saves = saves

    def compose_body(self) -> ComposeResult:
        """What is available since the last save; the records."""
        yield Prose(id="notice", classes="dim", markup=False)
        yield LedgerTable((), NoRows())

    def trail(self) -> Sequence[str]:
        """The budget and its changes."""
        reading = self.reading
        label = reading.outlook.header.label if reading and reading.outlook else reading.name if reading else ""
        return [label, self.language.text(N_("Changed outside"))]

    def fill(self) -> AlteredRows:
        """The records that changed."""
        return AlteredRows(self.saves, self.language, self.reading)

    def draw(self) -> None:
        """Say by how much what is available moved with the last save."""
        from jo_security.office.telling import figures

        said = ""
        if self.saves:
            save = self.saves[0]
            told = islice(figures(save.changes, follows_cp=save.follows_cp), 1 + save.follows_cp)
            said = " · ".join(self.language.render(words.text, words.values, currency=save.currency) for words in told)
        self.notice.display = bool(said)
        self.notice.update(literal(said))

    def record(self) -> tuple[str, int] | None:
        """None: changes have their own records."""

    def place(self) -> Place | None:
        """Where the record under the cursor stands now; without an id, where it stood when it was read."""
        if (found := super().place()) is not None:
            return found
        row = self.table.record_id
        return None if row is None or not isinstance(self.rows, AlteredRows) else self.rows.held[row][1].place

    def action_edit(self) -> None:
        """Ask for the editor, where there is something to be seen in the file."""
        if self.place() is None:
            self.app.bell()
        else:
            super().action_edit()

    @on(LedgerTable.Selected)
    def open_subject(self, event: LedgerTable.Selected) -> None:
        """Go to the commitment or the line that a record is about, where it is still there."""
        reading = self.reading
        if reading is None or reading.outlook is None or not isinstance(self.rows, AlteredRows):
            return
        from jo_security.ledger import answers

        each = self.rows.held[event.row_id][1]
        commitment = each.record if each.table == "commitment" else each.said.get("commitment")
        lines = [each.record if each.table == "line" else "", each.said.get("line"), each.said.get("from")]
        if commitment is not None and answers.number(reading.ledger, "commitment", commitment) is not None:
            from jo_security.tui.screens.commitment import CommitmentScreen

            self.app.push_screen(CommitmentScreen(self.language, reading, commitment))
        elif (line := next((one.id for one in reading.outlook.lines if one.id in lines), None)) is not None:
            from jo_security.tui.screens.line import LineScreen

            self.app.push_screen(LineScreen(self.language, reading, line))
        else:
            self.notify(self.language.text(N_("What changed is no longer in the budget")), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The changes are what is here."""
        if action == "changes":
            return False
        return super().check_action(action, parameters)
