"""The envelope: its figures, how it comes down to what is available, and the tree of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.screens.all_lines import LinesScreen
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


class EnvelopeScreen(LinesScreen):
    """The whole budget."""

    view = "envelope"
    every_column = False

    perimeter = getters.query_one("#perimeter", Static)
    figures = getters.query_one(Figures)
    fall = getters.query_one("#fall", Waterfall)
    spending = getters.query_one("#spending", Waterfall)

    def __init__(self, language: Language, name: str, reading: Reading | None = None) -> None:
        """Show the budget of that name."""
        super().__init__(language, reading)
        self.budget_name = name

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

    def draw(self) -> None:
        """Put the figures in their places."""
        outlook = self.reading and self.reading.outlook
        if not outlook:
            return
        currency, scope = outlook.header.currency, self.reading.scope if self.reading else EVERYTHING
        self.perimeter.update(literal(perimeter_words(self.language, outlook.perimeter, scope)))
        self.figures.groups = figure_groups(self.language, outlook.total, currency, scope)
        self.fall.display, self.spending.display = scope.ae, scope.cp
        self.fall.falls = falls(self.language, outlook.fall, currency)
        self.spending.falls = falls(self.language, outlook.spending, currency)

    def figure_of(self, key: str) -> Asked | None:
        """A measure of the whole budget; the envelope announced is stated, not made up of operations."""
        return self.figured(key, "total") if key in MEASURES else None


def perimeter_words(language: Language, perimeter: Perimeter, scope: Scope = EVERYTHING) -> str:
    """What the figures are about, in words."""
    if not perimeter.operations:
        return language.text(N_("No operation yet"))
    first, last = str(perimeter.exercises[0]), str(perimeter.exercises[-1])
    years = N_("financial years {first} to {last}") if first != last else N_("financial year {first}")
    said = [_counted(language, perimeter.operations, scope), language.text(years, first=first, last=last)]
    if perimeter.illustrative:
        said.append(
            language.plural(
                "◇ {n:number} illustrative",
                "◇ {n:number} illustrative",
                perimeter.illustrative,
            )
        )
    return " · ".join(said)


def _counted(language: Language, operations: int, scope: Scope) -> str:
    """How many operations there are, and up to when."""
    if scope.as_of is None:
        return language.plural("{n:number} operation", "{n:number} operations", operations)
    day = language.date(scope.as_of.isoformat())
    return language.plural("{n:number} operation as of {day}", "{n:number} operations as of {day}", operations, day=day)


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
