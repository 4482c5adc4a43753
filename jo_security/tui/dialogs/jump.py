"""Jumping: every row and part in sight gets a letter, and the letter leads there."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

WIDTH: Final = 2
"""The cells of a sign."""
LETTERS: Final = string.ascii_lowercase + string.ascii_uppercase
"""What is on the signs, in the order of the screen: what has none is too far down."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the screen that one can jump to."""

    x: int
    y: int
    go: Callable[[], object]


class Jump(ModalScreen[Target | None]):
    """Signs with a letter over the screen; it is dismissed with the target of the letter that is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "dismiss", N_("Leave"), show=False, id="jump.leave"),
    ]
    DEFAULT_CSS = """
    Jump { background: $background 40%; }
    Jump Static {
        position: absolute;
        width: 2;
        height: 1;
        background: $warning;
        color: $background;
        text-style: bold;
        content-align: center middle;
    }
    Jump:nocolor Static { text-style: bold reverse; }
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self.targets = dict(zip(LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        """A sign for each target."""
        for letter, target in self.targets.items():
            sign = Static(letter, markup=False)
            sign.styles.offset = (target.x, target.y)
            yield sign

    def on_key(self, event: events.Key) -> None:
        """Jump; a key that is no letter of a sign leaves."""
        if event.key in {"escape", "ctrl+o"}:
            return
        event.stop()
        self.dismiss(self.targets.get(event.character or ""))

    def on_click(self, event: events.Click) -> None:
        """Jump to the sign under the mouse."""
        near = (
            each for each in self.targets.values() if each.y == event.screen_y and 0 <= event.screen_x - each.x < WIDTH
        )
        self.dismiss(next(near, None))
