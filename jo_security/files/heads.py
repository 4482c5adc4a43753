"""The last entries of each chain that an officer has seen, kept where only they write: a tail cut since is noticed."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jo_security.files.disk import create, digest, flush, settle, write

Head = tuple[int, str]
"""The number and the hash of an entry."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last entry that was seen of each chain, and those that a chain no longer held when more came after it."""

    chains: Mapping[str, Head]
    lost: frozenset[tuple[str, Head]] = frozenset()


def seen(state: str, budget: str) -> Seen:
    """What an officer has seen of a budget's journal; nothing where none of it was noted."""
    try:
        with open(_file(state, budget), "rb") as file:
            said: Any = json.load(file)
        chains = {str(name): (int(seq), str(sha256)) for name, (seq, sha256) in said["chains"].items()}
        lost = {(str(name), (int(seq), str(sha256))) for name, (seq, sha256) in said["lost"]}
        return Seen(chains, frozenset(lost))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Seen({})


def remember(state: str, budget: str, what: Seen) -> None:
    """Note what was seen of a budget's journal. Raises OSError; what was noted before is then still there."""
    place = _file(state, budget)
    for folder in (state, os.path.dirname(place)):  # of one that is made on the way the mode would not be asked
        os.makedirs(folder, mode=0o700, exist_ok=True)
    said = {"budget": budget, "chains": what.chains, "lost": sorted(what.lost)}
    part = f"{place}.{os.urandom(6).hex()}"
    handle = create(part)
    try:
        try:
            write(handle, json.dumps(said, ensure_ascii=False, indent=1).encode())
            flush(handle)
        finally:
            os.close(handle)
        os.replace(part, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    settle(os.path.dirname(place))


def _file(state: str, budget: str) -> str:
    """Where the heads of a budget are noted; a budget is known by its place."""
    return os.path.join(state, "heads", f"{digest(os.fsencode(budget))[:32]}.json")
