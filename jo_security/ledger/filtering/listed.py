"""Where the fields of a listed kind stand: in the columns of its view, bound as `its`, and in what its rows weigh."""

from collections.abc import Iterator, Mapping, Sequence

from jo_security.ledger.answers.kinds import Kind
from jo_security.ledger.columns import PLUMBING, WORDS, machine, term
from jo_security.ledger.filtering.fields import (
    FOUND,
    ILLUSTRATIVE,
    KNOWN,
    OVERRIDDEN,
    RESERVED,
    Choice,
    Field,
    Fields,
    Nature,
)
from jo_security.ledger.filtering.fields import state as state_field
from jo_security.ledger.filtering.sql import Column, Source

NATURES: Mapping[str, Nature] = {
    "money": "money",
    "date": "date",
    "year": "whole",
    "id": "id",
    "text": "text",
    "texts": "text",
    "word": "text",
}
"""What fields are, by the units of columns; other units are not filtered."""
NAMES: Mapping[str, str] = {
    "exercise": "year",
    "override_by": "override",
    "override_reason": "override",
    "visa_number": "visa",
    "visa_by": "visa",
    "tags": "tag",
}
"""Fields that are called otherwise than their columns."""
PLACES: Mapping[str, str] = {
    "programme": "SELECT line.id FROM in_force JOIN line ON line.n = in_force.line WHERE {}",
    "title": "SELECT line.id FROM in_force JOIN line ON line.n = in_force.line WHERE {}",
    "tag": "SELECT line.id FROM tag_in_force JOIN line ON line.n = tag_in_force.line WHERE {}",
}
"""The lines of which something is true that is in force on them."""
IN_FORCE: Mapping[str, str] = {
    "programme": "lower(in_force.programme)",
    "title": "in_force.title",
    "tag": "fold(tag)",
}
"""What is in force on lines, where `PLACES` looks for it."""
FRENCH: Mapping[str, str] = {
    "actual": "constaté",
    "allocation": "dotation",
    "better": "sens",
    "closed-by": "clos-par",
    "commitment": "engagement",
    "difference": "écart",
    "digest": "empreinte",
    "done": "réalisé",
    "due": "échéance",
    "first-day": "du",
    "from-exercise": "exercice-quitté",
    "indicator": "indicateur",
    "last-day": "au",
    "measure": "mesure",
    "ministry": "ministère",
    "override-date": "dérogé-le",
    "reason": "motif",
    "scenario": "scénario",
    "to-line": "vers",
    "unit": "unité",
    "visa-date": "visé-le",
}
"""The French names of the fields that only listings have."""
WITH_ADJUSTMENTS = """
    (
        SELECT sum(o.amount) FROM operation AS o, asked
        WHERE o.reservation = its.n AND o.kind <> 'commitment' AND o.op < asked.until
    )
"""
"""What a reservation amounts to in what is asked for."""
TAGGED = """
    SELECT c.id FROM "commitment" AS c, json_each(c.tags) AS tagged WHERE c.tags IS NOT NULL AND {}
"""


def fields(kind: Kind, columns: Sequence[str]) -> Fields:
    """What the rows of a kind with these columns can be asked for."""
    named: dict[str, Field] = {}
    for column in columns:
        its = term(column, kind.view)
        if column in PLUMBING or its.unit not in NATURES:
            continue
        name = NAMES.get(column, machine(column))
        named.setdefault(name, KNOWN.get(name) or Field(name, FRENCH.get(name, name), NATURES[its.unit], its.about))
    if "line" in named or kind.by == "line":
        named |= {name: KNOWN[name] for name in ("line", *PLACES)}
    if kind.by == "reservation":
        named["amount"] = RESERVED
    states = [choice for choice, _ in _states(kind, columns)]
    if kind.table is not None:
        named["problem"] = KNOWN["problem"]
    return Fields((*named.values(), *([state_field(*states)] if states else [])))


def source(kind: Kind, columns: Sequence[str]) -> Source:
    """Where these fields stand."""
    found: dict[str, tuple[Column, ...]] = {"": (Column(f"fold({everything(kind, columns)})"),)}
    for column in columns:
        its = term(column, kind.view)
        if column in PLUMBING or its.unit not in NATURES:
            continue
        name = NAMES.get(column, machine(column))
        expression = f"its.{column}" if column not in kind.measures else f"COALESCE(weighs.{column}, 0)"
        if its.unit in WORDS and name != "line":
            expression = f"fold(COALESCE({expression}, ''))"
        if (kind.by, column) == ("reservation", "amount"):
            expression = WITH_ADJUSTMENTS
        found[name] = (*found.get(name, ()), Column(expression))
    line = "its.id" if kind.by == "line" else "its.line"
    if "line" in found or kind.by == "line":
        found["line"] = (Column(line),)
        for name, lines in PLACES.items():
            test = IN_FORCE[name]
            found[name] = (Column(test, f"{line} IN ({lines})"),)
        if "commitment" in columns:
            found["tag"] += (Column("fold(tagged.value)", f'its."commitment" IN ({TAGGED})'),)
    if kind.table is not None:
        found["problem"] = (Column("lower(code)", _found(kind)),)
    return Source(found, {"is": {choice.name: condition for choice, condition in _states(kind, columns)}})


def everything(kind: Kind, columns: Sequence[str]) -> str:
    """All the words of a row, in SQL."""
    said = [name for name in columns if term(name, kind.view).unit in WORDS | {"date"}]
    return " || ' ' || ".join(f"COALESCE(its.{name}, '')" for name in said)


def _found(kind: Kind) -> str:
    return f"its.n IN (SELECT n FROM finding WHERE kind = '{kind.table}' AND {{}})"


def _states(kind: Kind, columns: Sequence[str]) -> Iterator[tuple[Choice, str]]:
    """The states that rows may be in, each with its condition."""
    if "override_by" in columns:
        yield OVERRIDDEN, "its.override_by IS NOT NULL"
    if "illustrative" in columns:
        yield ILLUSTRATIVE, "its.illustrative"
    if kind.table is not None:
        conditions = ("1", "error", "NOT error")
        yield from ((choice, _found(kind).format(each)) for choice, each in zip(FOUND, conditions, strict=True))
