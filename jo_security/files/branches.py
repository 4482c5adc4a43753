"""The ids that other branches of git have given: two branches that record do not give the same one twice."""

import os
import re
from collections.abc import Iterable

from jo_security.files.git import in_work_tree
from jo_security.files.plumbing import answer

SECONDS = 2
"""How long git may take; then other branches have given none: an officer waits, and `check` finds an id borne twice."""

_ADDED = re.compile(r"^\+.*", re.MULTILINE)
_ID = re.compile(r"""(?<=[+\s{,])id[ \t]*=[ \t]*["']([A-Za-z0-9][A-Za-z0-9._/-]*)["']""")


def ids_on_branches(path: str, patterns: Iterable[str]) -> frozenset[str]:
    """The ids in a budget's own file, and in those that its patterns match, on branches that HEAD does not hold.

    Only what these have and HEAD has not is looked at; no ids where there is no git, or where it is slow.
    """
    folder, name = os.path.split(path)
    if not in_work_tree(folder):
        return frozenset()
    tips = answer(
        folder,
        "for-each-ref",
        "--no-merged=HEAD",
        "--format=%(objectname)",
        "refs/heads",
        "refs/remotes",
        seconds=SECONDS,
    )
    head = answer(folder, "rev-parse", "HEAD", seconds=SECONDS) if tips else None
    if not tips or not head:
        return frozenset()
    # Each tip as if HEAD were what it was made from.
    pairs = "".join(f"{tip} {head.strip()}\n" for tip in dict.fromkeys(tips.split()))
    changes = answer(
        folder,
        *("diff-tree", "--stdin", "--no-commit-id", "-r", "-p", "-U0", "--text", "--no-renames", "--no-color"),
        *("--no-ext-diff", "--no-textconv", "--", f":(literal){name}", *(f":(glob){each}" for each in patterns)),
        given=pairs,
        seconds=SECONDS,
    )
    return frozenset(_ID.findall("\n".join(_ADDED.findall(changes or ""))))
