"""Trying rows that are at hand: the same conditions as those of `sql`, on values instead of columns."""

from collections.abc import Callable, Collection
from typing import Any

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.parse import loosened
from jo_security.ledger.filtering.terms import Among, Has, Holds, Query, Term, Test, Within


def holds(query: Query, value: Callable[[str], Any]) -> bool:
    """Whether a row is what a filter asks for; `value` gives what it has of a field, and of "" all its text.

    That is a text or several, cents, an ISO date, a number, the words that are true of it, or None; of a line its id,
    once the filter is `placed`.
    """
    return all(any(_holds(term, value) for term in clause) for clause in query.clauses)


def _holds(term: Term, value: Callable[[str], Any]) -> bool:
    its = value(term.name)
    return any(_true(test, its) for test in term.tests) != term.excluded


def _true(test: Test, value: Any) -> bool:  # noqa: ANN401 - each field has its own
    match test:
        case Holds():
            return any(_in(test, text) for text in _texts(value))
        case Within(least, most):
            return value is not None and (least is None or least <= value) and (most is None or value <= most)
        case Has(word):
            return word in value
        case Among(ids):
            return value in ids


def _texts(value: str | Collection[str] | None) -> Collection[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _in(test: Holds, text: str) -> bool:
    its = loosened(fold(text)) if test.loose else fold(text)
    return its == test.text if test.whole else test.text in its
