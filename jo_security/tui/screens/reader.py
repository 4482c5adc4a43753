"""What every screen that shows a reading of a budget has in common: it takes another one, and speaks a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading

Result = TypeVar("Result")


class Reader(Screen[Result]):
    """A screen of a budget; `offer` gives it another reading."""

    weighs_all: ClassVar[bool] = False
    """Whether it is about the whole budget, whatever the perimeter."""

    class Reload(Message):
        """The files are to be read again."""

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__()
        self.language = language
        self.reading = reading

    def offer(self, reading: Reading) -> None:
        """Show another reading, now or once the screen is seen again."""
        raise NotImplementedError

    @property
    def is_blocked(self) -> bool:
        """Whether the screen is there only because the budget has no figures."""
        return False

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, in the reader's language."""
        return {key: self._translated(active) for key, active in super().active_bindings.items()}

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        text = self.language.text
        words = replace(active.binding, description=text(active.binding.description))
        return active._replace(binding=words, tooltip=text(active.tooltip))
