"""What the user of a screen wants of the app: a message for each wish, and what the keys and the mouse do to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from jo_security.tui.screens.tabled import TabledScreen
from jo_security.tui.widgets.views import Views

if TYPE_CHECKING:
    from jo_security.office.places import Place
    from jo_security.office.views import At


class WishesScreen(TabledScreen):
    """A screen whose user can want something that is not the screen's own to do."""

    @dataclass
    class Edit(Message):
        """The user wants to change what stands at a place."""

        place: Place

    class Changes(Message):
        """The user wants to see what changed outside."""

    class Problems(Message):
        """The user wants to see what is wrong."""

    class Settings(Message):
        """The user wants to choose how the screens are."""

    @dataclass
    class View(Message):
        """The user wants to go to a view."""

        view: str

    @dataclass
    class Rescope(Message):
        """The user wants another perimeter: another `what`, so many steps on."""

        what: str
        step: int

    class Perimeter(Message):
        """The user wants to choose the perimeter."""

    @dataclass
    class GoTo(Message):
        """The user wants to go to a place."""

        at: At

    class Palette(Message):
        """The user wants to go somewhere, or to act, by name."""

    class Jump(Message):
        """The user wants to go to what is in sight."""

    class Export(Message):
        """The user wants what is on the screen in a file."""

    class Resumed(Message):
        """The screen is in front."""

    class Tour(Message):
        """The user wants to be shown around."""

    @dataclass
    class History(Message):
        """The user wants to see who did what, first of all where some words are found."""

        words: str

    @dataclass
    class TakeBack(Message):
        """The user wants to undo what they recorded last, or to redo it."""

        verb: str

    @property
    def remembered(self) -> str:
        """The words with which the history begins."""
        return ""

    def action_reload(self) -> None:
        """Ask for another reading."""
        self.post_message(self.Reload())

    def action_problems(self) -> None:
        """Ask for what is wrong."""
        self.post_message(self.Problems())

    def action_changes(self) -> None:
        """Ask for what changed outside."""
        self.post_message(self.Changes())

    def action_settings(self) -> None:
        """Ask for what can be chosen."""
        self.post_message(self.Settings())

    def action_history(self) -> None:
        """Ask for the history."""
        self.post_message(self.History(self.remembered))

    def action_take_back(self, verb: str) -> None:
        """Ask to undo, or to redo."""
        self.post_message(self.TakeBack(verb))

    def action_view(self, view: str) -> None:
        """Ask for a view."""
        self.post_message(self.View(view))

    @on(Views.Chosen)
    def choose_view(self, event: Views.Chosen) -> None:
        """Ask for the view that was clicked."""
        self.post_message(self.View(event.view))

    def action_rescope(self, what: str, step: int) -> None:
        """Ask for another perimeter."""
        self.post_message(self.Rescope(what, step))

    def action_perimeter(self) -> None:
        """Ask to choose the perimeter."""
        self.post_message(self.Perimeter())

    def action_palette(self) -> None:
        """Ask where to go, or what to do."""
        self.post_message(self.Palette())

    def action_jump(self) -> None:
        """Ask for letters to jump by."""
        self.post_message(self.Jump())

    def action_export(self) -> None:
        """Ask for what is on the screen."""
        self.post_message(self.Export())
