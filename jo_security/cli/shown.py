"""One record on paper: what it says, what became of it, what is wrong with it, where it stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jo_security.cli.answering import Budget, head
from jo_security.cli.asked import Asked
from jo_security.cli.columns import column
from jo_security.cli.entries import entries, rows
from jo_security.cli.listed import sheet
from jo_security.cli.problems import as_json, paragraph
from jo_security.ledger import answers
from jo_security.ledger.answers.detail import effects, expected, operations, schedules, usage
from jo_security.ledger.answers.kinds import KINDS
from jo_security.ledger.answers.listing import Asking, Listing
from jo_security.ledger.answers.lookup import RANKED, Found, about, record
from jo_security.ledger.answers.why import Figure, value
from jo_security.ledger.columns import MEASURES, PLUMBING, machine
from jo_security.locales.language import Language
from jo_security.office.places import Place, place, problem
from jo_security.records.names import NAMES
from jo_security.records.words import N_
from jo_security.sheets.sheet import Document, Facts, Part, Remarks, Sheet

Values = Mapping[str, Any]


class Shown:
    """One record and its budget, in a language."""

    def __init__(self, budget: Budget, found: Found, asked: Asked, language: Language) -> None:
        self.budget = budget
        self.ledger = budget.ledger
        self.found = found
        self.asked = asked
        self.language = language
        self.values = record(budget.ledger, found, asked.as_of, asked.exercise)
        self.header = answers.header(budget.ledger, asked.as_of)

    def counts(self, day: str) -> bool:
        """Whether an operation of that day counts."""
        return self.asked.as_of is None or day <= self.asked.as_of.isoformat()

    def facts(self) -> Facts:
        """What the record says, what is in force on it, and what it amounts to."""
        view = "controls" if self.found.table == "controls" else ""
        known = [
            (column(name, self.language, view=view), value)
            for name, value in self.values.items()
            if name not in PLUMBING
        ]
        return Facts("record", known)

    def position(self) -> Facts:
        """The position of a line, or of the whole budget."""
        as_of, exercise = self.asked.as_of, self.asked.exercise
        if self.found.table == "budget":
            position = answers.total(self.ledger, as_of, exercise)
        else:
            lines = answers.lines(self.ledger, as_of, exercise)
            position = next(line.position for line in lines if line.n == self.found.n)
        # People see no CP where the budget follows none.
        hidden = frozenset() if self.header.follows_cp else frozenset(("cp_opened", "cp_frozen", "cp_available"))
        known = [
            (column(name, self.language, rank=None if name in hidden else 0), position[machine(name)])
            for name in MEASURES
        ]
        return Facts("position", known, self.language.text(N_("Position")))

    def table(self, name: str, title: str, names: Mapping[str, int], rows: Sequence[Sequence[object]]) -> Sheet:
        """A table of columns, each with how soon it gives way."""
        columns = [column(each, self.language, rank=rank) for each, rank in names.items()]
        return Sheet(name, columns, rows, self.language.text(title))

    def listed(self, kind: str, title: str, **conditions: Any) -> Iterator[Sheet]:  # noqa: ANN401 - as click calls it
        """The records of a kind that meet conditions, where there are any."""
        listed = "exercise" in KINDS[kind].filters
        exercise = self.asked.exercise if listed else None
        listing = Listing(self.ledger, Asking(kind, as_of=self.asked.as_of, exercise=exercise, **conditions))
        totals = listing.totals()
        if totals.count:
            yield sheet(listing, self.language, totals, title=self.language.text(title))


def document(budget: Budget, found: Found, asked: Asked, language: Language) -> Document:
    """All that is known of a record."""
    shown = Shown(budget, found, asked, language)
    header = shown.header
    where = _place(budget, found)
    findings = [budget.opened.findings[i] for i in about(shown.ledger, found)]
    problems = [problem(budget.opened, finding) for finding in findings]
    parts: list[Part] = [shown.facts(), *PARTS.get(found.table, _nothing)(shown)]
    if problems:
        told = [paragraph(each, language, colour=False) for each in problems]
        parts.append(Remarks(told, language.text(N_("Problems"))))
    kind = language.text(NAMES[found.table])
    label = shown.values.get("label")
    name = f"{kind} {found.id}" if found.id.isdigit() and found.table in RANKED else found.id
    return Document(
        title=f"{name} — {label}" if label else name,
        parts=parts,
        said=[f"{kind[:1].upper()}{kind[1:]}, {where.file}:{where.line}"],
        head=head(header, asked.as_of, asked.exercise)
        | {
            "kind": found.table,
            "id": found.id,
            "place": {"file": where.file, "line": where.line, "column": where.column},
            "problems": [as_json(each, language) for each in problems],
        },
    )


def _place(budget: Budget, found: Found) -> Place:
    """Where a record stands; a threshold stands inside the controls."""
    if found.table == "threshold":
        return place(budget.opened, "controls", 0, ("visa", found.n))
    return place(budget.opened, found.table, found.n)


def _nothing(shown: Shown) -> Iterator[Part]:  # noqa: ARG001 - it has none, whatever is shown
    """Nothing more."""
    yield from ()


def _commitment(shown: Shown) -> Iterator[Part]:
    """The operations on a commitment with what it amounts to after each, and its schedule."""
    number = shown.found.n
    if shown.found.table != "commitment":
        named = shown.values["commitment"]
        if named is None:
            yield from _movement(shown) if shown.values.get("reservation") is None else _reservation(shown)
            return
        number = answers.number(shown.ledger, "commitment", named) or 0
    names = {"date": 0, "kind": 0, "operation": 0, "label": 3, "amount": 0, "firm": 1, "delivered": 2, "paid": 1}
    rows = [
        (o.date, o.kind, o.id, o.words, o.amount, o.firm, o.delivered, o.paid, o.outstanding)
        for o in operations(shown.ledger, number)
        if shown.counts(o.date)
    ]
    yield shown.table("operations", N_("Operations on the commitment"), names | {"outstanding": 0}, rows)
    if shares := [each for each in schedules(shown.ledger, number) if shown.counts(each[0])]:
        names = {"date": 0, "operation": 0, "exercise": 0, "cp": 0, "in_force": 0}
        yield shown.table("schedules", N_("Schedules of payments"), names, shares)


def _reservation(shown: Shown) -> Iterator[Part]:
    """The operations on a reservation with what is left of it after each."""
    number = shown.found.n
    if shown.found.table != "reservation":
        number = answers.number(shown.ledger, "reservation", shown.values["reservation"]) or 0
    rows = [
        (o.date, o.kind, o.id, o.label, o.change, o.remainder)
        for o in usage(shown.ledger, number)
        if shown.counts(o.date)
    ]
    names = {"date": 0, "kind": 0, "operation": 0, "label": 1, "amount": 0, "running": 0}
    yield shown.table("operations", N_("Operations on the reservation"), names, rows)


def _movement(shown: Shown) -> Iterator[Part]:
    """What an operation changes, on which lines."""
    names = {"line": 0, "exercise": 0, "measure": 0, "amount": 0}
    yield shown.table("effects", N_("What it changes"), names, effects(shown.ledger, shown.values["op"]))


def _line(shown: Shown) -> Iterator[Part]:
    """The position of a line, the lines below it, and what weighs on it."""
    yield shown.position()
    if any(line.parent == shown.found.id for line in answers.lines(shown.ledger)):
        yield from shown.listed("lines", N_("The line, and those below it"), line=shown.found.n)
    weighs = {"available": N_("What weighs on AE"), "cp-available": N_("What weighs on CP")}
    for measure in ("available", "cp-available") if shown.header.follows_cp else ("available",):
        figure = Figure(measure, "line", shown.found.id, shown.asked.as_of, shown.asked.exercise)
        held = list(rows(shown.ledger, figure))
        title = shown.language.text(weighs[measure])
        yield entries(held, shown.language, value(shown.ledger, figure), name=measure, title=title)


def _programme(shown: Shown) -> Iterator[Part]:
    """The lines of a programme, and its performance."""
    its = {"programme": shown.found.id}
    yield from shown.listed("lines", N_("Budget lines"), **its)
    yield from shown.listed("indicators", N_("Indicators"), **its)
    yield from shown.listed("observations", N_("Observations"), **its)
    yield from shown.listed("milestones", N_("Milestones"), **its)


def _indicator(shown: Shown) -> Iterator[Part]:
    """The values observed."""
    yield from shown.listed("observations", N_("Observations"), indicator=shown.found.id)


def _plan(shown: Shown) -> Iterator[Part]:
    """The payments expected."""
    if rows := expected(shown.ledger, shown.found.n):
        yield shown.table("schedule", N_("Schedule of payments"), {"exercise": 0, "cp": 0}, rows)


def _budget(shown: Shown) -> Iterator[Part]:
    """The position of the whole budget."""
    yield shown.position()


def _controls(shown: Shown) -> Iterator[Part]:
    """The thresholds of visa."""
    yield from shown.listed("thresholds", N_("Thresholds of visa"))


PARTS: Mapping[str, Callable[[Shown], Iterator[Part]]] = {
    "budget": _budget,
    "controls": _controls,
    "programme": _programme,
    "line": _line,
    "movement": _movement,
    "reservation": _reservation,
    "commitment": _commitment,
    "adjustment": _commitment,
    "delivery": _commitment,
    "payment": _commitment,
    "plan": _plan,
    "indicator": _indicator,
}
"""What is shown of a record beyond what it says, by its table."""
