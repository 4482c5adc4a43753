"""Why a budget can be looked at and not written, said before anybody tries."""

import os

from jo_security.files.place import Place, place
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_


def refusal(name: str, file: str | None = None) -> Words | None:
    """Why nothing can be recorded in a budget, or in one of its files; None where something can.

    Nothing is written to find out, so that a disk may yet refuse.
    """
    try:
        at = place(name)
        return why_not(at, at.root if file is None else file)
    except Unwritable as error:
        return error.reason
    except OSError as error:
        return Words(reason(error))


def why_not(at: Place, file: str | None) -> Words | None:
    """Why a file of a budget cannot be written, or none of them; one that is not there yet may be. Raises OSError."""
    denied = Words(N_("permission is denied"))
    if (why := _folder(os.path.dirname(at.path))) is not None:
        return why
    if os.path.exists(at.lock) and not os.access(at.lock, os.R_OK | os.W_OK):
        return Words(N_("the lock beside it cannot be had: {reason}"), {"reason": denied})
    if os.path.exists(at.journal) and not os.access(at.journal, os.R_OK | os.W_OK | os.X_OK):
        return Words(N_("its journal cannot be written: {reason}"), {"reason": denied})
    return _file(at.file(file)) if file is not None and os.path.exists(at.file(file)) else None


def _file(path: str) -> Words | None:
    """Why a file that is there cannot be written. Raises OSError."""
    if not os.access(path, os.W_OK):
        return _denied(path)
    if os.stat(path).st_nlink > 1:
        return Words(N_("it has a second name, a hard link, which would keep the old content; remove one of the two"))
    return _folder(os.path.dirname(path))


def _folder(folder: str) -> Words | None:
    """Why no file can be made in a folder. Raises OSError."""
    if os.access(folder, os.W_OK | os.X_OK):
        return None
    return Words(N_("no file can be made in its folder: {reason}"), {"reason": _denied(folder)})


def _denied(path: str) -> Words:
    """Whether it is the disk that lets nobody write, or the rights. Raises OSError."""
    if hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY:
        return Words(N_("the disk is read-only"))
    return Words(N_("permission is denied"))
