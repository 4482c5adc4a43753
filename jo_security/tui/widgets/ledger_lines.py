"""The lines of a ledger table: what is drawn, for the rows in sight only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from jo_security.tui.widgets.cells import Cell, StyleName
from jo_security.tui.widgets.columns import GUTTER, Column, Span, frozen, heading, in_sight, line
from jo_security.tui.widgets.grouping import Groups, is_heading
from jo_security.tui.widgets.ledger_frame import HEADER, LedgerFrame
from jo_security.tui.widgets.marks import between
from jo_security.tui.widgets.sorting import rank
from jo_security.tui.widgets.table_style import CLASSES, CSS, Kind, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

MORE: Final = "›"
"""Stands at the end of the labels where there are more columns than are in sight."""
STRIPS_KEPT: Final = 2000
LEGIBLE: Final = Style(dim=False)


class LedgerLines(LedgerFrame, inherit_bindings=False):
    """The header, the rows in sight with the cursors and the marks, and the totals, line by line."""

    ALLOW_SELECT = False  # its lines carry no text offsets
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = CSS

    range_from: reactive[int | None] = reactive(None)
    """The position from which an open range of marks goes to the cursor."""

    def is_marked(self, position: int) -> bool:
        """Whether the row at a position bears the sign of a mark: it is marked, or in a range that is still open.

        The heading of a group bears it where all rows of the group do.
        """
        row = self.order[position]
        if isinstance(self.order, Groups) and is_heading(row):
            return self._marks.hold(self.order.members(row))
        if row in self._marks:
            return True
        return self.range_from is not None and position in between(self.range_from, self.cursor)

    def column_at(self, x: int) -> Column | None:
        """Return the column drawn at a place of the line."""
        return next((self.columns[s.column] for s in self._spans if s.x <= x < s.x + s.width), None)

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
        last = self._spans[-1] if self._spans else None
        if kind == "header" and last is not None and (last.cut or last.column < len(self.columns) - 1):
            text, style = parts.pop()
            parts.append((with_sign(text), style))
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


def with_sign(labels: str) -> str:
    """Labels that end in the sign that there are more, after a blank: the last label gives way to it where it can."""
    blank = -1 if labels[-2:].isspace() else labels.rstrip().rfind("  ")
    return (labels[:-1] if blank < 0 else labels[:blank] + labels[blank + 1 :]) + MORE


def outstanding(style: Style, wanted: Style) -> Style:
    """A style that stands out of another; reversed where a theme has the colour that is wanted there already."""
    if wanted.bgcolor == style.bgcolor and wanted.reverse is None:
        wanted = Style(reverse=not style.reverse)
    return style + wanted + LEGIBLE
