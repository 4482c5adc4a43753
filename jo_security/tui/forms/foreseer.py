"""What foresees by one reading, for a thread to ask: the ledger that the screens ask is theirs alone."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.office.acting import Officer
    from jo_security.office.foreseeing import Foreseen, Foresight
    from jo_security.office.keys import Keys
    from jo_security.tui.reading import Reading


class Foreseer:
    """Foresees on a ledger of its own; one thread at a time asks it.

    The first question takes about a second where there are 100,000 commitments.
    """

    def __init__(self, reading: Reading, officer: Officer) -> None:
        """Foresee what an officer does by a reading of a whole budget that could be read."""
        self.reading = reading
        self.officer = officer
        self._asked = Lock()
        self._foresight: Foresight | None = None

    def of(self, verb: str, keys: Keys) -> Foreseen:
        """What an operation would do; `keys` are possibly incomplete."""
        with self._asked:
            return self._ready().of(verb, keys)

    def of_all(self, verb: str, records: Sequence[Keys]) -> list[Foreseen]:
        """What several operations would do together."""
        from jo_security.office.together import foreseen_together

        with self._asked:
            return foreseen_together(self._ready(), verb, records)

    def prepare(self) -> None:
        """Be ready for questions."""
        with self._asked:
            self._ready()

    def _ready(self) -> Foresight:
        from jo_security.office.foreseeing import Foresight

        if self._foresight is None:
            if self.reading.opened is None or self.reading.twins is None:
                raise LookupError(self.reading.name)
            ledger = self.reading.twins.own()
            ledger.balance()
            self._foresight = Foresight(replace(self.reading.opened, ledger=ledger), self.officer)
        return self._foresight
