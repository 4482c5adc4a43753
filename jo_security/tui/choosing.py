"""What the reader chose, followed by all screens at once: language, theme, keys; and chosen anew from the screens."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual import on

from jo_security.locales.language import detect
from jo_security.office.naming import Unwritable, settings_file
from jo_security.records.problem import Words
from jo_security.records.words import N_
from jo_security.tui.glyphs import filters
from jo_security.tui.moving import Moving
from jo_security.tui.replies import sifting
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_name
from jo_security.tui.themes import CHOSEN, CONTRAST, DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding
    from textual.driver import Driver
    from textual.filter import LineFilter

    from jo_security.office.places import Place
    from jo_security.office.settings import Held, Settings
    from jo_security.records.problem import Path, Problem

TEMPLATE: Final = N_(
    "# Settings of jo-security. Each may be left out.\n"
    '# language = "en"          fr or en\n'
    '# theme = "dark"           dark, light, ansi or contrast\n'
    '# start = "envelope"       the view that is shown first\n'
    "# [keys]                   keys by the id of what they do\n"
    '# house.filter = "ctrl+f"\n'
)
LONG: Final = 12
"""Seconds for which what is wrong with the settings stays in sight."""


class Choosing(Moving):
    """An app that follows a reader's settings."""

    held: Held
    """The settings as they were last read, with what is wrong with them."""

    _told: Sequence[Words] = ()
    """What was said of the settings as they were before."""

    @cached_property
    def _told_columns(self) -> set[tuple[str, str]]:
        """The columns that were said not to be, with their tables."""
        return set()

    def choose(self) -> None:
        """Follow the settings of the environment from the first frame on."""
        for theme in THEMES:
            self.register_theme(theme)
        self.held = self._read_settings()
        if self.language.ascii:
            self.animation_level = "none"
        if "TEXTUAL_THEME" not in self.environ:
            self.theme = CHOSEN.get(self.settings.theme, DARK.name)
        self._follow_keys()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.held.settings

    def key_of(self, binding: str, key: str) -> str:
        """The key of a binding as the reader knows it, which is that key where they chose no other."""
        return key_name(self, self.language, self.settings.keys.get(binding, (key,))[0])

    def change_setting(self, path: Path, value: object) -> bool:
        """Write a choice into the file of settings and follow it at once; whether it could be written.

        `path` is as Settings has it, such as `("theme",)` or `("columns", "commitments")`; None takes a choice back.
        """
        from jo_security.office.settings import change

        try:
            change(self.held.path, path, value)
        except Unwritable as error:
            says = N_("{file} cannot be written: {reason}")
            said = self.language.text(says, file=error.name, reason=error.reason)
            self.notify(said, severity="error", markup=False)
            return False
        self.follow()
        return True

    def follow(self) -> None:
        """Read the settings again and follow what changed."""
        before, self.held = self.held.settings, self._read_settings()
        if self.settings.theme != before.theme:
            self.theme = CHOSEN.get(self.settings.theme, DARK.name)
        if self.settings.keys != before.keys:
            self._follow_keys()
        if self.settings.language != before.language:
            self.speak(self.settings.language or detect((), self.environ))
        self.tell_settings()

    def speak(self, code: str) -> None:
        """Speak another language on every screen."""
        self.language.change(code)
        for screen in self.screens():
            if screen.is_mounted:
                screen.retell()

    def get_driver_class(self) -> type[Driver]:
        """What reads the terminal: what was typed only."""
        return sifting(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What lines go through before they are written: what the terminal, the theme and the reader ask for."""
        recedes = self.theme != CONTRAST.name
        own = filters(colours=not self.no_color, recedes=recedes, keyboard=self.language.ascii)
        # Textual's own mix what is dim into colours, and show what has none in grey.
        return own if self.no_color else [*own, *super().get_line_filters()]

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is shown; by its name where its sign is on no keyboard."""
        shown = super().get_key_display(binding)
        return binding.key if self.language.ascii and not shown.isascii() else shown

    def on_mount(self) -> None:
        """Say what is wrong with the settings once something is on the screen."""
        self.call_after_refresh(self.tell_settings)

    def tell_settings(self) -> None:
        """Say what is wrong with the settings; what does not fit is as if it were not there."""
        if self.held.failure is not None:
            self._tell(self.held.failure)
        for problem in self.held.problems:
            if problem.message not in self._told:
                self._tell_problem(problem)
        self._told = [problem.message for problem in self.held.problems]

    def _tell_problem(self, problem: Problem) -> None:
        """Say what is wrong with the settings."""
        place = f"{problem.file}:{problem.line}:{problem.column}"
        self._tell(Words("{place}: {message}. {hint}", {"place": place, **_said(problem)}))

    def _tell(self, words: Words) -> None:
        said = self.language.render(words.text, words.values)
        self.notify(said, severity="warning", timeout=LONG, markup=False)

    def tell_column(self, table: str, key: str, known: Sequence[str]) -> None:
        """Say once that a table has no column of a key, which only the screen of the table knows."""
        from jo_security.records.checking import unknown

        if (table, key) not in self._told_columns:
            self._told_columns.add((table, key))
            wrong = unknown(key, ("columns", table), known)
            message = Words(N_("{key} is no column here"), {"key": key})
            self._tell_problem(self.held.problem(replace(wrong, message=message, at_key=False)))

    def _read_settings(self) -> Held:
        """The settings as they are in their file, less the keys that fit no binding."""
        from jo_security.office.settings import read

        held = read(settings_file(self.environ))
        if held.settings.keys:
            from jo_security.tui.bindings import wrong_keys  # loads every screen

            held = held.without(wrong_keys(held.settings.keys))
        return held

    def _follow_keys(self) -> None:
        self.set_keymap({name: ",".join(keys) for name, keys in self.settings.keys.items()})

    @on(HouseScreen.Settings)
    def show_settings(self) -> None:
        """Show what can be chosen."""
        from jo_security.tui.dialogs.settings import SettingsDialog

        def changed(path: Path, value: object) -> Settings:
            self.change_setting(path, value)
            return self.settings

        self.push_screen(SettingsDialog(self.language, self.held.path, self.settings, changed), self._left)

    def _left(self, edit: bool | None) -> None:  # noqa: FBT001 - as a screen is dismissed
        """Leave the terminal to the editor where the file is to be edited, then follow it."""
        if not edit:
            return
        from jo_security.office.settings import begin

        try:
            begin(self.held.path, self.language.text(TEMPLATE))
        except Unwritable as error:
            says = N_("{file} cannot be written: {reason}")
            said = self.language.text(says, file=error.name, reason=error.reason)
            self.notify(said, severity="error", markup=False)
            return
        from jo_security.office.places import Place  # dear to import

        if self.leave_to_editor(Place(self.held.path)):
            self.follow()

    def leave_to_editor(self, place: Place) -> bool:
        """Run the editor at a place; whether it ran."""
        raise NotImplementedError


def _said(problem: Problem) -> dict[str, object]:
    return {"message": problem.message, "hint": problem.hint}
