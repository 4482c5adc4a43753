"""The table of the house: cursors, marks, keys and a mouse over the lines of a ledger, and messages about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import BindingType
from textual.content import Content

from jo_security.tui.widgets import table_messages as messages
from jo_security.tui.widgets.columns import GUTTER
from jo_security.tui.widgets.copying import RowTexts, plain, tabbed
from jo_security.tui.widgets.grouping import is_heading
from jo_security.tui.widgets.ledger_columns import LedgerColumns
from jo_security.tui.widgets.ledger_frame import HEADER
from jo_security.tui.widgets.table_keys import TABLE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from jo_security.tui.widgets.cells import RowSource
    from jo_security.tui.widgets.columns import Column


class LedgerTable(LedgerColumns, can_focus=True, inherit_bindings=False):
    """Rows of any number, of which the source is asked only for those in sight."""

    BINDINGS: ClassVar[list[BindingType]] = TABLE_KEYS

    Highlighted: TypeAlias = messages.Highlighted
    ColumnHighlighted: TypeAlias = messages.ColumnHighlighted
    Selected: TypeAlias = messages.Selected
    Toggled: TypeAlias = messages.Toggled
    SortRequested: TypeAlias = messages.SortRequested
    LayoutChanged: TypeAlias = messages.LayoutChanged
    ColumnsAsked: TypeAlias = messages.ColumnsAsked
    Marked: TypeAlias = messages.Marked
    Copied: TypeAlias = messages.Copied

    _click_selected = False
    _copying: Iterator[None] | None = None

    def action_select(self) -> None:
        """Post that the row under the cursor is asked for; a heading opens or closes its group."""
        row = self.cursor_id
        if row is not None:
            self.post_message(self.Toggled(self, row) if is_heading(row) else self.Selected(self, row))

    def action_toggle_branch(self) -> None:
        """Post that the branch under the cursor is to open or close; what is no branch is marked."""
        row = self.cursor_row
        if row is None or self.cursor_id is None:
            return
        if row.branch:
            self.post_message(self.Toggled(self, self.cursor_id))
        else:
            self.action_mark()

    def action_copy_cell(self) -> None:
        """Post the text of the cell under the cursor."""
        row = self.cursor_row
        cells = () if row is None else self.shown(row)
        if self.column < len(cells):
            self.post_message(self.Copied(self, plain(cells[self.column]), "cell"))

    def action_copy_row(self) -> None:
        """Post the text of the row under the cursor."""
        row = self.cursor_row
        if row is not None:
            self.post_message(self.Copied(self, tabbed(self.shown(row)), "row"))

    def action_copy_table(self) -> None:
        """Begin to gather the rows shown, of those that are marked where any are, below the labels of the columns.

        It is done in steps, between which keys are heard; another source or other columns put an end to it.
        """
        chosen = self._is_chosen if self.has_marks else None
        texts = RowTexts(self._window.source, self.order, chosen, self.shown)
        self._copying = texts.steps()
        self.call_later(self._copy_on, texts, self._copying)

    def _is_chosen(self, row: int) -> bool:
        return row in self._marks and not is_heading(row)

    def _copy_on(self, texts: RowTexts, steps: Iterator[None]) -> None:
        """Take a step, then let others have their turn; post the text after the last one."""
        if steps is not self._copying:
            return
        for _ in steps:
            self.call_later(self._copy_on, texts, steps)
            return
        self._copying = None
        text = "\n".join([tabbed([column.label for column in self.columns]), *texts.lines])
        self.post_message(self.Copied(self, text, "table", len(texts.lines), texts.left_out))

    def rows_in_sight(self) -> list[tuple[int, int]]:
        """The positions of the rows in sight, each with its line on the screen."""
        first = self.scroll_offset.y
        last = min(len(self.order), first + self.page)
        return [(position, self.region.y + HEADER + position - first) for position in range(first, last)]

    def go_to(self, position: int) -> None:
        """Put the cursor on the row at a position, and take the keys."""
        self.cursor = position
        self.focus()

    def set_source(self, source: RowSource, order: Sequence[int], keep: int | None = None) -> None:
        """Read from another source; of the one before, nothing more is copied."""
        self._copying = None
        super().set_source(source, order, keep)

    def _arrange(self) -> None:
        self._copying = None
        super()._arrange()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a column means when the mouse is over its label."""
        place = event.get_content_offset(self)
        column = self.column_at(place.x) if place is not None and place.y == 0 else None
        text = column.tooltip if column is not None else None
        wanted = Content(text) if text else None
        if self.tooltip != wanted:
            self.tooltip = wanted

    def on_click(self, event: events.Click) -> None:
        """Sort by a label; put both cursors where it is clicked; mark at the edge, or with Ctrl."""
        place = event.get_content_offset(self)
        if place is None:
            return
        column = self.column_at(place.x)
        if place.y == 0:
            self._put_column(column)
            self.sort_by(column, more=event.shift or event.ctrl)
        elif place.y <= self.page:
            position = place.y - HEADER + self.scroll_offset.y
            if position < len(self.order):
                self._click_row(position, column, event, at_edge=place.x <= GUTTER)

    def _click_row(self, position: int, column: Column | None, event: events.Click, *, at_edge: bool) -> None:
        """Mark a row, or select the one that is under both cursors, once however many clicks follow each other."""
        if at_edge or event.ctrl:
            self.cursor = position
            self.mark_row(position)
            return
        again = event.chain > 1 and self._click_selected
        self._click_selected = position == self.cursor and column in (None, self.columns[self.column])
        self.cursor = position
        self._put_column(column)
        if self._click_selected and not again:
            self.action_select()

    def _put_column(self, column: Column | None) -> None:
        if column is not None:
            self.column = self.columns.index(column)
