"""What every screen with a table has in common: its rows filtered, sorted, grouped, marked and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.screens.filtering import FilteringScreen
from jo_security.tui.screens.grouped import GroupedRows, grouped
from jo_security.tui.screens.rows import Many, Typed
from jo_security.tui.screens.summing import marked_row
from jo_security.tui.twins import Interrupted
from jo_security.tui.widgets.filter import Filter
from jo_security.tui.widgets.grouping import Groups, is_heading
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.rows import Rows
    from jo_security.tui.widgets.cells import Row
    from jo_security.tui.widgets.layout import Layout
    from jo_security.tui.widgets.sorting import Sorting

NOTHING_FOUND: Final = N_("No row answers to this filter")
MARKS_KEPT: Final = 1000
"""As many marked rows are found again in another reading; of more, none, since a part of them would be another sum."""


LEFT_OUT: Final = frozenset((*MEASURES, "firm", "use", "term"))
"""Columns that a perimeter, or what a figure is made of, may leave out of a table that has them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What rows are asked for: the words of a filter, an order, and the column that they are grouped by."""

    search: str = ""
    sorting: Sorting = ()
    group: str | None = None


class TabledScreen(FilteringScreen):
    """A screen of one table. Rows that are many are looked for in a thread, which asks a ledger of its own."""

    view: ClassVar[str] = ""
    """The view that the screen is, of those that the bar names."""
    everywhere: ClassVar[bool] = False
    """Whether it is that view wherever it stands, and not only where it is the first screen."""
    EMPTY: ClassVar[str] = ""
    """What the table says where it has no rows at all."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "G",
            "group",
            N_("Group"),
            show=False,
            tooltip=N_("Group the rows by this column, with subtotals; again: no more"),
            id="house.group",
        ),
    ]

    table = getters.query_one(LedgerTable)

    @dataclass
    class Listed(Message):
        """Rows were filtered, sorted and grouped."""

        rows: Rows
        asked: Asked
        order: Sequence[int]
        totals: Row | None
        groups: GroupedRows | None
        keep: int | None

    @dataclass
    class Summed(Message):
        """Rows that are marked were summed up."""

        rows: Rows
        sums: Row | None

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__(language, reading)
        self.sorting: Sorting = ()
        self.grouped_by: str | None = None
        self.folded_groups: set[str] = set()
        self.busy = False
        self._totals: Row | None = None
        self._marked: list[str] = []
        self._unfiltered: str | None = None

    def show_trail(self) -> None:
        """Say where the reader stands, and that something is being done."""
        raise NotImplementedError

    @property
    def asked(self) -> Asked:
        """What rows are asked for now."""
        return Asked(self.search, self.sorting, self.grouped_by)

    def remember_marks(self) -> None:
        """Keep which rows are marked, for the same records in another reading."""
        marked = self.table.marked if self.rows is not None and self.table.has_marks else ()
        if self.rows is not None and len(marked) <= MARKS_KEPT:
            self._marked = [self.rows.key_of(row) for row in marked]
        elif marked:
            self.notify(self.language.text(N_("So many marks are dropped where rows are read again")), markup=False)

    def show_rows(self, keep: int | None) -> None:
        """Show other rows, those that were marked among them still marked."""
        if self.rows is not None:
            marked = [self.rows.row_of(key) for key in self._marked]
            self._marked = []
            self.table.set_source(self.rows, (), keep)
            self.table.set_marked(row for row in marked if row >= 0)
            self.reorder(keep)

    def reorder(self, keep: int | None = None) -> None:
        """Show the rows of another filter or order, and their totals."""
        rows, asked = self.rows, self.asked
        if rows is None:
            return
        beside = self.reading.beside if self.reading is not None else None
        if isinstance(rows, Many) and rows.are_many() and beside is not None:
            beside.stop()
            self._be_busy(busy=True)
            self._arrange(rows, asked, keep)
        else:
            self.show_listed(arranged(rows, rows, asked, keep))

    @work(thread=True, exclusive=True, group="arranging")
    def _arrange(self, rows: Many, asked: Asked, keep: int | None) -> None:
        """Filter, sort and group in a thread."""
        beside, worker = self.reading and self.reading.beside, get_current_worker()
        if not beside:
            return
        try:
            with beside.asked() as ledger:
                if worker.is_cancelled:
                    return
                listed = arranged(rows, rows.over(ledger), asked, keep)
        except Interrupted:  # another filter or order was asked for meanwhile
            return
        if not worker.is_cancelled:
            self.post_message(listed)

    @on(Listed)
    def show_listed(self, event: Listed) -> None:
        """Show rows in the order that was asked for last."""
        if event.rows is not self.rows or event.asked != self.asked:
            return
        self._be_busy(busy=False)
        self.table.empty_text = self.language.text(NOTHING_FOUND if self.search else self.EMPTY)
        # Who moved on meanwhile stays where they are.
        keep = event.keep if self.table.cursor_id is None else self.table.cursor_id
        if event.groups is not None and isinstance(event.rows, Typed):
            event.groups.rows = event.rows
            order: Sequence[int] = Groups(event.order, event.groups.runs, self.folded_groups)
            self.table.set_source(event.groups, order, keep)
        else:
            self.table.set_source(event.rows, event.order, keep)
        self._totals = event.totals
        self._show_totals()

    def _be_busy(self, *, busy: bool) -> None:
        """Say that rows are being looked for."""
        if self.busy != busy:
            self.busy = busy
            self.show_trail()

    @on(LedgerTable.SortRequested)
    def sort(self, event: LedgerTable.SortRequested) -> None:
        """Sort as asked."""
        self.sorting = self.table.sorted_by = event.sorted_by
        self.reorder(self.table.cursor_id)

    def action_group(self) -> None:
        """Group by the column under the cursor, or no more."""
        key = self.table.column_key
        if self.grouped_by is not None:
            self.grouped_by = None
        elif isinstance(self.rows, Typed) and key is not None and key in self.rows.groups:
            self.grouped_by = key
        else:
            groups = self.rows.groups if isinstance(self.rows, Typed) else ()
            able = ", ".join(column.label for column in self.table.columns if column.key in groups)
            says = N_("Rows are grouped by one of {columns}") if able else N_("Rows are not grouped here")
            self.notify(self.language.text(says, columns=able), markup=False)
            return
        self.folded_groups.clear()
        self.reorder(self.table.record_id)

    @on(LedgerTable.Toggled)
    def fold_group(self, event: LedgerTable.Toggled) -> None:
        """Fold a group, or unfold it."""
        order = self.table.order
        if is_heading(event.row_id) and isinstance(order, Groups):
            self.folded_groups ^= {order.run(event.row_id).key}
            self.table.set_order(Groups(order.ids, order.runs, self.folded_groups), event.row_id)

    @on(LedgerTable.Marked)
    def sum_marked(self) -> None:
        """Sum up the rows that are marked, in the place of the totals."""
        rows, marked = self.rows, self.table.marked
        order = self.table.order
        out = len(marked.difference(order.ids if isinstance(order, Groups) else order)) if self.search else 0
        beside = self.reading.beside if self.reading is not None else None
        if rows is None or not marked:
            self._show_totals()
        elif isinstance(rows, Many) and rows.are_many() and beside is not None:
            self._sum(rows, marked, out)
        else:
            self.table.totals = marked_row(rows, sorted(marked), self.language, out)

    @work(thread=True, exclusive=True, group="summing")
    def _sum(self, rows: Many, marked: frozenset[int], out: int) -> None:
        """Sum up many rows in a thread."""
        beside, worker = self.reading and self.reading.beside, get_current_worker()
        if beside:
            try:
                with beside.asked() as ledger:
                    sums = marked_row(rows.over(ledger), sorted(marked), self.language, out)
            except Interrupted:  # rows are looked for in another order meanwhile
                return
            if not worker.is_cancelled:
                self.post_message(self.Summed(rows, sums))

    @on(Summed)
    def show_summed(self, event: Summed) -> None:
        """Show what rows that are marked amount to."""
        if event.rows is self.rows and self.table.has_marks:
            self.table.totals = event.sums

    def _show_totals(self) -> None:
        if self.table.has_marks:
            self.sum_marked()
        else:
            self.table.totals = self._totals

    @on(LedgerTable.ColumnsAsked)
    def choose_columns(self) -> None:
        """Ask which columns are wanted."""
        from jo_security.tui.dialogs.columns import Columns

        if not self.table.given:
            return

        def show(layout: Layout | None) -> None:
            if layout is not None:
                self.table.lay(layout)

        self.app.push_screen(Columns(self.language, self.table.given, self.table.column_layout), show)

    @property
    def table_name(self) -> str:
        """What the settings call the table: its view, else what its rows are."""
        return self.view or (self.rows.view if self.rows is not None else "")

    def show_columns(self, width: int) -> None:
        """Show the columns that a width has room for, as the reader arranged them."""
        if self.rows is not None:
            self.table.set_columns(self.rows.columns(width))
            layout = tuple((spec.key, spec.width) for spec in self._app.settings.columns.get(self.table_name, ()))
            known = [column.key for column in self.table.given]
            for key, _ in layout:
                if key not in known and key not in LEFT_OUT:
                    self._app.tell_column(self.table_name, key, known)
            if layout != self.table.column_layout:
                self.table.set_layout(layout)

    @on(LedgerTable.LayoutChanged)
    def keep_layout(self, event: LedgerTable.LayoutChanged) -> None:
        """Remember how the columns stand."""
        from jo_security.office.settings import ColumnSpec

        specs = [str(ColumnSpec(*each)) for each in event.layout]
        self._app.change_setting(("columns", self.table_name), specs or None)

    @on(LedgerTable.Copied)
    def copy(self, event: LedgerTable.Copied) -> None:
        """Put what is copied into the clipboard, and say so."""
        self.app.copy_to_clipboard(event.text)
        self.notify(copied(self.language, event), markup=False)

    @on(Filter.Changed)
    def filter_changed(self) -> None:
        """Filter as one writes; after words that no row holds, the cursor is again where it was before them."""
        row, rows = self.table.record_id, self.rows
        if rows is None:
            return
        if not self._searched:
            self._unfiltered = None if row is None else rows.key_of(row)
        self._searched = self.search
        if row is None and self._unfiltered is not None:
            row = rows.row_of(self._unfiltered)
        self.reorder(row)


def arranged(rows: Rows, asking: Rows, asked: Asked, keep: int | None) -> TabledScreen.Listed:
    """Rows filtered, sorted and grouped; `asking` are the same, asked of the ledger of this thread."""
    if asked.group is None or not isinstance(asking, Typed):
        order = asking.order(asked.search, asked.sorting)
        return TabledScreen.Listed(rows, asked, order, asking.totals(asked.search), None, keep)
    way = dict(asked.sorting).get(asked.group, False)
    rest = tuple(each for each in asked.sorting if each[0] != asked.group)
    order = asking.order(asked.search, ((asked.group, way), *rest))
    groups = grouped(asking, order, asked.group)
    return TabledScreen.Listed(rows, asked, order, asking.totals(asked.search), groups, keep)


def copied(language: Language, event: LedgerTable.Copied) -> str:
    """What was copied, and what not."""
    if event.what == "cell":
        return language.text(N_("Copied: {text}"), text=event.text)
    said = language.plural("{n:number} row copied", "{n:number} rows copied", event.rows)
    if event.left_out:
        said += " · " + language.plural(
            "{n:number} more is too much for a clipboard: export it",
            "{n:number} more are too many for a clipboard: export them",
            event.left_out,
        )
    return said
