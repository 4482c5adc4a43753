"""Moving about: views by their numbers, the palette, jumping, and the place that the interface is opened at."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import on

from jo_security.office.views import At
from jo_security.records.words import N_
from jo_security.tui.reading import Reading
from jo_security.tui.scoping import Scoping
from jo_security.tui.screens.house import ENVELOPE, HouseScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from jo_security.tui.dialogs.jump import Target


class Moving(Scoping):
    """An app of several views, each a mode of its own: it keeps its cursor, order and filter."""

    DEFAULT_MODE = ENVELOPE

    at: At

    @cached_property
    def views(self) -> dict[str, HouseScreen]:
        """The views that were looked at, by their names."""
        return {}

    def screens(self) -> list[HouseScreen]:
        """Every screen that shows a reading: those of the view in front, and the other views."""
        stack = [screen for screen in self.screen_stack if isinstance(screen, HouseScreen)]
        return [*stack, *(view for view in self.views.values() if view not in stack)]

    @on(HouseScreen.View)
    async def show_view(self, event: HouseScreen.View) -> None:
        """Go to a view; from below it, up to it."""
        await self.go_to(At(event.view))

    @on(HouseScreen.GoTo)
    async def go(self, event: HouseScreen.GoTo) -> None:
        """Go to a place."""
        await self.go_to(event.at)

    async def go_to(self, at: At) -> None:
        """Go to a view, and deeper to a record of it where one is named."""
        base = self.screen_stack[0]
        if not isinstance(base, HouseScreen):
            return
        if self.good is None or self.good.outlook is None:
            self.bell()
            return
        if not self.views:
            self.views[ENVELOPE] = base
            self.add_mode(ENVELOPE, lambda: base)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        deeper = self._deeper(at, self.good) if at.record else None
        if at.view not in self.views:
            view = self.views[at.view] = self._view(at.view, self.good)
            self.add_mode(at.view, lambda: view)
        if at.record:
            self.views[at.view].want(at.record)
        await self.switch_mode(at.view)
        if deeper is not None:
            await self.push_screen(deeper())

    def _view(self, view: str, good: Reading) -> HouseScreen:
        """A view that was not looked at before."""
        from jo_security.tui.screens.all_lines import LinesScreen
        from jo_security.tui.screens.all_movements import MovementsScreen
        from jo_security.tui.screens.history import HistoryScreen
        from jo_security.tui.screens.line import LineScreen
        from jo_security.tui.screens.problems import ProblemsScreen
        from jo_security.tui.screens.reservations import ReservationsScreen

        match view:
            case "lines":
                return LinesScreen(self.language, good)
            case "movements":
                return MovementsScreen(self.language, good)
            case "reservations":
                return ReservationsScreen(self.language, good)
            case "problems":
                return ProblemsScreen(self.language, good)
            case "history":
                return HistoryScreen(self.language, good, lambda: self.officer)
        return LineScreen(self.language, good, None)

    def _deeper(self, at: At, good: Reading) -> Callable[[], Screen[None]] | None:
        """The screen of a record; None where it has none of its own, or is not in the budget, which is then said."""
        from jo_security.ledger import answers
        from jo_security.tui.screens.commitment import CommitmentScreen
        from jo_security.tui.screens.line import LineScreen
        from jo_security.tui.screens.reservations import ReservationScreen

        makes: dict[str, tuple[str, Callable[..., Screen[None]]]] = {
            "lines": ("line", LineScreen),
            "commitments": ("commitment", CommitmentScreen),
            "reservations": ("reservation", ReservationScreen),
        }
        if at.view not in makes:
            return None
        table, screen = makes[at.view]
        if answers.number(good.ledger, table, at.record) is None:
            self._say_missing(at, table, good)
            return None
        return partial(screen, self.language, good, at.record)

    def _say_missing(self, at: At, table: str, good: Reading) -> None:
        """Say that no record bears an id, and which one is near."""
        from jo_security.ledger.answers.lookup import near

        like = near(good.ledger, at.record, (table,))
        words = self.language.text(N_("{id} is not in the budget"), id=at.record)
        if like is not None:
            words += " · " + self.language.text(N_("Did you mean {name}?"), name=like)
        self.notify(words, severity="warning", markup=False)

    @on(HouseScreen.Palette)
    def open_palette(self) -> None:
        """Ask where to go, or what to do."""
        from jo_security.tui.palette import palette

        self.push_screen(palette(self.language))

    @on(HouseScreen.Jump)
    def jump(self) -> None:
        """Put letters on what is in sight."""
        from jo_security.tui.dialogs.jump import Jump

        if isinstance(self.screen, HouseScreen):
            self.push_screen(Jump(self.screen.jumps()), _jump)


def _jump(target: Target | None) -> None:
    if target is not None:
        target.go()
