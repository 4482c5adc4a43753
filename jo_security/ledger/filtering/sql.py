"""The same filter in a query: conditions on the columns of a source, and their values."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jo_security.ledger.filtering.terms import Among, Has, Holds, Query, Term, Test, Within

LOOSENED = "replace(replace({}, '-', ' '), '_', ' ')"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: an expression, what stands around a condition on it, and how a bound is written there.

    Text is folded already.
    """

    expression: str
    around: str = "{}"
    bound: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of the fields of a view; for fields of words, the condition of each word."""

    columns: Mapping[str, tuple[Column, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def condition(query: Query, source: Source) -> tuple[str, list[Any]]:
    """What rows must answer to, in SQL, and the values; the query is `placed`."""
    values: list[Any] = []
    clauses = [_joined("OR", [_term(term, source, values) for term in clause]) for clause in query.clauses]
    return _joined("AND", clauses) if clauses else "1", values


def _joined(word: str, parts: Sequence[str]) -> str:
    """Conditions joined half by half: SQLite goes a thousand deep, and in a mere row each is below the one before."""
    if len(parts) == 1:
        return f"({parts[0]})"
    middle = len(parts) // 2
    return f"({_joined(word, parts[:middle])} {word} {_joined(word, parts[middle:])})"


def _term(term: Term, source: Source, values: list[Any]) -> str:
    # What is nowhere to be found is false, and so excluded: never unknown.
    said = _joined("OR", [part for test in term.tests for part in _parts(term, test, source, values)])
    return f"{'NOT ' if term.excluded else ''}({said} IS TRUE)"


def _parts(term: Term, test: Test, source: Source, values: list[Any]) -> Iterator[str]:
    if isinstance(test, Has):
        yield source.words[term.name][test.word]
        return
    for column in source.columns[term.name]:
        yield column.around.format(_on(column, test, values))


def _on(column: Column, test: Holds | Within | Among, values: list[Any]) -> str:
    """A test on a column."""
    its = column.expression
    match test:
        case Holds(text, whole, loose):
            # A text without blanks is found in the same places where hyphens are blanks and where they are not.
            its = LOOSENED.format(its) if loose and (whole or " " in text) else its
            values.append(text)
            return f"{its} = ?" if whole else f"instr({its}, ?)"
        case Among(ids):
            values.append(json.dumps(sorted(ids)))
            return f"{its} IN (SELECT value FROM json_each(?))"
        case Within(least, most):
            bound = column.bound or (lambda value: value)
            ends = [(">=", least), ("<=", most)]
            values += [bound(value) for _, value in ends if value is not None]
            return " AND ".join(f"{its} {sign} ?" for sign, value in ends if value is not None)
