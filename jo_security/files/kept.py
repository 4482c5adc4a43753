"""What a write displaced, kept beside the file: the last versions, and whatever somebody else had put in its place.

A version is named by the number of the write and by its SHA-256. An editor that had it open may still save into it:
it then no longer bears its name rightly, and becomes a stray. A stray holds what is nowhere else, and stays.
"""

import os
import re
from contextlib import suppress

from jo_security.files.disk import content, create, digest, flush, settle, write
from jo_security.files.rights import adopt, adopt_folder

VERSIONS = 5
"""How many versions are kept at the least."""

SECONDS = 5
"""Versions displaced within so many seconds of the last one are kept too: an editor may be about to save into one."""

_VERSION = re.compile(r"(\d{8,})-([0-9a-f]{64})")
_STRAY = "stray-"
_LEFT = re.compile(r"\.[0-9a-f]{12}\.(part|new)")


def hidden(path: str, suffix: str) -> str:
    """The name of a file of ours beside another: `.NAME` and a suffix, so that one line hides them all from git."""
    return os.path.join(os.path.dirname(path), f".{os.path.basename(path)}{suffix}")


def shelf(path: str) -> str:
    """The folder of a file's versions."""
    return hidden(path, ".kept")


def slot(path: str, number: int, sha256: str) -> str:
    """The name of a version; its folder is made where there is none. Raises OSError."""
    folder = shelf(path)
    if not os.path.isdir(folder):
        os.mkdir(folder, 0o700)
        adopt_folder(folder, path)
    return os.path.join(folder, f"{number:08d}-{sha256}")


def copy(path: str, number: int, said: bytes) -> None:
    """Keep a version that is still in its place. Raises OSError."""
    place = slot(path, number, digest(said))
    if os.path.exists(place):
        return
    part = hidden(path, f".{os.urandom(6).hex()}.part")
    try:
        store(part, said, path)
        os.replace(part, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    settle(shelf(path))


def store(path: str, said: bytes, like: str) -> None:
    """Write a new file with the rights of another one. Raises OSError."""
    handle = create(path)
    try:
        write(handle, said)
        adopt(handle, like)
        flush(handle)
    finally:
        os.close(handle)


def stray(path: str, displaced: str) -> None:
    """Keep what somebody else had put in a file's place, or saved into what was no longer in it. Raises OSError."""
    os.replace(displaced, os.path.join(os.path.dirname(slot(path, 0, "")), f"{_STRAY}{digest(content(displaced))}"))


def strays(path: str) -> list[str]:
    """What somebody else saved and is not in the file's history; versions are read again to see. Raises OSError."""
    late = [place for _, sha256, place in _versions(path) if digest(content(place)) != sha256]
    return sorted([*late, *_strays(path)])


def settled(path: str, number: int) -> None:
    """Make the strays of a file versions like others: somebody has seen them. Raises OSError."""
    for place in _strays(path):
        os.replace(place, slot(path, number, digest(content(place))))


def version(path: str, sha256: str) -> bytes | None:
    """The content of a version, where it is kept and is what it was."""
    for _, known, place in _versions(path):
        if known == sha256:
            with suppress(OSError):
                said = content(place)
                if digest(said) == sha256:
                    return said
    return None


def displaced(path: str, number: int) -> bool:
    """Whether a write displaced a version, which is no more in the file's place."""
    return any(held == number and not _same(place, path) for held, _, place in _versions(path))


def prune(path: str) -> None:
    """Let go of versions that are older than the last ones, and still what they were. Raises OSError."""
    held = _versions(path)
    last = max((os.stat(place).st_ctime for _, _, place in held), default=0.0)
    for _, sha256, place in held[:-VERSIONS]:
        if os.stat(place).st_ctime < last - SECONDS and digest(content(place)) == sha256:
            os.unlink(place)


def tidy(path: str, number: int, after: str | None, known: frozenset[str]) -> None:
    """Clear away what an interrupted write left beside a file; the lock is held, so nobody is writing.

    `after` is what the last write was to make of the file, `known` are the states that the journal tells of. Anything
    else may be what somebody saved, and becomes a stray. Raises OSError.
    """
    folder, before = os.path.dirname(path), f".{os.path.basename(path)}"
    idle = {after, digest(content(path)) if os.path.exists(path) else None}
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        match = _LEFT.fullmatch(name.removeprefix(before)) if name.startswith(before) else None
        if match is None:
            continue
        left = os.path.join(folder, name)
        # A part was never whole, and never in the file's place.
        sha256 = digest(content(left)) if match[1] == "new" else None
        if sha256 is None or sha256 in idle:
            os.unlink(left)
        elif sha256 in known:
            os.replace(left, slot(path, number, sha256))
        else:
            stray(path, left)
    for _, sha256, place in _versions(path):
        if _same(place, path):
            os.unlink(place)
        elif digest(content(place)) != sha256:
            stray(path, place)


def _same(one: str, other: str) -> bool:
    """Whether two names are those of one file, as they are for an instant where names cannot be exchanged."""
    return os.path.exists(other) and os.path.samefile(one, other)


def _versions(path: str) -> list[tuple[int, str, str]]:
    """The number, the SHA-256 and the place of each version, oldest first."""
    with suppress(FileNotFoundError, NotADirectoryError):
        matches = [match for name in os.listdir(shelf(path)) if (match := _VERSION.fullmatch(name))]
        return sorted((int(match[1]), match[2], os.path.join(shelf(path), match[0])) for match in matches)
    return []


def _strays(path: str) -> list[str]:
    """The places of a file's strays."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(os.path.join(shelf(path), name) for name in os.listdir(shelf(path)) if name.startswith(_STRAY))
    return []
