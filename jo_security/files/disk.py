"""Reading and writing on the disk itself: what is written here survives a loss of power once these functions return."""

import errno
import hashlib
import os
import sys

CHUNK = 1 << 20

UNSETTLED = (errno.EACCES, errno.EINVAL, errno.ENOTSUP)
"""What a system says of a folder that is not the caller's to read, or whose names it settles in its own way."""


def content(path: str) -> bytes:
    """All the bytes of a file. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        pieces = []
        while piece := os.read(handle, 16 * CHUNK):
            pieces.append(piece)
    finally:
        os.close(handle)
    return b"".join(pieces)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal: by it a state of a file is known."""
    return hashlib.sha256(content).hexdigest()


def create(path: str) -> int:
    """A handle to a new file that nobody else may read yet. Raises OSError, also where the name is taken."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o600)


def write(handle: int, content: bytes) -> None:
    """Write all the bytes, however many the system takes at a time. Raises OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def flush(handle: int) -> None:
    """Have what was written to a file on the disk itself. Raises OSError; what was written may then be lost."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(handle)
        return
    os.fsync(handle)


def settle(folder: str) -> None:
    """Have the names in a folder on the disk itself, where the system can. Raises OSError."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        handle = os.open(folder or os.curdir, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in UNSETTLED:
            raise
