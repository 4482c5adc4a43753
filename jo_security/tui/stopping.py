"""What stops an act in the screens, in one sentence."""

from __future__ import annotations

from typing import TypeAlias

from jo_security.office.naming import Overwritten, Unfinished, Unreadable, Unwritable
from jo_security.records.problem import Words
from jo_security.records.words import N_

STOPS = (Unreadable, Unwritable, Unfinished, Overwritten)
"""All that stops an act; a worker that acts catches these."""
Stop: TypeAlias = Unreadable | Unwritable | Unfinished | Overwritten

UNFINISHED = N_(
    "The operation is in the journal of {file}, but its file could not be finished: {reason}. Do not record it again:"
    " it is put in its place the next time that the budget is opened."
)
UNSURE = N_(
    "The disk failed while the journal of {file} was written: {reason}. Read the files again and see whether the"
    " operation is there before you record it again."
)
OVERWRITTEN = N_("{file} lacks operations that were recorded in it: {ids}. Restore them or leave them out first.")


def stopped(stop: Stop) -> Words:
    """Why nothing was done, or what is not known of it."""
    if isinstance(stop, Overwritten):
        return Words(OVERWRITTEN, {"file": stop.name, "ids": ", ".join(stop.missing)})
    if isinstance(stop, Unreadable):
        return Words(N_("{file} cannot be read: {reason}"), {"file": stop.name, "reason": Words(stop.reason)})
    says = N_("{file} cannot be written: {reason}")
    if isinstance(stop, Unfinished):
        says = UNFINISHED if stop.sure else UNSURE
    return Words(says, {"file": stop.name, "reason": stop.reason})
