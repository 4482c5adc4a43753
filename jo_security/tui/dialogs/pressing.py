"""A key is asked for by pressing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from jo_security.locales.language import Language


class Pressing(Dialog[str | None]):
    """Asks which key is to do something; it is dismissed with its name, or with None at escape."""

    CSS_PATH = "../styles/settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("Leave"), show=False, id="pressing.leave")]

    def __init__(self, language: Language, what: str) -> None:
        """Ask for the key that does something, in words."""
        super().__init__()
        self.language = language
        self.what = what

    def compose(self) -> ComposeResult:
        """The question."""
        says = N_("Press the key for “{what}”; Escape leaves it as it is.")
        yield Static(self.language.text(says, what=literal(self.what)), id="pressing", classes="panel", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        if event.key != "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(event.key)

    def on_click(self) -> None:
        """The mouse leaves it as it is."""
        self.dismiss(None)
