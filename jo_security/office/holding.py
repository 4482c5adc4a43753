"""Holding a budget to change it: it is locked and read, and all begins anew where somebody saved meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from jo_security.files.desk import Desk, recording
from jo_security.files.officer import Officer
from jo_security.files.read import Reading, read
from jo_security.files.save import Changed
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.words import N_

TRIES = 20
"""How often one begins anew where somebody saves the files at that very moment."""
Done = TypeVar("Done")


def held(name: str, officer: Officer, do: Callable[[Desk, Reading], Done]) -> Done:
    """What comes of doing something with a budget that is held and was just read.

    Raises Unreadable, Unwritable, Overwritten, Unfinished.
    """
    with recording(name, officer) as desk:
        for _ in range(TRIES):
            try:
                done = do(desk, read(name))
            except Changed:
                desk.look_again()
                continue
            if any(standing.strays for standing in desk.met):
                desk.seen_strays()
            return done
    raise Unwritable(name, Words(N_("somebody else keeps saving it; try again")))
