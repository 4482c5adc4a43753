"""The columns of a ledger table as the user arranges them, and the order that they ask for by a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jo_security.tui.widgets import layout
from jo_security.tui.widgets.columns import PADDING
from jo_security.tui.widgets.ledger_marks import LedgerMarks
from jo_security.tui.widgets.sorting import by, then_by
from jo_security.tui.widgets.table_messages import ColumnsAsked, LayoutChanged, SortRequested

if TYPE_CHECKING:
    from jo_security.tui.widgets.columns import Column
    from jo_security.tui.widgets.layout import Layout


class LedgerColumns(LedgerMarks, inherit_bindings=False):
    """Columns that are widened, hidden, carried elsewhere and sorted by; `LayoutChanged` says how they stand."""

    def action_sort(self) -> None:
        """Ask for the order of the column under the cursor."""
        self.sort_by(self._column_here())

    def action_sort_more(self) -> None:
        """Ask for the order of the column under the cursor after the others."""
        self.sort_by(self._column_here(), more=True)

    def sort_by(self, column: Column | None, *, more: bool = False) -> None:
        """Ask for the order of a column that sorts."""
        if column is not None and column.sortable:
            self.post_message(SortRequested(self, (then_by if more else by)(self.sorted_by, column.key)))

    def action_widen(self, cells: int) -> None:
        """Make the column under the cursor wider, or narrower below zero."""
        column = self._column_here()
        if column is not None:
            width = self._widths[self.column] - PADDING + cells
            self.lay(layout.sized(self._taken(), column.key, width))

    def action_carry(self, steps: int) -> None:
        """Move the column under the cursor, which stays on it."""
        column, taken = self._column_here(), self._taken()
        if column is not None and (wanted := layout.moved(taken, column.key, steps)) != taken:
            self.lay(wanted)

    def action_hide(self) -> None:
        """Hide the column under the cursor."""
        column, taken = self._column_here(), self._taken()
        if column is not None and (wanted := layout.hidden(taken, column.key)) != taken:
            self.lay(wanted)

    def action_columns(self) -> None:
        """Ask for the choice of columns."""
        self.post_message(ColumnsAsked(self))

    def _column_here(self) -> Column | None:
        return self.columns[self.column] if self.column < len(self.columns) else None

    def _taken(self) -> Layout:
        return layout.taken(self.column_layout, self.columns)

    def lay(self, wanted: Layout) -> None:
        """Show the columns as the user wants them, and say so where that is another way."""
        if wanted != self.column_layout:
            self.set_layout(wanted)
            self.show_column()
            self.post_message(LayoutChanged(self, wanted))
