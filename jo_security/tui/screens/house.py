"""What every screen of a budget has in common: a table with its filter and its order, and the keys of the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.message import Message
from textual.widgets import Footer

from jo_security.records.words import N_
from jo_security.tui.screens.keys import KEYS, ROOMY
from jo_security.tui.screens.reader import Reader
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.terms import LABELS, WARNING_SIGN
from jo_security.tui.widgets.askable import Askable
from jo_security.tui.widgets.filter import Filter
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, BindingType

    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.ledger.answers.why import Scope
    from jo_security.locales.language import Language
    from jo_security.office.places import Place
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.rows import Rows


NOT_ASKED: Final = N_("{what} is not made up of operations. Why is asked of: {amounts}")
NOTHING_FOUND: Final = N_("No row holds these words")
STALE: Final = N_("stale figures")
"""Said of figures of files that could not be read again."""
READ_ONLY: Final = N_("read-only")
"""Said of a budget in which nothing can be recorded."""
BY_LETTER: Final = frozenset(
    ("edit", "reload", "problems", "help", "filter", "history", "take_back", "why", "why_total", "glossary")
)
"""What is not to be done while letters go into the filter."""


class HouseScreen(Reader[None]):
    """A screen that shows a reading of a budget in one table, with something above it.

    The cursor stays on its record, or goes to the one that is `wanted`.
    A screen says what it shows in `trail`, `fill`, `draw` and `record`; `offer` gives it another reading.
    """

    AUTO_FOCUS = "LedgerTable"
    EMPTY: ClassVar[str] = ""
    """What the table says where it has no rows at all."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no class variable to mypy
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - likewise
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    MAIN: ClassVar[str] = ""
    """The column of which why is asked where the table has no cursor on a column; without one, why is not asked."""

    table = getters.query_one(LedgerTable)
    filter_bar = getters.query_one(Filter)
    trail_bar = getters.query_one(Trail)
    keys_bar = getters.query_one(Footer)

    @dataclass
    class Edit(Message):
        """The user wants to change what stands at a place."""

        place: Place

    class Problems(Message):
        """The user wants to see what is wrong."""

    class Resumed(Message):
        """The screen is in front."""

    class Tour(Message):
        """The user wants to be shown around."""

    @dataclass
    class History(Message):
        """The user wants to see who did what, first of all where some words are found."""

        words: str

    @dataclass
    class TakeBack(Message):
        """The user wants to undo what they recorded last, or to redo it."""

        verb: str

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__(language, reading)
        self.sorting: tuple[str, bool] | None = None
        self.rows: Rows | None = None
        self.wanted: str | None = None
        self._stale = False
        self._before: Reading | None = None
        self._searched = ""
        self._unfiltered: str | None = None

    def trail(self) -> Sequence[str]:
        """Where the reader stands."""
        raise NotImplementedError

    def fill(self) -> Rows | None:
        """The rows of the reading; None where what the screen is about is no more."""
        raise NotImplementedError

    def draw(self) -> None:
        """Fill what stands around the table."""
        raise NotImplementedError

    def record(self) -> tuple[str, int] | None:
        """The table and the number of the record that the screen is about."""
        raise NotImplementedError

    def figure(self, column: str, row: int | None) -> Asked | None:  # noqa: ARG002 - as a screen has amounts
        """What a cell of the table shows, or its total where no row is given; None where operations do not make it."""
        return None

    def figure_of(self, key: str) -> Asked | None:  # noqa: ARG002 - likewise
        """What an amount outside of the table shows, by its key; None where operations do not make it."""
        return None

    def asked(self, measure: str, scope: Scope, of: str | int | None = None) -> Asked:
        """A figure as the screens show it: of every financial year, all operations."""
        from jo_security.ledger.answers.why import Figure as Asked

        return Asked(measure, scope, of)

    def ending_at(self, row: int) -> str | None:  # noqa: ARG002 - as rows are operations
        """The operation, by its kind and its id, at which the running amounts of a row stand; None for all of them."""
        return None

    @property
    def deeper(self) -> bool:
        """Whether something lies behind a row."""
        return True

    @property
    def remembered(self) -> str:
        """The words with which the history begins."""
        return ""

    @property
    def search(self) -> str:
        """The words of the filter."""
        return self.filter_bar.value

    def compose(self) -> ComposeResult:
        """Stack the trail, what the screen is about, the table, the filter and the keys."""
        yield Trail(markup=False)
        yield from self.compose_body()
        yield Filter(self.language.text(N_("Words to look for")))
        yield Footer(show_command_palette=False)

    def compose_body(self) -> ComposeResult:
        """What the screen is about, and the table."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the reading, or wait for one."""
        self._show_trail()
        if self.reading is not None:
            self.show_reading()

    def _show_trail(self) -> None:
        self.trail_bar.show(self.trail(), self.warning(), " · ".join(self.aside()))

    def warning(self) -> str:
        """What is to be known before anything on the screen is read; nothing where all is well."""
        stale = self.reading is not None and self.reading.stale
        return f"{WARNING_SIGN} {self.language.text(STALE)}" if stale else ""

    def aside(self) -> Sequence[str]:
        """What is quietly said at the end of the trail."""
        read_only = self.reading is not None and self.reading.read_only
        return [self.language.text(READ_ONLY)] if read_only else []

    def offer(self, reading: Reading) -> None:
        """Show another reading, now or once the screen is seen again."""
        self.reading, before = reading, self.reading
        if self.is_current:
            self.show_reading(before)
        else:
            self._stale, self._before = True, before

    def on_screen_resume(self) -> None:
        """Catch up with readings that came while another screen was in front."""
        self.post_message(self.Resumed())
        if self._stale:
            self._stale = False
            self.show_reading(self._before)

    def show_reading(self, before: Reading | None = None) -> None:
        """Show the reading; the cursor stays on its record where it stood in one before."""
        row = self.table.cursor_id
        kept = None if before is None or row is None or self.rows is None else self.rows.key_of(row)
        self.rows = self.fill()
        if self.rows is None:
            self.notify(self.language.text(N_("What was shown is no longer in the budget")), markup=False)
            self.dismiss()
            return
        self._show_trail()
        self.draw()
        self.table.set_columns(self.rows.columns(self.size.width))
        keep = None if kept is None else self.rows.row_of(kept)
        if self.wanted is not None and (row := self.rows.row_of(self.wanted)) >= 0:
            keep = row
        self.wanted = None
        self.table.set_source(self.rows, (), keep)
        self.reorder(keep)
        self.refresh_bindings()

    def reorder(self, keep: int | None = None) -> None:
        """Show the rows of another filter or order, and their totals."""
        if self.rows is not None:
            self.table.totals = self.rows.totals(self.search)
            self.table.empty_text = self.language.text(NOTHING_FOUND if self.search else self.EMPTY)
            self.table.set_order(self.rows.order(self.search, self.sorting), keep)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that the new width has room for."""
        self.keys_bar.compact = event.size.width < WIDE
        self.refresh_bindings()
        if self.rows is not None:
            self.table.set_columns(self.rows.columns(event.size.width))
            self.table.totals = self.rows.totals(self.search)

    @on(LedgerTable.SortRequested)
    def sort(self, event: LedgerTable.SortRequested) -> None:
        """Sort as asked."""
        self.sorting = self.table.sorted_by = (event.column_key, event.reverse)
        self.reorder(self.table.cursor_id)

    @on(Filter.Changed)
    def filter_changed(self) -> None:
        """Filter as one writes; after words that no row holds, the cursor is again where it was before them."""
        row, rows = self.table.cursor_id, self.rows
        if rows is None:
            return
        if not self._searched:
            self._unfiltered = None if row is None else rows.key_of(row)
        self._searched = self.search
        if row is None and self._unfiltered is not None:
            row = rows.row_of(self._unfiltered)
        self.reorder(row)

    @on(Filter.Submitted)
    def filter_kept(self) -> None:
        """Go to the rows that are left."""
        self.table.focus()

    def action_filter(self) -> None:
        """Write what rows must hold."""
        self.filter_bar.open()

    def action_back(self) -> None:
        """Drop the filter; without one, go back."""
        if self.filter_bar.is_open:
            self.filter_bar.close()
            self.table.focus()
        elif self.app.screen_stack[0] is not self:
            self.dismiss()

    def action_edit(self) -> None:
        """Ask for the editor."""
        place = self.place()
        if place is not None:
            self.post_message(self.Edit(place))

    def place(self) -> Place | None:
        """Where the record under the cursor stands in its file; without rows, that of the screen."""
        from jo_security.office.places import place

        row = self.table.cursor_id
        record = self.record() if row is None or self.rows is None else self.rows.record(row)
        if record is None or self.reading is None or self.reading.opened is None:
            return None
        return place(self.reading.opened, *record)

    def action_reload(self) -> None:
        """Ask for another reading."""
        self.post_message(self.Reload())

    def action_problems(self) -> None:
        """Ask for what is wrong."""
        self.post_message(self.Problems())

    @property
    def column(self) -> str:
        """The key of the column under the cursor."""
        return getattr(self.table, "column_key", None) or self.MAIN

    def action_why(self) -> None:
        """Say why the amount under the cursor is what it is: in the table, or outside of it."""
        if isinstance(self.focused, Askable):
            self.focused.action_ask()
        elif (row := self.table.cursor_id) is not None:
            self._why(self.figure(self.column, row), self.column, self.ending_at(row))

    def action_why_total(self) -> None:
        """Say why the total of the column under the cursor is what it is."""
        self._why(self.figure(self.column, None), self.column)

    @on(Askable.Asked)
    def why_asked(self, event: Askable.Asked) -> None:
        """Say why an amount outside of the table is what it is."""
        self._why(self.figure_of(event.key), event.key)

    def _why(self, figure: Asked | None, column: str, ending: str | None = None) -> None:
        if figure is None:
            self.notify(self._not_asked(column), markup=False)
        elif self.reading is not None:
            from jo_security.tui.screens.why import WhyScreen

            self.app.push_screen(WhyScreen(self.language, self.reading, figure, ending))

    def _not_asked(self, column: str) -> str:
        """That something is not made up of operations, and what is."""
        labels = {each.key: each.label for each in self.table.columns}
        row = self.table.cursor_id
        able = [label for key, label in labels.items() if self.figure(key, row) is not None]
        what = self.language.text(LABELS[column]) if column in LABELS else labels.get(column, column)
        return self.language.text(NOT_ASKED, what=what, amounts=", ".join(able))

    def action_glossary(self) -> None:
        """Show the glossary, at the term of the column under the cursor where there is one."""
        from jo_security.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self.language, self.reading, self.column.replace("-", "_")))

    def action_history(self) -> None:
        """Ask for the history."""
        self.post_message(self.History(self.remembered))

    def action_take_back(self, verb: str) -> None:
        """Ask to undo, or to redo."""
        self.post_message(self.TakeBack(verb))

    def action_help(self) -> None:
        """Show the keys that work here, and the words in sight."""
        from jo_security.tui.screens.help import Help

        keys = tuple(self.active_bindings.values())
        self.app.push_screen(Help(self.language, keys, self.in_sight(), ("glossary", "tour")), self._after_help)

    def in_sight(self) -> Iterator[tuple[str, str]]:
        """The words in sight that mean something of their own: headings, and names of amounts."""
        yield from ((column.label, column.tooltip) for column in self.table.columns if column.tooltip)
        for amounts in self.query(Askable):
            if amounts.display:
                yield from amounts.words()

    def _after_help(self, then: str | None) -> None:
        if then == "glossary":
            self.action_glossary()
        elif then == "tour":
            self.post_message(self.Tour())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Letters are text while the filter has the keys; nothing lies behind the first screen."""
        if action in {"why", "why_total"} and not self.MAIN:
            return False
        if action in BY_LETTER:
            return not self.filter_has_keys
        if action == "back":
            return self.app.screen_stack[0] is not self or (self.is_mounted and self.filter_bar.is_open)
        return True

    @property
    def filter_has_keys(self) -> bool:
        """Whether what is typed goes into the filter."""
        return isinstance(self.focused, Filter)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here; none to go deeper where nothing lies behind a row."""
        return {
            key: active
            for key, active in super().active_bindings.items()
            if self.deeper or active.binding.action != "select"
        }

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        """A key in the reader's language; where room is short, some are known to help only."""
        if active.binding.id in ROOMY and self.size.width < WIDE:
            active = active._replace(binding=replace(active.binding, show=False))
        return super()._translated(active)
