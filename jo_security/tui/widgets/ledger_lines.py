"""The lines of a ledger table: what is drawn, for the rows in sight only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from jo_security.tui.widgets.cells import Cell, Row, RowSource, StyleName
from jo_security.tui.widgets.columns import GUTTER, Column, Span, frozen, heading, in_sight, line, spread, stops
from jo_security.tui.widgets.row_window import RowWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind: TypeAlias = Literal["header", "totals", "even", "odd", "cursor"]
HEADER: Final = 1
STRIPS_KEPT: Final = 2000
LEGIBLE: Final = Style(dim=False)


class LedgerLines(ScrollView, inherit_bindings=False):
    """A header, the rows of an order, a cursor mark and a row of totals that stays in sight."""

    ALLOW_SELECT = False  # its lines carry no text offsets
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"ledger-table--{kind}" for kind in ("header", "totals", "even", "odd", "cursor")),
        *(f"ledger-table--{style}" for style in ("strong", "dim", "good", "warning", "error", "accent", "group")),
    }
    # A stable gutter keeps the width of the lines, and so of flexible columns, when the scrollbar comes and goes.
    DEFAULT_CSS = """
    LedgerLines {
        height: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size: 1 1;
        scrollbar-gutter: stable;
        & > .ledger-table--header { background: $foreground 10%; text-style: bold; }
        & > .ledger-table--totals { background: $foreground 10%; text-style: bold; }
        & > .ledger-table--odd { background: $foreground 3%; }
        & > .ledger-table--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
        &:focus > .ledger-table--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        & > .ledger-table--strong { text-style: bold; }
        & > .ledger-table--group { text-style: bold; }
        & > .ledger-table--dim { text-style: dim; }
        & > .ledger-table--good { color: $text-success; }
        & > .ledger-table--warning { color: $text-warning; }
        & > .ledger-table--error { color: $text-error; text-style: bold; }
        & > .ledger-table--accent { color: $text-accent; }
        &:ansi > .ledger-table--header { text-style: bold underline; }
        &:ansi > .ledger-table--totals { text-style: bold overline; }
        &:nocolor:focus > .ledger-table--cursor { text-style: bold reverse; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """Position of the row cursor in the order."""
    totals: reactive[Row | None] = reactive(None)
    """The row that stays at the bottom."""
    sorted_by: reactive[tuple[str, bool] | None] = reactive(None)
    """Key of the sorted column and whether it runs backwards; it only moves the arrow."""
    empty_text: reactive[str] = reactive("")
    """What stands in place of rows when there are none."""

    def __init__(  # noqa: PLR0913 - a widget is told all it shows in one call
        self,
        columns: Sequence[Column],
        source: RowSource,
        order: Sequence[int] = (),
        *,
        totals: Row | None = None,
        sorted_by: tuple[str, bool] | None = None,
        empty_text: str = "",
        fixed_columns: int = 1,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the name every Textual widget gives it
        classes: str | None = None,
    ) -> None:
        """Show the rows of `source` in `order`; the first `fixed_columns` stay when the others scroll."""
        super().__init__(name=name, id=id, classes=classes)
        self.columns = tuple(columns)
        self.order = order
        self.fixed_columns = fixed_columns
        self._window = RowWindow(source)
        self._widths = spread(self.columns, 0)
        self.stops = [0]
        self._spans: tuple[Span, ...] = ()
        self._spans_for: tuple[int, int] | None = None
        self._strips: dict[tuple[int, Kind, str], Strip] = {}
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
        self.columns = tuple(columns)
        self.refresh_rows()

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
            return self._paint(self._heading_row(), "header", width)
        if self.totals is not None and y == height - 1:
            return self._paint(self.totals, "totals", width)
        position = y - HEADER + scroll.y
        if position < len(self.order):
            return self._row_strip(position, width)
        if not self.order and y == HEADER:
            return self._empty_strip(width)
        return Strip.blank(width, self.rich_style)

    def _row_strip(self, position: int, width: int) -> Strip:
        kind: Kind = "odd" if position & 1 else "even"
        mark = " "
        if position == self.cursor:
            kind, mark = "cursor", "▌" if self.has_focus else "▏"
        key = (self.order[position], kind, mark)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            row = self._window.row(self.order, position, self.page)
            strip = self._strips[key] = self._paint(row, kind, width, mark)
        return strip

    def _heading_row(self) -> Row:
        key, reverse = self.sorted_by or (None, False)
        labels = [
            heading(column, width, reverse=reverse if column.key == key else None)
            for column, width in zip(self.columns, self._widths, strict=True)
        ]
        return Row(tuple(labels))

    def _empty_strip(self, width: int) -> Strip:
        notice, span = Column("empty", "", 0), Span(0, GUTTER, width - GUTTER)
        parts = line([Cell(self.empty_text, "dim")], [notice], [span], width)
        return Strip([Segment(text, self._style("even", "", style)) for text, style in parts], width)

    def _paint(self, row: Row, kind: Kind, width: int, mark: str = " ") -> Strip:
        parts = line(row.cells, self.columns, self._spans, width, mark, amounts=kind != "header")
        return Strip([Segment(text, self._style(kind, row.style, style)) for text, style in parts], width)

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
