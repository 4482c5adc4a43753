"""The movements of credits of all lines in the perimeter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from jo_security.records.words import N_
from jo_security.tui.acts import Spot
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.movements import MovementRows
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class MovementsScreen(ActingScreen):
    """What brings credits to lines, or takes them away, in time; a movement leads to its line."""

    view = "movements"
    EMPTY = N_("There is nothing here yet")

    def compose_body(self) -> ComposeResult:
        """The movements."""
        yield LedgerTable((), NoRows(), empty_text="…")

    def trail(self) -> Sequence[str]:
        """The budget and its movements."""
        outlook = self.reading and self.reading.outlook
        return [outlook.header.label if outlook else "", self.language.text(N_("Movements"))]

    def fill(self) -> MovementRows | None:
        """The movements of the reading."""
        reading = self.reading
        return MovementRows(reading.ledger, self.language, None) if reading and reading.outlook else None

    def draw(self) -> None:
        """Nothing stands around the movements."""

    def record(self) -> tuple[str, int]:
        """The budget."""
        return "budget", 0

    def _line(self) -> str | None:
        row = self.table.record_id
        return self.rows.movements[row].line if row is not None and isinstance(self.rows, MovementRows) else None

    def spot(self) -> Spot:
        """On the line of the movement under the cursor."""
        return Spot(line=self._line())

    @on(LedgerTable.Selected)
    def open_line(self) -> None:
        """Go to the line of a movement."""
        line = self._line()
        if line is not None and self.reading is not None:
            from jo_security.tui.screens.line import LineScreen

            self.app.push_screen(LineScreen(self.language, self.reading, line))
