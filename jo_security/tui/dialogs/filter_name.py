"""The name under which a filter is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from jo_security.locales.language import Language


class FilterName(Dialog[str | None]):
    """Asks for a name; it is dismissed with it."""

    CSS_PATH = "../styles/filter_name.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Leave"), tooltip=N_("Leave without saving"), id="filter_name.leave"),
    ]

    name_input = getters.query_one(Input)
    note = getters.query_one("#note", Static)

    def __init__(self, language: Language, text: str, saved: Mapping[str, str]) -> None:
        """Ask for the name of a text; `saved` are the names that are taken, with what they stand for."""
        super().__init__()
        self.language = language
        self.text = text
        self.saved = saved

    def compose(self) -> ComposeResult:
        """The filter, and the line for its name."""
        with Vertical(id="filter-name", classes="panel") as panel:
            panel.border_title = Content(self.language.text(N_("Save the filter")))
            panel.border_subtitle = Content(self.language.text(N_("Enter saves · Escape closes")))
            yield Static(literal(self.text), id="text", markup=False)
            # A name is one word: it is written after an @.
            yield Input(placeholder=self.language.text(N_("Name, in one word")), restrict=r"[\w-]*", compact=True)
            yield Static("", id="note", markup=False)

    @on(Input.Changed)
    def tell(self, event: Input.Changed) -> None:
        """Say which filter the name would no longer stand for."""
        known = self.saved.get(event.value)
        says = "" if known is None else self.language.text(N_("In place of: {filter}"), filter=known)
        self.note.update(literal(says))

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Answer with the name."""
        if event.value:
            self.dismiss(event.value)

    def action_leave(self) -> None:
        """Answer with none."""
        self.dismiss(None)
