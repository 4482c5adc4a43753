"""Replies of a terminal to what another program asked it, which come late: nobody typed them.

Textual knows the replies to its own questions, and hands on any other sequence as if its characters were keys; among
those would be the ones that quit, or open the editor.
"""

from __future__ import annotations

import re
from string import ascii_letters
from threading import Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from textual.driver import Driver
from textual.events import Key, Paste
from textual.keys import key_to_character

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.message import Message

MOMENT: Final = 0.02
SILENT: Final = 5
"""So many moments, of so many seconds, without a character are a pause; a reply has none, and fingers are slower.

They are counted one by one: while the machine has no time for the program, characters wait and no pause passes.
"""
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
    """Keeps back the keys of a reply; what only begins like one goes on after a pause."""

    def __init__(self) -> None:
        self._held: list[Key] = []
        self._began = 0.0
        self._dropping = ""

    @property
    def waits(self) -> bool:
        """Whether a pause would make a difference."""
        return bool(self._held or self._dropping)

    def sift(self, message: Message, now: float) -> Sequence[Message]:
        """What goes on now that a message came, at a time in seconds."""
        if not isinstance(message, Key):
            return [*self.pause(), message]
        if self._dropping and now - self._began < LATE:
            if self._ends(message):
                self._dropping = ""
            return ()
        self._dropping = ""
        if now - self._began < LATE and _character(message) in ENDS:
            return ()
        self._held.append(message)
        if not _character(message):
            return self.pause()
        text = "".join(map(_character, self._held))
        if REPLY.fullmatch(text):
            self._held.clear()
            self._dropping, self._began = text.lstrip(ESCAPED)[0], now
        elif not BEGUN.fullmatch(text):
            return self.pause()
        return ()

    def pause(self) -> Sequence[Message]:
        """What goes on after a pause, or before what is no key: all that was kept back. A reply has ended."""
        held, self._held, self._dropping = self._held, [], ""
        return held

    def _ends(self, key: Key) -> bool:
        """Whether a reply ends with a key: one of a bracket with a letter, others with a bell or a backslash."""
        if self._dropping == "[":
            return key.is_printable and bool(key.character) and str(key.character) in LETTERS
        return key.key == BELL or _character(key) in ENDS


class Sifting(Driver):
    """A driver that hands on what was typed only."""

    def __init__(
        self, app: App[None], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Drive an app as Textual's drivers do."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._turn = Lock()
        self._sieve = Sieve()
        self._silent: int | None = None

    def process_message(self, message: Message) -> None:
        """Hand on a message, unless it belongs to a reply; a thread reads the keyboard, another one waits."""
        if isinstance(message, Key) and message.key.startswith("alt+"):
            message.character = None  # a letter with alt is no text
        if isinstance(message, Paste):
            # No field has several lines, and of several they would take the first.
            message.text = " ".join(message.text.splitlines())
        with self._turn:
            for each in self._sieve.sift(message, monotonic()):
                super().process_message(each)
            if self._sieve.waits:
                begins, self._silent = self._silent is None, 0
                if begins:
                    Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        """Wait for a pause, and hand on what was kept back."""
        while True:
            sleep(MOMENT)
            with self._turn:
                self._silent = (self._silent or 0) + 1
                if self._silent >= SILENT:
                    self._silent = None
                    for each in self._sieve.pause():
                        super().process_message(each)
                    return


def sifting(driver: type[Driver]) -> type[Driver]:
    """A driver that does as another one, and hands on what was typed only."""
    return type(driver.__name__, (Sifting, driver), {})


def _character(key: Key) -> str:
    """The character that was read, where it was taken for a key: with alt, an escape came before it."""
    if key.key == ESCAPE:
        return ESCAPED
    *alt, name = key.key.split("+")
    return (ESCAPED if alt == ["alt"] else "") + (key.character or key_to_character(name) or "")
