"""The envelope: its figures, how it comes down to what is available, and the tree of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.forms.acting import ActingScreen
from jo_security.tui.forms.acts import Spot
from jo_security.tui.screens.lines import LineRows
from jo_security.tui.screens.position import figure_groups, waiting
from jo_security.tui.terms import LABELS, MEANINGS
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.figures import Figures
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.waterfall import Fall, Waterfall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers import Perimeter, Step
    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading

BARS = {"available": "$success", "envelope": "$primary", "opened": "$primary", "outstanding": "$warning"}
TAKEN = "$secondary"
"""What bars look like: by their measure, and those that are taken away."""
FALLS = ("envelope", "unallocated", "opened", "frozen", "reserved", "committed", "lost", "available")
"""The bars of a budget that is not read yet."""


class EnvelopeScreen(ActingScreen):
    """The whole budget."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c",
            "commitments",
            N_("Commitments"),
            tooltip=N_("Show the commitments of all lines"),
            id="envelope.commitments",
        ),
    ]

    EMPTY = N_("The budget has no lines")
    MAIN = "available"

    perimeter = getters.query_one("#perimeter", Static)
    figures = getters.query_one(Figures)
    fall = getters.query_one("#fall", Waterfall)
    spending = getters.query_one("#spending", Waterfall)

    def __init__(self, language: Language, name: str, reading: Reading | None = None) -> None:
        """Show the budget of that name."""
        super().__init__(language, reading)
        self.budget_name = name
        self.folded: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """The perimeter, the figures, the waterfalls, the lines."""
        yield Static("…", id="perimeter", classes="dim", markup=False)
        yield Figures()
        with Horizontal(id="falls"):
            yield Waterfall(id="fall")
            yield Waterfall(id="spending")
        yield LedgerTable((), NoRows(), empty_text="…")

    def on_mount(self) -> None:
        """Keep the places of figures that are not known yet, so that nothing moves when they are."""
        if self.reading is None:
            self.figures.groups = waiting(self.language)
            self.fall.falls = tuple(Fall(self.language.text(LABELS[key]), "…", 0, 0) for key in FALLS)

    def trail(self) -> Sequence[str]:
        """The label of the budget."""
        outlook = self.reading and self.reading.outlook
        return [outlook.header.label if outlook else self.budget_name]

    def fill(self) -> LineRows | None:
        """The lines of the reading."""
        outlook = self.reading and self.reading.outlook
        return LineRows(outlook, self.language, self.folded) if outlook else None

    def draw(self) -> None:
        """Put the figures in their places."""
        outlook = self.reading and self.reading.outlook
        if not outlook:
            return
        currency = outlook.header.currency
        self.perimeter.update(literal(perimeter_words(self.language, outlook.perimeter)))
        self.figures.groups = figure_groups(self.language, outlook.total, currency)
        self.fall.falls = falls(self.language, outlook.fall, currency)
        self.spending.falls = falls(self.language, outlook.spending, currency)

    def record(self) -> tuple[str, int]:
        """The budget."""
        return "budget", 0

    def spot(self) -> Spot:
        """On the line under the cursor."""
        row = self.table.cursor_id
        return Spot() if row is None or self.rows is None else Spot(line=self.rows.key_of(row))

    def figure(self, column: str, row: int | None) -> Asked | None:
        """The measure of a column, of a line or of the whole budget."""
        if column not in MEASURES or self.rows is None:
            return None
        return self.asked(column, "total") if row is None else self.asked(column, "line", self.rows.key_of(row))

    def figure_of(self, key: str) -> Asked | None:
        """A measure of the whole budget; the envelope announced is stated, not made up of operations."""
        return self.asked(key, "total") if key in MEASURES else None

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

    def action_commitments(self) -> None:
        """Go to all commitments."""
        self._go(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commitments are asked for by a letter."""
        if action == "commitments":
            return not self.filter_has_keys
        return super().check_action(action, parameters)

    def _go(self, line: str | None) -> None:
        if self.reading is not None and self.reading.outlook:
            from jo_security.tui.screens.line import LineScreen

            self.app.push_screen(LineScreen(self.language, self.reading, line))


def perimeter_words(language: Language, perimeter: Perimeter) -> str:
    """What the figures are about, in words."""
    if not perimeter.operations:
        return language.text(N_("No operation yet"))
    first, last = str(perimeter.exercises[0]), str(perimeter.exercises[-1])
    years = language.text(N_("Financial years {first} to {last}"), first=first, last=last)
    if first == last:
        years = language.text(N_("Financial year {first}"), first=first)
    said = [
        years,
        language.plural("{n:number} operation, all dates", "{n:number} operations, all dates", perimeter.operations),
    ]
    if perimeter.illustrative:
        said.append(
            language.plural(
                "◇ {n:number} illustrative",
                "◇ {n:number} illustrative",
                perimeter.illustrative,
            )
        )
    return " · ".join(said)


def falls(language: Language, steps: Sequence[Step], currency: str) -> tuple[Fall, ...]:
    """The bars of a waterfall."""
    return tuple(
        Fall(
            language.text(LABELS[step.key]),
            language.short(step.amount, currency),
            step.low,
            step.high,
            BARS.get(step.key, TAKEN),
            step.key,
            language.text(MEANINGS[step.key]),
        )
        for step in steps
    )
