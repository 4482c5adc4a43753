"""Whether git brought a file to the state in which it is: a commit that holds it just so."""

import hashlib
import os
import re

from jo_security.files.plumbing import EXACTLY, answer

COMMITS = 2_000
"""How many of the last commits that touch a file are looked at."""

_HEXADECIMAL = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def commit_of(path: str, content: bytes) -> str | None:
    """The last commit in which the file at a path has a content, line ends aside; None where there is none."""
    folder, name = os.path.split(path)
    history = answer(folder, EXACTLY, "rev-list", f"--max-count={COMMITS}", "--all", "HEAD", "--", name)
    if not history:
        return None
    # Each commit by its hash, then what it changed: `:MODE MODE BLOB BLOB STATUS`, a tab and the path.
    said = answer(
        folder, EXACTLY, "diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "--", name, given=history
    )
    blobs = {_blob(each, size) for each in (content, content.replace(b"\r\n", b"\n")) for size in (40, 64)}
    commit = None
    for line in (said or "").splitlines():
        first, *rest = line.split()
        if _HEXADECIMAL.fullmatch(first):
            commit = first
        elif len(rest) > 2 and rest[2] in blobs:  # noqa: PLR2004 - the third is the blob that the commit brought
            return commit
    return None


def moved(folder: str) -> int:
    """When git last moved to another commit in a folder, in nanoseconds as files tell; 0 where it never did."""
    log = answer(folder, "rev-parse", "--git-path", "logs/HEAD")
    try:
        return os.stat(os.path.join(folder, log.strip())).st_mtime_ns if log else 0
    except OSError:
        return 0


def _blob(content: bytes, size: int) -> str:
    """The name of a content among git's objects, of 40 or of 64 digits."""
    said = f"blob {len(content)}\0".encode() + content
    return hashlib.sha256(said).hexdigest() if size > 40 else hashlib.sha1(said, usedforsecurity=False).hexdigest()  # noqa: PLR2004 - git names its objects by 40 or 64 digits
