"""The reservations in the perimeter, and one of them with what used it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from jo_security.office.views import At
from jo_security.records.words import N_
from jo_security.tui.acts import Spot
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.reserved import AMOUNTS, ReservationRows, UseRows
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers.why import Figure
    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading


class ReservationsScreen(ActingScreen):
    """What is set aside, and what is left of it."""

    view = "reservations"
    EMPTY = N_("Nothing is reserved")
    MAIN = "left"

    def compose_body(self) -> ComposeResult:
        """The reservations."""
        yield LedgerTable((), NoRows(), empty_text="…")

    def trail(self) -> Sequence[str]:
        """The budget and its reservations."""
        outlook = self.reading and self.reading.outlook
        return [outlook.header.label if outlook else "", self.language.text(N_("Reservations"))]

    def fill(self) -> ReservationRows | UseRows | None:
        """The reservations of the reading."""
        reading = self.reading
        return ReservationRows(reading.ledger, self.language) if reading and reading.outlook else None

    def draw(self) -> None:
        """Nothing stands around the reservations."""

    def record(self) -> tuple[str, int]:
        """The budget."""
        return "budget", 0

    def spot(self) -> Spot:
        """On the line of the reservation under the cursor."""
        row = self.table.record_id
        if row is None or not isinstance(self.rows, ReservationRows):
            return Spot()
        return Spot(line=self.rows.reservations[row].line)

    def figure(self, column: str, row: int | None) -> Figure | None:
        """What is reserved: it comes of all three amounts of a row."""
        if column not in AMOUNTS or not isinstance(self.rows, ReservationRows):
            return None
        if row is None:
            return self.figured("reserved", "total")
        return self.figured("reserved", "reservation", self.rows.key_of(row))

    @on(LedgerTable.Selected)
    def open_row(self, event: LedgerTable.Selected) -> None:
        """Go to what used a reservation."""
        if isinstance(self.rows, ReservationRows) and self.reading is not None:
            self.app.push_screen(ReservationScreen(self.language, self.reading, self.rows.key_of(event.row_id)))


class ReservationScreen(ReservationsScreen):
    """One reservation: the operations on it, and what is left after each."""

    view = ""
    EMPTY = N_("There is no operation in this perimeter")

    def __init__(self, language: Language, reading: Reading, reservation: str) -> None:
        """Show the reservation of that id."""
        super().__init__(language, reading)
        self.reservation_id = reservation
        self.number: int | None = None

    def trail(self) -> Sequence[str]:
        """The budget, its reservations, this one."""
        return [*super().trail(), self.reservation_id]

    def leads_to(self, step: int) -> At | None:
        """To the reservations."""
        return At("reservations") if step == 1 else super().leads_to(step)

    def fill(self) -> UseRows | None:
        """The operations on it."""
        from jo_security.ledger import answers

        if self.reading is None or self.reading.outlook is None:
            return None
        self.number = answers.number(self.reading.ledger, "reservation", self.reservation_id)
        return None if self.number is None else UseRows(self.reading.ledger, self.language, self.number)

    @property
    def remembered(self) -> str:
        """Its id: the history begins with what was done about it."""
        return self.reservation_id

    def record(self) -> tuple[str, int]:
        """The reservation."""
        return ("budget", 0) if self.number is None else ("reservation", self.number)

    def spot(self) -> Spot:
        """On the commitment under the cursor."""
        row = self.table.record_id
        if row is None or not isinstance(self.rows, UseRows) or self.rows.uses[row].kind != "commitment":
            return Spot()
        return Spot(commitment=self.rows.uses[row].id)

    def figure(self, column: str, row: int | None) -> Figure | None:  # noqa: ARG002 - rows are what is left in time
        """What is reserved."""
        return self.figured("reserved", "reservation", self.reservation_id) if column in {"change", "left"} else None

    def ending_at(self, row: int) -> str | None:
        """The operation of the row."""
        return self.rows.key_of(row) if self.rows is not None else None

    @on(LedgerTable.Selected)
    def open_row(self, event: LedgerTable.Selected) -> None:
        """Go to a commitment that used it."""
        if not isinstance(self.rows, UseRows) or self.reading is None:
            return
        its = self.rows.uses[event.row_id]
        if its.kind == "commitment":
            from jo_security.tui.screens.commitment import CommitmentScreen

            self.app.push_screen(CommitmentScreen(self.language, self.reading, its.id))
