"""Bringing a budget to rest: what was interrupted is finished, what a hand or git did is taken down in the journal."""

import time
from collections.abc import Mapping
from contextlib import suppress

from jo_security.files import kept
from jo_security.files.chain import Entry
from jo_security.files.journal import ACCEPT, EDIT, GIT, Journal, Undone, Unsure
from jo_security.files.officer import Officer
from jo_security.files.place import Place, Snapshot, snapshot
from jo_security.files.save import Changed, Doubt, put
from jo_security.files.standing import Standing, applied, keys_of, look
from jo_security.files.unwritable import Unfinished, Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason

SETTLING = 0.03
"""Seconds between two readings of a file that lacks something: an editor may be in the midst of saving it."""

READINGS = 5


def settle(at: Place, officer: Officer) -> tuple[Snapshot, tuple[Standing, ...]]:
    """What the files of a budget hold when nothing is left to be done, and how they stood on the way there.

    The lock is held. Operations that are missing are left to the officer: the last standing then tells of them. Raises
    Unwritable, Unfinished, OSError.
    """
    journal, met = Journal(at), list[Standing]()
    _mend(journal, officer)
    _tidy(at, journal, snapshot(at))
    now, standing = steady(at)
    if standing.kind == "unfinished" and standing.last is not None:
        met.append(standing)
        _finish(at, standing.last, now)
        now, standing = steady(at)
    if standing.kind in {"edited", "git"}:
        _note(at, officer, GIT if standing.kind == "git" else EDIT, now, standing)
    if standing.kind not in {"untracked", "recorded"} or standing.strays:
        met.append(standing)
    return now, tuple(met)


def _mend(journal: Journal, officer: Officer) -> None:
    """End the lines of the journal that a crash tore. Raises Unwritable, Unfinished, OSError."""
    try:
        journal.mend(officer)
    except Undone as error:
        raise Unwritable(journal.at.name, cause(error)) from None
    except Unsure as error:
        raise Unfinished(journal.at.name, cause(error), sure=False) from None


def steady(at: Place) -> tuple[Snapshot, Standing]:
    """The files of a budget and how they stand; what seems to be lost is read again until nobody is changing it.

    Raises OSError.
    """
    now = snapshot(at)
    standing = look(at, now)
    for _ in range(READINGS):
        if standing.kind not in {"overwritten", "unreadable"}:
            break
        time.sleep(SETTLING)
        before, now = now, snapshot(at)
        if now.states == before.states:
            break
        standing = look(at, now)
    return now, standing


def accepted(at: Place, officer: Officer, now: Snapshot, standing: Standing) -> Entry:
    """Take down that the operations which are missing are not to come back. Raises Unwritable, Unfinished."""
    return _note(at, officer, ACCEPT, now, standing)


def overwritten(at: Place, officer: Officer, now: Snapshot, standing: Standing) -> Entry:
    """Take down how the files were before what is missing is restored. Raises Unwritable, Unfinished."""
    return _note(at, officer, EDIT, now, standing)


def add(journal: Journal, officer: Officer, op: str, files: Mapping[str, str], **said: object) -> Entry:
    """Add an entry to the journal, or say why that cannot be. Raises Unwritable, Unfinished."""
    try:
        return journal.add(officer, op, files, **said)
    except Undone as error:
        raise Unwritable(journal.at.name, cause(error)) from None
    except Unsure as error:
        raise Unfinished(journal.at.name, cause(error), sure=False) from None


def cause(error: BaseException) -> Words:
    """Why the system refused what an error stands for."""
    return Words(reason(error.__cause__ if isinstance(error.__cause__, OSError) else OSError()))


def _tidy(at: Place, journal: Journal, now: Snapshot) -> None:
    """Clear away what an interrupted write left beside the files. Raises OSError."""
    last = journal.last()
    if last is None:
        return
    entries = [entry for end in journal.endings().values() for entry in end.entries]
    known = frozenset(str(entry.said[name]) for entry in entries for name in ("before", "after") if name in entry.said)
    for name in {*now.contents, *([last.file] if now.takes(at, last.file) else [])}:
        after = str(last.said.get("after")) if last.file == name else None
        kept.tidy(at.file(name), last.seq, after, known)


def _finish(at: Place, last: Entry, now: Snapshot) -> None:
    """Put in its file what the journal has and the file has not. Raises Unfinished, OSError."""
    old = now.contents.get(last.file)
    new = applied(last, old)
    if new is None:
        return
    try:
        put(at.file(last.file), last.said.get("before"), new, last.seq, at.path)
    except Doubt as error:
        raise Unfinished(at.name, cause(error)) from None
    except Changed:
        return  # somebody saved just now: how the file stands is seen next


def _note(at: Place, officer: Officer, op: str, now: Snapshot, standing: Standing) -> Entry:
    """Add an entry about a state that the program did not make. Raises Unwritable, Unfinished."""
    said = {
        "difference": None if standing.difference is None else standing.difference.told(),
        "back": [list(key) for key in standing.back] or None,
        "commit": standing.commit,
        # What is edited away is missing until somebody decides; git and an officer may take it away for good.
        "missing" if op == EDIT else "absent": keys_of(standing.missing),
    }
    entry = add(Journal(at), officer, op, now.states, **said)
    former = {} if standing.last is None else standing.last.states
    # The next difference starts from what is kept here; without it there is none.
    with suppress(OSError):
        for name, content in now.contents.items():
            if now.states[name] != former.get(name):
                kept.copy(at.file(name), entry.seq, content)
    return entry
