"""Reading a filter: terms that must all hold; what cannot be read is said, and filters nothing."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering import spans
from jo_security.ledger.filtering.fields import Field, Fields
from jo_security.ledger.filtering.named import EXCLUDES, OR, SAVED, Named, Saved, named_filter
from jo_security.ledger.filtering.scan import Token, scan
from jo_security.ledger.filtering.terms import Fault, Has, Holds, Piece, Query, Term, Test
from jo_security.records.problem import Words
from jo_security.records.typed import Misread
from jo_security.records.words import N_

_NAMED = re.compile(r"(?P<name>[^\W\d_][\w-]*)(?P<sign>:|[<>=≤≥])")
"""A field and what follows its name; a time such as 12:30 begins with no letter."""


class _Unreadable(Exception):
    """A term that cannot be read, as a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@lru_cache(maxsize=64)
def parse(text: str, fields: Fields, today: datetime.date | None = None, saved: Saved = frozenset()) -> Query:
    """What a text asks of rows with these fields; `saved` are the filters that it may name, by their names.

    What a filter that is named with @ asks is left out here: `spell` writes it out.
    """
    clauses: list[tuple[Term, ...]] = []
    faults: list[Fault] = []
    pieces: list[Piece] = []
    joins, tokens = False, list(scan(text))
    for place, token in enumerate(tokens):
        if token.bare == OR:
            joins = True
            continue
        if token.bare == EXCLUDES:
            continue
        try:
            its = named_filter(tokens, place)
            term, field = _term(token, fields, today) if its is None else _saved(token, its, saved)
        except _Unreadable as error:
            faults.append(error.fault)
            joins = False
            continue
        pieces.append(Piece(token.start, token.end, field))
        if term is not None:
            clauses[-1:] = [(*clauses[-1], term)] if joins and clauses else [*clauses[-1:], (term,)]
        joins = False
    return Query(tuple(clauses), tuple(faults), tuple(pieces))


def named(token: Token) -> tuple[int, re.Match[str]] | None:
    """Where the field of a term begins, and its name with the sign after it; None where it begins with none."""
    start = 1 if token.bare.startswith(EXCLUDES) and len(token.bare) > 1 else 0
    found = _NAMED.match(token.bare, start)
    return None if found is None else (start, found)


def _saved(token: Token, its: Named, saved: Saved) -> tuple[None, None]:
    """See that there is the filter that a term names, and that it can stand there; by itself the term asks nothing."""
    names = {name for name, _ in saved}
    if its.name not in names:
        says = Words(N_("No filter is saved as {name}."), {"name": its.name})
        if not its.name:
            says = Words(N_("The name of a saved filter follows."))
        raise _Unreadable(Fault(token.start, token.end, says, _nearest(its.name, names, SAVED, "")))
    if not its.can_stand(saved):
        says = Words(
            N_("{name} holds several conditions: it cannot be excluded with -, nor stand beside |."),
            {"name": SAVED + its.name},
        )
        raise _Unreadable(Fault(token.start, token.end, says))
    return None, None


def _term(token: Token, fields: Fields, today: datetime.date | None) -> tuple[Term | None, Field | None]:
    """One term, with the field that it is about; None where it asks nothing."""
    begins = named(token)
    field = fields.find(begins[1]["name"]) if begins else None
    if begins is None or (field is None and begins[1]["sign"] != ":"):
        excluded = token.bare.startswith(EXCLUDES) and len(token.bare) > 1
        sought = fold(token.text[excluded:]).strip()
        return (Term("", (Holds(sought),), excluded) if sought else None), None
    start, found = begins
    if field is None:
        says = Words(N_("There is no {name}: here."), {"name": found["name"]})
        nearest = _nearest(found["name"], fields.spelled, "", ":")
        raise _Unreadable(Fault(token.places[start], token.places[found.end() - 1] + 1, says, nearest, fields.each))
    value = token.part(found.end() if found["sign"] == ":" else found.end() - 1, len(token.text))
    if not value.text:
        says = Words(N_("{name}: wants a value."), {"name": found["name"]})
        raise _Unreadable(Fault(token.start, token.end, says))
    # A comma is the decimal sign of amounts.
    parts = value.split("|" if field.nature == "money" else ",|")
    tests = tuple(_test(field, part, today) for part in parts if part.text)
    if not tests:
        raise _Unreadable(Fault(token.start, token.end, Words(N_("{name}: wants a value."), {"name": found["name"]})))
    return Term(field.name, tests, bool(start)), field


def _test(field: Field, value: Token, today: datetime.date | None) -> Test:
    """What one value of a field says."""
    try:
        match field.nature:
            case "money":
                return spans.amounts(value)
            case "date":
                return spans.days(value, today)
            case "whole":
                return spans.numbers(value)
            case "word":
                return Has(_choice(field, value))
    except Misread as error:
        raise _Unreadable(Fault(value.start, value.end, error.words)) from None
    whole = value.bare.startswith("=") and len(value.text) > 1
    sought = fold(value.text[whole:].strip())
    loose = field.nature == "text"
    return Holds(loosened(sought) if loose else sought, whole, loose)


def _choice(field: Field, value: Token) -> str:
    """The word of a field that a value is."""
    spelled = [name for each in field.choices for name in (each.name, each.french)]
    known = {fold(name): each.name for each in field.choices for name in (each.name, each.french)}
    word = known.get(fold(value.text))
    if word is None:
        says = Words(N_("{name}: knows no {value}."), {"name": field.name, "value": value.text})
        nearest = _nearest(value.text, spelled, "", "")
        raise _Unreadable(Fault(value.start, value.end, says, nearest, field.choices))
    return word


def loosened(text: str) -> str:
    """A text whose hyphens and low lines are blanks."""
    return text.replace("-", " ").replace("_", " ")


def _nearest(name: str, spelled: Iterable[str], before: str, after: str) -> str | None:
    """The nearest of some names, as it is written in a filter."""
    from difflib import get_close_matches  # loaded for a mistake only

    known = {fold(each): each for each in spelled}
    close = get_close_matches(fold(name), known, n=1)
    return f"{before}{known[close[0]]}{after}" if close else None
