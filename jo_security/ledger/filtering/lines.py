"""Which lines a filter means: that of an id, else those whose id or label holds the words, with all below."""

from collections.abc import Callable, Iterable

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.terms import Holds

Line = tuple[str, str, str | None]
"""A line's id, its label and its parent."""


def meaning(lines: Iterable[Line]) -> Callable[[Holds], frozenset[str]]:
    """What words mean among these lines: a function from them to ids."""
    known = [(id_, fold(id_), fold(label), parent) for id_, label, parent in lines]
    below: dict[str | None, list[str]] = {}
    for id_, _, _, parent in known:
        below.setdefault(parent, []).append(id_)

    def meant(test: Holds) -> frozenset[str]:
        waiting = [id_ for id_, folded, _, _ in known if folded == test.text]
        if not waiting and not test.whole:
            waiting = [id_ for id_, folded, label, _ in known if test.text in folded or test.text in label]
        found: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += below.get(one, ())
        return frozenset(found)

    return meant
