"""What the screens record: forms are opened, and what was recorded is said and shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on

from jo_security.records.words import N_
from jo_security.tui.acting import Acting
from jo_security.tui.forms.acting import ActingScreen
from jo_security.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from jo_security.tui.forms.desk import Desk
    from jo_security.tui.forms.form import Done


class Recording(Acting):
    """An app in which operations are recorded."""

    @cached_property
    def desk(self) -> Desk:
        """The forms."""
        from jo_security.tui.forms.desk import Desk

        return Desk(self, self.language, self.officer, self.recorded)

    @on(ActingScreen.Act)
    def act(self, event: ActingScreen.Act) -> None:
        """Open a form, or the menu of them; where nothing can be recorded, say why."""
        if (why := self.why_not()) is not None:
            self.say(why)
        elif self.good is not None and event.verb is None:
            self.desk.choose(event.spot, self.good)
        elif self.good is not None and event.verb is not None:
            self.desk.open(event.verb, event.spot.begins(event.verb), self.good)

    @on(ActingScreen.Duplicate)
    def duplicate(self, event: ActingScreen.Duplicate) -> None:
        """Open a form that is filled in; where nothing can be recorded, say why."""
        if (why := self.why_not()) is not None:
            self.say(why)
        elif self.good is not None:
            self.desk.duplicate(event.table, event.number, self.good)

    def recorded(self, done: Done) -> None:
        """Say what was recorded, and show it."""
        says = self.language.text(N_("{id} is recorded"), id=done.outcome.id)
        where = done.outcome.place()
        self.notify(f"{says} · {where.file}:{where.line}" if where else says, markup=False)
        self.tell(done.outcome.met)
        for each in done.outcome.remarks():
            self.notify(
                self.language.render(each.text, each.values, currency=self.currency), severity="warning", markup=False
            )
        if isinstance(self.screen, HouseScreen):
            self.screen.wanted = done.outcome.id
        self.read_files()
