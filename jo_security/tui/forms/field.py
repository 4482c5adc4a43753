"""A field of a form: its name, what is typed into it, how that is read, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from jo_security.locales.phrases import literal
from jo_security.tui.terms import ERROR_SIGN
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

OPENS: Final = "▾"
"""What stands beside a field with which something opens: a calendar, or a list of what is known."""


class FieldInput(Input):
    """The line that is typed into; `key` is that of the record."""

    def __init__(self, key: str, value: str) -> None:
        """Hold a value to begin with."""
        super().__init__(value, compact=True, select_on_focus=False)
        self.key = key


class Opener(Static):
    """The sign beside a field that opens something; it does so when it is clicked."""

    class Clicked(Message):
        """It was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Say so to the field."""
        event.stop()
        self.post_message(self.Clicked())


class Field(Vertical):
    """One field; `key` is that of the record, `hint` says what is to be typed, `opens` that something opens beside."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field Horizontal { height: 1; }
    Field .label { width: 16; color: $foreground 70%; }
    Field.-needed .label { text-style: bold; color: $foreground; }
    Field Input { width: 1fr; background: $surface; padding: 0 1; }
    Field Input:focus { background: $panel; }
    Field Opener { width: 2; color: $foreground 60%; }
    Field Opener:hover { color: $text-accent; }
    Field .echo { width: auto; color: $text-accent; }
    Field .wrong { height: auto; padding-left: 16; color: $text-error; display: none; }
    Field.-wrong .wrong { display: block; }
    """

    input = getters.query_one(FieldInput)

    @dataclass
    class Opened(Message):
        """What opens beside the field is wanted."""

        field: Field

    def __init__(self, key: str, label: str, hint: str, value: str = "", *, opens: bool = False) -> None:
        """Name a field, and begin with a value; the class `-needed` makes it stand out."""
        super().__init__()
        self.key = key
        self.label = label
        self.hint = hint
        self.begun = value
        self.opens = opens
        self.said = ("", "")

    def compose(self) -> ComposeResult:
        """The name, the line, what opens, how it is read; below, what is wrong."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield FieldInput(self.key, self.begun)
            if self.opens:
                yield Opener(f" {OPENS}", markup=False)
            yield Static("", classes="echo", markup=False)
        yield Prose("", classes="wrong", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value if self.is_mounted else self.begun

    def on_opener_clicked(self, event: Opener.Clicked) -> None:
        """Go there, and ask for what opens."""
        event.stop()
        self.input.focus()
        self.post_message(self.Opened(self))

    def say(self, echo: str, wrong: str) -> None:
        """Show how it is read, and what is wrong; each may be nothing."""
        if (echo, wrong) == self.said:
            return
        self.said = (echo, wrong)
        self.query_one(".echo", Static).update(literal(f" {echo}") if echo else "")
        self.query_one(".wrong", Static).update(f"{ERROR_SIGN} {literal(wrong)}" if wrong else "")
        self.set_class(bool(wrong), "-wrong")
