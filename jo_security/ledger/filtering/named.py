"""Filters that others name with @: written out in their place, where what they hold can stand there."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from jo_security.ledger.filtering.scan import Token, scan

OR = "|"
EXCLUDES = "-"
SAVED = "@"

Saved: TypeAlias = frozenset[tuple[str, str]]
"""Filters that were saved, with their names."""
Conditions: TypeAlias = tuple[tuple[str, ...], ...]
"""What must all hold, each as terms of which one must."""


class Named(NamedTuple):
    """A filter that a term names; whether it is excluded, and whether it is one of several."""

    name: str
    excluded: bool
    joined: bool

    def can_stand(self, saved: Saved) -> bool:
        """Whether its conditions can stand in its place: only one can be excluded, or be one of several."""
        return self.conditions(saved) is not None

    def conditions(self, saved: Saved) -> Conditions | None:
        """The conditions that stand in its place; None where they cannot.

        A filter that names itself says nothing more there.
        """
        its = dict(saved)
        found = conditions(its.pop(self.name, ""), frozenset(its.items()))
        if self.excluded:
            if len(found) > 1:
                return None
            # Neither of two terms: not the one, and not the other.
            found = tuple((_contrary(term),) for terms in found for term in terms)
        return None if self.joined and len(found) > 1 else found


def named_filter(tokens: Sequence[Token], place: int) -> Named | None:
    """The filter that one of the terms of a text names; None where it names none."""
    token = tokens[place]
    excluded = token.bare.startswith(EXCLUDES + SAVED)
    if not excluded and not token.bare.startswith(SAVED):
        return None
    beside = [*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]]
    return Named(token.text[excluded + len(SAVED) :], excluded, any(each.bare == OR for each in beside))


def written_out(text: str, saved: Saved) -> str:
    """A text with the filters that it names in their places; those that cannot stand there are left out."""
    return " ".join(f" {OR} ".join(terms) for terms in conditions(text, saved))


@lru_cache(maxsize=256)
def conditions(text: str, saved: Saved) -> Conditions:
    """The conditions of a text, each once: filters may name one another many times over."""
    found: list[tuple[str, ...]] = []
    joins, tokens = False, list(scan(text))
    for place, token in enumerate(tokens):
        if token.bare == OR:
            joins = True
            continue
        its = named_filter(tokens, place)
        new = ((text[token.start : token.end],),) if its is None else its.conditions(saved) or ()
        if joins and found and new:
            found[-1] += new[0]
            new = new[1:]
        found += new
        joins = False
    return tuple(dict.fromkeys(found))


def _contrary(term: str) -> str:
    return term[len(EXCLUDES) :] if term.startswith(EXCLUDES) and len(term) > 1 else EXCLUDES + term
