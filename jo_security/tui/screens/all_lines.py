"""The lines: the tree of them, with every measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.acts import Spot
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.lines import LineRows
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading


class LinesScreen(ActingScreen):
    """The tree of lines; branches fold, and a line leads to what lies on it."""

    view = "lines"
    every_column: ClassVar[bool] = True
    """Whether all measures are shown, else those that matter most."""
    EMPTY = N_("The budget has no lines")
    MAIN = "available"

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Show the lines of a reading."""
        super().__init__(language, reading)
        self.folded: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """The lines."""
        yield LedgerTable((), NoRows(), empty_text="…")

    def trail(self) -> Sequence[str]:
        """The budget and its lines."""
        outlook = self.reading and self.reading.outlook
        return [outlook.header.label if outlook else "", self.language.text(N_("Lines"))]

    def fill(self) -> LineRows | None:
        """The lines of the reading."""
        reading = self.reading
        if reading is None or reading.outlook is None:
            return None
        return LineRows(reading.outlook, self.language, self.folded, reading.scope, every_column=self.every_column)

    def draw(self) -> None:
        """Nothing stands around the lines."""

    def record(self) -> tuple[str, int]:
        """The budget."""
        return "budget", 0

    def spot(self) -> Spot:
        """On the line under the cursor."""
        row = self.table.record_id
        return Spot() if row is None or self.rows is None else Spot(line=self.rows.key_of(row))

    @property
    def main(self) -> str:
        """What is available, in AE where they are shown."""
        return self.MAIN if self.reading is None or self.reading.scope.ae else "cp-available"

    def figure(self, column: str, row: int | None) -> Asked | None:
        """The measure of a column, of a line or of the whole budget."""
        if column not in MEASURES or self.rows is None:
            return None
        return self.figured(column, "total") if row is None else self.figured(column, "line", self.rows.key_of(row))

    @on(LedgerTable.Toggled)
    def fold(self, event: LedgerTable.Toggled) -> None:
        """Open or close a branch."""
        if isinstance(self.rows, LineRows) and self.rows.tree.has_below(event.row_id):
            self.folded ^= {self.rows.key_of(event.row_id)}
            self.table.refresh_rows([event.row_id])
            self.reorder(event.row_id)

    @on(LedgerTable.Selected)
    def open_line(self, event: LedgerTable.Selected) -> None:
        """Go to a line."""
        if self.rows is not None:
            self._go(self.rows.key_of(event.row_id))

    def _go(self, line: str) -> None:
        if self.reading is not None and self.reading.outlook:
            from jo_security.tui.screens.line import LineScreen

            self.app.push_screen(LineScreen(self.language, self.reading, line))
