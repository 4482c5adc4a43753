"""Putting an answer into a file."""

from collections.abc import Iterable

from jo_security.files.replace import replace
from jo_security.office.opening import Opened


def put(name: str, pieces: Iterable[bytes], opened: Opened | None = None) -> None:
    """Write a file whole, in the place of one of that name, but never of a file of the budget that was asked.

    Raises Unwritable.
    """
    replace(name, pieces, [] if opened is None else [source.name for source in opened.files.sources])
