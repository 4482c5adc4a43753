"""A commitment: what it amounts to, what it says of itself, its operations in time, what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from jo_security.ledger.columns import COLUMNS
from jo_security.locales.phrases import literal
from jo_security.office.views import At
from jo_security.records.words import N_
from jo_security.tui.acts import Spot
from jo_security.tui.screens.acting import ActingScreen
from jo_security.tui.screens.commitments import column_measure
from jo_security.tui.screens.operations import OperationRows
from jo_security.tui.terms import ERROR_SIGN, ILLUSTRATIVE_SIGN, LABELS, MEANINGS, WARNING_SIGN
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.figures import Figure, Figures
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.prose import Prose
from jo_security.tui.widgets.waterfall import Fall, Waterfall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers import Detail
    from jo_security.ledger.answers.why import Figure as Asked
    from jo_security.locales.language import Language
    from jo_security.records.problem import Finding
    from jo_security.tui.reading import Reading


OWN: Final = {
    "firm": (N_("Amount"), N_("The commitment with its adjustments")),
    "amount": (N_("At first"), N_("The commitment as it was recorded, before any adjustment")),
    "ceiling": (COLUMNS["ceiling"].heading, COLUMNS["ceiling"].about),
}
"""Amounts of a commitment that are no measures of lines: what they are called, and what they mean."""

BLANKS: Final = re.compile(r"[ \t\r\n]+")


class CommitmentScreen(ActingScreen):
    """One commitment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "exclamation_mark",
            "explain_rules",
            N_("Rules"),
            show=False,
            tooltip=N_("Explain the rules of its problems"),
            id="commitment.rules",
        ),
    ]
    CSS_PATH = "../styles/commitment.tcss"
    EMPTY = N_("There is no operation in this perimeter")
    MAIN = "outstanding"

    facts = getters.query_one("#facts", Static)
    figures = getters.query_one(Figures)
    bars = getters.query_one(Waterfall)
    troubles = getters.query_one("#troubles", Static)

    def __init__(self, language: Language, reading: Reading, commitment: str) -> None:
        """Show the commitment of that id."""
        super().__init__(language, reading)
        self.commitment_id = commitment
        self.detail: Detail | None = None
        self.codes: Sequence[str] = ()

    def compose_body(self) -> ComposeResult:
        """What it says of itself, its figures, its operations, its problems."""
        yield Prose(id="facts", markup=False)
        yield Figures()
        yield Waterfall()
        yield LedgerTable((), NoRows())
        yield Prose(id="troubles", markup=False)

    def trail(self) -> Sequence[str]:
        """From the budget down to the commitment."""
        outlook = self.reading and self.reading.outlook
        steps = [outlook.header.label] if outlook else []
        return [*steps, *([self.detail.line_label] if self.detail else []), self.commitment_id]

    def leads_to(self, step: int) -> At | None:
        """To its line."""
        return At("lines", self.detail.row.line) if step == 1 and self.detail is not None else super().leads_to(step)

    def fill(self) -> OperationRows | None:
        """The operations on it."""
        from jo_security.ledger import answers

        if self.reading is None:
            return None
        number = answers.number(self.reading.ledger, "commitment", self.commitment_id)
        if number is None:
            return None
        self.detail = answers.commitment(self.reading.ledger, number)
        return OperationRows(self.reading.ledger, self.language, number)

    def draw(self) -> None:
        """Put its record and its figures in their places."""
        detail, reading = self.detail, self.reading
        if detail is None or reading is None or reading.outlook is None or reading.opened is None:
            return
        currency = reading.outlook.header.currency
        self.facts.update(Content("\n").join(facts(self.language, detail)))
        self.figures.groups = figures(self.language, detail, currency)
        self.bars.falls = bars(self.language, detail, currency)
        from jo_security.ledger import answers

        about = answers.about_commitment(reading.ledger, detail.row.n)
        found = [reading.opened.findings[i] for i in about]
        self.codes = [*dict.fromkeys(finding.code for finding in found)]
        self.troubles.display = bool(found)
        self.troubles.update(Content("\n").join(trouble(self.language, finding, currency) for finding in found))

    @property
    def remembered(self) -> str:
        """Its id: the history begins with what was done about it."""
        return self.commitment_id

    @property
    def deeper(self) -> bool:
        """Operations hold nothing more."""
        return False

    def figure(self, column: str, row: int | None) -> Asked | None:  # noqa: ARG002 - rows are what it amounts to in time
        """The measure of a column."""
        return self.figure_of(column)

    def figure_of(self, key: str) -> Asked | None:
        """A measure of the commitment; its ceiling and its amount at first are stated, not made up of operations."""
        measure = column_measure(key)
        return None if measure is None else self.figured(measure, "commitment", self.commitment_id)

    def ending_at(self, row: int) -> str | None:
        """The operation of the row."""
        return self.rows.key_of(row) if self.rows is not None else None

    def record(self) -> tuple[str, int] | None:
        """The commitment."""
        return ("commitment", self.detail.row.n) if self.detail is not None else None

    def action_explain_rules(self) -> None:
        """Explain the rules of its problems."""
        from jo_security.tui.dialogs.rules import explained

        self.app.push_screen(explained(self.language, self.codes))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rules are explained where some are met, and asked for by a letter."""
        if action == "explain_rules":
            return bool(self.codes) and not self.filter_has_keys
        return super().check_action(action, parameters)

    def spot(self) -> Spot:
        """On the commitment and its line."""
        return Spot(self.detail.row.line if self.detail else None, self.commitment_id)


def figures(language: Language, detail: Detail, currency: str) -> tuple[tuple[Figure, ...], ...]:
    """What a commitment amounts to, exactly."""

    def figure(key: str, cents: int, *, main: bool = False) -> Figure:
        label, about = map(language.text, words(key))
        return Figure(label, language.money(cents, currency), "" if cents else "dim", main, key, about)

    row = detail.row
    first = [figure("firm", row.firm)]
    if detail.amount != row.firm:
        first.append(figure("amount", detail.amount))
    if detail.ceiling is not None:
        first.append(figure("ceiling", detail.ceiling))
    first.append(figure("delivered", row.delivered))
    second = (
        figure("paid", row.paid),
        figure("payable", row.payable),
        figure("outstanding", row.outstanding, main=bool(row.outstanding)),
    )
    return tuple(first), second


def words(key: str) -> tuple[str, str]:
    """What an amount of a commitment is called, and what it means."""
    if key in OWN:
        return OWN[key]
    return LABELS[key], MEANINGS[key]


def bars(language: Language, detail: Detail, currency: str) -> tuple[Fall, ...]:
    """What of a commitment is delivered, paid and left to pay, on one scale."""
    row = detail.row
    steps = [
        ("delivered", row.delivered, 0, row.delivered, "$secondary"),
        ("paid", row.paid, 0, row.paid, "$secondary"),
        ("outstanding", row.outstanding, row.paid, row.firm, "$warning"),
    ]
    if detail.ceiling is not None:
        steps.insert(0, ("ceiling", detail.ceiling, 0, detail.ceiling, "$secondary"))
    steps.insert(len(steps) - 3, ("firm", row.firm, 0, row.firm, "$primary"))
    return tuple(
        Fall(
            language.text(words(key)[0]),
            language.short(cents, currency),
            low,
            high,
            style,
            key,
            language.text(words(key)[1]),
        )
        for key, cents, low, high, style in steps
    )


def facts(language: Language, detail: Detail) -> Iterator[Content]:
    """What a commitment says of itself, a line each; the first is what it is about."""
    row = detail.row
    said = [row.supplier, language.date(row.date)]
    if str(detail.exercise) != row.date[:4]:
        said.append(language.text(N_("financial year {first}"), first=str(detail.exercise)))
    said += [each for each in (detail.reference, detail.reservation) if each]
    if row.illustrative:
        said.append(ILLUSTRATIVE_SIGN + " " + language.text(N_("illustrative")))
    yield Content.assemble((_flat(row.label), "bold"))
    yield Content.assemble((_flat(" · ".join(said)), "dim"))
    if detail.schedule:
        share = N_("{year}: {amount:amount}")
        shares = " · ".join(language.text(share, year=str(exercise), amount=cp) for exercise, cp in detail.schedule)
        yield _fact(language.text(N_("Schedule")), shares)
    if detail.visa is not None:
        number, date, by = detail.visa
        yield _fact(language.text(N_("Visa")), " · ".join(filter(None, (number, language.date(date), by))))
    if detail.override is not None:
        by, reason, date = detail.override
        yield _fact(language.text(N_("Override")), f"{by} · {language.date(date)} · {reason}")
    if detail.note:
        yield _fact(language.text(N_("Note")), detail.note)


def trouble(language: Language, finding: Finding, currency: str) -> Content:
    """What is wrong, in one line."""
    bad = finding.severity == "error"
    words = language.render(finding.message.text, finding.message.values, currency=currency)
    sign = (ERROR_SIGN if bad else WARNING_SIGN) + " " + finding.code
    return Content.assemble((sign, "bold $text-error" if bad else "bold $text-warning"), "  ", _flat(words))


def _fact(label: str, words: str) -> Content:
    return Content.assemble((f"{label}  ", "dim"), _flat(words))


def _flat(text: str) -> str:
    """A text in one line; what holds a number together stays."""
    return literal(BLANKS.sub(" ", text).strip())
