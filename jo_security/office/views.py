"""The views: what the bar names, what their keys are, and which of them a place names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jo_security.records.words import N_

VIEWS: Final = {
    "envelope": N_("Envelope"),
    "lines": N_("Lines"),
    "commitments": N_("Commitments"),
    "movements": N_("Movements"),
    "reservations": N_("Reservations"),
    "problems": N_("Problems"),
    "history": N_("History"),
}
"""What each view is called, in the order of their keys from 1 on."""
SHORT: Final = {
    "envelope": N_("Envel."),
    "lines": N_("Lines"),
    "commitments": N_("Commit."),
    "movements": N_("Movem."),
    "reservations": N_("Reserv."),
    "problems": N_("Probl."),
    "history": N_("Hist."),
}
"""What each is called where room is short."""


@dataclass(frozen=True, slots=True)
class At:
    """A view, and what is to be looked at in it: the id of a record, or nothing."""

    view: str = "envelope"
    record: str = ""

    @classmethod
    def read(cls, place: str) -> At:
        """What a place such as `commitments/EJ-1` names. Raises LookupError, with the name, where it is no view."""
        view, _, record = place.partition("/")
        if view not in VIEWS:
            raise LookupError(view)
        return cls(view, record)


FIRST: Final = At()
"""Where one begins where nothing else is asked for."""
