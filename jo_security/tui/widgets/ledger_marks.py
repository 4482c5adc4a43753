"""The marks of a ledger table: rows one by one, all of them, or all between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jo_security.tui.widgets.grouping import Groups, is_heading
from jo_security.tui.widgets.ledger_cursor import LedgerCursor
from jo_security.tui.widgets.marks import between
from jo_security.tui.widgets.table_messages import Marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LedgerMarks(LedgerCursor, inherit_bindings=False):
    """Rows that are marked, wherever they come to stand, in sight or not; `Marked` says that others are.

    The mark of a heading is that of all rows of its group.
    """

    @property
    def marked(self) -> frozenset[int]:
        """The ids of all rows that are marked, of rows out of sight too; after `X` over a million rows, 200 ms."""
        return self._marks.named()

    @property
    def has_marks(self) -> bool:
        """Whether any row is marked."""
        return bool(self._marks)

    def set_marked(self, ids: Iterable[int]) -> None:
        """Mark these rows and no other, without a message."""
        self._marks.replace(ids)
        self.range_from = None
        self.refresh()

    def set_order(self, order: Sequence[int], keep: int | None = None) -> None:
        """Show another order; rows keep their marks, and an open range begins at the row where it began."""
        self._marks.settle()
        begun = None if self.range_from is None else self.order[self.range_from]
        super().set_order(order, keep)
        self.range_from = order.index(begun) if begun is not None and begun in order else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Paint the rows that an open range takes in or leaves out."""
        super().watch_cursor(old, new)
        if self.range_from is not None:
            self.refresh()

    def watch_range_from(self) -> None:
        """Let the key that drops a range work while there is one."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Only an open range can be dropped."""
        return action != "drop_range" or self.range_from is not None

    def action_mark(self) -> None:
        """Mark the open range; without one, mark or unmark the row under the cursor, and go down."""
        if self.range_from is not None:
            self.action_mark_range()
        elif self.order:
            self.mark_row(self.cursor)
            self.cursor += 1

    def mark_row(self, position: int) -> None:
        """Mark the row at a position, or unmark it; that of a heading, with all its group."""
        rows = self._rows(position)
        (self._marks.unmark if self._marks.hold(rows) else self._marks.mark)(rows)
        self._marked_others()

    def action_mark_all(self) -> None:
        """Mark all rows shown; where all are, unmark them."""
        shown = self.order.ids if isinstance(self.order, Groups) else self.order
        if shown:
            (self._marks.unmark_all if self._marks.hold(shown) else self._marks.mark_all)(shown)
            self._marked_others()

    def action_mark_range(self) -> None:
        """Begin a range; mark all rows of the one that is open, headings without their groups."""
        if self.range_from is None:
            self.range_from = self.cursor if self.order else None
            return
        taken = between(self.range_from, self.cursor)
        rows = self.order[taken.start : taken.stop]
        if isinstance(self.order, Groups):
            rows = [row for row in rows if not is_heading(row)]
        self._marks.mark(rows)
        self._marked_others()

    def action_drop_range(self) -> None:
        """Begin no range after all."""
        self.range_from = None

    def _rows(self, position: int) -> Sequence[int]:
        """What the mark of a position stands for."""
        row = self.order[position]
        if isinstance(self.order, Groups) and is_heading(row):
            return self.order.members(row)
        return [row]

    def _marked_others(self) -> None:
        self.range_from = None
        self.refresh()
        self.post_message(Marked(self))
