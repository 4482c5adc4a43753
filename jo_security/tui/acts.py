"""The acts by their letters and titles: what is known of a form before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES: Final[Mapping[str, str]] = {
    "commit": N_("New commitment"),
    "reserve": N_("New reservation"),
    "move": N_("New movement of credits"),
    "plan": N_("New plan"),
    "assert": N_("New assertion"),
    "adjust": N_("Further commitment or withdrawal"),
    "deliver": N_("New delivery"),
    "pay": N_("New payment"),
}
ALL_AT_ONCE: Final[Mapping[str, str]] = {"deliver": N_("New deliveries"), "pay": N_("New payments")}
"""The acts on several commitments at once, with their titles."""
ON_LINE: Final = {"commit": "C", "reserve": "R", "move": "M", "plan": "L", "assert": "B"}
ON_COMMITMENT: Final = {"adjust": "A", "deliver": "D", "pay": "P"}
LETTERS: Final = {**ON_LINE, **ON_COMMITMENT}
"""The letter of each act; those on a commitment need one to stand on, but for a payment."""
VERBS: Final = {"movement": "move", "commitment": "commit", "reservation": "reserve", "plan": "plan"} | {
    "adjustment": "adjust",
    "delivery": "deliver",
    "payment": "pay",
}
"""The act that records an operation of a table."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the officer stands: on a line, on a commitment, or on neither; by their ids."""

    line: str | None = None
    commitment: str | None = None

    def begins(self, verb: str) -> dict[str, str]:
        """What the form of an act begins with."""
        about: dict[str, str | None] = {"line": self.line}
        if verb in ON_COMMITMENT and (self.commitment is not None or verb != "pay"):
            about = {"commitment": self.commitment}
        elif verb == "move":
            about["from"] = self.line
        return {key: value for key, value in about.items() if value is not None}
