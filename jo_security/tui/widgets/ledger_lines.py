"""The lines of a ledger table: what is drawn, for the rows in sight only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from jo_security.tui.widgets.cells import Cell, Row, RowSource, StyleName
from jo_security.tui.widgets.columns import (
    GUTTER,
    Column,
    Span,
    frozen,
    heading,
    in_sight,
    line,
    spread,
    stop_for,
    stops,
)
from jo_security.tui.widgets.grouping import Groups, is_heading
from jo_security.tui.widgets.layout import apply
from jo_security.tui.widgets.marks import Marks, between
from jo_security.tui.widgets.row_window import RowWindow
from jo_security.tui.widgets.sorting import Sorting, rank
from jo_security.tui.widgets.table_style import CLASSES, CSS, Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jo_security.tui.widgets.layout import Layout

HEADER: Final = 1
STRIPS_KEPT: Final = 2000
LEGIBLE: Final = Style(dim=False)


class LedgerLines(ScrollView, inherit_bindings=False):
    """A header, the rows of an order, a cursor mark and a row of totals that stays in sight."""

    ALLOW_SELECT = False  # its lines carry no text offsets
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = CSS

    cursor: reactive[int] = reactive(0, repaint=False)
    """Position of the row cursor in the order."""
    column: reactive[int] = reactive(0, repaint=False)
    """Place of the column cursor among the columns that are shown."""
    anchor: reactive[int | None] = reactive(None)
    """The position from which an open range of marks goes to the cursor."""
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
        self.layout_of_columns: Layout = ()
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
        self.set_reactive(LedgerLines.totals, totals)
        self.set_reactive(LedgerLines.sorted_by, sorted_by)
        self.set_reactive(LedgerLines.empty_text, empty_text)

    @property
    def page(self) -> int:
        """How many rows are in sight between the header and the totals."""
        return max(1, self.scrollable_content_region.height - HEADER - (self.totals is not None))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows are asked for again, since their cells follow the columns."""
        self.given = tuple(columns)
        self._window.forget()
        self._arrange()

    def arrange(self, layout: Layout) -> None:
        """Show the columns as a layout says; the rows are those that are there."""
        self.layout_of_columns = layout
        self._arrange()

    def _arrange(self) -> None:
        """Choose the columns that are shown; the cursor follows its column."""
        key = self.columns[self.column].key if self.column < len(self.columns) else None
        self.columns = apply(self.layout_of_columns, self.given)
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

    def is_marked(self, position: int) -> bool:
        """Whether the row at a position bears the sign of a mark: it is marked, or in a range that is still open.

        The heading of a group bears it where all rows of the group do.
        """
        row = self.order[position]
        if isinstance(self.order, Groups) and is_heading(row):
            return self._marks.hold(self.order.members(row))
        if row in self._marks:
            return True
        return self.anchor is not None and position in between(self.anchor, self.cursor)

    def refresh_rows(self, ids: Iterable[int] | None = None) -> None:
        """Ask again for these rows, or for all of them, because they changed."""
        self._window.forget(ids)
        self.measure()

    def column_at(self, x: int) -> Column | None:
        """Return the column drawn at a place of the line."""
        return next((self.columns[s.column] for s in self._spans if s.x <= x < s.x + s.width), None)

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

    def notify_style_update(self) -> None:
        """Drop what is painted in the colours of another theme."""
        super().notify_style_update()
        self._palette.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width, height = self.scrollable_content_region.size
        scroll = self.scroll_offset
        if self._spans_for != (width, scroll.x):
            self._spans_for = (width, scroll.x)
            fixed = frozen(self._widths, self.fixed_columns, width)
            self._spans = in_sight(self._widths, fixed, width, scroll.x)
            self._strips.clear()
        if y == 0:
            header = self._paint(self._labels(), "header", width)
            return self._lit(header, "label", width) if self.has_focus else header
        if self.totals is not None and y == height - 1:
            return self._paint(self.shown(self.totals), "totals", width)
        position = y - HEADER + scroll.y
        if position < len(self.order):
            return self._row_strip(position, width)
        if not self.order and y == HEADER:
            return self._empty_strip(width)
        return Strip.blank(width, self.rich_style)

    def _row_strip(self, position: int, width: int) -> Strip:
        kind: Kind = "odd" if position & 1 else "even"
        mark, lit = " ", -1
        marked = self.is_marked(position)
        if position == self.cursor:
            kind = "cursor"
            mark, lit = ("▌", self.column) if self.has_focus else ("▏", -1)
        elif marked:
            kind = "marked"
        if marked:
            mark += self.mark_sign
        key = (self.order[position], kind, mark, lit)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            row = self._window.row(self.order, position, self.page)
            strip = self._paint(self.shown(row), kind, width, mark, row.style)
            if lit >= 0:
                strip = self._lit(strip, "cell", width)
            self._strips[key] = strip
        return strip

    def _labels(self) -> list[str]:
        return [
            heading(column, width, rank(self.sorted_by, column.key))
            for column, width in zip(self.columns, self._widths, strict=True)
        ]

    def _empty_strip(self, width: int) -> Strip:
        notice, span = Column("empty", "", 0), Span(0, GUTTER, width - GUTTER)
        parts = line([Cell(self.empty_text, "dim")], [notice], [span], width)
        return Strip([Segment(text, self._style("even", "", style)) for text, style in parts], width)

    def _paint(
        self, cells: Sequence[Cell | str], kind: Kind, width: int, mark: str = " ", under: StyleName = ""
    ) -> Strip:
        parts = line(cells, self.columns, self._spans, width, mark, amounts=kind != "header")
        return Strip([Segment(text, self._style(kind, under, style)) for text, style in parts], width)

    def _lit(self, strip: Strip, place: Place, width: int) -> Strip:
        """Make the column under the cursor stand out of a line."""
        span = next((span for span in self._spans if span.column == self.column), None)
        if span is None:
            return strip
        style = self.get_component_rich_style(f"ledger-table--{place}", partial=True)
        end = span.x + span.width
        lit = [Segment(text, outstanding(old or Style(), style)) for text, old, _ in strip.crop(span.x, end)]
        return Strip.join([strip.crop(0, span.x), Strip(lit, span.width), strip.crop(end, width)])

    def _style(self, kind: Kind, row: StyleName, cell: StyleName) -> Style:
        """Return the style of a segment; the cursor row has the colours of the cursor, the attributes of the cell."""
        key = (kind, row, cell)
        if key not in self._palette:
            base = self.get_component_rich_style(f"ledger-table--{kind}")
            style = base
            for name in filter(None, (row, cell)):
                style += self.get_component_rich_style(f"ledger-table--{name}", partial=True)
            self._palette[key] = style + base + LEGIBLE if kind == "cursor" else style
        return self._palette[key]


def outstanding(style: Style, wanted: Style) -> Style:
    """A style that stands out of another; reversed where a theme has the colour that is wanted there already."""
    if wanted.bgcolor == style.bgcolor and wanted.reverse is None:
        wanted = Style(reverse=not style.reverse)
    return style + wanted + LEGIBLE
