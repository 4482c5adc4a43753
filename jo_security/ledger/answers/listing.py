"""Listings: the records of a kind that a question is about, what each weighs, and their totals."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jo_security.ledger.answers.commitments import settle
from jo_security.ledger.answers.kinds import KINDS, Kind
from jo_security.ledger.answers.placing import placed
from jo_security.ledger.answers.search import words
from jo_security.ledger.answers.views import columns, pivot
from jo_security.ledger.columns import WORDS, machine, term
from jo_security.ledger.filtering import VIEWS, Fields, Query
from jo_security.ledger.filtering.listed import everything, fields, source
from jo_security.ledger.filtering.settled import COMMITMENTS
from jo_security.ledger.filtering.sql import condition
from jo_security.ledger.ledger import Ledger, bound

WEIGHED: Mapping[str, str] = {
    "op": "SELECT w.op AS key, :measures FROM weight AS w WHERE :where GROUP BY w.op",
    "commitment": """
        SELECT o."commitment" AS key, :measures FROM weight AS w JOIN operation AS o ON o.op = w.op
        WHERE o."commitment" IS NOT NULL AND :where GROUP BY o."commitment"
    """,
    "reservation": """
        SELECT o.reservation AS key, :measures FROM weight AS w JOIN operation AS o ON o.op = w.op
        WHERE o.reservation IS NOT NULL AND :where GROUP BY o.reservation
    """,
    "line": """
        SELECT above.line AS key, :measures
        FROM own_weight AS w JOIN above ON above.below = w.line WHERE :where GROUP BY above.line
    """,
    "programme": """
        SELECT in_force.programme AS key, :measures
        FROM own_weight AS w JOIN in_force ON in_force.line = w.line WHERE :where GROUP BY in_force.programme
    """,
}
"""What records weigh, by the key that their rows are joined on."""
KEYS: Mapping[str, str] = {
    "op": "its.op",
    "commitment": "its.n",
    "reservation": "its.n",
    "line": "its.n",
    "programme": "its.id",
}
PATH = """
    (
        SELECT group_concat(place, '/') FROM (
            SELECT printf('%08d', line) AS place FROM above WHERE below = its.n ORDER BY distance DESC
        )
    ) AS path
"""
"""What lines are sorted by to lie each below its parent."""
TOPMOST = """
    NOT EXISTS (
        SELECT 1 FROM above JOIN line AS upper ON upper.n = above.line
        WHERE above.below = listed.n AND above.distance > 0 AND upper.id IN (SELECT id FROM listed)
    )
"""
"""That no other line of a listing holds a line of it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a listing is asked for; None is no condition. Amounts are cents, days are inclusive.

    `line` is the number of a line, with all below it; `sort` are columns, each with whether it is backwards.
    """

    kind: str
    line: int | None = None
    programme: str | None = None
    indicator: str | None = None
    supplier: str | None = None
    tag: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    least: int | None = None
    most: int | None = None
    search: str = ""
    overridden: bool = False
    problem: str | None = None
    where: Query | None = None
    sort: Sequence[tuple[str, bool]] = ()
    limit: int | None = None
    as_of: datetime.date | None = None
    exercise: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows there are, what they amount to in cents by column, and how many hold made-up figures."""

    count: int
    amounts: Mapping[str, int]
    illustrative: int


@dataclass(slots=True)
class _Question:
    """A query that grows by conditions and their values."""

    weights: list[str] = field(default_factory=list)
    weighed: list[Any] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def where(self, condition: str, *values: object) -> None:
        """Add a condition on rows."""
        self.conditions.append(condition)
        self.values.extend(values)

    def weigh(self, condition: str, *values: object) -> None:
        """Add a condition on what rows weigh, and so on rows."""
        self.weights.append(condition)
        self.weighed.extend(values)


def asked_fields(ledger: Ledger, kind: str) -> Fields:
    """What the records of a kind can be asked for in a filter; the ledger offers its views."""
    return VIEWS["commitments"] if kind == "commitments" else fields(KINDS[kind], names(ledger, kind))


def names(ledger: Ledger, kind: str) -> tuple[str, ...]:
    """The names of the columns of a kind; the ledger offers its views."""
    return (*columns(ledger, KINDS[kind].view), *KINDS[kind].measures)


