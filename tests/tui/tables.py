"""A table with made-up rows, and what a person sees of it and hears from it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import App, ComposeResult

from jo_security.tui.widgets import table_messages as messages
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.tui.widgets.sorting import Sorting

Kind = TypeVar("Kind", bound=messages.FromTable)

COLUMNS = (
    Column("ref", "Reference", 9),
    Column("what", "Purpose", 20, flexible=True),
    Column("paid", "Paid", 12, "right"),
    Column("left", "Available", 12, "right", tooltip="What [nobody] has committed"),
    Column("use", "Use", 6, sortable=False),
)
TOTALS = Row(("Total", "", "1 000,00", "2 000,00"))


class Numbered:
    """Rows that name their id, and the questions that were asked."""

    def __init__(self, **purposes: str) -> None:
        self.purposes = {int(key[1:]): text for key, text in purposes.items()}
        self.asked: list[list[int]] = []

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        self.asked.append(list(ids))
        bar = Cell(parts=(("██", "good"), ("░░░░", "dim")))
        return [
            Row((f"C-{i:04}", self.purposes.get(i, f"purpose {i}"), f"{i},00", Cell(f"{-i},00", "error"), bar))
            for i in ids
        ]


class Desk(App[None]):
    """One table and the messages it posts."""

    def __init__(self, table: LedgerTable) -> None:
        super().__init__()
        self.table = table
        self.seen: list[messages.FromTable] = []

    def compose(self) -> ComposeResult:
        yield self.table

    @on(LedgerTable.Highlighted)
    @on(LedgerTable.ColumnHighlighted)
    @on(LedgerTable.Selected)
    @on(LedgerTable.Toggled)
    @on(LedgerTable.SortRequested)
    @on(LedgerTable.LayoutChanged)
    @on(LedgerTable.ColumnsAsked)
    @on(LedgerTable.Marked)
    @on(LedgerTable.Copied)
    def hear(self, event: messages.FromTable) -> None:
        self.seen.append(event)

    def heard(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.seen if isinstance(event, kind)]

    def ids(self, kind: type[LedgerTable.Selected | LedgerTable.Highlighted | LedgerTable.Toggled]) -> list[int | None]:
        return [event.row_id for event in self.heard(kind)]

    def sorts(self) -> list[Sorting]:
        return [event.sorted_by for event in self.heard(LedgerTable.SortRequested)]


def desk(rows: int = 100, source: Numbered | None = None, **options: object) -> Desk:
    options = {"totals": TOTALS, "empty_text": "Nothing [committed] yet"} | options
    return Desk(LedgerTable(COLUMNS, source or Numbered(), array("q", range(rows)), **options))  # type: ignore[arg-type]


def lines(table: LedgerTable) -> list[str]:
    return [table.render_line(y).text for y in range(table.scrollable_content_region.height)]


def cursor_line(table: LedgerTable) -> str:
    return next(text for text in lines(table) if text[0] in "▌▏")
