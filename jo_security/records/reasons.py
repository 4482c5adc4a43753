"""Why the system refuses a file, in words."""

import errno
from collections.abc import Mapping

from jo_security.records.words import N_

REASONS: Mapping[int, str] = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("there is no such file"),
    errno.EACCES: N_("permission is denied"),
    errno.EPERM: N_("permission is denied"),
    errno.EEXIST: N_("there is a file of that name already"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("no space is left on the disk"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file would be too large"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EIO: N_("the disk or the device fails"),
    errno.EBUSY: N_("it is in use"),
    errno.ELOOP: N_("its symbolic links go round in a circle"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ETIMEDOUT: N_("the network does not answer"),
    errno.ESTALE: N_("the network does not answer"),
}


def reason(error: OSError) -> str:
    """The msgid of why the system refuses."""
    return REASONS.get(error.errno or 0, N_("the system refuses, for a reason of its own"))
