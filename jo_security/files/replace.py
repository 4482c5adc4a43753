"""One file written whole: beside its place first, then put there at once, so that a failure leaves what was there."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress

from jo_security.files.create import hidden, refused, settle
from jo_security.files.source import STDIN
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.words import N_


def replace(name: str, pieces: Iterable[bytes], kept: Sequence[str]) -> None:
    """Write a file, in the place of one that may be there, but never of those that are `kept`.

    A pipe or a device is written to as it is. Raises Unwritable.
    """
    if name == STDIN or not os.path.basename(name):
        raise Unwritable(name, Words(N_("its name is not one that a file can bear")))
    try:
        mode = os.stat(name).st_mode if os.path.exists(name) else None
        if mode is not None and not stat.S_ISREG(mode):
            with open(name, "wb") as file:
                file.writelines(pieces)
            return
        place = os.path.realpath(name)
        if any(_same(place, other) for other in kept):
            raise Unwritable(name, Words(N_("it is a file of the budget")))
        if mode is not None and place.endswith(".toml"):
            raise Unwritable(name, Words(N_("it is a TOML file, which no answer takes the place of")))
    except ValueError:
        raise Unwritable(name, Words(N_("its name is not one that a file can bear"))) from None
    except OSError as error:
        raise Unwritable(name, Words(refused(error))) from None
    put(name, place, pieces, mode)


def put(name: str, place: str, pieces: Iterable[bytes], mode: int | None) -> None:
    """Write what is to be at a place beside it, on the disk itself, and give it the name, with the rights of `mode`.

    Raises Unwritable, which calls the file `name`.
    """
    try:
        _put(place, pieces, mode)
    except OSError as error:
        raise Unwritable(name, Words(refused(error))) from None


def _put(place: str, pieces: Iterable[bytes], mode: int | None) -> None:
    """Write a new file beside a place and give it the name; nothing is left of it where that fails."""
    fresh = hidden(place)
    try:
        with open(fresh, "xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(fresh, stat.S_IMODE(mode))
        os.replace(fresh, place)
        settle(place)
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)
        raise


def _same(place: str, other: str) -> bool:
    """Whether two names lead to one file."""
    with suppress(OSError):
        return os.path.samefile(place, other)
    return False
