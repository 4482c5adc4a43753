"""Rows that are at hand, sifted by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jo_security.ledger.filtering.lines import Line

    Value = Callable[[int, str], Any]
    """What a row has of a field; all its text of none."""


def sifted(view: str, search: str, rows: Iterable[int], value: Value, lines: Sequence[Line] = ()) -> list[int] | None:
    """The rows that answer to a filter of a view; None where it asks nothing of them."""
    from functools import partial

    from jo_security.ledger.filtering import VIEWS, holds, parse
    from jo_security.ledger.filtering.lines import meaning

    query = parse(search, VIEWS[view])
    if not query.clauses:
        return None
    if lines:
        query = query.placed(meaning(lines))
    return [row for row in rows if holds(query, partial(value, row))]


def kept(view: str, search: str, rows: Sequence[int], value: Value, lines: Sequence[Line] = ()) -> list[int]:
    """The rows that a filter leaves: all of them where it asks nothing."""
    found = sifted(view, search, rows, value, lines) if search else None
    return [*rows] if found is None else found
