"""The files that a budget includes."""

import glob
import os
from collections.abc import Iterable, Iterator

from jo_security.files.receive import matches
from jo_security.files.source import STDIN, Source, Unreadable, load
from jo_security.records.problem import Words, Wrong
from jo_security.records.shapes import TEXT
from jo_security.records.words import N_


def included(root: str, patterns: object, awaited: Iterable[str] = ()) -> tuple[list[Source], list[Wrong]]:
    """The files that the patterns match, each once, sorted by name; and what is wrong with the patterns.

    A pattern that matches nothing is right where it would match a file that is `awaited`, and yet to be written.
    """
    wrongs: list[Wrong] = []
    folder, found = _found(root, patterns, [*awaited], wrongs)
    sources: list[Source] = []
    for match, rank in found:
        try:
            sources.append(load(os.path.join(folder, match)))
        except Unreadable as error:
            why = Words(N_("{file} cannot be read: {reason}"), {"file": match, "reason": Words(error.reason)})
            hint = Words(N_("See that the file can be read, or correct the pattern."))
            wrongs.append(Wrong("JO105", ("include", rank), why, hint))
    return sources, wrongs


def matched(root: str, patterns: object) -> list[str]:
    """The names of the files that the patterns match, from the budget's folder, in the budget's order."""
    return [match for match, _ in _found(root, patterns, [], [])[1]]


def _found(root: str, patterns: object, awaited: list[str], wrongs: list[Wrong]) -> tuple[str, list[tuple[str, int]]]:
    """The folder of the budget, and the files in it that patterns match, sorted, with the ranks of the patterns."""
    folder = os.path.dirname(root) if root != STDIN else ""
    if patterns is not None and not isinstance(patterns, list):
        wrongs.append(_misfit(("include",)))
        return folder, []
    found: dict[str, tuple[str, int]] = {}
    for rank, pattern in enumerate(patterns or ()):
        if not TEXT.accepts(pattern):
            wrongs.append(_misfit(("include", rank)))
            continue
        there = [match for match in _matches(folder, pattern) if not _same(folder, match, root)]
        if not there and not any(matches(pattern, name) for name in awaited):
            wrongs.append(_bad(rank, N_("no file matches {pattern}"), pattern=pattern))
        for match in there:
            if _inside(folder, match):
                found.setdefault(os.path.realpath(os.path.join(folder, match)), (match, rank))
            else:
                says = N_("{file} lies outside the folder of the budget")
                wrongs.append(_bad(rank, says, file=match))
    return folder, sorted(found.values())


def _matches(folder: str, pattern: str) -> Iterator[str]:
    """The files that a pattern matches, relative to the folder, with / between their parts; a folder is none."""
    for match in sorted(glob.glob(pattern, root_dir=folder or None, recursive=True)):
        if not os.path.isdir(os.path.join(folder, match)):
            yield match.replace(os.sep, "/")


def _same(folder: str, match: str, root: str) -> bool:
    """Whether a match is the budget file itself."""
    return root != STDIN and os.path.realpath(os.path.join(folder, match)) == os.path.realpath(root)


def _inside(folder: str, match: str) -> bool:
    """Whether a match lies in the folder or below, links followed."""
    home = os.path.realpath(folder or os.curdir)
    return os.path.commonpath((home, os.path.realpath(os.path.join(home, match)))) == home


def _misfit(path: tuple[str | int, ...]) -> Wrong:
    """An include that is not an array of patterns."""
    says = Words(N_("include takes a list of file patterns"))
    return Wrong("JO104", path, says, Words(N_('Write include = ["jo-2024/*.toml"].')))


def _bad(rank: int, says: str, **values: object) -> Wrong:
    """A pattern that leads to no file of the budget."""
    hint = Words(N_("Name files in the folder of the budget or below it, relative to the budget file."))
    return Wrong("JO105", ("include", rank), Words(says, values), hint)
