"""A line: its position, its commitments, its movements."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.office.views import At
from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.acts import Spot
from jo_security.tui.scope import EVERYTHING
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.commitments import CommitmentRows, column_measure
from jo_security.tui.screens.movements import MovementRows
from jo_security.tui.screens.position import figure_groups
from jo_security.tui.terms import ILLUSTRATIVE_SIGN
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.figures import Figures
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers import LinePosition
    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.locales.language import Language
    from jo_security.tui.reading import Outlook, Reading


class LineScreen(ActingScreen):
    """A line with all below it; without a line, the commitments of all lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "m",
            "movements",
            N_("Movements"),
            tooltip=N_("Show movements of credits, or commitments again"),
            id="line.movements",
        ),
    ]
    view = "commitments"
    EMPTY = N_("There is nothing here yet")
    MAIN = "outstanding"

    about = getters.query_one("#about", Static)
    figures = getters.query_one(Figures)

    def __init__(self, language: Language, reading: Reading, line: str | None, *, movements: bool = False) -> None:
        """Show the line of that id, at first its commitments or its `movements`."""
        super().__init__(language, reading)
        self.line_id = line
        self.line: LinePosition | None = None
        self.shows_movements = movements

    @property
    def outlook(self) -> Outlook | None:
        """What is known of the whole budget."""
        return self.reading.outlook if self.reading is not None else None

    def compose_body(self) -> ComposeResult:
        """What the line is, its figures, its commitments."""
        yield Static(id="about", classes="dim", markup=False)
        yield Figures()
        yield LedgerTable((), NoRows())

    @property
    def table_name(self) -> str:
        """Movements have columns of their own."""
        return "movements" if self.shows_movements else super().table_name

    def trail(self) -> Sequence[str]:
        """From the budget down to the line."""
        if self.outlook is None:
            return [""]
        steps = [self.outlook.header.label]
        if self.line_id is None:
            return [*steps, self.language.text(N_("All commitments"))]
        return [*steps, *(line.label for line in self._path())]

    def _path(self) -> Sequence[LinePosition]:
        """The lines from the top down to this one."""
        lines = {line.id: line for line in self.outlook.lines} if self.outlook is not None else {}
        path: list[LinePosition] = []
        each = lines.get(self.line_id or "")
        while each is not None:
            path.insert(0, each)
            each = lines.get(each.parent or "")
        return path

    def leads_to(self, step: int) -> At | None:
        """To the lines above."""
        path = self._path()
        return At("lines", path[step - 1].id) if 0 < step <= len(path) else super().leads_to(step)

    def fill(self) -> CommitmentRows | MovementRows | None:
        """The commitments or the movements of the line."""
        if self.reading is None or self.outlook is None:
            return None
        self.line = next((line for line in self.outlook.lines if line.id == self.line_id), None)
        if self.line_id is not None and self.line is None:
            return None
        number = None if self.line is None else self.line.n
        if self.shows_movements and number is not None:
            return MovementRows(self.reading.ledger, self.language, number)
        return CommitmentRows(self.reading.ledger, self.language, number, self.reading.scope)

    def draw(self) -> None:
        """Put the figures in their places."""
        if self.outlook is None:
            return
        self.about.display = self.line is not None
        if self.line is not None:
            self.about.update(literal(about_line(self.language, self.line)))
        position = self.outlook.total if self.line is None else self.line.position
        self.figures.groups = figure_groups(
            self.language, position, self.outlook.header.currency, self.reading.scope if self.reading else EVERYTHING
        )

    @property
    def deeper(self) -> bool:
        """Movements hold nothing more."""
        return not self.shows_movements

    def record(self) -> tuple[str, int]:
        """The line, else the budget."""
        return ("budget", 0) if self.line is None else ("line", self.line.n)

    def spot(self) -> Spot:
        """On the line, and on the commitment under the cursor."""
        row = self.table.record_id
        if row is None or not isinstance(self.rows, CommitmentRows):
            return Spot(line=self.line_id)
        return Spot(self.line_id or self.rows.line_of(row), self.rows.key_of(row))

    def figure(self, column: str, row: int | None) -> Asked | None:
        """The measure of a column, of a commitment or of all that are here; movements make no measure by themselves."""
        measure = column_measure(column)
        if measure is None or not isinstance(self.rows, CommitmentRows):
            return None
        if row is None:
            return self.figured(measure, "commitments", self.line_id)
        return self.figured(measure, "commitment", self.rows.key_of(row))

    def figure_of(self, key: str) -> Asked | None:
        """A measure of the line, or of the whole budget."""
        if key not in MEASURES:
            return None
        return self.figured(key, "total") if self.line_id is None else self.figured(key, "line", self.line_id)

    @on(LedgerTable.Selected)
    def open_commitment(self, event: LedgerTable.Selected) -> None:
        """Go to a commitment."""
        if isinstance(self.rows, CommitmentRows) and self.reading is not None:
            from jo_security.tui.screens.commitment import CommitmentScreen

            self.app.push_screen(CommitmentScreen(self.language, self.reading, self.rows.key_of(event.row_id)))

    def action_movements(self) -> None:
        """Show movements, or commitments again."""
        self.shows_movements = not self.shows_movements
        # What the commitments were sorted and grouped by, movements may not have.
        self.sorting = self.table.sorted_by = ()
        self.grouped_by = None
        self.folded_groups.clear()
        self.filter_bar.close()
        self.show_reading()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Movements are those of a line, and asked for by a letter."""
        if action == "movements":
            return self.line_id is not None and not self.filter_has_keys
        return super().check_action(action, parameters)


def about_line(language: Language, line: LinePosition) -> str:
    """What a line is, in words."""
    said = [line.id]
    if line.programme is not None:
        said.append(language.text(N_("programme {programme}"), programme=line.programme))
    if line.title is not None:
        said.append(language.text(N_("title {title}"), title=line.title))
    if line.holds_illustrative:
        said.append(ILLUSTRATIVE_SIGN + " " + language.text(N_("illustrative")))
    return " · ".join(said)
