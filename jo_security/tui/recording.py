"""What the screens record: forms are opened, and what was recorded is said and shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual import on

from jo_security.locales.phrases import literal
from jo_security.records.problem import Words
from jo_security.records.words import N_
from jo_security.tui.acting import Acting
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jo_security.tui.forms.desk import Desk
    from jo_security.tui.forms.form import Done
    from jo_security.tui.reading import Reading


MOST: Final = 3
"""How many warnings are said after an operation is recorded; all of them stand among the problems."""


class Recording(Acting):
    """An app in which operations are recorded."""

    @cached_property
    def desk(self) -> Desk:
        """The forms."""
        from jo_security.tui.forms.desk import Desk

        return Desk(self, self.language, self.officer, self.recorded, self.latest)

    def latest(self) -> Reading:
        """The whole budget as it was last read. Raises LookupError."""
        if self.good is None:
            raise LookupError(self.budget_name)
        return self.good.whole

    @on(ActingScreen.Act)
    def act(self, event: ActingScreen.Act) -> None:
        """Open a form, or the menu of them; where nothing can be recorded, say why."""
        if (why := self.why_not()) is not None:
            self.say(why)
        elif self.good is not None and event.verb is None:
            self.desk.choose(event.spot, self.good.whole)
        elif self.good is not None and event.verb is not None and event.several:
            self.desk.open_several(event.verb, event.several, self.good.whole)
        elif self.good is not None and event.verb is not None:
            self.desk.open(event.verb, event.spot.begins(event.verb), self.good.whole)

    @on(ActingScreen.Duplicate)
    def duplicate(self, event: ActingScreen.Duplicate) -> None:
        """Open a form that is filled in; where nothing can be recorded, say why."""
        if (why := self.why_not()) is not None:
            self.say(why)
        elif self.good is not None:
            self.desk.duplicate(event.table, event.number, event.reading.whole)

    def recorded(self, done: Done) -> None:
        """Say what was recorded, and show it."""
        says = self.language.text(N_("{id} is recorded"), id=done.outcome.id)
        if done.others:
            ids = ", ".join(each.id for each in done.outcomes)
            says = self.language.text(N_("{n:number} operations are recorded: {ids}"), n=len(done.outcomes), ids=ids)
        where = done.outcome.place()
        self.notify(f"{says} · {literal(where.file)}:{where.line}" if where else says, markup=False)
        for words in _also(done):
            said = self.language.render(words.text, words.values, currency=self.currency)
            self.notify(said, severity="warning", markup=False)
        self.tell(done.outcome.met)
        if isinstance(self.screen, HouseScreen):
            self.screen.want(done.outcome.id)
            if done.others:
                # They are done with: what is recorded next is not to be about them once more.
                self.screen.table.set_marked(())
        self.read_files()


def _also(done: Done) -> Iterator[Words]:
    """What else is to be said of what was recorded: what it brings, what is worth a look, who saved at once."""
    receipt = done.outcome.receipt
    trials = [each.trial for each in done.outcomes if each.trial is not None]
    brought = [finding for trial in trials for finding in (*trial.covered, *trial.warnings)]
    yield from (each.message for each in brought[:MOST])
    yield from [words for each in done.outcomes for words in each.remarks()][:MOST]
    if receipt is not None and not receipt.whole:
        from jo_security.office.wording import AGAIN

        yield Words(AGAIN, {"file": receipt.file})
