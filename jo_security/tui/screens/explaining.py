"""What a screen explains: why an amount is what it is, what words mean, which keys work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING
from jo_security.tui.screens.wishes import WishesScreen
from jo_security.tui.terms import LABELS
from jo_security.tui.widgets.askable import Askable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.ledger.answers.why import Scope

ONE_EACH: Final = N_("Each row is one operation already: enter goes to what it is about")
ONE: Final = N_("Each row is one operation already")
NOT_ASKED: Final = N_("{what} is not made up of operations. Why is asked of: {amounts}")


class ExplainingScreen(WishesScreen):
    """A screen that explains its amounts and its words."""

    MAIN: ClassVar[str] = ""
    """The column of which why is asked where the one under the cursor has no amounts; without it, why is not asked."""

    def figure(self, column: str, row: int | None) -> Asked | None:  # noqa: ARG002 - as a screen has amounts
        """What a cell of the table shows, or its total where no row is given; None where operations do not make it."""
        return None

    def figure_of(self, key: str) -> Asked | None:  # noqa: ARG002 - likewise
        """What an amount outside of the table shows, by its key; None where operations do not make it."""
        return None

    def figured(self, measure: str, scope: Scope, of: str | int | None = None) -> Asked:
        """A figure as the screen shows it, in its perimeter."""
        from jo_security.ledger.answers.why import Figure as Asked

        within = self.reading.scope if self.reading is not None else EVERYTHING
        return Asked(measure, scope, of, within.as_of, within.exercise)

    def ending_at(self, row: int) -> str | None:  # noqa: ARG002 - as rows are operations
        """The operation, by its kind and its id, at which the running amounts of a row stand; None for all of them."""
        return None

    @property
    def deeper(self) -> bool:
        """Whether something lies behind a row."""
        return True

    @property
    def main(self) -> str:
        """The column of which why is asked where the cursor is on none with amounts."""
        return self.MAIN

    @property
    def amount_column(self) -> str:
        """The key of the column under the cursor, where it has amounts; else the main one."""
        under = (column for column in self.table.columns if column.key == self.table.column_key)
        return next((column.key for column in under if column.align == "right"), self.main)

    def action_why(self) -> None:
        """Say why the amount under the cursor is what it is: in the table, or outside of it."""
        if isinstance(self.focused, Askable):
            self.focused.action_ask()
        elif (row := self.table.record_id) is not None:
            self._why(self.figure(self.amount_column, row), self.amount_column, self.ending_at(row))
        elif self.table.cursor_id is not None:
            self.notify(self.language.text(N_("Why is asked of a row of the group, or of the total")), markup=False)

    def action_why_total(self) -> None:
        """Say why the total of the column under the cursor is what it is."""
        self._why(self.figure(self.amount_column, None), self.amount_column)

    @on(Askable.Asked)
    def why_asked(self, event: Askable.Asked) -> None:
        """Say why an amount outside of the table is what it is."""
        self._why(self.figure_of(event.key), event.key)

    def _why(self, figure: Asked | None, column: str, ending: str | None = None) -> None:
        if figure is None:
            self.notify(self._not_asked(column), markup=False)
        elif self.reading is not None:
            from jo_security.tui.screens.why import WhyScreen

            self.app.push_screen(WhyScreen(self.language, self.reading, figure, ending))

    def _not_asked(self, column: str) -> str:
        """That something is not made up of operations, and what is; that rows are operations where nothing is."""
        labels = {each.key: each.label for each in self.table.columns}
        row = self.table.record_id
        able = [label for key, label in labels.items() if self.figure(key, row) is not None]
        if not able:
            return self.language.text(ONE_EACH if self.deeper else ONE)
        what = self.language.text(LABELS[column]) if column in LABELS else labels.get(column, column)
        return self.language.text(NOT_ASKED, what=what, amounts=", ".join(able))

    def action_glossary(self) -> None:
        """Show the glossary, at the term of the column under the cursor where there is one."""
        from jo_security.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self.language, self.reading, self.amount_column.replace("-", "_")))

    def action_help(self) -> None:
        """Show the keys that work here, and the words in sight."""
        from jo_security.tui.screens.help import Help

        keys = tuple(self.active_bindings.values())
        self.app.push_screen(Help(self.language, keys, self.in_sight(), leads=("glossary", "tour")), self._after_help)

    def in_sight(self) -> Iterator[tuple[str, str]]:
        """The words in sight that mean something of their own: headings, and names of amounts."""
        yield from ((column.label, column.tooltip) for column in self.table.columns if column.tooltip)
        for amounts in self.query(Askable):
            if is_in_sight(amounts):
                yield from amounts.words()

    def _after_help(self, then: str | None) -> None:
        if then == "glossary":
            self.action_glossary()
        elif then == "tour":
            self.post_message(self.Tour())


def is_in_sight(part: Widget) -> bool:
    """Whether a part of a screen and all that it is in are shown."""
    return all(each.display for each in part.ancestors_with_self)
