"""The entries of a figure for whoever pages through them: narrow, gathered a slice at a time, each row asked by id."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from jo_security.ledger.answers.commitments import settle
from jo_security.ledger.answers.search import words
from jo_security.ledger.answers.views import lay
from jo_security.ledger.answers.why import LINES, LINES_OF_COMMITMENTS, OPERATIONS, Figure, Scope, formula
from jo_security.ledger.ledger import Ledger, bound

SLICE = 8192
"""How many entries of the ledger are looked at before somebody else may ask it: some milliseconds."""

SLICES = """
    SELECT op, line, exercise, measure, amount FROM entry
    WHERE rowid > :after AND rowid <= :upto AND measure IN (SELECT value FROM json_each(:terms)) AND amount <> 0
        AND op < :until AND (:exercise IS NULL OR exercise = :exercise) AND {held}
"""
"""The entries of a slice, once what is of a figure is `chosen`: numbers of lines, or places of operations in time."""

ON_LINES = "line IN (SELECT value FROM json_each(:chosen))"
OF_OPERATIONS = "op IN (SELECT value FROM json_each(:chosen))"
HELD: Mapping[Scope, str] = {
    **dict.fromkeys(LINES, ON_LINES),
    **dict.fromkeys(OPERATIONS, OF_OPERATIONS),
    "commitments": f"""
        {ON_LINES} AND (SELECT o."commitment" FROM operation AS o WHERE o.op = entry.op) IS NOT NULL
    """,
}
CHOSEN: Mapping[Scope, str] = {**LINES, **OPERATIONS, "commitments": LINES_OF_COMMITMENTS}

TEXTS: Mapping[str, str] = {
    '"commitment"': "SELECT n FROM sought WHERE instr(sought, :word)",
    "reservation": """
        SELECT n FROM reservation WHERE instr(fold(id || ' ' || label || ' ' || COALESCE(supplier, '')), :word)
    """,
    "kind = 'movement' AND o.n": """
        SELECT n FROM movement WHERE kind IN (SELECT value FROM json_each(:kinds)) OR instr(fold(
            COALESCE(reference, '') || ' ' || COALESCE(note, '') || ' ' || COALESCE(line, '')
            || ' ' || COALESCE("from", '') || ' ' || COALESCE("to", '')
        ), :word)
    """,
    "kind = 'payment' AND o.n": """
        SELECT n FROM payment WHERE COALESCE(label, reference) IS NOT NULL
            AND instr(fold(COALESCE(label, '') || ' ' || COALESCE(reference, '')), :word)
    """,
    "kind = 'adjustment' AND o.n": "SELECT n FROM adjustment WHERE instr(fold(reason), :word)",
    "kind": "SELECT value FROM json_each(:kinds)",
    "line": "SELECT n FROM line WHERE instr(fold(id || ' ' || label), :word)",
}
"""Where the words of an operation stand, and which of these records hold one; of a line those that it lies on."""

DIGITS = frozenset("0123456789-")
"""What days are written with."""

RANKED: Mapping[str, str] = {
    "id": "SELECT op, dense_rank() OVER (ORDER BY id) FROM operation",
    "kind": """
        SELECT o.op, dense_rank() OVER (ORDER BY COALESCE(m.kind, o.kind))
        FROM operation AS o LEFT JOIN movement AS m ON o.kind = 'movement' AND m.n = o.n
    """,
    "supplier": """
        SELECT o.op, dense_rank() OVER (ORDER BY COALESCE(c.supplier, r.supplier, ''))
        FROM operation AS o LEFT JOIN "commitment" AS c ON c.n = o."commitment"
        LEFT JOIN reservation AS r ON r.n = o.reservation
    """,
}
"""The ranks of operations by what the ledger knows of them."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The entries of a figure in time, by their place in it; `names` are the parts that `terms` number.

    Amounts and running totals are in cents, lines are numbers.
    """

    ops: array[int]
    lines: array[int]
    exercises: array[int]
    terms: array[int]
    amounts: array[int]
    running: array[int]
    names: Sequence[str]

    def total(self, places: Sequence[int]) -> int:
        """What the entries of some places amount to, in cents."""
        return sum(map(self.amounts.__getitem__, places))

    def part(self, name: str) -> int:
        """What one part of the formula amounts to, in cents and with its sign."""
        if name not in self.names:
            return 0
        number = self.names.index(name)
        return sum(amount for amount, term in zip(self.amounts, self.terms, strict=True) if term == number)


@dataclass(frozen=True, slots=True)
class Made:
    """The operation of an entry, as a table shows it; `table` and `n` name its record, an allocation's is its line."""

    op: int
    date: str
    kind: str
    id: str
    table: str
    n: int
    supplier: str | None
    label: str | None
    commitment: str | None


