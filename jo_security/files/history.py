"""What an officer did last, to be undone, and what they undid last, to be done again."""

from collections.abc import Iterable

from jo_security.files.batch import parts
from jo_security.files.chain import Entry
from jo_security.files.journal import ABORT, APPEND, REMOVE
from jo_security.files.standing import live

AGAIN = "redo"
"""The act under which what was undone is done again."""


def undoable(entries: Iterable[Entry], officer: str) -> Entry | None:
    """The last operation of an officer that is still there: its entry tells its block, and where it came.

    Operations recorded together are taken back together; where some of them are gone, the last of those that are left.
    """
    held = [*entries]
    there: dict[str, list[Entry]] = {}
    for each in live(held).values():
        there.setdefault(each.hash, []).append(each)
    last = next((entry for entry in reversed(held) if entry.hash in there and _by(entry, officer)), None)
    if last is None or len(there[last.hash]) == len(parts(last)):
        return last
    return there[last.hash][-1]


def redoable(entries: Iterable[Entry], officer: str) -> Entry | None:
    """The entry by which an officer last took a block away, unless they recorded anything else since, or did it again.

    Its text is the block that is to come back.
    """
    held = [*entries]
    given_up = {entry.said.get("of") for entry in held if entry.op == ABORT}
    taken: list[Entry] = []
    for entry in held:
        if not _by(entry, officer) or entry.hash in given_up:
            continue
        if entry.op == REMOVE:
            taken.append(entry)
        elif entry.op == APPEND and entry.said.get("act") == AGAIN and taken:
            taken.pop()
        elif entry.op == APPEND:
            taken.clear()
    return taken[-1] if taken else None


def _by(entry: Entry, officer: str) -> bool:
    return entry.said.get("officer") == officer
