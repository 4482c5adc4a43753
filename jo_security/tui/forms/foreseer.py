"""What foresees by one reading, for a thread to ask: the ledger that the screens ask is theirs alone."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from jo_security.ledger.twin import APART, twin

if TYPE_CHECKING:
    from jo_security.ledger.ledger import Ledger
    from jo_security.office.acting import Officer
    from jo_security.office.foreseeing import Foreseen, Foresight
    from jo_security.office.keys import Keys
    from jo_security.tui.reading import Reading


class Foreseer:
    """Foresees on a ledger of its own, copied when it is first asked; one thread at a time asks it.

    The first question takes about a second where there are 100,000 commitments.
    """

    def __init__(self, reading: Reading, officer: Officer) -> None:
        """Foresee what an officer does by a reading whose budget could be read."""
        self.reading = reading
        self.officer = officer
        self._asked = Lock()
        self._foresight: Foresight | None = None
        # Where threads may not share a connection, whoever asks the ledger makes the copy.
        self._twin: Ledger | None = None if APART else twin(reading.ledger)

    def of(self, verb: str, keys: Keys) -> Foreseen:
        """What an operation would do; `keys` are possibly incomplete."""
        with self._asked:
            return self._ready().of(verb, keys)

    def prepare(self) -> None:
        """Be ready for questions."""
        with self._asked:
            self._ready()

    def _ready(self) -> Foresight:
        from jo_security.office.foreseeing import Foresight

        if self._foresight is None:
            if self.reading.opened is None:
                raise LookupError(self.reading.name)
            ledger = self._twin or twin(self.reading.ledger)
            self._foresight = Foresight(replace(self.reading.opened, ledger=ledger), self.officer)
        return self._foresight
