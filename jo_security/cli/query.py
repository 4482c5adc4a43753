"""`query`: read-only SQL over the documented views."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TABULAR, budget, give, head, paper, paper_options
from jo_security.cli.asked import Asked
from jo_security.cli.columns import column
from jo_security.cli.perimeter import period
from jo_security.ledger import answers
from jo_security.ledger.answers.querying import Refused, TooLong, TooMuch, query
from jo_security.ledger.answers.views import VIEWS, catalogue
from jo_security.ledger.columns import COLUMNS, term
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Sheet

SECONDS, MOST_SECONDS = 10.0, 3600.0

UNITS: Mapping[str, str] = {
    "money": N_("cents"),
    "date": N_("date, as text: 2023-03-14"),
    "year": N_("whole number"),
    "count": N_("whole number"),
    "number": N_("exact decimal, as text"),
    "flag": N_("0 or 1"),
    "text": N_("text"),
    "id": N_("text"),
    "texts": N_("array of JSON, as text"),
    "word": N_("text"),
}
"""What the values of a column are, by its unit."""

UNITS_SAID = N_("Amounts of the views are cents.")

SENTENCES: Mapping[type[Exception], str] = {
    TooLong: N_("The query takes longer than it may: {seconds} s. Ask for less, or give it more time with --timeout."),
    TooMuch: N_("The answer is larger than it may be. Ask for less, or end the query with LIMIT."),
}


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(sql: str | None, file: str, timeout: float, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        if not isfinite(timeout):
            raise click.UsageError(text(N_("--timeout takes a number of seconds.")))
        if sql is None:
            return give(_views(language, machines=its.one_table), its, language)
        opened = budget(file, language, options["as_of"])
        if opened is None:
            return diagnostics.FOUND
        header = answers.header(opened.ledger, options["as_of"])
        opened.ledger.ask(options["as_of"], options["exercise"])
        try:
            answer = query(opened.ledger, sql, timeout)
        except Refused as error:
            raise click.UsageError(_refusal(error, language)) from None
        except (TooLong, TooMuch) as error:
            diagnostics.say(text(SENTENCES[type(error)], seconds=f"{timeout:g}"))
            return diagnostics.FOUND
        sheet = Sheet(
            name="rows",
            columns=[Column(name, "any", name) for name in answer.columns],
            rows=answer.rows,
            empty=text(N_("No row answers this.")),
        )
        asked = Asked(**options)
        whole = answers.perimeter(opened.ledger, asked.as_of, asked.exercise) if its.for_people else None
        document = Document(
            title=header.label,
            parts=[sheet],
            said=[] if whole is None else [f"{period(whole, asked, language)}. {text(UNITS_SAID)}", sql],
            head=head(header, asked.as_of, asked.exercise) | {"query": sql},
        )
        return give(document, its, language, opened.opened)

    timeout = click.Option(
        ["--timeout"],
        type=click.FloatRange(min=0, min_open=True, max=MOST_SECONDS),
        default=SECONDS,
        show_default=True,
        metavar=text(N_("SECONDS")),
        help=text(N_("How long the query may take.")),
    )
    return arguments.command(
        language,
        "query",
        N_(
            "Answer a query in SQL (SQLite's) over the views of a budget; without a query, list the views and their"
            " columns. Amounts are cents: money(amount) writes them as euros. Nothing can be changed."
        ),
        example='jo-security query "SELECT supplier, money(sum(outstanding)) FROM commitments GROUP BY 1"',
        params=[
            click.Argument(["sql"], required=False, metavar=text(N_("[SQL]"))),
            arguments.file_argument(language),
            arguments.as_of_option(language),
            arguments.exercise_option(language),
            timeout,
            *paper_options(language, TABULAR),
        ],
        run=run,
    )


def _refusal(error: Refused, language: Language) -> str:
    """Why a query is not answered."""
    if error.forbidden:
        says = N_("A query only reads the views, and calls functions that only look: {what} is refused.")
        said, name = language.text(says, what=error.forbidden), error.forbidden
    elif error.reason:
        says = N_("SQLite does not answer the query: {reason}. jo-security query alone lists the views.")
        said, name = language.text(says, reason=error.reason.rstrip(".")), error.reason.rpartition(": ")[2]
    else:
        return language.text(N_("The query asks for nothing."))
    from difflib import get_close_matches  # loaded for a mistake only

    known = [*COLUMNS] if "column" in error.reason else [*VIEWS]
    close = [] if name in known else get_close_matches(name, known, n=1, cutoff=0.7)
    return f"{said} {language.text(N_('Did you mean {name}?'), name=close[0])}" if close else said


def _views(language: Language, *, machines: bool) -> Document:
    """The views and their columns: a table a view for people, one of them all for machines."""
    known = catalogue()
    rows = [
        (view, name, language.text(UNITS[term(name, view).unit]), language.text(term(name, view).about))
        for view, names in known.items()
        for name in names
    ]
    columns = [
        Column("view", heading=language.text(N_("View"))),
        Column("column", heading=language.text(N_("Column"))),
        Column("unit", heading=language.text(column("unit", language).heading)),
        Column("about", heading=language.text(N_("Meaning"))),
    ]
    if machines:
        return Document(language.text(N_("Views")), [Sheet("views", columns, rows)])
    parts = [
        Sheet(view, columns[1:], [row[1:] for row in rows if row[0] == view], f"{view} — {language.text(VIEWS[view])}")
        for view in known
    ]
    return Document(language.text(N_("Views")), parts)
