"""What a table is sorted by: columns in rank, each up or down, and what asking once more makes of it."""

from __future__ import annotations

from typing import TypeAlias

Sorting: TypeAlias = tuple[tuple[str, bool], ...]
"""The key of each column and whether it runs backwards, the one that counts first in front; none in natural order."""


def by(sorting: Sorting, key: str) -> Sorting:
    """Sort by one column alone: up, then down, then in natural order again."""
    if sorting == ((key, False),):
        return ((key, True),)
    return () if sorting == ((key, True),) else ((key, False),)


def then_by(sorting: Sorting, key: str) -> Sorting:
    """Sort by one column more, after the others: up, then down, then without it again."""
    known = dict(sorting)
    if key not in known:
        return (*sorting, (key, False))
    if not known[key]:
        return tuple((each, reverse or each == key) for each, reverse in sorting)
    return tuple((each, reverse) for each, reverse in sorting if each != key)


def rank(sorting: Sorting, key: str) -> tuple[bool, int] | None:
    """Whether a column runs backwards and its rank from 1 on, 0 where it is alone; None where it does not sort."""
    for number, (each, reverse) in enumerate(sorting, 1):
        if each == key:
            return reverse, number if len(sorting) > 1 else 0
    return None
