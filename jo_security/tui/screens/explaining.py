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

    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.ledger.answers.why import Scope

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

    def measured(self, measure: str, scope: Scope, of: str | int | None = None) -> Asked:
        """A figure as the screen shows it, in its perimeter."""
        from jo_security.ledger.answers.why import Figure as Asked

        within = self.reading.scope if self.reading is not None else EVERYTHING
        return Asked(measure, scope, of, within.as_of, within.exercise)

    def ending_at(self, row: int) -> str | None:  # noqa: ARG002 - as rows are operations
        """The operation, by its kind and its id, at which the running amounts of a row stand; None for all of them."""
        return None

    def action_why(self) -> None:
        """Say why the amount under the cursor is what it is: in the table, or outside of it."""
        if isinstance(self.focused, Askable):
            self.focused.action_ask()
        elif (row := self.table.record_id) is not None:
            self._why_of_row(row)

    def action_why_total(self) -> None:
        """Say why the total of the column under the cursor is what it is."""
        self._why_of_row(None)

    @on(Askable.Asked)
    def why_asked(self, event: Askable.Asked) -> None:
        """Say why an amount outside of the table is what it is."""
        self._why(self.figure_of(event.key), event.key)

    def _why_of_row(self, row: int | None) -> None:
        """Say it of the column under the cursor; in one without amounts, of the one that matters most."""
        column = self.table.column_key or self.MAIN
        figure = self.figure(column, row) or self.figure(self.MAIN, row)
        self._why(figure, column, None if row is None else self.ending_at(row))

    def _why(self, figure: Asked | None, column: str, ending: str | None = None) -> None:
        if figure is None:
            self.notify(self._not_asked(column), markup=False)
        elif self.reading is not None:
            from jo_security.tui.screens.why import WhyScreen

            self.app.push_screen(WhyScreen(self.language, self.reading, figure, ending))

    def _not_asked(self, column: str) -> str:
        """That something is not made up of operations, and what is."""
        labels = {each.key: each.label for each in self.table.columns}
        row = self.table.record_id
        able = [label for key, label in labels.items() if self.figure(key, row) is not None]
        what = self.language.text(LABELS[column]) if column in LABELS else labels.get(column, column)
        return self.language.text(NOT_ASKED, what=what, amounts=", ".join(able))

    def action_glossary(self) -> None:
        """Show the glossary, at the term of the column under the cursor where there is one."""
        from jo_security.ledger.glossary import entries
        from jo_security.tui.screens.glossary import GlossaryScreen

        known = {each.key for each in entries()}
        columns = ((key or "").replace("-", "_") for key in (self.table.column_key, self.MAIN))
        self.app.push_screen(
            GlossaryScreen(self.language, self.reading, next(filter(known.__contains__, columns), None))
        )

    def action_help(self) -> None:
        """Show the keys that work here, and the words in sight."""
        from jo_security.tui.screens.help import Help

        keys = tuple(self.active_bindings.values())
        self.app.push_screen(Help(self.language, keys, self.in_sight(), leads=("glossary", "tour")), self._after_help)

    def in_sight(self) -> Iterator[tuple[str, str]]:
        """The words in sight that mean something of their own: headings, and names of amounts."""
        yield from ((column.label, column.tooltip) for column in self.table.columns if column.tooltip)
        for amounts in self.query(Askable):
            if amounts.display:
                yield from amounts.words()

    def _after_help(self, then: str | None) -> None:
        if then == "glossary":
            self.action_glossary()
        elif then == "tour":
            self.post_message(self.Tour())
