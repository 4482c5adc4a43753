"""The cursors of a ledger table: one goes from row to row, one from column to column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region

from jo_security.tui.widgets.grouping import is_heading
from jo_security.tui.widgets.ledger_frame import HEADER
from jo_security.tui.widgets.ledger_lines import LedgerLines
from jo_security.tui.widgets.row_window import RowWindow
from jo_security.tui.widgets.table_messages import ColumnHighlighted, Highlighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.tui.widgets.cells import Row, RowSource


class LedgerCursor(LedgerLines, inherit_bindings=False):
    """Lines over which cursors move; `Highlighted` and `ColumnHighlighted` say where they come to stand."""

    _stood = 0
    """The position of the cursor when there were rows last."""
    _announced: int | None = None
    _announced_column: str | None = None

    @property
    def record_id(self) -> int | None:
        """The id of the row under the cursor; None on the heading of a group."""
        row = self.cursor_id
        return None if row is None or is_heading(row) else row

    @property
    def cursor_id(self) -> int | None:
        """The id of the row under the cursor."""
        return self.order[self.cursor] if self.cursor < len(self.order) else None

    @property
    def column_key(self) -> str | None:
        """The key of the column under the cursor."""
        return self.columns[self.column].key if self.column < len(self.columns) else None

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._window.row(self.order, self.cursor, self.page) if self.cursor < len(self.order) else None

    def set_order(self, order: Sequence[int], keep: int | None = None) -> None:
        """Show other ids or another order; the cursor follows the row `keep`, or goes to the top without one.

        The row keeps its line on the screen as far as it can. Once it is gone, the cursor keeps its position, and so it
        does where there were no rows for a moment.
        """
        above = self.cursor - self.scroll_offset.y
        if self.order:
            self._stood = self.cursor
        position = 0 if keep is None else self._stood
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

    def validate_column(self, place: int) -> int:
        """Keep the cursor inside the columns."""
        return max(0, min(place, len(self.columns) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Paint two lines, not the table."""
        self.refresh_position(old)
        self.refresh_position(new)
        self.show_cursor()
        self._announce()

    def watch_column(self) -> None:
        """Paint two lines, the header and the row, unless the table has to scroll."""
        self._refresh_cell()
        self.show_column()
        self._announce()

    def _refresh_cell(self) -> None:
        """Paint the lines on which the column under the cursor stands out."""
        self.refresh(Region(0, 0, self.size.width, HEADER))
        self.refresh_position(self.cursor)

    def _announce(self) -> None:
        if self.is_running and self.cursor_id != self._announced:
            self._announced = self.cursor_id
            self.post_message(Highlighted(self, self.cursor_id))
        if self.is_running and self.column_key != self._announced_column:
            self._announced_column = self.column_key
            self.post_message(ColumnHighlighted(self, self.column_key))

    def _arrange(self) -> None:
        super()._arrange()
        self._announce()

    def on_mount(self) -> None:
        """Say where the cursors start."""
        self._announce()

    def on_focus(self) -> None:
        """Thicken the cursor mark."""
        self._refresh_cell()

    def on_blur(self) -> None:
        """Thin the cursor mark out."""
        self._refresh_cell()

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

    def action_move_column(self, columns: int) -> None:
        """Move the cursor by columns."""
        self.column += columns
        self.show_column()

    def action_first_column(self) -> None:
        """Move the cursor to the first column, and scroll to it."""
        self.column = 0
        self.scroll_to(x=0, animate=False, force=True)

    def action_last_column(self) -> None:
        """Move the cursor to the last column."""
        self.action_move_column(len(self.columns))
