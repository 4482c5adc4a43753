"""What every screen of a budget has in common: a table with its filter and its order, and the keys of the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer

from jo_security.records.words import N_
from jo_security.tui.widgets.filter import Filter
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from jo_security.locales.language import Language
    from jo_security.office.places import Place
    from jo_security.tui.reading import Reading


class HouseScreen(Screen[None]):
    """A screen that shows a reading of a budget in one table, with something above it.

    A screen says what it shows in `trail`, `draw`, `order` and `place`; `offer` gives it another reading.
    """

    AUTO_FOCUS = "LedgerTable"
    HORIZONTAL_BREAKPOINTS: ClassVar = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS: ClassVar = [(0, "-short"), (34, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), tooltip=N_("Drop the filter, else go back"), id="house.back"),
        Binding("slash", "filter", N_("Filter"), tooltip=N_("Show only rows that hold some words"), id="house.filter"),
        Binding("e", "edit", N_("Edit"), tooltip=N_("Open the editor at the row under the cursor"), id="house.edit"),
        Binding("r", "reload", N_("Reload"), tooltip=N_("Read the files again"), id="house.reload"),
        Binding("p", "problems", N_("Problems"), tooltip=N_("Show all that is wrong"), id="house.problems"),
        Binding("question_mark", "help", N_("Help"), tooltip=N_("Show every key"), id="house.help"),
        Binding("q", "app.quit", N_("Quit"), tooltip=N_("Leave the program"), id="house.quit"),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False, tooltip=N_("Leave the program"), priority=True),
        Binding("tab", "app.focus_next", N_("Next"), show=False, tooltip=N_("Go to the next part of the screen")),
        Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False, tooltip=N_("Go to the part before")),
    ]

    table = getters.query_one(LedgerTable)
    filter = getters.query_one(Filter)
    trail_bar = getters.query_one(Trail)

    @dataclass
    class Edit(Message):
        """The user wants to change what stands at a place."""

        place: Place

    class Reload(Message):
        """The user wants the files read again."""

    class Problems(Message):
        """The user wants to see what is wrong."""

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__()
        self.language = language
        self.reading = reading
        self.sorting: tuple[str, bool] | None = None
        self._stale = False

    def trail(self) -> Sequence[str]:
        """Where the reader stands."""
        raise NotImplementedError

    def draw(self) -> None:
        """Fill what stands around the table, its columns and its totals included, from the reading."""
        raise NotImplementedError

    def order(self) -> Sequence[int]:
        """The ids of the rows that hold the words of the filter, sorted."""
        raise NotImplementedError

    def place(self, row: int | None) -> Place | None:
        """Where the record of a row stands in its file; without a row, that of what the screen is about."""
        raise NotImplementedError

    def name(self, row: int) -> str:
        """What a row is recognised by in another reading."""
        raise NotImplementedError

    @property
    def search(self) -> str:
        """The words of the filter."""
        return self.filter.value

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
        self.trail_bar.show(self.trail())
        if self.reading is not None:
            self._show()

    def offer(self, reading: Reading) -> None:
        """Show another reading, now or once the screen is seen again."""
        self.reading, before = reading, self.reading
        if self.is_current:
            self._show(before)
        else:
            self._stale, self._before = True, before

    _before: Reading | None = None

    def on_screen_resume(self) -> None:
        """Catch up with readings that came while another screen was in front."""
        if self._stale:
            self._stale = False
            self._show(self._before)

    def _show(self, before: Reading | None = None) -> None:
        """Show the reading; the cursor stays on its record where it stood in one before."""
        row = self.table.cursor_id
        kept = None if before is None or row is None else self.name(row)
        if not self.refill():
            return
        self.trail_bar.show(self.trail())
        self.draw()
        order = self.order()
        found = next((each for each in order if self.name(each) == kept), row) if kept is not None else None
        self.table.refresh_rows()
        self.table.set_order(order, found)
        self.refresh_bindings()

    def refill(self) -> bool:
        """Ask the reading for what `name`, `draw` and `order` need; False where the subject is gone."""
        return True

    def reorder(self) -> None:
        """Show the rows of another filter or order."""
        if self.reading is not None:
            self.draw()
            self.table.set_order(self.order(), self.table.cursor_id)

    @on(LedgerTable.SortRequested)
    def sort(self, event: LedgerTable.SortRequested) -> None:
        """Sort as asked."""
        self.sorting = self.table.sorted_by = (event.column_key, event.reverse)
        self.reorder()

    @on(Filter.Changed)
    def filter_changed(self) -> None:
        """Filter as one writes."""
        self.reorder()

    @on(Filter.Submitted)
    def filter_kept(self) -> None:
        """Go to the rows that are left."""
        self.table.focus()

    def action_filter(self) -> None:
        """Write what rows must hold."""
        self.filter.open()

    def action_back(self) -> None:
        """Drop the filter; without one, go back."""
        if self.filter.is_open:
            self.filter.close()
            self.table.focus()
        elif len(self.app.screen_stack) > 1:
            self.dismiss()

    def action_edit(self) -> None:
        """Ask for the editor."""
        if self.reading is not None and (place := self.place(self.table.cursor_id)):
            self.post_message(self.Edit(place))

    def action_reload(self) -> None:
        """Ask for another reading."""
        self.post_message(self.Reload())

    def action_problems(self) -> None:
        """Ask for what is wrong."""
        self.post_message(self.Problems())

    def action_help(self) -> None:
        """Show the keys that work here."""
        from jo_security.tui.screens.help import Help

        self.app.push_screen(Help(self.language, tuple(self.active_bindings.values())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Letters are text while the filter has the keys; nothing lies behind the first screen."""
        if action in {"edit", "reload", "problems", "help", "filter"}:
            return not self.filter_has_keys
        if action == "back":
            return len(self.app.screen_stack) > 1 or (self.is_mounted and self.filter.is_open)
        return True

    @property
    def filter_has_keys(self) -> bool:
        """Whether what is typed goes into the filter."""
        return isinstance(self.focused, Filter)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, in the reader's language."""
        return {key: self._translated(active) for key, active in super().active_bindings.items()}

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        text = self.language.text
        words = replace(active.binding, description=text(active.binding.description))
        return active._replace(binding=words, tooltip=text(active.tooltip))
