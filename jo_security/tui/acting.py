"""What the screens need to act: who acts, what stands against it, how the files stand, undoing and doing again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from jo_security.records.problem import Words
from jo_security.records.words import N_
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_there

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer
    from jo_security.office.journals import Change
    from jo_security.office.standings import Standing, Stood
    from jo_security.office.undoing import Undone
    from jo_security.tui.dialogs.missing import Answer
    from jo_security.tui.reading import Reading

ONLY_LOOKS: Final = N_("{file} is open read-only: nothing is recorded in it.")
LONG: Final = 12
"""Seconds for which what happened to the files stays in sight."""


class Acting(App[None]):
    """An app that acts for one officer in one budget; whoever derives from it reads the files and shows them."""

    budget_name: str
    language: Language
    environ: dict[str, str]
    read_only: bool
    good: Reading | None

    @dataclass
    class Looked(Message):
        """It is known how the files stand to the journal."""

        stood: Stood

    @dataclass
    class Offered(Message):
        """It is known what would be undone, or done again."""

        verb: str
        change: Change | None

    @dataclass
    class TookBack(Message):
        """Undoing, or doing again, came to an end."""

        verb: str
        undone: Undone

    @dataclass
    class Decided(Message):
        """What was missing is back, or left out."""

        ids: Sequence[str]
        accepted: bool

    @dataclass
    class Stopped(Message):
        """An act was stopped."""

        words: Words

    def read_files(self) -> None:
        """Read the files again and show them; the cursor stays on its record."""
        raise NotImplementedError

    @property
    def currency(self) -> str:
        """The currency of the budget as it was last read."""
        outlook = self.good.outlook if self.good is not None else None
        return outlook.header.currency if outlook is not None else "EUR"

    @cached_property
    def officer(self) -> Officer:
        """Who acts."""
        from jo_security.office.officer import officer

        return officer(self.environ)

    def why_not(self) -> Words | None:
        """Why nothing can be recorded, in a sentence; None where something can. Nothing is written to find out."""
        if self.read_only:
            return Words(ONLY_LOOKS, {"file": self.budget_name})
        from jo_security.office.standings import refusal

        reason = refusal(self.budget_name)
        if reason is None:
            return None
        return Words(N_("{file} cannot be written: {reason}"), {"file": self.budget_name, "reason": reason})

    def today(self) -> datetime.date:
        """The day on which the reader looks."""
        return self.officer.now().date()

    def say(self, words: Words) -> None:
        """Say what went wrong."""
        self.notify(self.language.render(words.text, words.values), severity="error", markup=False)

    def tell(self, met: Sequence[Standing]) -> None:
        """Say, once and in one place, how files stood that were not as recorded when an act came to them."""
        from jo_security.tui.standings import said

        if words := said(self.language, met):
            self.notify(words, timeout=LONG, markup=False)

    def look(self) -> None:
        """See how the files stand to the journal, and settle that where it can be; in a thread.

        Nothing is written for a budget that stands as it should, nor for one that has no journal.
        """
        from jo_security.office.standings import looked, settled

        stood = looked(self.budget_name)
        if stood.met and stood.why is None and not self.read_only:
            stood = settled(self.budget_name, self.officer)
        self.post_message(self.Looked(stood))

    @on(Looked)
    def show_standing(self, event: Looked) -> None:
        """Say what happened to the files; ask about what is missing."""
        stood = event.stood
        if self.read_only or stood.why is not None:
            self._say_standing(stood)
            return
        self.tell(stood.met)
        if stood.rewritten:
            self.read_files()
        if stood.missing:
            self.ask_about(stood.missing)

    def _say_standing(self, stood: Stood) -> None:
        """Say how files stand that can only be looked at."""
        from jo_security.tui.standings import said_only_looked

        if words := said_only_looked(self.language, stood):
            self.notify(words, severity="warning", timeout=LONG, markup=False)

    def ask_about(self, missing: Sequence[Change]) -> None:
        """Ask whether what is missing is to be put back."""
        from jo_security.tui.dialogs.missing import Missing

        if not any(isinstance(screen, Missing) for screen in self.screen_stack):
            self.push_screen(Missing(self.language, missing), self._decide)

    def _decide(self, answer: Answer | None) -> None:
        if answer in {"restore", "accept"}:
            self._settle_missing(accept=answer == "accept")

    @work(thread=True, group="acting")
    def _settle_missing(self, *, accept: bool) -> None:
        from jo_security.office.acting import restore
        from jo_security.tui.stopping import STOPS, stopped

        try:
            ids = restore(self.budget_name, self.officer, accept=accept)
        except STOPS as stop:
            self.post_message(self.Stopped(stopped(stop)))
        else:
            self.post_message(self.Decided(ids, accept))

    @on(Decided)
    def show_decided(self, event: Decided) -> None:
        """Say what is back, or left out."""
        says = (
            N_("Left out, as the journal says from now on: {ids}.") if event.accepted else N_("Back in {file}: {ids}.")
        )
        if event.ids:
            words = self.language.text(says, file=self.budget_name, ids=", ".join(event.ids))
            self.notify(words, markup=False)
        self.read_files()

    @on(HouseScreen.TakeBack)
    def take_back(self, event: HouseScreen.TakeBack) -> None:
        """Ask whether it is to be undone, or done again, unless nothing can be recorded."""
        why = self.why_not()
        if why is not None:
            self.say(why)
        else:
            self._offer_back(event.verb)

    @work(thread=True, exclusive=True, group="acting")
    def _offer_back(self, verb: str) -> None:
        from jo_security.office.undoing import next_redo, next_undo
        from jo_security.tui.stopping import STOPS, stopped

        worker = get_current_worker()
        try:
            change = (next_undo if verb == "undo" else next_redo)(self.budget_name, self.officer)
        except STOPS as stop:
            self.post_message(self.Stopped(stopped(stop)))
        else:
            if not worker.is_cancelled:
                self.post_message(self.Offered(verb, change))

    @on(Offered)
    def confirm(self, event: Offered) -> None:
        """Show the operation before anything is done about it."""
        from jo_security.tui.dialogs.taking_back import confirmation, nothing

        if event.change is None:
            words = nothing(self.language, event.verb, self.officer.name, self.budget_name)
            self.notify(words, markup=False)
            return
        of, verb = event.change.hash, event.verb
        dialog = confirmation(self.language, verb, event.change)
        self.push_screen(dialog, partial(self._confirmed, verb, of))

    def _confirmed(self, verb: str, of: str, sure: bool | None) -> None:  # noqa: FBT001 - the dialog gives it so
        if sure:
            self._take_back(verb, of)

    @work(thread=True, group="acting")
    def _take_back(self, verb: str, of: str) -> None:
        from jo_security.office.undoing import redo, undo
        from jo_security.tui.stopping import STOPS, stopped

        try:
            undone = (undo if verb == "undo" else redo)(self.budget_name, self.officer, of)
        except STOPS as stop:
            self.post_message(self.Stopped(stopped(stop)))
        else:
            self.post_message(self.TookBack(verb, undone))

    @on(TookBack)
    def show_taken_back(self, event: TookBack) -> None:
        """Say what came of it; where it is refused, what rests on it."""
        from jo_security.tui.dialogs.taking_back import outcome, refused

        self.tell(event.undone.met)
        if event.undone.errors:
            self.push_screen(refused(self.language, event.verb, event.undone, self.currency))
        else:
            key = key_there(self, self.language, "house.redo") or "U"
            self.notify(outcome(self.language, event.verb, event.undone, self.budget_name, key), markup=False)
        self.read_files()

    @on(Stopped)
    def show_stopped(self, event: Stopped) -> None:
        """Say what stopped an act, and read again: what is missing is asked about."""
        self.say(event.words)
        self.read_files()
