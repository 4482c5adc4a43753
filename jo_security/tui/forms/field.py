"""A field of a form: its name, what is typed into it, how that is read, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from jo_security.locales.phrases import literal
from jo_security.tui.terms import ERROR_SIGN

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FieldInput(Input):
    """The line that is typed into; `key` is that of the record."""

    def __init__(self, key: str, value: str) -> None:
        """Hold a value to begin with."""
        super().__init__(value, compact=True, select_on_focus=False)
        self.key = key


class Field(Vertical):
    """One field; `key` is that of the record, `hint` says what is to be typed."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field Horizontal { height: 1; }
    Field .label { width: 16; color: $foreground 70%; }
    Field.-needed .label { text-style: bold; color: $foreground; }
    Field Input { width: 1fr; background: $surface; padding: 0 1; }
    Field Input:focus { background: $panel; }
    Field .echo { width: auto; color: $text-accent; }
    Field .wrong { height: auto; padding-left: 16; color: $text-error; display: none; }
    Field.-wrong .wrong { display: block; }
    """

    input = getters.query_one(FieldInput)

    def __init__(self, key: str, label: str, hint: str, value: str = "") -> None:
        """Name a field, and begin with a value; the class `-needed` makes it stand out."""
        super().__init__()
        self.key = key
        self.label = label
        self.hint = hint
        self.begun = value
        self.said = ("", "")

    def compose(self) -> ComposeResult:
        """The name, the line, how it is read; below, what is wrong."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield FieldInput(self.key, self.begun)
            yield Static("", classes="echo", markup=False)
        yield Static("", classes="wrong", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value if self.is_mounted else self.begun

    def say(self, echo: str, wrong: str) -> None:
        """Show how it is read, and what is wrong; each may be nothing."""
        if (echo, wrong) == self.said:
            return
        self.said = (echo, wrong)
        self.query_one(".echo", Static).update(literal(f" {echo}") if echo else "")
        self.query_one(".wrong", Static).update(f"{ERROR_SIGN} {literal(wrong)}" if wrong else "")
        self.set_class(bool(wrong), "-wrong")
