"""Replies of a terminal to what another program asked it, which come late: nobody typed them.

Textual knows the replies to its own questions, and hands on any other sequence as if its characters were keys; among
those would be the ones that quit, or open the editor.
"""

from __future__ import annotations

import re
from string import ascii_letters
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.driver import Driver
from textual.events import Key
from textual.keys import key_to_character

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

BURST: Final = 0.1
"""Seconds between two characters of one reply at most; fingers type none that begins like one."""
ESCAPED: Final = "\x1b"
ESCAPE: Final = "circumflex_accent"
"""The key for which Textual takes the escape of a sequence that it does not know."""
BEGUN: Final = re.compile(
    r"\x1b(?:P(?:>|!|[01][+$]?)?)?|\x1b?(?:\]\d{0,4}|_(?:G(?:i=?)?)?|\[(?:[?>]?|\d{1,3}(?:;\d{0,4})?))"
)
REPLY: Final = re.compile(r"\x1bP(?:>\||!\||[01][+$]r)|\x1b?(?:\]\d{1,4};|_Gi=\d|\[(?:[?>]\d|\d{1,3};\d{1,4};))")
"""How replies begin: XTVERSION, DECRQSS and XTGETTCAP; colours; pictures; what a terminal can, and its size.

An escape that was waited for in vain is no longer there.
"""
LATE: Final = 1.0
"""Seconds in which a reply ends."""
ENDS: Final = frozenset(("\x1b\\", "\\"))
BELL: Final = "ctrl+g"
LETTERS: Final = frozenset(f"{ascii_letters}~")


class Sieve:
    """Keeps back the keys of a reply; what only begins like one goes on a moment later."""

    def __init__(self) -> None:
        self.held: list[Key] = []
        self._last = self._began = 0.0
        self._dropping = ""

    def sift(self, message: Message, now: float) -> list[Message]:
        """What goes on now that a message came, at a time in seconds."""
        together = now - self._last < BURST
        self._last = now
        if self._dropping and together and isinstance(message, Key):
            if self._ends(message):
                self._dropping = ""
            return []
        self._dropping = ""
        if isinstance(message, Key) and now - self._began < LATE and _character(message) in ENDS:
            return []
        free: list[Message] = [] if together else self.release()
        if not isinstance(message, Key):
            return [*free, *self.release(), message]
        self.held.append(message)
        text = "".join(map(_character, self.held))
        if REPLY.fullmatch(text):
            self.held.clear()
            self._dropping, self._began = text.lstrip(ESCAPED)[0], now
        elif not BEGUN.fullmatch(text):
            free += self.release()
        return free

    def _ends(self, key: Key) -> bool:
        """Whether a reply ends with a key: one of a bracket with a letter, others with a bell or a backslash."""
        if self._dropping == "[":
            return key.is_printable and bool(key.character) and str(key.character) in LETTERS
        return key.key == BELL or _character(key) in ENDS

    def release(self) -> list[Message]:
        """What was kept back, which goes on."""
        held, self.held = self.held, []
        return [*held]


class Sifting(Driver):
    """A driver that hands on what was typed only."""

    def __init__(
        self, app: App[None], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Drive an app as Textual's drivers do."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._turn = Lock()
        self._sieve = Sieve()

    def process_message(self, message: Message) -> None:
        """Hand on a message, unless it belongs to a reply; a thread reads the keyboard, another one waits."""
        if isinstance(message, Key) and message.key.startswith("alt+"):
            message.character = None  # a letter with alt is no text
        with self._turn:
            for each in self._sieve.sift(message, monotonic()):
                super().process_message(each)
            if self._sieve.held:
                Timer(BURST, self._go_on, [self._sieve.held[-1]]).start()

    def _go_on(self, last: Message) -> None:
        """Hand on what was kept back, where nothing came after it."""
        with self._turn:
            if self._sieve.held and self._sieve.held[-1] is last:
                for each in self._sieve.release():
                    super().process_message(each)


def sifting(driver: type[Driver]) -> type[Driver]:
    """A driver that does as another one, and hands on what was typed only."""
    return type(driver.__name__, (Sifting, driver), {})


def _character(key: Key) -> str:
    """The character that was read, where it was taken for a key: with alt, an escape came before it."""
    if key.key == ESCAPE:
        return ESCAPED
    *alt, name = key.key.split("+")
    return (ESCAPED if alt == ["alt"] else "") + (key.character or key_to_character(name) or "")
