"""Following the files of a budget: told of each state in which they stay, once whoever saves them is done.

Folders are watched, not files. What is said of them only says when to look: what counts is the SHA-256 of what lies
there. It is compared with what was read last until both are the same, so that no last save is missed, and nothing is
read that was there for an instant only.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from jo_security.files.state import Looker, State, cut

SETTLE = 0.1
"""Seconds for which files are to stay as they are before they are read."""

GRACE = 1.0
"""Seconds for which a file may be gone, cut short or broken before it counts as that."""

UNREST = 2.0
"""Seconds of saves without a pause after which what lies there is read all the same."""

POLL = 1.0
"""Seconds after which the files are looked at though nothing is said of their folders."""

TICK, STEP, BURST = 100, 40, 200
"""Milliseconds: how long to wait for news of folders, how far apart they are asked for, how long they are gathered."""


@dataclass
class Follower:
    """Follows the files of a budget; `known` is the state in which they were last read.

    One thread goes through `settled`; whoever reads says what was read by `took`, from any thread.
    """

    name: str
    known: State = ()
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._looker = Looker(self.name)
        self._asked: State | None = None
        self._pending: State | None = None
        self._since = self._unrest = self._looked = self._seen = 0.0

    def stop(self) -> None:
        """Follow no longer: `settled` ends soon."""
        self.stopped.set()

    def took(self, state: State) -> None:
        """The files were read in that state; where they are in another one by now, that is told of."""
        self.known = state
        self._asked = None
        self._looked = 0.0

    def declined(self) -> None:
        """What was told of last was not there any more when it was read: tell of what is there instead."""
        self._asked = None
        self._looked = 0.0

    def stays(self, state: State) -> bool:
        """Whether files stay in a state that was told of for longer than somebody may need to save them; waits."""
        until = self._seen + GRACE
        looker = Looker(self.name)
        while (left := until - time.monotonic()) > 0:
            if looker.look() != state or self.stopped.wait(min(left, SETTLE)):
                return False
        return looker.look() == state

    def settled(self) -> Iterator[State]:
        """Each state other than the known one in which the files stay; ends when it is stopped.

        A state is told of once. Whoever took it in says so by `took`.
        """
        while not self.stopped.is_set():
            state = self._looker.look()
            folders = self._looker.folders(state)
            self._looked = 0.0
            for happened in ticks([path for path, _, _ in folders], self.stopped):
                looks = self._due(happened=happened)
                if looks and (found := self._look()) is not None:
                    yield found
                if looks and self._looker.folders(self.known) != folders:
                    break

    def _due(self, *, happened: bool) -> bool:
        """Whether it is time to look at the files."""
        return happened or self._pending is not None or time.monotonic() - self._looked >= POLL

    def _look(self) -> State | None:
        """The state of the files where it is to be told of."""
        state, now = self._looker.look(), time.monotonic()
        self._looked = now
        if state in (self.known, self._asked):
            self._pending, self._unrest = None, 0.0
            return None
        if state != self._pending:
            self._pending, self._since = state, now
            self._unrest = self._unrest or now
            return None
        doubtful = cut(state, self.known, self._looker.shapes)
        restless = not doubtful and now - self._unrest >= UNREST
        if now - self._since < (GRACE if doubtful else SETTLE) and not restless:
            return None
        self._asked, self._seen, self._pending, self._unrest = state, self._since, None, 0.0
        self._looker.forget(state, self.known)
        return state


def ticks(folders: list[str], stopped: threading.Event) -> Iterator[bool]:
    """Whether anything happened in some folders, again and again, until it is stopped.

    Where the system does not tell, or cannot tell of so many, it may have.
    """
    from watchfiles import watch  # dear to import

    try:
        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=BURST,
            step=STEP,
            stop_event=stopped,
            rust_timeout=TICK,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ):
            yield bool(changes)
    except (OSError, RuntimeError):
        while not stopped.wait(POLL):
            yield True
