"""The doorway of the screens: what is shown first, who reads, who edits."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import SuspendNotSupported
from textual.message import Message
from textual.worker import get_current_worker

from jo_security.records.words import N_
from jo_security.tui.reading import Reading, look, read
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_name
from jo_security.tui.screens.reader import Reader
from jo_security.tui.themes import THEMES
from jo_security.tui.touring import Touring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from jo_security.locales.language import Language
    from jo_security.office.opening import Opened


QUITS: Final = {"quit", "app.quit"}


class JoApp(Touring):
    """The screens of one budget, for one reader."""

    # Textual loads the styles of the screens that are pushed; the first one is not.
    CSS_PATH: ClassVar = ["styles/app.tcss", "styles/envelope.tcss"]
    ENABLE_COMMAND_PALETTE = False

    @dataclass
    class Read(Message):
        """The files were read."""

        reading: Reading

    def __init__(
        self,
        name: str,
        language: Language,
        opened: Opened | None = None,
        environ: Mapping[str, str] | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        """Show the budget of that file name; editors are started in `environ`, which also says who acts."""
        super().__init__()
        self.environ = dict(os.environ if environ is None else environ)
        for theme in THEMES:
            self.register_theme(theme)
        if "TEXTUAL_THEME" not in self.environ:
            self.theme = THEMES[0].name
        self.title = "jo-security"
        self.budget_name = name
        self.language = language
        self.read_only = read_only
        self.good = self._marked(look(opened)) if opened is not None else None

    def get_default_screen(self) -> Screen[None]:
        """The envelope, with its figures where they are known."""
        good = self.good if self.good is not None and self.good.outlook else None
        return EnvelopeScreen(self.language, self.budget_name, good)

    def on_mount(self) -> None:
        """Read once the first frame is on the screen."""
        if self.good is None:
            self.call_after_refresh(self.read_files)
            return
        if self.good.outlook is None:
            self.show_problems(self.good)
        self.run_worker(self.look, thread=True, group="reading")

    @on(Reader.Reload)
    def read_files(self) -> None:
        """Read in a thread, which hands the ledger over when it is done."""
        self._read()

    @work(thread=True, exclusive=True, group="reading")
    def _read(self) -> None:
        worker, reading = get_current_worker(), self._marked(read(self.budget_name))
        # A reading that was asked for later has the word.
        if not worker.is_cancelled:
            self.post_message(self.Read(reading))
            self.look()

    def _marked(self, reading: Reading) -> Reading:
        """A reading that says whether something can be recorded in its files."""
        return replace(reading, read_only=self.why_not() is not None)

    @on(Read)
    def show(self, event: Read) -> None:
        """Show what was read; where that is no figures, the last good ones stay."""
        reading = event.reading
        if reading.outlook is None:
            if reading.failure is not None and self.good is not None:
                self.say(reading.failure)
                self.good = replace(self.good, stale=True)
                self._offer(self.good)
            else:
                self.show_problems(reading)
            return
        self.good = reading
        if isinstance(self.screen, Reader) and self.screen.is_blocked:
            self.pop_screen()
        self._offer(reading, blocked=True)

    def _offer(self, reading: Reading, *, blocked: bool = False) -> None:
        """Give a reading to every screen that shows figures, or that waits for them under another one."""
        for screen in self.screen_stack:
            if isinstance(screen, Reader) and (blocked or not screen.is_blocked):
                screen.offer(reading)

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
        from jo_security.tui.editor import edit

        place = event.place
        try:
            with self.suspend():
                failure = edit(self.environ, place.file, place.line, place.column)
        except SuspendNotSupported:
            self.notify(self.language.text(N_("No editor can be started from here")), severity="error", markup=False)
            return
        if failure is not None:
            self.say(failure)
        else:
            self.read_files()

    def action_help_quit(self) -> None:
        """Say how to leave to those who press Ctrl-C."""
        quits = (key for key, each in self.active_bindings.items() if each.binding.action in QUITS)
        # The filter takes letters for text; keys with modifiers work everywhere.
        key = max(quits, key=len, default=None)
        if key is not None:
            words = self.language.text(N_("Press {key} to leave"), key=key_name(self, self.language, key))
            self.notify(words, markup=False)


def run(name: str, language: Language, environ: Mapping[str, str] | None = None, *, read_only: bool = False) -> int:
    """Open a budget in the terminal until the user leaves; returns the exit status."""
    app = JoApp(name, language, environ=environ, read_only=read_only)
    app.run()
    return app.return_code or 0