def gather(ledger: Ledger, figure: Figure) -> Iterator[Trace | None]:
    """The entries of a figure, after a None for each slice that was looked at: between two of them others may ask.

    What others ask of the ledger meanwhile changes nothing: the day and the exercise are those of the figure, and its
    lines are those that are looked at when it begins.
    """
    lay(ledger)
    run = ledger.connection.execute
    signs = dict(formula(ledger, figure.measure))
    names = tuple(sorted(signs))
    numbers = {name: number for number, name in enumerate(names)}
    asked = {
        "terms": json.dumps(names),
        "until": bound(figure.as_of),
        "exercise": figure.exercise,
        "of": figure.of,
        "chosen": json.dumps([n for (n,) in run(CHOSEN[figure.scope], {"of": figure.of})]),
    }
    sql = SLICES.format(held=HELD[figure.scope])
    (last,) = run("SELECT COALESCE(max(rowid), 0) FROM entry").fetchone()
    entries: list[tuple[int, int, int, int, int]] = []
    for after in range(0, last, SLICE):
        rows = run(sql, {**asked, "after": after, "upto": after + SLICE})
        entries += [(op, line, year, numbers[term], signs[term] * amount) for op, line, year, term, amount in rows]
        yield None
    entries.sort()
    columns = []
    for at in range(5):
        yield None
        columns.append(array("q", [entry[at] for entry in entries]))
    ops, lines, years, terms, amounts = columns
    yield Trace(ops, lines, years, terms, amounts, array("q", accumulate(amounts)), names)


def found(ledger: Ledger, trace: Trace, search: str, terms: Callable[[str], Collection[str]]) -> Sequence[int]:
    """The places of the entries that hold every word of a search; `terms` says which parts and kinds hold a word."""
    settle(ledger)
    places: Sequence[int] = range(len(trace.ops))
    for word in words(search):
        held = terms(word)
        numbers = {number for number, name in enumerate(trace.names) if name in held}
        ops = _holding(ledger, word, held)
        places = [place for place in places if trace.ops[place] in ops or trace.terms[place] in numbers]
    return places


def _holding(ledger: Ledger, word: str, kinds: Collection[str]) -> set[int]:
    """The operations that hold a word, or are of one of these kinds."""
    asked = {"word": word, "kinds": json.dumps([*kinds])}
    run = ledger.connection.execute
    # Most words stand in one place: the others cost nothing then.
    where = [
        f"o.{of} IN ({sql})" for of, sql in TEXTS.items() if run(f"SELECT 1 FROM ({sql}) LIMIT 1", asked).fetchone()
    ]
    own = ["instr(o.date, :word)"] if set(word) <= DIGITS else []
    conditions = " OR ".join(["instr(lower(o.id), :word)", *own, *where])
    return {op for (op,) in run(f"SELECT o.op FROM operation AS o WHERE {conditions}", asked)}


def ordered(ledger: Ledger, trace: Trace, places: Sequence[int], sorting: Sequence[tuple[str, bool]]) -> Sequence[int]:
    """Places sorted by columns, each backwards or not; those that are alike stay in time."""
    for column, reverse in reversed(sorting):
        places = sorted(places, key=_sorted_by(ledger, trace, column), reverse=reverse)
    return places


def _sorted_by(ledger: Ledger, trace: Trace, column: str) -> Callable[[int], Any]:
    """What a place is sorted by: a column of the trace, or what the ledger knows of the operation."""
    if column == "date":
        return trace.ops.__getitem__
    if column in RANKED:
        ranks = dict(ledger.connection.execute(RANKED[column]))
        return lambda place: ranks[trace.ops[place]]
    if column == "line":
        ids = dict(ledger.connection.execute("SELECT n, id FROM line"))
        return lambda place: ids[trace.lines[place]]
    values = {"exercise": trace.exercises, "term": trace.terms, "amount": trace.amounts, "running": trace.running}
    return values[column].__getitem__


def made(ledger: Ledger, ops: Sequence[int]) -> Mapping[int, Made]:
    """These operations, by their place in time."""
    lay(ledger)
    rows = ledger.connection.execute(
        """
        SELECT its.op, its.date, its.kind, its.id, CASE o.kind WHEN 'allocation' THEN 'line' ELSE o.kind END, o.n,
            its.supplier, its.label, its."commitment"
        FROM operation_record AS its JOIN operation AS o ON o.op = its.op
        WHERE its.op IN (SELECT value FROM json_each(?))
        """,
        (json.dumps([*ops]),),
    )
    return {row[0]: Made(*row) for row in rows}


def line_ids(ledger: Ledger, numbers: Collection[int]) -> Mapping[int, str]:
    """The ids of these lines by their numbers."""
    rows = ledger.connection.execute(
        "SELECT n, id FROM line WHERE n IN (SELECT value FROM json_each(?))", (json.dumps([*numbers]),)
    )
    return dict(rows)


def places_of(ledger: Ledger, kind: str, record: str) -> Sequence[int]:
    """The places in time of the operations of a kind, that of a movement or its table, that bear an id."""
    rows = ledger.connection.execute(
        """
        SELECT o.op FROM operation AS o LEFT JOIN movement AS m ON o.kind = 'movement' AND m.n = o.n
        WHERE o.id = :id AND :kind IN (o.kind, m.kind)
        """,
        {"id": record, "kind": kind},
    )
    return [op for (op,) in rows]
