"""The filter: a line of text above the footer, in sight while it is written or while it holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from jo_security.records.words import N_

if TYPE_CHECKING:
    from textual import events


class Filter(Input, inherit_bindings=True):
    """What rows must hold; `Changed` says that it is another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Input binds enter too, without a word for it; a binding with priority is the one that is shown.
        Binding(
            "enter",
            "submit",
            N_("To the rows"),
            tooltip=N_("Keep the filter and go to the rows"),
            priority=True,
            id="filter.keep",
        ),
        Binding(
            "down",
            "submit",
            N_("To the rows"),
            show=False,
            tooltip=N_("Keep the filter and go to the rows"),
            id="filter.rows",
        ),
    ]
    DEFAULT_CSS = """
    Filter { dock: bottom; margin-bottom: 1; height: 1; border: none; padding: 0 1; display: none; }
    Filter.-textual-compact { padding: 0 1; }
    Filter.-open { display: block; }
    """

    def __init__(self, placeholder: str) -> None:
        """Say what may be written."""
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)

    def open(self) -> None:
        """Come into sight and take the keys."""
        self.add_class("-open")
        self.focus()

    def hold(self, words: str) -> None:
        """Hold words from the beginning, in sight, without the keys."""
        self.value = words
        self.add_class("-open")

    def close(self) -> None:
        """Hold nothing, and go out of sight."""
        self.value = ""
        self.remove_class("-open")

    @property
    def is_open(self) -> bool:
        """Whether it is in sight."""
        return self.has_class("-open")

    def on_blur(self, event: events.Blur) -> None:  # noqa: ARG002
        """Go out of sight where it holds nothing."""
        if not self.value:
            self.remove_class("-open")