class Listing:
    """The rows of a question, in the order that it asks for; the ledger offers its views."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self.ledger = ledger
        self.asking = asking
        self.kind = KINDS[asking.kind]
        self.columns = names(ledger, asking.kind)
        """The names of the columns of a row."""
        self._sql, self._values = self._query()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, one after the other."""
        self._ask()
        return self.ledger.connection.execute(self._sql, self._values)

    def totals(self) -> Totals:
        """What the rows amount to; in a tree, those that no other row holds."""
        self._ask()
        summed = (*self.kind.amounts, *self.kind.measures)
        made_up = "COALESCE(sum(illustrative), 0)" if "illustrative" in self.columns else "0"
        top = f"WHERE {TOPMOST}" if self.kind.by == "line" else ""
        sums = ", ".join(f"COALESCE(sum({name}), 0) AS {name}" for name in summed) or "count(*)"
        row = self.ledger.connection.execute(
            f"""
            WITH listed AS ({self._sql})
            SELECT * FROM (SELECT count(*), {made_up} FROM listed) JOIN (SELECT {sums} FROM listed {top} LIMIT 1)
            """,
            self._values,
        ).fetchone()
        return Totals(row[0], dict(zip(summed, row[2:], strict=False)), row[1])

    def topmost(self) -> frozenset[str]:
        """The ids of the lines that no other line of the rows holds: what they amount to adds up."""
        self._ask()
        rows = self.ledger.connection.execute(
            f"WITH listed AS ({self._sql}) SELECT id FROM listed WHERE {TOPMOST}", self._values
        )
        return frozenset(row[0] for row in rows)

    def _ask(self) -> None:
        """Ask the ledger for the day and the exercise; commitments are settled as they are in the interface."""
        self.ledger.ask(self.asking.as_of, self.asking.exercise)
        if self.asking.where is not None and self.kind.by == "commitment":
            settle(self.ledger)

    def _query(self) -> tuple[str, list[Any]]:
        """The question in SQL, and its values."""
        question = _Question()
        _places(question, self.asking, self.kind)
        _days(question, self.asking, self.kind)
        _rest(question, self.asking, self.kind, self.columns)
        self._filter(question)
        source, shown = f"{self.kind.view} AS its", "its.*"
        if self.kind.by is not None:
            join = "LEFT JOIN" if self.kind.by in {"line", "programme"} or self._by_own_exercise(question) else "JOIN"
            measures = ", ".join(f"COALESCE(weighs.{name}, 0) AS {name}" for name in self.kind.measures)
            weighed = _weighed(WEIGHED[self.kind.by], self.kind.measures, question)
            source += f" {join} ({weighed}) AS weighs ON weighs.key = {KEYS[self.kind.by]}"
            shown += f", {measures}"
        path = f", {PATH}" if self.kind.order == "path" else ""
        kept = " AND ".join(question.conditions) or "1"
        sql = f"SELECT {shown}{path} FROM {source} WHERE {kept} ORDER BY {self._order()}"
        if path:
            sql = f"SELECT {', '.join(self.columns)} FROM ({sql})"
        if self.asking.limit is not None:
            sql += " LIMIT ?"
            question.values.append(self.asking.limit)
        return sql, [*question.weighed, *question.values]

    def _filter(self, question: _Question) -> None:
        """The conditions of a filter."""
        if self.asking.where is None:
            return
        query = placed(self.ledger, self.asking.where)
        if self.kind.by == "commitment":
            held, values = condition(query, COMMITMENTS)
            held = f"its.n IN (SELECT s.n FROM settled AS s WHERE {held})"
        else:
            held, values = condition(query, source(self.kind, self.columns))
        question.where(held, *values)

    def _by_own_exercise(self, question: _Question) -> bool:
        """Take operations of an exercise also where what they weigh counts in another; adjustments only so.

        An adjustment belongs to its own exercise, what it leaves of a reservation to the reservation's.
        """
        if self.kind.by != "op" or self.asking.exercise is None:
            return False
        weighing = "" if self.kind.view == "adjustment_record" else " OR weighs.key IS NOT NULL"
        question.where(f"its.op < ? AND (its.exercise = ?{weighing})", bound(self.asking.as_of), self.asking.exercise)
        placed = " AND ".join(question.weights)
        if placed:
            question.where(f"its.op IN (SELECT w.op FROM entry AS w WHERE {placed})", *question.weighed)
        return True

    def _order(self) -> str:
        """What rows are sorted by: the columns asked for, and at last the kind's own order."""
        terms = []
        for name, backwards in self.asking.sort:
            value = f"fold(COALESCE({name}, ''))" if term(name, self.kind.view).unit in WORDS else name
            terms.append(f"{value} {'DESC' if backwards else 'ASC'}")
        return ", ".join([*terms, self.kind.order])


