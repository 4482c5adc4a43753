"""In which state the files of a budget are on the disk: each by its name and by the SHA-256 of its bytes."""

import glob
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jo_security.files.disk import content, digest
from jo_security.files.files import Files
from jo_security.files.heading import heading
from jo_security.files.include import matched
from jo_security.files.source import Source

RACY = 2.0
"""Seconds after its last change in which a file may change again without bearing another time."""

TAIL = 64
"""By how many of its last bytes it is known whether a file still ends as it did."""

MOST_FOLDERS = 500
"""How many folders are watched at the most; what lies in others is looked at now and then."""

State = tuple[tuple[str, str], ...]
"""The name and the SHA-256 of each file, the budget's own first; empty where that one cannot be read."""

Stamp = tuple[int, int, int, int, int]
Shape = tuple[int, bytes]
"""The length of a file, and its last bytes."""


def read_state(files: Files | None) -> State:
    """The state that files were in when they were read."""
    return () if files is None else tuple((source.name, source.sha256) for source in files.sources)


@dataclass(slots=True)
class Looker:
    """Looks at the files of a budget, and reads a file again only where it may have changed since.

    `patterns` are those of the files that it includes, as its own file said when it was last looked at; `shapes` are
    the lengths and the last bytes of files, by their SHA-256.
    """

    name: str
    patterns: object = None
    shapes: dict[str, Shape] = field(default_factory=dict)
    _known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    _headed: str = ""

    def look(self) -> State:
        """The state of the files now. A file that cannot be read is not there."""
        folder = os.path.dirname(self.name)
        root = self._digest(self.name, heads=True)
        if root is None:
            return ()
        others = ((name, self._digest(name)) for name in self._included(folder))
        state = ((self.name, root), *((name, sha256) for name, sha256 in others if sha256 is not None))
        there = {name for name, _ in state}
        self._known = {name: known for name, known in self._known.items() if name in there}
        return state

    def forget(self, *kept: State) -> None:
        """Keep no more shapes than those of some states."""
        wanted = {sha256 for state in kept for _, sha256 in state}
        self.shapes = {sha256: shape for sha256, shape in self.shapes.items() if sha256 in wanted}

    def folders(self, state: State) -> frozenset[tuple[str, int, int]]:
        """The folders in which the budget's files lie or may come to lie, each with what tells it from another.

        An editor that saves by rename puts another file in the place of the old one: what is watched is the folder.
        """
        found: dict[str, tuple[str, int, int]] = {}
        for path in self._places(state):
            try:
                there = os.stat(path)
            except OSError:
                continue
            found.setdefault(path, (path, there.st_dev, there.st_ino))
            if len(found) == MOST_FOLDERS:
                break
        return frozenset(found.values())

    def _places(self, state: State) -> Iterator[str]:
        """The folders of files, links followed and not, and those that patterns lead to."""
        for name in (self.name, *(name for name, _ in state)):
            yield os.path.dirname(os.path.abspath(name))
            yield os.path.dirname(os.path.realpath(name))
        home = os.path.dirname(os.path.abspath(self.name))
        for pattern in self.patterns if isinstance(self.patterns, list) else ():
            parts = str(pattern).split("/")[:-1]
            for depth in range(1, len(parts) + 1):
                for match in glob.iglob("/".join(parts[:depth]), root_dir=home, recursive=True):
                    path = os.path.join(home, match)
                    if os.path.isdir(path):
                        yield os.path.realpath(path)

    def _included(self, folder: str) -> Sequence[str]:
        """The names of the files that the patterns match."""
        try:
            return [os.path.join(folder, match) for match in matched(self.name, self.patterns)]
        except ValueError:
            return []

    def _digest(self, name: str, *, heads: bool = False) -> str | None:
        """The SHA-256 of a file; None where it cannot be read."""
        try:
            before = _stamp(name)
            known = self._known.get(name)
            if known is not None and known[0] == before and (not heads or known[1] == self._headed):
                return known[1]
            said = content(name)
        except (OSError, ValueError):
            self._known.pop(name, None)
            return None
        sha256 = digest(said)
        self.shapes[sha256] = (len(said), said[-TAIL:])
        if heads and sha256 != self._headed:
            self.patterns, self._headed = heading(Source(name, said)).get("include"), sha256
        # Who saves twice within one tick of the clock leaves one and the same time.
        if time.time() - before[-1] / 1e9 > RACY:
            self._known[name] = (before, sha256)
        return sha256


def cut(now: State, before: State, shapes: dict[str, Shape]) -> bool:
    """Whether a state looks like that of files which somebody is in the midst of saving.

    A file is gone, is empty, or is shorter than before and does not end as it did.
    """
    there = dict(now)
    if not now or any(name not in there for name, _ in before):
        return True
    for name, sha256 in before:
        was, its = shapes.get(sha256), shapes.get(there[name])
        if was is None or its is None or sha256 == there[name]:
            continue
        if its[0] == 0 or (its[0] < was[0] and its[1].rstrip() != was[1][-len(its[1]) :].rstrip()):
            return True
    return False


def _stamp(name: str) -> Stamp:
    """What a system says of a file that changes whenever it is written, or another takes its place. Raises OSError."""
    there = os.stat(name)
    if not stat.S_ISREG(there.st_mode):
        raise FileNotFoundError(name)
    return there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns, there.st_ctime_ns
