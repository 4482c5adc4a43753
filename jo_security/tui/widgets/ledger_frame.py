"""The frame of a ledger table: its columns, its order, how wide they are and how far the table scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from jo_security.tui.widgets.cells import Cell, Row, RowSource, StyleName
from jo_security.tui.widgets.columns import GUTTER, Column, Span, frozen, spread, stop_for, stops
from jo_security.tui.widgets.layout import apply
from jo_security.tui.widgets.marks import Marks
from jo_security.tui.widgets.row_window import RowWindow
from jo_security.tui.widgets.sorting import Sorting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual.strip import Strip

    from jo_security.tui.widgets.layout import Layout
    from jo_security.tui.widgets.table_style import Kind

HEADER: Final = 1
"""How many lines the labels of the columns take."""


class LedgerFrame(ScrollView, inherit_bindings=False):
    """A header, the rows of an order and a row of totals, measured; what is drawn of them is another matter."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """Position of the row cursor in the order."""
    column: reactive[int] = reactive(0, repaint=False)
    """Place of the column cursor among the columns that are shown."""
    totals: reactive[Row | None] = reactive(None)
    """The row that stays at the bottom."""
    sorted_by: reactive[Sorting] = reactive(())
    """What the rows are sorted by; it only moves the arrows."""
    empty_text: reactive[str] = reactive("")
    """What stands in place of rows when there are none."""

    def __init__(  # noqa: PLR0913 - a widget is told all it shows in one call
        self,
        columns: Sequence[Column],
        source: RowSource,
        order: Sequence[int] = (),
        *,
        totals: Row | None = None,
        sorted_by: Sorting = (),
        empty_text: str = "",
        fixed_columns: int = 1,
        mark_sign: str = "●",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name every Textual widget gives it
        classes: str | None = None,
    ) -> None:
        """Show the rows of `source` in `order`; the first `fixed_columns` stay when the others scroll.

        Rows that are marked bear the `mark_sign`, which takes one cell of the terminal.
        """
        super().__init__(name=name, id=id, classes=classes)
        self.given = tuple(columns)
        self.column_layout: Layout = ()
        self.columns = self.given
        self._places: tuple[int, ...] | None = None
        self.order = order
        self.mark_sign = mark_sign
        self.fixed_columns = fixed_columns
        self._window = RowWindow(source)
        self._marks = Marks()
        self._widths = spread(self.columns, 0)
        self.stops = [0]
        self._spans: tuple[Span, ...] = ()
        self._spans_for: tuple[int, int] | None = None
        self._strips: dict[tuple[int, Kind, str, int], Strip] = {}
        self._palette: dict[tuple[Kind, StyleName, StyleName], Style] = {}
        self.set_reactive(LedgerFrame.totals, totals)
        self.set_reactive(LedgerFrame.sorted_by, sorted_by)
        self.set_reactive(LedgerFrame.empty_text, empty_text)

    @property
    def page(self) -> int:
        """How many rows are in sight between the header and the totals."""
        return max(1, self.scrollable_content_region.height - HEADER - (self.totals is not None))

    @property
    def foot(self) -> int:
        """How many lines stand below the rows: the totals, and the bar that scrolls."""
        return int(self.totals is not None) + self.scrollbar_size_horizontal

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows are asked for again, since their cells follow the columns."""
        self.given = tuple(columns)
        self._window.forget()
        self._arrange()

    def set_layout(self, layout: Layout) -> None:
        """Show the columns as a layout says; the rows are those that are there."""
        self.column_layout = layout
        self._arrange()

    def _arrange(self) -> None:
        """Choose the columns that are shown; the cursor follows its column."""
        key = self.columns[self.column].key if self.column < len(self.columns) else None
        self.columns = apply(self.column_layout, self.given)
        given = {column.key: place for place, column in enumerate(self.given)}
        places = tuple(given[column.key] for column in self.columns)
        self._places = None if places == tuple(range(len(self.given))) else places
        self.measure()
        shown = [column.key for column in self.columns]
        self.column = shown.index(key) if key in shown else min(self.column, len(shown) - 1)

    def shown(self, row: Row) -> Sequence[Cell | str]:
        """The cells of a row that are shown, in the order of the columns."""
        if self._places is None:
            return row.cells
        return [row.cells[place] if place < len(row.cells) else "" for place in self._places]

    def refresh_rows(self, ids: Iterable[int] | None = None) -> None:
        """Ask again for these rows, or for all of them, because they changed."""
        self._window.forget(ids)
        self.measure()

    def measure(self) -> None:
        """Share the width between the columns, say how far the table scrolls, and paint everything again.

        The table scrolls to where a column starts, and stays there when the columns or the width are others.
        """
        width = self.scrollable_content_region.width
        self._widths = spread(self.columns, width)
        self.stops = stops(self._widths, frozen(self._widths, self.fixed_columns, width), width)
        self._spans_for = None
        self._strips.clear()
        height = HEADER + len(self.order) + (self.totals is not None)
        self.virtual_size = Size(max(GUTTER + sum(self._widths), width + self.stops[-1]), height)
        if self.scroll_offset.x not in self.stops:
            x = max(stop for stop in self.stops if stop <= self.scroll_offset.x)
            self.scroll_to(x=x, animate=False, force=True)
        self.refresh()

    def show_cursor(self) -> None:
        """Scroll no further than it takes to see the cursor."""
        self.scroll_to_region(
            Region(self.scroll_offset.x, self.cursor + HEADER, 1, 1),
            spacing=Spacing(HEADER, 0, int(self.totals is not None), 0),
            animate=False,
            force=True,
        )

    def show_column(self) -> None:
        """Scroll no further than it takes to see the column under the cursor."""
        if self.column < len(self._widths):
            width = self.scrollable_content_region.width
            fixed = frozen(self._widths, self.fixed_columns, width)
            x = stop_for(self._widths, fixed, width, self.column, self.scroll_offset.x)
            self.scroll_to(x=x, animate=False, force=True)

    def refresh_position(self, position: int) -> None:
        """Paint the line of one position again."""
        self.refresh(Region(0, position - self.scroll_offset.y + HEADER, self.size.width, 1))

    def watch_totals(self) -> None:
        """Count the line of the totals in or out."""
        self.measure()

    def on_resize(self) -> None:
        """Share the new width and keep the cursor in sight."""
        self.measure()
        self.show_cursor()
