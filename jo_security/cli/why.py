"""`why`: every operation that makes up a figure, with its sign, to the cent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TABULAR, Budget, budget, give, head, paper, paper_options
from jo_security.cli.columns import column
from jo_security.cli.perimeter import period
from jo_security.ledger import answers
from jo_security.ledger.answers.lookup import near
from jo_security.ledger.answers.why import LINES, Entry, Figure, Scope, value, why
from jo_security.ledger.columns import machine, term
from jo_security.locales.language import Language
from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Sheet

TOTAL = "total"
NAMES = tuple({"label": "label", "id": "operation"}.get(each.name, each.name) for each in fields(Entry))
RANKS: Mapping[str, int] = {
    "date": 0,
    "kind": 1,
    "operation": 0,
    "line": 3,
    "exercise": 5,
    "supplier": 7,
    "label": 4,
    "term": 6,
    "amount": 0,
    "running": 2,
}
"""What people see of an entry, and how soon a column gives way where there is no room."""


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(of: str, measure: str, file: str, **options: Any) -> int:  # noqa: ANN401
        its = paper(language, options)
        opened = budget(file, language, options["as_of"])
        if opened is None:
            return diagnostics.FOUND
        scope, name = scope_of(of, opened, language)
        figure = Figure(measure, scope, name, **options)
        return give(_document(opened, figure, language, summed=not its.for_machines), its, language, opened.opened)

    measure = click.Argument(["measure"], type=click.Choice(MEASURES), metavar=language.text(N_("MEASURE")))
    return arguments.command(
        language,
        "why",
        N_(
            "Say how a figure came about: every operation that enters a measure of a line with all below it, or of the"
            " total, with its sign. A group is written programme/ID, title/N or tag/TEXT."
        ),
        example="jo-security why anti-drone available --as-of 2023-12-31",
        params=[
            click.Argument(["of"], metavar=language.text(N_("LINE|total"))),
            measure,
            arguments.file_argument(language),
            arguments.as_of_option(language),
            arguments.exercise_option(language),
            *paper_options(language, TABULAR),
        ],
        run=run,
    )


def scope_of(of: str, opened: Budget, language: Language) -> tuple[Scope, str | int | None]:
    """The lines that a figure is of. Raises UsageError where the budget does not know them."""
    if of == TOTAL:
        return "total", None
    if answers.number(opened.ledger, "line", of) is not None:
        return "line", of
    scope, _, name = of.partition("/")
    known = {
        "line": answers.number(opened.ledger, "line", name) is not None,
        "programme": answers.number(opened.ledger, "programme", name) is not None,
        "title": name in {"1", "2", "3", "4", "5", "6", "7"},
        "tag": bool(name),
    }
    if scope in LINES and known.get(scope):
        return scope, int(name) if scope == "title" else name
    raise arguments.unknown(language, language.text(N_("LINE|total")), of, near(opened.ledger, of, ("line",)))


def _document(opened: Budget, figure: Figure, language: Language, *, summed: bool) -> Document:
    """The figure and its entries."""
    ledger = opened.ledger
    header = answers.header(ledger, figure.as_of)
    whole = answers.perimeter(ledger, figure.as_of, figure.exercise)
    measure = language.text(term(figure.measure.replace("-", "_")).heading)
    amount = value(ledger, figure)
    about = str(figure.of) if figure.of is not None else language.text(N_("the whole budget"))
    says = N_("{measure} of {about}: {amount:money}")
    figures = {"measure": measure, "about": about, "amount": amount}
    said = [
        language.render(says, figures, currency=header.currency),
        f"{period(whole, figure.as_of, figure.exercise, language)}.",
    ]
    sheet = entries(ledger_rows(opened, figure), language, amount if summed else None)
    asked = {"scope": figure.scope, "of": figure.of, "measure": figure.measure}
    return Document(
        title=f"{header.label} — {measure}",
        parts=[sheet],
        said=said,
        head=head(header, figure.as_of, figure.exercise) | asked,
        currency=header.currency,
    )


def ledger_rows(opened: Budget, figure: Figure) -> Iterator[tuple[Any, ...]]:
    """The entries of a figure as rows."""
    return (astuple(entry) for entry in why(opened.ledger, figure))


def entries(
    rows: Iterable[tuple[Any, ...]], language: Language, total: int | None, *, name: str = "entries", title: str = ""
) -> Sheet:
    """A sheet of entries, with the figure at its foot."""
    columns: Sequence[Column] = [
        column(each, language, summed=each == "amount", rank=RANKS.get(each)) for each in NAMES
    ]
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=rows,
        totals=None if total is None else {machine("amount"): total},
        total=language.text(N_("Total")),
        empty=language.text(N_("No operation enters it.")),
    )
