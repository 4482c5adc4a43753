"""How a budget stands to its journal when somebody opens it, and whether anything can be recorded in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jo_security.files.desk import recording
from jo_security.files.officer import Officer
from jo_security.files.place import place
from jo_security.files.recovery import steady
from jo_security.files.refusal import refusal
from jo_security.files.standing import Standing
from jo_security.files.unwritable import Unfinished, Unwritable
from jo_security.office.journals import Change, change
from jo_security.records.problem import Words
from jo_security.records.reasons import reason

__all__ = ["Standing", "Stood", "looked", "refusal", "settled"]

PATIENCE = 1.0
"""Seconds to wait for another writer: whoever only opens a budget does not wait as whoever acts does."""
AT_REST = frozenset(("untracked", "recorded"))


@dataclass(frozen=True, slots=True)
class Stood:
    """The ways in which the files did not stand as recorded, and the operations that are missing from them.

    `why` is None where everything was settled; else nothing was, for that reason.
    """

    met: Sequence[Standing] = ()
    missing: Sequence[Change] = ()
    why: Words | None = None

    @property
    def rewritten(self) -> bool:
        """Whether an interrupted write was finished, so that what was read before is no more what is there."""
        return self.why is None and any(standing.kind == "unfinished" for standing in self.met)


def looked(name: str) -> Stood:
    """How a budget stands, by a look that writes nothing: no journal, no lock. Never raises.

    A budget that has no journal yet is not followed, and stands well.
    """
    try:
        _, standing = steady(place(name))
    except Unwritable as error:
        return Stood(why=error.reason)
    except OSError as error:
        return Stood(why=Words(reason(error)))
    if standing.kind in AT_REST and not standing.strays:
        return Stood()
    return _stood((standing,), refusal(name))


def settled(name: str, officer: Officer) -> Stood:
    """How a budget stood, once it is settled as an act would settle it; what is not at rest was looked at before.

    What was interrupted is finished, what a hand or git did is taken down, strays are told of once. Where it cannot be
    settled it is only looked at. Never raises.
    """
    try:
        with recording(name, officer, PATIENCE) as desk:
            if any(standing.strays for standing in desk.met):
                desk.seen_strays()
            return _stood(desk.met, None)
    except (Unwritable, Unfinished) as error:
        return replace(looked(name), why=error.reason)


def _stood(met: Sequence[Standing], why: Words | None) -> Stood:
    missing = met[-1].missing if met and met[-1].kind == "overwritten" else ()
    return Stood(met, [change(entry) for entry in missing], why)
