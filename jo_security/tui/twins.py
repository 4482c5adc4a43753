"""Further ledgers of a budget that was read: for other perimeters, and for work beside the screens."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jo_security.ledger.ledger import Ledger


class Twins:
    """Ledgers made of one image. A thread takes one, asks it, and gives it back, or hands it over to the screens."""

    def __init__(self, image: bytes) -> None:
        self.image = image
        self._lock = threading.Lock()
        self._free: list[Ledger] = []
        self._taken: set[Ledger] = set()

    def take(self) -> Ledger:
        """A ledger that nobody else asks."""
        from jo_security.ledger.ledger import Ledger

        with self._lock:
            its = self._free.pop() if self._free else None
        if its is None:
            its = Ledger(image=self.image)
        with self._lock:
            self._taken.add(its)
        return its

    def give(self, its: Ledger) -> None:
        """Take a ledger back, once nobody asks it any more; one is kept."""
        with self._lock:
            self._taken.discard(its)
            if not self._free:
                self._free.append(its)

    def stop(self) -> None:
        """Stop what is being asked in other threads: there it ends in `sqlite3.OperationalError`."""
        with self._lock:
            for its in self._taken:
                its.connection.interrupt()


class Beside:
    """The ledger for work beside the screens, in the perimeter of a reading; built when it is first asked."""

    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        self._lock = threading.Lock()
        self._ledger: Ledger | None = None

    @contextmanager
    def asked(self) -> Iterator[Ledger]:
        """The ledger, for one thread at a time."""
        with self._lock:
            if self._ledger is None:
                self._ledger = self.twins.take()
            yield self._ledger

    def stop(self) -> None:
        """Stop what is being asked."""
        ledger = self._ledger
        if ledger is not None:
            ledger.connection.interrupt()
