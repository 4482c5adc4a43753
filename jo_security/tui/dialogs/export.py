"""Exporting: where what is on the screen goes, and in which format, told by the end of the name."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from jo_security.locales.language import Language

FORMS: Final = {".csv": "csv", ".xlsx": "xlsx", ".md": "markdown"}
"""The format of each ending."""
ALSO: Final = {".markdown": "markdown"}
"""Other endings of the same."""
CHOSEN, OTHER = "●", "○"


class Export(Dialog[tuple[str, str] | None]):
    """Asks for the name of a file; it is dismissed with the name and the format."""

    CSS_PATH = "../styles/export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Leave"), show=False, id="export.leave"),
    ]

    name_input = getters.query_one(Input)
    wrong = getters.query_one("#wrong", Static)

    def __init__(self, language: Language, name: str) -> None:
        """Begin with a name without an ending."""
        super().__init__()
        self.language = language
        self.suggested = name

    def compose(self) -> ComposeResult:
        """The name, the formats, what is wrong with the name."""
        text = self.language.text
        with Vertical(id="export", classes="panel") as panel:
            panel.border_title = Content(text(N_("Export what is on the screen")))
            panel.border_subtitle = Content(text(N_("Enter writes · Escape closes")))
            yield Static(text(N_("File")), markup=False)
            yield Input(f"{self.suggested}.csv", compact=True, select_on_focus=False)
            with Horizontal(id="forms"):
                for ending in FORMS:
                    yield Button("", id=f"form-{ending.removeprefix('.')}", compact=True)
            yield Static("", id="wrong", markup=False)

    @on(Input.Changed)
    def mark_form(self, event: Input.Changed) -> None:
        """Mark the format that the name asks for."""
        chosen = form_of(event.value.strip())
        for button, form in zip(self.query(Button), FORMS.values(), strict=True):
            button.label = f"{CHOSEN if form == chosen else OTHER} {form}"

    @on(Button.Pressed)
    def take_form(self, event: Button.Pressed) -> None:
        """Take the ending of a format."""
        base = self.name_input.value
        for ending in (*FORMS, *ALSO):
            base = base.removesuffix(ending)
        self.name_input.value = f"{base}.{(event.button.id or '').removeprefix('form-')}"
        self.name_input.focus()

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take a name whose ending is that of a format."""
        name = event.value.strip()
        form = form_of(name)
        if form is None:
            says = N_("The name ends in {endings}.")
            self.wrong.update(self.language.text(says, endings=", ".join(FORMS)))
        else:
            self.dismiss((name, form))


def form_of(name: str) -> str | None:
    """The format that a name asks for by its ending; None where it asks for none, or is nothing else."""
    return next((form for end, form in (FORMS | ALSO).items() if name.endswith(end) and name != end), None)


def free(name: str) -> str:
    """A name of which there is no file yet, in any of the formats: the name itself, else with a number."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(each for each in names if not any(os.path.exists(f"{each}{ending}") for ending in FORMS))
