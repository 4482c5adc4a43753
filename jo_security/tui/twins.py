"""Further ledgers of a budget that was read: for other perimeters, and for work beside the screens."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.records.problem import Finding
    from jo_security.tui.scope import Scope


class Interrupted(Exception):
    """What was asked was stopped for the sake of something else."""


class Twins:
    """Ledgers made of one image. A thread takes one, asks it, and gives it back, or hands it over to the screens."""

    def __init__(self, image: bytes) -> None:
        self.image = image
        self._lock = threading.Lock()
        self._free: list[Ledger] = []
        self._taken: set[Ledger] = set()

    def own(self) -> Ledger:
        """A ledger for whoever asks it, which nobody stops."""
        from jo_security.ledger.ledger import Ledger

        return Ledger(image=self.image)

    def take(self) -> Ledger:
        """A ledger that nobody else asks, until it is stopped or given back."""
        with self._lock:
            its = self._free.pop() if self._free else None
        if its is None:
            its = self.own()
        with self._lock:
            self._taken.add(its)
        return its

    def give(self, its: Ledger) -> None:
        """Take a ledger back, once nobody asks it any more; one is kept."""
        with self._lock:
            self._taken.discard(its)
            if not self._free:
                self._free.append(its)

    def drop(self, its: Ledger) -> None:
        """Take back a ledger that did not come to the end of being asked: nobody knows how far it came."""
        with self._lock:
            self._taken.discard(its)
        its.connection.close()

    @contextmanager
    def begun(self) -> Iterator[Ledger]:
        """A ledger to be asked for a perimeter; dropped where that comes to no end."""
        its = self.take()
        try:
            yield its
        except BaseException:
            self.drop(its)
            raise

    def stop(self) -> None:
        """Stop what is asked in other threads of ledgers that were taken: it ends in Interrupted."""
        with self._lock:
            for its in self._taken:
                its.connection.interrupt()


class Beside:
    """The ledger for work beside the screens, in the perimeter of a reading; taken when it is first asked."""

    def __init__(self, twins: Twins, scope: Scope, findings: Sequence[Finding]) -> None:
        self.twins = twins
        self.scope = scope
        self.findings = findings
        self._lock = threading.Lock()
        self._ledger: Ledger | None = None

    @contextmanager
    def asked(self) -> Iterator[Ledger]:
        """The ledger, for one thread at a time, which asks and changes nothing: what is stopped leaves it as it was."""
        with self._lock, stoppable():
            if self._ledger is None:
                from jo_security.ledger import answers

                with self.twins.begun() as ledger:
                    ask(ledger, self.scope)
                    # What a check found is no part of an image.
                    answers.note(ledger, self.findings)
                self._ledger = ledger
            yield self._ledger

    def stop(self) -> None:
        """Stop what is being asked: there it ends in Interrupted."""
        ledger = self._ledger
        if ledger is not None:
            ledger.connection.interrupt()

    def close(self) -> None:
        """Give the ledger back."""
        with self._lock:
            if self._ledger is not None:
                self.twins.give(self._ledger)
                self._ledger = None


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Interrupted where what is asked is stopped; what else goes wrong stays what it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Interrupted from None


def ask(ledger: Ledger, scope: Scope) -> bool:
    """Ask a ledger for a perimeter; False where no line is of what it is narrowed to."""
    from jo_security.ledger import answers

    lines = None if scope.by is None else answers.within(ledger, scope.by, scope.of)
    if lines is not None and not lines:
        return False
    ledger.narrow(lines)
    ledger.ask(scope.as_of, scope.exercise)
    answers.settle(ledger)
    return True
