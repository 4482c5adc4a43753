"""The rights of a new file or folder: those of the budget, never wider."""

import errno
import os
import stat
from contextlib import suppress

ACL = "system.posix_acl_access"
_GROUP = stat.S_IRWXG


def adopt(handle: int, like: str) -> None:
    """Give a new file, open and nobody else's to read, the owner, the group and the rights of another file.

    Where the group cannot be given, its rights are those of everybody; no file becomes executable. Raises OSError.
    """
    if not hasattr(os, "fchown"):
        return
    os.fchmod(handle, _mode(handle, like) & 0o666)
    _copy_acl(handle, like)


def adopt_folder(folder: str, like: str) -> None:
    """Give a new folder the rights of a file, those to read it being also those to enter it. Raises OSError."""
    if not hasattr(os, "O_DIRECTORY") or not hasattr(os, "fchown"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        mode = _mode(handle, like)
        os.fchmod(handle, mode & 0o666 | (mode & 0o444) >> 2)
    finally:
        os.close(handle)


def _mode(handle: int, like: str) -> int:
    """The rights of a file, after its owner and its group were given as far as the system lets it."""
    mine, theirs = os.fstat(handle), os.stat(like)
    mode = stat.S_IMODE(theirs.st_mode)
    if mine.st_uid != theirs.st_uid:
        with suppress(PermissionError):
            os.fchown(handle, theirs.st_uid, -1)
    if mine.st_gid != theirs.st_gid:
        try:
            os.fchown(handle, -1, theirs.st_gid)
        except PermissionError:
            mode = _without_group(mode)
    return mode


def _copy_acl(handle: int, like: str) -> None:
    """Give a file the access list of another, and none where that has none: a folder may have lent it its own."""
    if not hasattr(os, "getxattr"):
        return
    try:
        os.setxattr(handle, ACL, os.getxattr(like, ACL))
    except OSError as error:
        if error.errno == errno.ENODATA:
            with suppress(OSError):
                os.removexattr(handle, ACL)
        elif error.errno not in {errno.ENOTSUP, errno.ENOSYS}:
            # The list cannot be had: without it, the group's rights in `mode` may be the list's widest.
            os.fchmod(handle, _without_group(stat.S_IMODE(os.stat(like).st_mode)) & 0o666)


def _without_group(mode: int) -> int:
    """Rights in which the group's are no wider than everybody's."""
    return mode & ~_GROUP | mode & _GROUP & (mode & stat.S_IRWXO) << 3
