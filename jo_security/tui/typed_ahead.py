"""What is typed faster than screens come: each key waits until what the one before it asked of the screens is there.

Textual gives a key to whatever has the focus when it comes. What is typed right behind the key of a form, over a slow
line or from a macro, would go to the table that is still there, where letters meant for a field undo, mark and leave.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import App
from textual.command import CommandPalette
from textual.message import Message
from textual.widgets import OptionList

from jo_security.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.timer import Timer

AHEAD: Final = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What is given one after the other."""
ACTING: Final = "acting"
"""The group of what is done in threads and waited for; what else a thread brings comes when it comes."""
MOMENT: Final = 0.02
"""Seconds after which one looks again."""
QUITS: Final = frozenset(("quit", "app.quit"))
"""What leaves the program."""
SAYS_HOW: Final = "help_quit"
"""What says how to leave it."""
LONGEST: Final = 3.0
"""Seconds after which the next key is given in any case: what had the focus may be gone, and what followed the key."""


class TypedAhead(App[None]):
    """An app that gives one key at a time.

    A key goes from what has the focus up to the app, which acts on it; what it asks for goes the same way again.
    Messages that go that way behind them arrive when both are done.
    """

    @dataclass
    class Arrived(Message):
        """All that was on its way to the app before this message is done."""

        typed: events.Event
        """What the message follows."""
        screen: Screen[object]
        """The screen on which that was typed."""
        ways: Sequence[MessagePump]
        """From where it is still to be sent, for what the key asked for to be done, and not only the key."""

    is_opening = False
    """Whether what the program is opened with is not there yet: all but what leaves waits for it."""

    _given: events.Event | None = None
    """What was typed last and is not done."""
    _patience: Timer | None = None
    _since: float | None = None
    """Since when what is given next waits for what it is meant for."""

    @cached_property
    def _ahead(self) -> deque[events.Event]:
        """What was typed and waits."""
        return deque()

    @property
    def is_giving(self) -> bool:
        """Whether something that was typed is not done."""
        return self._given is not None

    async def on_event(self, event: events.Event) -> None:
        """Give what is typed now, or behind what was typed before it."""
        if not isinstance(event, AHEAD) or event.is_forwarded or (self.is_opening and self._leaves(event)):
            await super().on_event(event)
        elif self.is_giving:
            self._ahead.append(event)
        else:
            await self._give(event)

    async def _give(self, event: events.Event) -> None:
        """Give what is typed, and follow it."""
        self._given = event
        if self.is_opening:
            self._ahead.appendleft(event)
            self.set_timer(MOMENT, self._give_next)
            return
        if isinstance(event, events.Key) and self._awaits(event.key):
            self._since = self._since or monotonic()
            if monotonic() - self._since < LONGEST:
                self._ahead.appendleft(event)
                self.set_timer(MOMENT, self._give_next)
                return
        self._since = None
        screen, target = self.screen, self.focused or self.screen
        await super().on_event(event)
        self._patience = self.set_timer(LONGEST, self._give_next)
        # Nothing comes up any more from a screen that the key has closed.
        self._send(target if self.screen is screen else self, self.Arrived(event, screen, _ways(screen, target)))

    def _send(self, by: MessagePump, message: Arrived) -> None:
        """Send a message up from somewhere; from there, where nothing comes up any more, at once."""
        if not by.post_message(message):
            self.post_message(message)

    @on(Arrived)
    async def _arrived(self, event: Arrived) -> None:
        """Wait for what was asked for, and for the screen that it opened; then give what was typed meanwhile."""
        if event.typed is not self._given:
            return
        if event.ways:
            here = self.screen is event.screen
            way, *ways = event.ways if here else [self.screen]
            self._send(way, replace(event, ways=ways))
        elif any(each.group == ACTING and not each.is_finished for each in self.workers):
            self.set_timer(MOMENT, partial(self.post_message, replace(event)))
        elif self.screen is event.screen:
            await self._give_next()
        else:
            self.screen.call_after_refresh(self.post_message, replace(event, screen=self.screen))

    def _leaves(self, event: events.Event) -> bool:
        """Whether a key leaves the program, or says how; behind what waits a letter may be text."""
        if not isinstance(event, events.Key) or (self._ahead and event.is_printable):
            return False
        active = self.active_bindings.get(event.key)
        return active is not None and active.binding.action in {*QUITS, SAYS_HOW}

    def _awaits(self, key: str) -> bool:
        """Whether what a key is meant for is still looked for: what the palette finds, or the rows of a table."""
        screen = self.screen
        if isinstance(screen, HouseScreen):
            return screen.busy and not screen.table.order and screen.focused is screen.table
        searches = (each for each in self.workers if each.node is screen and not each.is_finished)
        return key == "enter" and isinstance(screen, CommandPalette) and any(searches)

    async def _give_next(self) -> None:
        """Give what waits, if anything does."""
        if self._patience is not None:
            self._patience.stop()
        self._given = None
        if self._ahead:
            await self._give(self._ahead.popleft())


def _ways(screen: Screen[object], target: MessagePump) -> Sequence[MessagePump]:
    """From where what a key asks for goes: the palette asks its list for what its line is told to take."""
    return (target, screen.query_one(OptionList)) if isinstance(screen, CommandPalette) else (target,)
