"""`why`: every operation that makes up a figure, with its sign, to the cent."""

from collections.abc import Mapping
from typing import Any, Final

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TABULAR, Budget, budget, give, head, paper, paper_options
from jo_security.cli.completing import complete_ids
from jo_security.cli.entries import entries, rows
from jo_security.cli.perimeter import period
from jo_security.ledger import answers
from jo_security.ledger.answers.lookup import near, tags
from jo_security.ledger.answers.why import LINES, OPERATIONS, Figure, Scope, value
from jo_security.ledger.columns import term
from jo_security.locales.language import Language
from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.sheets.sheet import Document

TOTAL = "total"


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(of: str, measure: str, file: str, **options: Any) -> int:  # noqa: ANN401 - as click calls it
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
            " total, with its sign. A group is written programme/ID, title/N or tag/TEXT; of a commitment or a"
            " reservation its id says enough."
        ),
        example="jo-security why anti-drone available --as-of 2023-12-31",
        params=[
            click.Argument(["of"], metavar=language.text(N_("LINE|total")), shell_complete=complete_ids(*NAMED)),
            measure,
            arguments.file_argument(language),
            arguments.as_of_option(language),
            arguments.exercise_option(language),
            *paper_options(language, TABULAR),
        ],
        run=run,
    )


NAMED: Final = ("line", "commitment", "reservation")
"""What a figure may be of by an id alone, in the order in which it is looked for."""
SCOPES: Mapping[str, Scope] = {
    **{name: name for name in (*LINES, *OPERATIONS)},
    "lines": "line",
    "programmes": "programme",
    "titles": "title",
    "tags": "tag",
    "commitments": "commitment",
    "reservations": "reservation",
}
"""What a figure may be of, in singular or in plural."""


def scope_of(of: str, opened: Budget, language: Language) -> tuple[Scope, str | int | None]:
    """What a figure is of, with its id. Raises UsageError where the budget does not know them."""
    if of == TOTAL:
        return "total", None
    for scope in NAMED:
        if answers.number(opened.ledger, scope, of) is not None:
            return SCOPES[scope], of
    kind, _, name = of.partition("/")
    known = {
        **{scope: answers.number(opened.ledger, scope, name) is not None for scope in (*NAMED, "programme")},
        "title": name in {"1", "2", "3", "4", "5", "6", "7"},
        "tag": name in tags(opened.ledger),
    }
    if kind in SCOPES and known.get(SCOPES[kind]):
        return SCOPES[kind], int(name) if SCOPES[kind] == "title" else name
    raise arguments.unknown(language, language.text(N_("LINE|total")), of, near(opened.ledger, of, NAMED))


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
        f"{period(whole, figure, language)}.",
    ]
    sheet = entries(rows(opened.ledger, figure), language, amount if summed else None, title=measure)
    asked = {"scope": figure.scope, "of": figure.of, "measure": figure.measure}
    return Document(
        title=header.label,
        parts=[sheet],
        said=said,
        head=head(header, figure.as_of, figure.exercise) | asked,
    )
