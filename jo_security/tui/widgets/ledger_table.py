"""The table of the house: a cursor, keys and a mouse over the lines of a ledger, and messages about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from jo_security.records.words import N_
from jo_security.tui.widgets.columns import Column
from jo_security.tui.widgets.ledger_lines import HEADER, LedgerLines
from jo_security.tui.widgets.row_window import RowWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from jo_security.tui.widgets.cells import RowSource


class LedgerTable(LedgerLines, can_focus=True, inherit_bindings=False):
    """Rows of any number, of which the source is asked only for those in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), tooltip=N_("Open the row under the cursor"), id="table.select"),
        Binding("up,k", "move(-1)", N_("Up"), show=False, tooltip=N_("Go one row up"), id="table.up"),
        Binding("down,j", "move(1)", N_("Down"), show=False, tooltip=N_("Go one row down"), id="table.down"),
        Binding("pageup", "move_page(-1)", N_("Page up"), show=False, tooltip=N_("Go one page up"), id="table.page_up"),
        Binding(
            "pagedown",
            "move_page(1)",
            N_("Page down"),
            show=False,
            tooltip=N_("Go one page down"),
            id="table.page_down",
        ),
        Binding("ctrl+home", "top", N_("Top"), show=False, tooltip=N_("Go to the first row"), id="table.top"),
        Binding("ctrl+end", "bottom", N_("Bottom"), show=False, tooltip=N_("Go to the last row"), id="table.bottom"),
        Binding(
            "left", "columns_left", N_("Left"), show=False, tooltip=N_("Show columns to the left"), id="table.left"
        ),
        Binding(
            "right", "columns_right", N_("Right"), show=False, tooltip=N_("Show columns to the right"), id="table.right"
        ),
        Binding(
            "home", "first_column", N_("Start"), show=False, tooltip=N_("Show the first columns"), id="table.start"
        ),
        Binding("end", "last_column", N_("End"), show=False, tooltip=N_("Show the last columns"), id="table.end"),
        Binding(
            "space", "toggle_branch", N_("Unfold"), show=False, tooltip=N_("Open or close a branch"), id="table.toggle"
        ),
        Binding("s", "sort_next", N_("Sort"), show=False, tooltip=N_("Sort by the next column"), id="table.sort"),
        Binding(
            "S", "sort_reverse", N_("Reverse"), show=False, tooltip=N_("Turn the order around"), id="table.sort_reverse"
        ),
    ]

    @dataclass
    class FromTable(Message):
        """A message of a table, so that `@on(LedgerTable.Selected, "#id")` tells tables apart."""

        table: LedgerTable

        @property
        def control(self) -> LedgerTable:
            """Return the table that posted it."""
            return self.table

    @dataclass
    class Highlighted(FromTable):
        """The cursor stands on another row, or on none."""

        row_id: int | None

    @dataclass
    class Selected(FromTable):
        """The user asks for a row: enter, a double click, or a click on the highlighted row."""

        row_id: int

    @dataclass
    class Toggled(FromTable):
        """The user asks to open or close the branch of a row."""

        row_id: int

    @dataclass
    class SortRequested(FromTable):
        """The user asks for another order; the screen answers with `set_order` and `sorted_by`."""

        column_key: str
        reverse: bool

    _announced: int | None = None
    _click_selected = False

    @property
    def cursor_id(self) -> int | None:
        """The id of the row under the cursor."""
        return self.order[self.cursor] if self.cursor < len(self.order) else None

    def rows_in_sight(self) -> list[tuple[int, int]]:
        """The positions of the rows in sight, each with its line on the screen."""
        first = self.scroll_offset.y
        last = min(len(self.order), first + self.page)
        return [(position, self.region.y + HEADER + position - first) for position in range(first, last)]

    def go_to(self, position: int) -> None:
        """Put the cursor on the row at a position, and take the keys."""
        self.cursor = position
        self.focus()

    def set_order(self, order: Sequence[int], keep: int | None = None) -> None:
        """Show other ids or another order; the cursor follows the row `keep`, or goes to the top without one.

        The row keeps its line on the screen as far as it can; once it is gone, the cursor keeps its position.
        """
        above = self.cursor - self.scroll_offset.y
        position = 0 if keep is None else self.cursor
        if keep is not None and keep in order:
            position = order.index(keep)
        self.order = order
        self.measure()
        self.cursor = position
        self.scroll_to(y=0 if keep is None else self.cursor - above, animate=False, force=True)
        self.show_cursor()
        self._announce()

    def set_source(self, source: RowSource, order: Sequence[int], keep: int | None = None) -> None:
        """Read from another source."""
        self._window = RowWindow(source)
        self.set_order(order, keep)

    def validate_cursor(self, position: int) -> int:
        """Keep the cursor inside the order."""
        return max(0, min(position, len(self.order) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Paint two lines, not the table."""
        self.refresh_position(old)
        self.refresh_position(new)
        self.show_cursor()
        self._announce()

    def _announce(self) -> None:
        if self.is_running and self.cursor_id != self._announced:
            self._announced = self.cursor_id
            self.post_message(self.Highlighted(self, self.cursor_id))

    def on_mount(self) -> None:
        """Say where the cursor starts."""
        self._announce()

    def on_focus(self) -> None:
        """Thicken the cursor mark."""
        self.refresh_position(self.cursor)

    def on_blur(self) -> None:
        """Thin the cursor mark out."""
        self.refresh_position(self.cursor)

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor += rows

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.cursor += pages * self.page

    def action_top(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Move the cursor to the last row."""
        self.cursor = len(self.order) - 1

    def action_columns_left(self) -> None:
        """Scroll back to the start of a column."""
        x = max((stop for stop in self.stops if stop < self.scroll_offset.x), default=0)
        self.scroll_to(x=x, animate=False, force=True)

    def action_columns_right(self) -> None:
        """Scroll on to the start of a column."""
        x = min((stop for stop in self.stops if stop > self.scroll_offset.x), default=self.stops[-1])
        self.scroll_to(x=x, animate=False, force=True)

    def action_first_column(self) -> None:
        """Scroll to the first column."""
        self.scroll_to(x=0, animate=False, force=True)

    def action_last_column(self) -> None:
        """Scroll to the last column."""
        self.scroll_to(x=self.stops[-1], animate=False, force=True)

    def action_select(self) -> None:
        """Post that the row under the cursor is asked for."""
        if self.cursor_id is not None:
            self.post_message(self.Selected(self, self.cursor_id))

    def action_toggle_branch(self) -> None:
        """Post that the branch under the cursor is to open or close."""
        if self.cursor_id is not None:
            self.post_message(self.Toggled(self, self.cursor_id))

    def action_sort_next(self) -> None:
        """Ask for the order of the next column that sorts."""
        keys = [column.key for column in self.columns if column.sortable]
        now = self.sorted_by[0] if self.sorted_by else None
        if keys:
            after = keys.index(now) + 1 if now in keys else 0
            self.post_message(self.SortRequested(self, keys[after % len(keys)], reverse=False))

    def action_sort_reverse(self) -> None:
        """Ask for the opposite order."""
        if self.sorted_by is not None:
            key, reverse = self.sorted_by
            self.post_message(self.SortRequested(self, key, not reverse))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a column means when the mouse is over its label."""
        place = event.get_content_offset(self)
        column = self.column_at(place.x) if place is not None and place.y == 0 else None
        text = column.tooltip if column is not None else None
        wanted = Content(text) if text else None
        if self.tooltip != wanted:
            self.tooltip = wanted

    def on_click(self, event: events.Click) -> None:
        """Sort by a header, move to a row, select the row that is already under the cursor."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y == 0:
            self._click_header(self.column_at(place.x))
        elif place.y <= self.page:
            self._click_row(place.y - HEADER + self.scroll_offset.y, event.chain)

    def _click_header(self, column: Column | None) -> None:
        if column is not None and column.sortable:
            reverse = self.sorted_by == (column.key, False)
            self.post_message(self.SortRequested(self, column.key, reverse))

    def _click_row(self, position: int, chain: int) -> None:
        """Select once however many clicks follow each other."""
        if position >= len(self.order):
            return
        again = chain > 1 and self._click_selected
        self._click_selected = position == self.cursor
        self.cursor = position
        if self._click_selected and not again:
            self.action_select()
