"""One writer at a time: a lock beside the budget's own file, for all the files that it includes."""

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from jo_security.files.rights import adopt
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_

LONGEST_WAIT = 0.05
"""Seconds between two tries, at the most."""


@contextmanager
def locked(name: str, path: str, lock: str, patience: float) -> Iterator[None]:
    """Hold the lock of the budget at a path; wait for it so many seconds.

    The lock is a file of its own, since a lock on the budget would keep editors out on some network disks. The system
    lets it go with the process. Raises Unwritable.
    """
    try:
        handle = _taken(path, lock, time.monotonic() + patience)
    except OSError as error:
        why = Words(N_("the lock beside it cannot be had: {reason}"), {"reason": Words(reason(error))})
        raise Unwritable(name, why) from None
    if handle is None:
        raise Unwritable(name, Words(N_("somebody else is writing in it; try again in a moment")))
    try:
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _taken(path: str, lock: str, until: float) -> int | None:
    """A handle that holds the lock, or None where others held it until a time. Raises OSError."""
    wait = 0.001
    while True:
        handle = _opened(path, lock)
        try:
            got = _try(handle) and _same(handle, lock)
        except BaseException:
            os.close(handle)
            raise
        if got:
            return handle
        os.close(handle)
        if time.monotonic() > until:
            return None
        # Writers that wait do not all come at the same moment.
        time.sleep(wait * (0.5 + random.random()))  # noqa: S311 - who waits how long is no secret
        wait = min(2 * wait, LONGEST_WAIT)


def _opened(path: str, lock: str) -> int:
    """A handle to the file of the lock, made where there is none with the rights of the budget. Raises OSError."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(lock, flags)
    except FileNotFoundError:
        pass
    try:
        handle = os.open(lock, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(lock, flags)
    try:
        adopt(handle, path)
    except OSError:
        os.close(handle)
        raise
    return handle


def _same(handle: int, lock: str) -> bool:
    """Whether the file that is locked still bears the name: somebody may have cleared the folder."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(lock))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        """Take the lock, or say that somebody has it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        """Take the lock, or say that somebody has it. Raises OSError where the disk has no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
