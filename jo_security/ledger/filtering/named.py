"""Filters that others name with @: written out in their place, where what they hold can stand there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jo_security.ledger.filtering.scan import Token, scan

OR = "|"
EXCLUDES = "-"
SAVED = "@"


class Named(NamedTuple):
    """A filter that a term names; whether it is excluded, and whether it is one of several."""

    name: str
    excluded: bool
    joined: bool

    def can_stand(self, saved: Mapping[str, str]) -> bool:
        """Whether its conditions can stand in its place: only one can be excluded, or be one of several."""
        return self.conditions(saved) is not None

    def conditions(self, saved: Mapping[str, str]) -> list[list[str]] | None:
        """The conditions that stand in its place, as those of a text; None where they cannot.

        A filter that names itself says nothing more there.
        """
        found = conditions(saved.get(self.name, ""), {name: its for name, its in saved.items() if name != self.name})
        if self.excluded:
            if len(found) > 1:
                return None
            # Neither of two terms: not the one, and not the other.
            found = [[_contrary(term)] for terms in found for term in terms]
        return None if self.joined and len(found) > 1 else found


def named_filter(tokens: Sequence[Token], place: int) -> Named | None:
    """The filter that one of the terms of a text names; None where it names none."""
    token = tokens[place]
    excluded = token.bare.startswith(EXCLUDES + SAVED)
    if not excluded and not token.bare.startswith(SAVED):
        return None
    beside = [*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]]
    return Named(token.text[excluded + len(SAVED) :], excluded, any(each.bare == OR for each in beside))


def written_out(text: str, saved: Mapping[str, str]) -> str:
    """A text with the filters that it names in their places; those that cannot stand there are left out."""
    return " ".join(f" {OR} ".join(terms) for terms in conditions(text, saved))


def conditions(text: str, saved: Mapping[str, str]) -> list[list[str]]:
    """The conditions of a text, which must all hold, each as terms of which one must."""
    found: list[list[str]] = []
    joins, tokens = False, list(scan(text))
    for place, token in enumerate(tokens):
        if token.bare == OR:
            joins = True
            continue
        its = named_filter(tokens, place)
        new = [[text[token.start : token.end]]] if its is None else (its.conditions(saved) or [])
        if joins and found and new:
            found[-1] = [*found[-1], *new.pop(0)]
        found += new
        joins = False
    return found


def _contrary(term: str) -> str:
    return term[len(EXCLUDES) :] if term.startswith(EXCLUDES) and len(term) > 1 else EXCLUDES + term
