"""The perimeter of the screens: changed from anywhere, asked for in a thread, followed by every screen at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from jo_security.tui.following import Followed
from jo_security.tui.scope import CREDITS, EVERYTHING, Scope
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.twins import Interrupted, stoppable

if TYPE_CHECKING:
    import datetime

    from jo_security.tui.reading import Outlook, Reading


class Scoping(Followed):
    """An app whose screens are about one perimeter."""

    scope: Scope = EVERYTHING
    """The perimeter that is wanted; that of the reading follows."""

    @dataclass
    class Rescoped(Message):
        """The figures of a perimeter that was asked for are known."""

        asked: Scope
        reading: Reading

    def show_good(self, reading: Reading) -> None:
        """Show figures on every screen."""
        raise NotImplementedError

    def screens(self) -> list[HouseScreen]:
        """Every screen that shows a reading."""
        raise NotImplementedError

    @on(HouseScreen.Rescope)
    def rescope(self, event: HouseScreen.Rescope) -> None:
        """Take another perimeter, so many steps from the one that is wanted."""
        outlook = self.good.outlook if self.good is not None else None
        if outlook is not None:
            self.set_scope(self._stepped(outlook, event.what, event.step))

    @on(HouseScreen.Perimeter)
    def choose_perimeter(self) -> None:
        """Choose the perimeter in a dialog; the screens behind it follow at once."""
        if self.good is not None and self.good.outlook is not None:
            from jo_security.tui.dialogs.perimeter import PerimeterDialog

            self.push_screen(PerimeterDialog(self.language, self.good.whole, self.scope, self.set_scope))

    def set_scope(self, scope: Scope) -> None:
        """Show the figures of a perimeter, as soon as they are known."""
        if scope == self.scope or self.good is None:
            return
        self.scope = scope
        if scope.question == self.good.scope.question:
            self.workers.cancel_group(self, "rescoping")
            self._echo(None)
            self.good = self.good.shown_in(scope)
            self.show_good(self.good)
        else:
            if self.good.whole.twins is not None:
                self.good.whole.twins.stop()
            self._echo(scope)
            self._rescope(self.good, scope)

    def follow_scope(self, reading: Reading) -> None:
        """Ask for the perimeter that is wanted, of a reading that is in another one."""
        if reading.outlook is not None and reading.scope != self.scope:
            scope, self.scope = self.scope, reading.scope
            self.set_scope(scope)

    def _echo(self, scope: Scope | None) -> None:
        """Say at once which perimeter is wanted."""
        for screen in self.screens():
            screen.expect(scope)

    def _stepped(self, outlook: Outlook, what: str, step: int) -> Scope:
        scope = self.scope
        match what:
            case "year":
                years = [None, *scope.years(outlook.exercises)]
                return replace(scope, exercise=years[(years.index(scope.exercise) + step) % len(years)])
            case "credits":
                return replace(scope, credits=CREDITS[(CREDITS.index(scope.credits) + step) % len(CREDITS)])
            case "everything":
                return EVERYTHING
        return replace(scope, as_of=self._day(what, step))

    def _day(self, what: str, step: int) -> datetime.date | None:
        """The day as of which, so many steps on; None is all of them."""
        from jo_security.records.days import days_on, months_on

        today = self.today()
        day = self.scope.as_of or today
        match what:
            case "day":
                return days_on(day, step)
            case "month":
                return months_on(day, step)
        return None if what == "all" else today

    @work(thread=True, exclusive=True, group="rescoping")
    def _rescope(self, good: Reading, scope: Scope) -> None:
        """Ask for a perimeter in a thread."""
        from jo_security.tui.reading import within

        worker = get_current_worker()
        try:
            with stoppable():
                reading = within(good, scope)
        except Interrupted:  # another perimeter was asked for meanwhile
            return
        if worker.is_cancelled:
            release(reading)
        else:
            self.post_message(self.Rescoped(scope, reading))

    @on(Rescoped)
    def show_rescoped(self, event: Rescoped) -> None:
        """Show the figures of the perimeter that was asked for last."""
        reading = event.reading
        if event.asked != self.scope or self.good is None or reading.twins is not self.good.twins:
            self._release(reading)
            return
        self.scope = reading.scope
        before, self.good = (
            self.good,
            replace(reading, stale=self.good.stale, broken=self.good.broken, read_only=self.good.read_only),
        )
        self._echo(None)
        self.show_good(self.good)
        self._release(before)

    @work(thread=True, group="releasing")
    def _release(self, reading: Reading) -> None:
        release(reading)


def release(reading: Reading) -> None:
    """Give back the ledgers of a reading that nobody looks at any more; those of a whole budget stay with it."""
    twins, whole = reading.twins, reading.whole
    if twins is None or reading.beside is None or reading.ledger is whole.ledger:
        return
    reading.beside.close()
    twins.give(reading.ledger)
