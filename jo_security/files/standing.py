"""How the files of a budget stand to its journal: as recorded, unfinished, edited by hand, brought by git, lost."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jo_security.files import kept
from jo_security.files.batch import key_of, parts, text_of
from jo_security.files.block import without
from jo_security.files.chain import Entry
from jo_security.files.commits import commit_of, moved
from jo_security.files.difference import Difference, Key, difference, records
from jo_security.files.disk import digest
from jo_security.files.journal import ABORT, ACCEPT, APPEND, EDIT, GIT, REMOVE, WRITES, Journal
from jo_security.files.place import Place, Snapshot
from jo_security.files.source import Source
from jo_security.files.syntax import NotToml, parse

Kind = Literal["untracked", "recorded", "unfinished", "edited", "git", "overwritten", "unreadable"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a budget since the last entry of its journal.

    - untracked: it has no journal yet
    - recorded: every file is as the last entry says
    - unfinished: the last entry is not in its file yet, which is as it was before
    - edited: somebody changed it by hand, and everything that was recorded is there
    - git: a commit holds it just so; `commit` is its hash, `missing` what it does not hold
    - overwritten: recorded operations are not there any more: they are `missing`, to be restored or accepted
    - unreadable: it is not TOML, so that nothing can be said

    `difference` tells records that changed since, None where the former state is not kept. `back` are operations that
    were taken away and are there again. `strays` are files that hold what somebody saved while the program was writing.
    """

    kind: Kind
    last: Entry | None = None
    missing: Sequence[Entry] = ()
    difference: Difference | None = None
    commit: str | None = None
    strays: Sequence[str] = ()
    back: Sequence[Key] = ()


def look(at: Place, now: Snapshot) -> Standing:
    """How a budget stands; nothing is written. Raises OSError."""
    journal = Journal(at)
    last = journal.last()
    strays = [each for name in now.contents for each in kept.strays(at.file(name))]
    if last is None:
        return Standing("untracked", strays=strays)
    if now.states == last.states and not last.said.get("missing"):
        return Standing("recorded", last, strays=strays)
    if now.takes(at, last.file) and applied(last, now.contents.get(last.file)) is not None and not _done(at, last):
        return Standing("unfinished", last, strays=strays)
    return _unexplained(at, now, journal, last, strays)


def _done(at: Place, last: Entry) -> bool:
    """Whether a write displaced a version: then it was done, and somebody took it back since."""
    return kept.displaced(at.file(last.file), last.seq)


def applied(entry: Entry, content: bytes | None) -> bytes | None:
    """What a file becomes by an entry; None where it is not as it was before that entry."""
    if entry.op not in WRITES or entry.said.get("before") != (None if content is None else digest(content)):
        return None
    old, text, offset = content or b"", text_of(entry).encode(), int(entry.said["offset"])
    new = old[:offset] + text + old[offset:] if entry.op == APPEND else without(old, text, offset)
    return new if digest(new) == entry.said["after"] else None


def keys_of(entries: Iterable[Entry]) -> list[list[str]] | None:
    """The records that entries are about, as the journal has them; None where there is none."""
    return [list(key_of(entry)) for entry in entries] or None


def live(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """The operations that the files should hold: recorded and not undone, nor their absence accepted.

    Of an entry about several each has a part of its own.
    """
    there: dict[Key, Entry] = {}
    for entry, former in _effects(entries):
        match entry.op:
            case "append":
                there |= {key_of(each): each for each in parts(entry)}
            case "remove":
                for each in parts(entry):
                    there.pop(key_of(each), None)
            case _:
                for table, name in entry.said.get("absent", ()):
                    there.pop((table, name), None)
                there |= {key: former[key] for key in map(tuple, entry.said.get("back", ())) if key in former}
    return there


def _effects(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Mapping[Key, Entry]]]:
    """Entries without those that were given up, each with the operations that were ever appended before it."""
    held = [*entries]
    given_up = {entry.said.get("of") for entry in held if entry.op == ABORT}
    former: dict[Key, Entry] = {}
    for entry in held:
        if entry.hash not in given_up and entry.op in {APPEND, REMOVE, ACCEPT, EDIT, GIT}:
            yield entry, former
            if entry.op == APPEND:
                former |= {key_of(each): each for each in parts(entry)}


def _unexplained(at: Place, now: Snapshot, journal: Journal, last: Entry, strays: Sequence[str]) -> Standing:
    """How a budget stands that no entry explains. Raises OSError."""
    documents = _parsed(now.contents)
    if documents is None:
        return Standing("unreadable", last, strays=strays)
    entries = journal.entries()
    present = records(documents)
    expected = live(entries)
    missing = [entry for key, entry in expected.items() if key not in present]
    ever = {key_of(each) for entry, _ in _effects(entries) if entry.op == APPEND for each in parts(entry)}
    back = sorted(key for key in ever if key in present and key not in expected)
    told = _difference(at, last, now, entries, present)
    commit = _commit(at, last, now)
    if commit is not None and (not missing or _moved_since(at, journal)):
        return Standing("git", last, missing, told, commit, strays, back)
    return Standing("overwritten" if missing else "edited", last, missing, told, commit, strays, back)


def _parsed(contents: Mapping[str, bytes]) -> list[dict[str, Any]] | None:
    """What the files say; None where one is not TOML."""
    try:
        return [parse(Source(name, said)) for name, said in contents.items()]
    except NotToml:
        return None


def _difference(
    at: Place, last: Entry, now: Snapshot, entries: Sequence[Entry], present: Mapping[Key, Any]
) -> Difference | None:
    """The records that changed since the last entry; None where what a file said then is not kept."""
    former: dict[str, bytes] = {}
    for name, sha256 in last.states.items():
        said = now.contents[name] if now.states.get(name) == sha256 else _recall(at.file(name), name, sha256, entries)
        if said is None:
            return None
        former[name] = said
    documents = _parsed(former)
    return None if documents is None else difference(records(documents), present)


def _recall(path: str, name: str, sha256: str, entries: Sequence[Entry]) -> bytes | None:
    """What a file said in a former state: kept as it was, or the version before it and the block that came."""
    if (said := kept.version(path, sha256)) is not None:
        return said
    for entry in reversed(entries):
        if entry.op in WRITES and entry.file == name and entry.said.get("after") == sha256:
            before = entry.said.get("before")
            old = None if before is None else kept.version(path, str(before))
            return applied(entry, old)
    return None


def _commit(at: Place, last: Entry, now: Snapshot) -> str | None:
    """The commit that holds the files which are no more as they were; None where one of them is in no commit."""
    commits = [
        commit_of(at.file(name), said)
        for name, said in now.contents.items()
        if now.states[name] != last.states.get(name)
    ]
    return commits[0] if commits and all(commits) else None


def _moved_since(at: Place, journal: Journal) -> bool:
    """Whether git moved to another commit after the journal was written; else an editor may have saved what it had."""
    written = max((os.stat(journal.path(chain)).st_mtime_ns for chain in journal.chains()), default=0)
    return moved(os.path.dirname(at.path)) >= written
