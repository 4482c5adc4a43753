"""A file's new content put in its place, so that nothing is lost: neither by a crash nor to somebody who saves as well.

The new content is written beside the file and flushed; the two names are exchanged at once; what comes out is what was
in place to the very last moment, whoever put it there. Where it is not what was read, it goes back. The caller holds
the lock, and has told the journal.
"""

import errno
import os
import sys
import time
from contextlib import suppress

from jo_security.files import kept
from jo_security.files.disk import content, digest, settle
from jo_security.files.exchange import exchange
from jo_security.files.rights import adopt_folder

TRIES, PAUSE = 50, 0.05
"""How often, and how many seconds apart, a file is replaced on a system where whoever reads it holds it."""

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP)


class Changed(Exception):
    """A file that is no longer what was read: read it again, and begin anew. Nothing was changed."""


class Doubt(Exception):
    """A failure after the new content took its place: it is there, or will be, since the journal has it."""


def put(path: str, before: str | None, new: bytes, number: int, like: str) -> bool:
    """Give a file its new content, and say whether it then reads as what was written.

    `before` is the SHA-256 of what it holds, None where it is not there yet; `number` is that of the write; a new file
    takes the rights of `like`. Raises Changed, Doubt, or OSError where the file is still as it was.
    """
    part = kept.hidden(path, f".{os.urandom(6).hex()}.part")
    try:
        if before is None:
            _folder(os.path.dirname(path), like)
        kept.store(part, new, like if before is None else path)
        if before is None:
            _appear(part, path)
        else:
            _swap(part, path, before, new, number)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    try:
        settle(os.path.dirname(path))
        if before is None:
            # That there was nothing is a version too: it tells that this write was done.
            kept.copy(path, number, b"")
        with suppress(OSError):
            kept.prune(path)
        return content(path) == new
    except OSError as error:
        raise Doubt from error


def _swap(part: str, path: str, before: str, new: bytes, number: int) -> None:
    """Put a finished file in the place of another, which is kept. Raises Changed, Doubt, OSError."""
    fresh = f"{part.removesuffix('.part')}.new"
    os.rename(part, fresh)
    try:
        _expect(path, before)
        # The folder of versions is made before anything is displaced.
        kept.slot(path, number, before)
        swapped = exchange(fresh, path)
        if not swapped:
            _replace(fresh, path, before, number)
    except FileNotFoundError:
        _drop(fresh)
        raise Changed from None
    except (OSError, Changed):
        _drop(fresh)
        raise
    if swapped:
        _look_back(fresh, path, before, digest(new), number)


def _expect(path: str, sha256: str) -> None:
    """See that a file holds what it did. Raises Changed, OSError."""
    if digest(content(path)) != sha256:
        raise Changed


def _expect_same(path: str, other: str) -> None:
    """See that two names are those of one file. Raises Changed, OSError."""
    if not os.path.samefile(path, other):
        raise Changed


def _look_back(displaced: str, path: str, before: str, after: str, number: int) -> None:
    """See that what was displaced is what was read, and keep it; else put it back. Raises Changed, Doubt."""
    try:
        if digest(content(displaced)) == before:
            os.replace(displaced, kept.slot(path, number, before))
            return
        exchange(displaced, path)
        # What stood there for an instant is kept as well: somebody may have opened it, and save into it yet.
        if digest(content(displaced)) == after:
            os.replace(displaced, kept.slot(path, number, after))
        else:
            kept.stray(path, displaced)
    except OSError as error:
        raise Doubt from error
    raise Changed


def _replace(fresh: str, path: str, before: str, number: int) -> None:
    """Replace a file where names cannot be exchanged; another name keeps what it held. Raises Changed, Doubt, OSError.

    It is kept under its own name as a version once it is displaced, and no sooner.
    """
    aside = kept.hidden(path, f".{os.urandom(6).hex()}.new")
    try:
        linked = _second_name(path, aside)
        _expect(aside, before)
        if linked:
            _expect_same(path, aside)
        _patiently(fresh, path)
    except (OSError, Changed):
        _drop(aside)
        raise
    try:
        os.replace(aside, kept.slot(path, number, before))
    except OSError as error:
        raise Doubt from error


def _second_name(path: str, aside: str) -> bool:
    """Give a file a second name, or its content to another file where the system links none. Raises OSError."""
    try:
        os.link(path, aside)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return True
    part = f"{aside.removesuffix('.new')}.part"
    try:
        kept.store(part, content(path), path)
        os.rename(part, aside)
    except OSError:
        _drop(part)
        raise
    return False


def _patiently(fresh: str, path: str) -> None:
    """Replace a file, again and again where the system says that somebody is reading it. Raises OSError."""
    for _ in range(TRIES if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            os.replace(fresh, path)
            return
        time.sleep(PAUSE)
    os.replace(fresh, path)


def _appear(part: str, path: str) -> None:
    """Give a finished file its name, unless somebody has taken it. Raises Changed, OSError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise Changed from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise Changed from None
        os.rename(part, path)
        return
    _drop(part)


def _folder(folder: str, like: str) -> None:
    """Make the folder of a new file, with the rights of the budget. Raises OSError."""
    if os.path.isdir(folder):
        return
    try:
        os.mkdir(folder, 0o700)
    except FileNotFoundError:
        _folder(os.path.dirname(folder), like)
        os.mkdir(folder, 0o700)
    adopt_folder(folder, like)
    settle(os.path.dirname(folder))


def _drop(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