def _weighed(weighed: str, names: Sequence[str], question: _Question) -> str:
    """The SQL of what the rows of a kind weigh in the measures of these names."""
    measures = ", ".join(f"'{machine(name)}'" for name in names)
    conditions = [f"w.measure IN ({measures})", *question.weights]
    return weighed.replace(":measures", pivot(names, "w.amount")).replace(":where", " AND ".join(conditions))


def _places(question: _Question, asking: Asking, kind: Kind) -> None:
    """The conditions on lines, programmes and tags."""
    below = "SELECT below FROM above WHERE above.line = ?"
    if asking.line is not None:
        _lines(question, kind, below, asking.line)
    if asking.programme is not None:
        if kind.by == "programme":
            question.where("its.id = ?", asking.programme)
        elif kind.view in {"indicators", "observations", "milestones"}:
            question.where("its.programme = ?", asking.programme)
        else:
            _lines(question, kind, "SELECT line FROM in_force WHERE programme = ?", asking.programme)
    if asking.tag is not None:
        tagged = "SELECT line FROM tag_in_force WHERE tag = ?"
        if kind.by in {"op", "commitment"}:
            # The tags of a commitment serve filters too, of all that is about it.
            question.weigh(
                f"""
                (w.line IN ({tagged}) OR w.op IN (
                    SELECT about.op FROM operation AS about JOIN "commitment" AS c ON c.n = about."commitment"
                    WHERE EXISTS (SELECT 1 FROM json_each(c.tags) WHERE value = ?)
                ))
                """,
                asking.tag,
                asking.tag,
            )
        else:
            _lines(question, kind, tagged, asking.tag)


def _lines(question: _Question, kind: Kind, lines: str, value: object) -> None:
    """A condition on the lines that records lie on: operations only weigh on these."""
    if kind.by == "line":
        question.where(f"its.n IN ({lines})", value)
    elif kind.by is None:
        question.where(f"its.line IN (SELECT id FROM line WHERE n IN ({lines}))", value)
    else:
        question.weigh(f"w.line IN ({lines})", value)


def _days(question: _Question, asking: Asking, kind: Kind) -> None:
    """The conditions on days; what weighs nothing is not left out by what is asked of the ledger."""
    day = "last_day" if kind.view == "observations" else "date"
    if asking.since is not None:
        question.where(f"its.{day} >= ?", asking.since.isoformat())
    if asking.until is not None:
        question.where(f"its.{day} <= ?", asking.until.isoformat())
    if kind.by is None and "dates" in kind.filters and asking.as_of is not None:
        question.where(f"its.{day} <= ?", asking.as_of.isoformat())
    if kind.by is None and asking.exercise is not None:
        question.where("its.exercise = ?", asking.exercise)


def _rest(question: _Question, asking: Asking, kind: Kind, known: Sequence[str]) -> None:
    """The conditions on what records say."""
    if asking.supplier is not None:
        for word in words(asking.supplier):
            question.where("instr(fold(COALESCE(its.supplier, '')), ?)", word)
    if asking.indicator is not None:
        question.where("its.indicator = ?", asking.indicator)
    if asking.least is not None:
        question.where(f"{kind.amount} >= ?", asking.least)
    if asking.most is not None:
        question.where(f"{kind.amount} <= ?", asking.most)
    if asking.overridden:
        question.where("its.override_by IS NOT NULL")
    if asking.problem is not None:
        _problem(question, asking.problem, kind)
    if asking.search:
        text = everything(kind, known)
        for word in words(asking.search):
            question.where(f"instr(fold({text}), ?)", word)


def _problem(question: _Question, code: str, kind: Kind) -> None:
    """The condition that a finding of that code is about the record."""
    if kind.view == "operation_record":
        question.where(
            """
            its.op IN (
                SELECT o.op FROM finding JOIN operation AS o ON o.n = finding.n
                    AND o.kind = CASE finding.kind WHEN 'line' THEN 'allocation' ELSE finding.kind END
                WHERE code = ?
            )
            """,
            code,
        )
    else:
        question.where("its.n IN (SELECT n FROM finding WHERE code = ? AND kind = ?)", code, kind.table or kind.view)
