"""A folder of files that belong together: written whole beside its place, then put there at once.

What already stands there is left alone, unless it is an earlier folder of this program, which is replaced whole.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from jo_security.files.disk import settle
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_

INDEX = "datapackage.json"
"""The file of a folder that names its other files."""

OWNER = "jo-security"
"""The key of an index by which this program knows a folder that it wrote."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many bytes a file holds, and the SHA-256 of them."""

    bytes: int
    sha256: str


class Folder:
    """A folder that is being written, not yet at its place."""

    def __init__(self, path: str) -> None:
        self.path = path

    def write(self, name: str, pieces: Iterable[bytes]) -> Size:
        """Write a new file to the disk itself. Raises OSError."""
        size, digest = 0, hashlib.sha256()
        with open(os.path.join(self.path, name), "xb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        return Size(size, digest.hexdigest())


@contextmanager
def replacing(name: str) -> Iterator[Folder]:
    """A folder to fill, which takes the place of that name at the end; where anything fails, that place is as before.

    Raises Unwritable.
    """
    try:
        place = _place(name)
        fresh = _aside(place)
        os.mkdir(fresh)
        try:
            yield Folder(fresh)
            settle(fresh)
            _put(fresh, place, name)
        finally:
            _remove(fresh)
        settle(os.path.dirname(place))
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None


def _place(name: str) -> str:
    """Where a folder of that name is to stand, links followed. Raises Unwritable where it may not, or OSError."""
    try:
        place = os.path.realpath(name)
        there = os.path.lexists(place)
    except ValueError:
        raise Unwritable(name, Words(N_("its name is not one that a file can bear"))) from None
    if not name:
        raise Unwritable(name, Words(N_("it has no name")))
    if not os.path.isdir(os.path.dirname(place)):
        raise Unwritable(name, Words(N_("the folder that it would lie in does not exist")))
    if not there:
        return place
    if not os.path.isdir(place):
        raise Unwritable(name, Words(N_("it is not a folder")))
    if os.path.join(os.path.realpath(os.curdir), "").startswith(os.path.join(place, "")):
        raise Unwritable(name, Words(N_("it is the current folder, or holds it; change to another one first")))
    _refuse_foreign(place, name)
    return place


def _refuse_foreign(place: str, name: str) -> None:
    """Raises Unwritable where a folder holds anything but what an earlier index names."""
    ours = _ours(os.path.join(place, INDEX))
    with os.scandir(place) as entries:
        foreign = sorted(
            each.name for each in entries if each.name not in ours or not each.is_file(follow_symlinks=False)
        )
    if foreign:
        raise Unwritable(name, Words(N_("it holds {file}, which is not of an earlier export"), {"file": foreign[0]}))


def _ours(index: str) -> set[str]:
    """The files of a folder that this program wrote; none of another one."""
    try:
        if not stat.S_ISREG(os.lstat(index).st_mode):
            return set()
        with open(index, "rb") as file:
            said: Any = json.load(file)
        if not isinstance(said[OWNER], dict):
            return set()
        return {INDEX, *(str(resource["path"]) for resource in said["resources"])}
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return set()


def _put(fresh: str, place: str, name: str) -> None:
    """Move a finished folder to its place; what stood there goes when that is done, and comes back where it is not."""
    if not os.path.lexists(place):
        os.rename(fresh, place)
        return
    os.chmod(fresh, stat.S_IMODE(os.stat(place).st_mode))
    former = _aside(place)
    os.rename(place, former)
    try:
        _refuse_foreign(former, name)
        os.rename(fresh, place)
    except BaseException:
        os.rename(former, place)
        raise
    _remove(former)


def _aside(place: str) -> str:
    """A new name beside a place, on the same disk."""
    return os.path.join(os.path.dirname(place), f".{OWNER}-{os.urandom(6).hex()}")


def _remove(folder: str) -> None:
    """Remove a folder and the files in it, as far as the system lets it."""
    with suppress(OSError):
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)
