"""What a filter says once it is read: clauses of terms, each with its tests, and what could not be read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from jo_security.ledger.filtering.fields import Choice, Field
from jo_security.records.problem import Words

Bound: TypeAlias = int | str | None


@dataclass(frozen=True, slots=True)
class Holds:
    """That a text, without case and accents, holds another; that it is the other where it is to be `whole`.

    Where it is `loose`, hyphens and low lines are blanks.
    """

    text: str
    whole: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """That a value lies between two, both included: cents, ISO dates or numbers; None is no bound."""

    least: Bound
    most: Bound


@dataclass(frozen=True, slots=True)
class Has:
    """That a word is one of those that are true of a row."""

    word: str


@dataclass(frozen=True, slots=True)
class Among:
    """That the id of a line is one of these."""

    ids: frozenset[str]


Test: TypeAlias = Holds | Within | Has | Among


@dataclass(frozen=True, slots=True)
class Term:
    """What a field must answer to: one of its tests, or none of them where the term excludes; `name` is a field's.

    The text of a whole row has no name.
    """

    name: str
    tests: tuple[Test, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read: where, what is wrong, what was perhaps meant and what is possible; it filters nothing."""

    start: int
    end: int
    says: Words
    nearest: str | None = None
    possible: tuple[Field | Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A term in the text, and the field that it begins with."""

    start: int
    end: int
    field: Field | None


@dataclass(frozen=True, slots=True)
class Query:
    """What a filter asks: of every clause one term must hold."""

    clauses: tuple[tuple[Term, ...], ...] = ()
    faults: tuple[Fault, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def placed(self, meant: Callable[[Holds], frozenset[str]]) -> "Query":
        """The same, with what it says of lines as the ids of these lines and of all below them."""

        def its(term: Term) -> Term:
            if term.name != "line":
                return term
            return replace(term, tests=tuple(Among(meant(t)) if isinstance(t, Holds) else t for t in term.tests))

        return replace(self, clauses=tuple(tuple(map(its, clause)) for clause in self.clauses))
