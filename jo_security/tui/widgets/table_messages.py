"""What a ledger table says of itself; `LedgerTable` bears these messages under their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

    from jo_security.tui.widgets.layout import Layout
    from jo_security.tui.widgets.sorting import Sorting


@dataclass
class FromTable(Message, namespace="ledger_table"):
    """A message of a table, so that `@on(LedgerTable.Selected, "#id")` tells tables apart."""

    table: Widget

    @property
    def control(self) -> Widget:
        """Return the table that posted it."""
        return self.table


@dataclass
class Highlighted(FromTable, namespace="ledger_table"):
    """The cursor stands on another row, or on none."""

    row_id: int | None


@dataclass
class ColumnHighlighted(FromTable, namespace="ledger_table"):
    """The cursor stands in another column, or in none."""

    column_key: str | None


@dataclass
class Selected(FromTable, namespace="ledger_table"):
    """The user asks for a row: enter, a double click, or a click on the cell under the cursor."""

    row_id: int


@dataclass
class Toggled(FromTable, namespace="ledger_table"):
    """The user asks to open or close a branch, or a group by its heading."""

    row_id: int


@dataclass
class SortRequested(FromTable, namespace="ledger_table"):
    """The user asks for another order; the screen answers with `set_order` and `sorted_by`."""

    sorted_by: Sorting


@dataclass
class LayoutChanged(FromTable, namespace="ledger_table"):
    """The user arranged the columns; the table shows them so already, and the screen may remember it."""

    layout: Layout


@dataclass
class ColumnsAsked(FromTable, namespace="ledger_table"):
    """The user wants to choose columns; the screen asks which, and answers with `lay`."""


@dataclass
class Marked(FromTable, namespace="ledger_table"):
    """The user marked or unmarked rows; `marked` holds all that are."""


@dataclass
class Copied(FromTable, namespace="ledger_table"):
    """The user wants a text in the clipboard: that of a cell, of a row, or of the rows of the table."""

    text: str
    what: Literal["cell", "row", "table"]
    rows: int = 1
    left_out: int = 0
    """How many rows more than can be copied there are."""
