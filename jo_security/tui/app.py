"""The doorway of the screens: what is shown first, who reads, who edits."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SuspendNotSupported
from textual.message import Message
from textual.worker import get_current_worker

from jo_security.office.views import FIRST, At
from jo_security.records.words import N_
from jo_security.tui.choosing import Choosing
from jo_security.tui.exporting import Exporting
from jo_security.tui.reading import Reading, look, prepared, read, within
from jo_security.tui.scope import EVERYTHING
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_name
from jo_security.tui.screens.reader import Reader
from jo_security.tui.touring import Touring
from jo_security.tui.typed_ahead import QUITS, TypedAhead

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from jo_security.locales.language import Language
    from jo_security.office.changing import Changes
    from jo_security.office.following import State
    from jo_security.office.opening import Opened
    from jo_security.office.places import Place


class JoApp(Touring, Choosing, Exporting, TypedAhead):
    """The screens of one budget, for one reader."""

    # Textual loads the styles of the screens that are pushed; the first one is not.
    CSS_PATH: ClassVar = ["styles/app.tcss", "styles/envelope.tcss"]
    ENABLE_COMMAND_PALETTE = False

    @dataclass
    class Read(Message):
        """The files were read, unasked or because they stay in a state; and what changed since another reading."""

        reading: Reading
        state: State | None = None
        since: Reading | None = None
        changes: Changes | None = None

    @dataclass
    class Prepared(Message):
        """What other screens ask was gathered, of a glimpse that may be on the screen by now."""

        glimpse: Reading
        reading: Reading

    def __init__(  # noqa: PLR0913 - how it is opened, as the command line says it
        self,
        name: str,
        language: Language,
        opened: Opened | None = None,
        environ: Mapping[str, str] | None = None,
        *,
        read_only: bool = False,
        at: At | None = None,
    ) -> None:
        """Show the budget of that file name, first of all `at` a place, or at the view that the reader chose.

        Editors are started in `environ`, which also says who acts.
        """
        super().__init__()
        self.environ = dict(os.environ if environ is None else environ)
        self.title = "jo-security"
        self.budget_name = name
        self.language = language
        self.choose()
        self.read_only = read_only
        self.at = at or At(self.settings.start)
        self.recent_filters: dict[str, list[str]] = {}
        self.good = self._marked(look(opened)) if opened is not None else None

    def get_default_screen(self) -> Screen[None]:
        """The envelope, with its figures where they are known."""
        good = self.good if self.good is not None and self.good.outlook else None
        return EnvelopeScreen(self.language, self.budget_name, good)

    def on_mount(self) -> None:
        """Read once the first frame is on the screen."""
        self.is_opening = True
        if self.good is None:
            self.call_after_refresh(self.read_files)
            return
        if self.good.outlook is None:
            self.show_problems(self.good)
            self.is_opening = False
        else:
            self._start()
        self.begin_to_follow(self.good)
        self.run_worker(self.look, thread=True, group="reading")

    @on(Reader.Reload)
    def read_again(self) -> None:
        """Read because somebody wants it."""
        self.read_files()

    def read_files(self, state: State | None = None) -> None:
        """Read in a thread, which hands the ledger over when it is done."""
        self._read(state)

    @work(thread=True, exclusive=True, group="reading")
    def _read(self, state: State | None) -> None:
        worker, reading = get_current_worker(), read(self.budget_name)
        if reading.is_glimpse and not (self.good is None and self.at == FIRST):
            reading = prepared(reading)
        if reading.outlook is not None and self.scope != EVERYTHING:
            reading = within(reading, self.scope)
        reading = self._marked(reading)
        # A reading that was asked for later has the word.
        if worker.is_cancelled or not self.takes(reading, state):
            return
        since, changes = self.compared(reading)
        if not worker.is_cancelled:
            self.post_message(self.Read(reading, state, since, changes))
            if reading.is_glimpse:
                self.post_message(self.Prepared(reading, prepared(reading)))
            self.look()

    def _marked(self, reading: Reading) -> Reading:
        """A reading that says whether something can be recorded in its files."""
        return replace(reading, read_only=self.why_not() is not None)

    @on(Read)
    def show(self, event: Read) -> None:
        """Show what was read; where that is no figures, the last good ones stay."""
        reading = event.reading
        self.begin_to_follow(reading)
        if reading.outlook is None:
            if self.good is None or self.good.outlook is None:
                self.show_problems(reading)
                self.is_opening = False
                return
            if reading.failure is not None and event.state is None:
                self.say(reading.failure)
            self.show_broken(reading)
            self._offer(self.good)
            return
        self.hear_of(event.since, reading, event.changes, heard=event.state is not None)
        before, self.good = self.good, reading
        if isinstance(self.screen, Reader) and self.screen.is_blocked:
            self.pop_screen()
        self.show_good(reading)
        if before is None or before.outlook is None:
            self._start()
        self.follow_scope(reading)

    def _start(self) -> None:
        """Go to the place that the interface is opened at."""
        if self.at != FIRST:
            self.call_after_refresh(self._go_first)
        else:
            self.is_opening = False

    async def _go_first(self) -> None:
        await self.go_to(self.at)
        self.is_opening = False

    @on(Prepared)
    def show_prepared(self, event: Prepared) -> None:
        """Show the same figures with what was gathered, unless something else is on the screen by now."""
        if self.good is None or self.good.whole is not event.glimpse:
            return
        shown = self.good is event.glimpse
        self.good = replace(event.reading, stale=self.good.stale, broken=self.good.broken)
        if shown:
            self._offer(self.good)
        # A perimeter that was asked for in the meantime was asked of the glimpse.
        self.follow_scope(self.good)

    def show_good(self, reading: Reading) -> None:
        """Show figures on every screen."""
        self._offer(reading, blocked=True)

    def _offer(self, reading: Reading, *, blocked: bool = False) -> None:
        """Give a reading to every screen that shows figures, or that waits for them under another one.

        What is recorded is weighed against the whole budget, whatever the perimeter.
        """
        for screen in [*self.screen_stack, *(view for view in self.screens() if view not in self.screen_stack)]:
            if isinstance(screen, Reader) and (blocked or not screen.is_blocked):
                screen.offer(reading.whole if screen.weighs_all else reading)

    def show_problems(self, reading: Reading) -> None:
        """Show what is wrong, in the screen that already does where there is one."""
        from jo_security.tui.screens.problems import ProblemsScreen

        if isinstance(self.screen, ProblemsScreen):
            self.screen.offer(reading)
        else:
            self.push_screen(ProblemsScreen(self.language, reading))

    @on(HouseScreen.Problems)
    def ask_for_problems(self) -> None:
        """Show what is wrong with the budget as it was last read."""
        if self.good is not None:
            self.show_problems(self.good)

    @on(HouseScreen.History)
    def show_history(self, event: HouseScreen.History) -> None:
        """Show who did what."""
        from jo_security.tui.screens.history import HistoryScreen

        reading = self.good if self.good is not None else Reading(self.budget_name)
        self.push_screen(HistoryScreen(self.language, reading, lambda: self.officer, event.words))

    @on(HouseScreen.Edit)
    def edit(self, event: HouseScreen.Edit) -> None:
        """Leave the terminal to the editor, then read again."""
        if self.leave_to_editor(event.place):
            self.read_files()

    def leave_to_editor(self, place: Place) -> bool:
        """Run the editor at a place; whether it ran."""
        from jo_security.tui.editor import edit

        try:
            with self.suspend():
                failure = edit(self.environ, place.file, place.line, place.column)
        except SuspendNotSupported:
            self.notify(self.language.text(N_("No editor can be started from here")), severity="error", markup=False)
            return False
        if failure is not None:
            self.say(failure)
        return failure is None

    def action_help_quit(self) -> None:
        """Say how to leave to those who press Ctrl-C."""
        quits = (key for key, each in self.active_bindings.items() if each.binding.action in QUITS)
        # The filter takes letters for text; keys with modifiers work everywhere.
        key = max(quits, key=len, default=None)
        if key is not None:
            words = self.language.text(N_("Press {key} to leave"), key=key_name(self, self.language, key))
            self.notify(words, markup=False)


def run(
    name: str,
    language: Language,
    environ: Mapping[str, str] | None = None,
    *,
    read_only: bool = False,
    at: str = "",
) -> int:
    """Open a budget in the terminal, at a place such as `commitments/EJ-1`, until the user leaves; the exit status."""
    app = JoApp(name, language, environ=environ, read_only=read_only, at=At.read(at) if at else None)
    app.follows = True

    async def shown() -> None:
        # Who ends the program from outside finds the terminal as it was. Windows has no such signal.
        with suppress(NotImplementedError):
            leave = partial(app.exit, return_code=128 + signal.SIGTERM)
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, leave)
        await app.run_async()

    asyncio.run(shown())
    return app.return_code or 0
