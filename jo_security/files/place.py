"""Where a budget lies: its own file, those that it includes, and what stands beside it."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jo_security.files.disk import content, digest
from jo_security.files.heading import heading
from jo_security.files.include import matched
from jo_security.files.kept import hidden
from jo_security.files.receive import matches
from jo_security.files.source import STDIN, Source
from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.reasons import reason
from jo_security.records.words import N_


@dataclass(frozen=True)
class Place:
    """A budget as it was named, and where its own file is, links followed."""

    name: str
    path: str

    @property
    def root(self) -> str:
        """What the budget's own file is called in the journal."""
        return os.path.basename(self.path)

    @property
    def lock(self) -> str:
        """The file that whoever writes holds."""
        return hidden(self.path, ".lock")

    @property
    def journal(self) -> str:
        """The folder of the journal."""
        return f"{self.path.removesuffix('.toml')}.journal"

    def file(self, name: str) -> str:
        """Where a file of the budget is, links followed, by its name from the budget's folder."""
        if name == self.root:
            return self.path
        return os.path.realpath(os.path.join(os.path.dirname(self.name), name))


def place(name: str) -> Place:
    """Where a budget lies. Raises Unwritable where it is none that could be written."""
    if name == STDIN:
        raise Unwritable(name, Words(N_("what comes from standard input cannot be written to")))
    try:
        path = os.path.realpath(name)
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unwritable(name, Words(N_("it is not a regular file")))
    except ValueError:
        raise Unwritable(name, Words(N_("its name is not one that a file can bear"))) from None
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None
    return Place(name, path)


@dataclass(frozen=True)
class Snapshot:
    """The bytes of every file of a budget, read one after the other, by their names from its folder.

    `patterns` are those of the files that it includes.
    """

    contents: Mapping[str, bytes]
    patterns: tuple[str, ...] = ()

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The SHA-256 of each file."""
        return {name: digest(said) for name, said in self.contents.items()}

    def takes(self, at: Place, name: str) -> bool:
        """Whether a file is one of the budget's, or would be if it were there: a journal may come from anywhere."""
        if name in self.contents:
            return True
        home = os.path.realpath(os.path.dirname(at.name) or os.curdir)
        inside = os.path.commonpath((home, at.file(name))) == home
        return inside and ".." not in name and any(matches(pattern, name) for pattern in self.patterns)

    def changed(self, name: str, content: bytes) -> "Snapshot":
        """The same budget with another content of one file."""
        return Snapshot({**self.contents, name: content}, self.patterns)


def snapshot(at: Place) -> Snapshot:
    """Read a budget's own file and those that it includes. Raises OSError."""
    root = content(at.path)
    patterns = heading(Source(at.name, root)).get("include")
    contents = {at.root: root} | {name: content(at.file(name)) for name in matched(at.name, patterns)}
    return Snapshot(contents, tuple(map(str, patterns)) if isinstance(patterns, list) else ())
