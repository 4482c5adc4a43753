"""Why: the operations that make a figure, each by how much, down to the cent."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Final

from textual import getters, on, work
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.screens.entries import EntryRows
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.terms import LABELS, MEANINGS
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.figures import Figure, Figures
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers.tracing import Trace
    from jo_security.ledger.answers.why import Figure as Figured
    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.rows import Rows
    from jo_security.tui.widgets.columns import Column
    from jo_security.tui.widgets.sorting import Sorting

TABLES: Final = {"line": "line", "commitments": "line", "commitment": "commitment", "reservation": "reservation"}
"""The table of what a figure is of."""
AT_ONCE: Final = 0.03
"""Seconds for which entries are gathered before keys and frames have their turn."""


class WhyScreen(HouseScreen):
    """One figure and its entries, in the perimeter that is shown.

    Only the thread of the screens asks their ledger: the entries are gathered here, a slice at a time, and a large
    budget stays at hand meanwhile.
    """

    EMPTY = N_("No operation enters it.")
    MAIN = "amount"

    about = getters.query_one("#about", Static)
    figures = getters.query_one(Figures)

    def __init__(self, language: Language, reading: Reading, figure: Figured, ending: str | None = None) -> None:
        """Show why a figure is what it is; the cursor begins at the operation `ending`, by its kind and its id."""
        super().__init__(language, reading)
        self.its = figure
        self.wanted = self.ending = ending
        self.trace: Trace | None = None
        self._of: Ledger | None = None
        self._slices: Iterator[Trace | None] = iter(())

    def compose_body(self) -> ComposeResult:
        """What the figure means, its parts and itself, its entries."""
        yield Static(id="about", classes="dim", markup=False)
        yield Figures()
        yield LedgerTable((), NoRows(), empty_text="…")

    @property
    def measure(self) -> str:
        """The name of the measure."""
        return self.language.text(LABELS[self.its.measure])

    def trail(self) -> Sequence[str]:
        """The budget, that it is why, and of which figure."""
        outlook = self.reading and self.reading.outlook
        text = self.language.text
        return [outlook.header.label if outlook else "", text(N_("Why")), self.measure, self._whose()]

    def _whose(self) -> str:
        text, of = self.language.text, self._named()
        if self.its.of is None:
            return text(N_("All commitments")) if self.its.scope == "commitments" else text(N_("Whole budget"))
        says = {
            "line": N_("line {id}"),
            "programme": N_("programme {id}"),
            "title": N_("title {id}"),
            "tag": N_("tag {id}"),
            "commitment": N_("commitment {id}"),
            "reservation": N_("reservation {id}"),
            "commitments": N_("commitments of line {id}"),
        }
        return text(says[self.its.scope], id=of)

    def _named(self) -> str:
        """What a line is called; what else the figure is of, by its id."""
        outlook = self.reading.outlook if self.reading is not None else None
        lines = outlook.lines if outlook is not None and self.its.scope in {"line", "commitments"} else ()
        return next((line.label for line in lines if line.id == self.its.of), str(self.its.of))

    def offer(self, reading: Reading) -> None:
        """Show another reading; the ledger of the one before may be somebody else's from now on."""
        self.workers.cancel_group(self, "why")
        if isinstance(self.rows, EntryRows) and self.table.record_id is not None:
            self.ending = self.rows.key_of(self.table.record_id)
        super().offer(reading)

    def fill(self) -> Rows | None:
        """The entries, as far as they are gathered at once; the rest comes in its own time."""
        if self.reading is None or self.reading.outlook is None or not self._is_there(self.reading.ledger):
            return None
        ledger = self.reading.ledger
        if self._of is not ledger:
            from jo_security.ledger.answers.tracing import gather

            self._of, self.trace = ledger, None
            self.its = self.figured(self.its.measure, self.its.scope, self.its.of)
            self._slices = gather(ledger, self.its)
            self._gather()
        if self.trace is None:
            self.go_on()
            return Gathering()
        return EntryRows(ledger, self.language, self.trace)

    def _is_there(self, ledger: Ledger) -> bool:
        """Whether the budget still holds what the figure is of."""
        from jo_security.ledger import answers

        table = TABLES.get(self.its.scope)
        return table is None or self.its.of is None or answers.number(ledger, table, str(self.its.of)) is not None

    def _gather(self) -> None:
        """Gather entries for a moment."""
        until = perf_counter() + AT_ONCE
        for trace in self._slices:
            self.trace = trace
            if trace is not None or perf_counter() > until:
                return

    @work(exclusive=True, group="why")
    async def go_on(self) -> None:
        """Gather the rest between keys and frames, then show it."""
        while self.trace is None:
            await asyncio.sleep(0)
            self._gather()
        self.wanted = self.ending
        self.show_reading()

    def draw(self) -> None:
        """Say what the figure is of and what it means, and what its parts amount to."""
        # In a narrow terminal the trail has no room for its last step.
        self.about.update(literal(f"{self._whose()} · {self.language.text(MEANINGS[self.its.measure])}"))
        outlook = self.reading and self.reading.outlook
        if outlook:
            self.figures.groups = (tuple(self._parts(outlook.header.currency)),)

    def _parts(self, currency: str) -> Iterator[Figure]:
        """The parts of the formula with their signs, and the figure that they come to."""
        text, trace = self.language.text, self.trace
        if trace is None:
            yield Figure(self.measure, "…", main=True)
            return
        from jo_security.ledger.answers.why import formula

        parts = formula(self.reading.ledger, self.its.measure) if self.reading is not None else ()
        for name, _ in parts if len(parts) > 1 else ():
            cents = trace.part(name)
            value = self.language.money(cents, currency)
            yield Figure(text(LABELS[name]), value, "" if cents else "dim", key=name, about=text(MEANINGS[name]))
        cents = trace.running[-1] if trace.running else 0
        value = self.language.money(cents, currency)
        yield Figure(
            f"= {self.measure}" if len(parts) > 1 else self.measure, value, "error" if cents < 0 else "", main=True
        )

    def reorder(self, keep: int | None = None) -> None:
        """Show the rows of another filter or order; nothing is said of entries that are not gathered yet."""
        super().reorder(keep)
        if self.trace is None:
            self.table.empty_text = "…"

    def record(self) -> tuple[str, int]:
        """The line or the commitment that the figure is of, else the budget."""
        from jo_security.ledger import answers

        table = TABLES.get(self.its.scope)
        number = None
        if table is not None and self.its.of is not None and self.reading is not None:
            number = answers.number(self.reading.ledger, table, str(self.its.of))
        return ("budget", 0) if table is None or number is None else (table, number)

    def figure(self, column: str, row: int | None) -> Figured | None:
        """The part of the formula that an entry is of, where there are several."""
        if column not in {"amount", "running", "term"} or row is None or not isinstance(self.rows, EntryRows):
            return None
        return self.figure_of(self.rows.part(row))

    def figure_of(self, key: str) -> Figured | None:
        """A part of the formula."""
        return None if key == self.its.measure else self.figured(key, self.its.scope, self.its.of)

    @on(LedgerTable.Selected)
    def open_operation(self, event: LedgerTable.Selected) -> None:
        """Go to the commitment that an operation is about, with the cursor on it; else to its line."""
        if not isinstance(self.rows, EntryRows) or self.reading is None:
            return
        its, line = self.rows.operation(event.row_id), self.rows.line(event.row_id)
        screen: HouseScreen
        if its.commitment is not None:
            from jo_security.tui.screens.commitment import CommitmentScreen

            screen = CommitmentScreen(self.language, self.reading, its.commitment)
            screen.wanted = f"{its.table} {its.id}"
        else:
            from jo_security.tui.screens.line import LineScreen

            reserves = its.table in {"reservation", "adjustment"}
            screen = LineScreen(self.language, self.reading, line, movements=not reserves)
            screen.wanted = f"{its.id} {line} {self.rows.trace.exercises[event.row_id]}"
        self.app.push_screen(screen)


class Gathering(NoRows):
    """The rows of entries that are still gathered: none yet."""

    view = "entries"

    def columns(self, width: int) -> Sequence[Column]:  # noqa: ARG002 - there are none at any width
        """None."""
        return ()

    def totals(self, search: str) -> None:
        """None."""

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:  # noqa: ARG002 - likewise
        """None."""
        return ()

    def key_of(self, row: int) -> str:  # noqa: ARG002 - likewise
        """Nothing."""
        return ""

    def row_of(self, key: str) -> int:  # noqa: ARG002 - likewise
        """One that no row bears."""
        return -1

    def record(self, row: int) -> None:
        """None."""
