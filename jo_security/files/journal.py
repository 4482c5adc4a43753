"""The journal of a budget: a folder beside it, and in it one chain an officer, so that git branches do not collide.

An entry says who did what and when, the text of the block that came or went, the SHA-256 of the file before and after,
and that of every file of the budget. Its number exceeds that of every entry that was there. Entries are only ever
added. A line that a crash tore is ended, and an entry of whoever finds it says so.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from jo_security.files import heads
from jo_security.files.chain import OPENS, Ending, Entry, ending, lines, sealed
from jo_security.files.disk import content, digest, flush, settle
from jo_security.files.officer import Officer
from jo_security.files.place import Place
from jo_security.files.rights import adopt, adopt_folder

SUFFIX = ".jsonl"
ATTRIBUTES = b"# Entries that two branches add are both kept.\n*.jsonl -text merge=union\n"

APPEND, REMOVE, ABORT, EDIT, GIT, ACCEPT, TORN = "append", "remove", "abort", "edit", "git", "accept", "torn"
"""What an entry tells: a block that came, one that went, a write that was given up, a state that a hand made or that
git brought, operations whose absence somebody accepted, a line that a crash tore."""

WRITES = (APPEND, REMOVE)


class Undone(Exception):
    """An entry that could not be written, and of which nothing is left; the system's reason is the cause."""


class Unsure(Exception):
    """An entry of which it is not known whether it is there; the system's reason is the cause."""


@dataclass(frozen=True)
class Journal:
    """The journal of a budget, as it stands on the disk; whoever adds to it holds the lock."""

    at: Place

    def chains(self) -> list[str]:
        """The names of the chains. Raises OSError."""
        with suppress(FileNotFoundError):
            return sorted(name for name in os.listdir(self.at.journal) if name.endswith(SUFFIX))
        return []

    def path(self, chain: str) -> str:
        """Where a chain is."""
        return os.path.join(self.at.journal, chain)

    def endings(self) -> dict[str, Ending]:
        """The last entries of each chain. Raises OSError."""
        return {chain: ending(self.path(chain)) for chain in self.chains()}

    def entries(self) -> list[Entry]:
        """Every entry whose hash is right, in the order of their numbers. Raises OSError."""
        found = [entry for chain in self.chains() for _, _, entry in lines(self.path(chain)) if entry is not None]
        return sorted(found, key=_order)

    def last(self) -> Entry | None:
        """The last entry that tells of a state of the files. Raises OSError."""
        return latest(entry for each in self.endings().values() for entry in each.entries)

    def number(self) -> int:
        """The number of the last entry, 0 where there is none. Raises OSError."""
        return max((entry.seq for end in self.endings().values() for entry in end.entries), default=0)

    def add(self, officer: Officer, op: str, files: Mapping[str, str], **said: object) -> Entry:
        """Add an entry to an officer's chain, on the disk itself. Raises Undone, Unsure."""
        try:
            held = self.endings()
            chain = f"{officer.slug}{SUFFIX}"
            own = held.pop(chain, Ending())
            entry = {"v": 1, "op": op, "officer": officer.name, "files": dict(files)}
            entry = {name: value for name, value in said.items() if value is not None} | entry
            entry["time"] = officer.now().isoformat(timespec="seconds")
            entry["seq"] = 1 + max((each.seq for end in (own, *held.values()) for each in end.entries), default=0)
            entry["prev"] = _ends(own.entries)
            entry["seen"] = {name: end.entries[-1].hash for name, end in held.items() if end.entries}
            added, line = sealed(entry)
            self._write(chain, b"\n" + line if own.open else line)
        except OSError as error:
            raise Undone from error
        self._remember(officer, held, chain, added)
        return added

    def mend(self, officer: Officer) -> None:
        """End each line that a crash tore, and tell so. Raises Undone, Unsure, OSError."""
        for chain, end in self.endings().items():
            if end.torn:
                number = max(number for number, _, _ in lines(self.path(chain)))
                self._write(chain, b"\n")
                self.add(officer, TORN, {}, chain=chain, line=number, sha256=digest(end.torn))

    def _write(self, chain: str, added: bytes) -> None:
        """Add bytes to a chain, or leave it as it was. Raises OSError, Unsure."""
        path = self.path(chain)
        folder = os.path.dirname(path)
        if not os.path.isdir(folder):
            os.mkdir(folder, 0o700)
            adopt_folder(folder, self.at.path)
            settle(os.path.dirname(folder))
            self._write(".gitattributes", ATTRIBUTES)
        new = not os.path.exists(path)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, flags, 0o600)
        try:
            if new:
                adopt(handle, self.at.path)
                settle(folder)
            _extend(handle, added)
        finally:
            # What was flushed is there, whatever becomes of the handle.
            with suppress(OSError):
                os.close(handle)

    def _remember(self, officer: Officer, held: Mapping[str, Ending], chain: str, added: Entry) -> None:
        """Note the heads in the officer's own folder, where that can be written, and those that are gone."""
        now = {name: (end.entries[-1].seq, end.entries[-1].hash) for name, end in held.items() if end.entries}
        with suppress(OSError):
            before = heads.seen(officer.state, self.at.path)
            known = {(name, head) for name, head in before.chains.items() if now.get(name) != head} | before.lost
            lost = frozenset((name, head) for name, head in known if not self.holds(name, head[1]))
            heads.remember(officer.state, self.at.path, heads.Seen(now | {chain: (added.seq, added.hash)}, lost))

    def holds(self, chain: str, sha256: str) -> bool:
        """Whether an entry is in a chain. Raises OSError."""
        sought = OPENS + sha256.encode()
        if any(entry.hash == sha256 for entry in ending(self.path(chain)).entries):
            return True
        return os.path.exists(self.path(chain)) and sought in content(self.path(chain))


def latest(entries: Iterable[Entry]) -> Entry | None:
    """The last of some entries that tells of a state of the files."""
    return max((entry for entry in entries if entry.states), key=_order, default=None)


def _order(entry: Entry) -> tuple[int, str]:
    return entry.seq, entry.hash


def _ends(entries: Iterable[Entry]) -> list[str]:
    """The entries that no other names as the one before it: two, where git has merged two ends of a chain."""
    held = [*entries]
    named = {sha256 for entry in held for sha256 in entry.prev}
    return [entry.hash for entry in held if entry.hash not in named]


def _extend(handle: int, added: bytes) -> None:
    """Write a line at the end of a file and have it on the disk, or leave none there. Raises OSError, Unsure."""
    size, written = os.fstat(handle).st_size, 0
    try:
        while written < len(added):
            written += os.write(handle, added[written:])
        flush(handle)
    except OSError:
        try:
            os.ftruncate(handle, size)
            flush(handle)
        except OSError as error:
            # Part of a line is no entry, and is told as torn; only a whole one is one, its end aside.
            if written >= len(added) - 1:
                raise Unsure from error
        raise
