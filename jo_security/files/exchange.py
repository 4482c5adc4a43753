"""Two names of files exchanged at once, so that what is displaced is never lost, whoever put it there."""

import errno
import os
import sys

UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""What a system or a file system answers that exchanges no names."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def exchange(one: str, other: str) -> bool:
    """Exchange the names of two files of one folder; False where the system cannot, and nothing is changed then.

    Raises OSError.
    """
    import ctypes  # dear to import, and wanted by writers only

    if os.name != "posix":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        answer = libc.renamex_np(*names, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(libc, "renameat2"):
        answer = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        return False
    if answer == 0:
        return True
    error = ctypes.get_errno()
    if error in UNABLE:
        return False
    raise OSError(error, os.strerror(error), one, None, other)
