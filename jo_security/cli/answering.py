"""What the commands that ask have in common: they open a budget, and put an answer on paper in a format."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from jo_security.cli import diagnostics
from jo_security.locales.language import Language
from jo_security.office.opening import Opened, open_budget
from jo_security.records.words import N_

if TYPE_CHECKING:  # not all of them are needed by every answer
    from jo_security.ledger.answers import Header
    from jo_security.ledger.ledger import Ledger
    from jo_security.sheets.sheet import Document

TABULAR = ("table", "json", "jsonl", "csv", "markdown", "html", "svg", "xlsx")
"""The formats of an answer that is one table."""
SECTIONS = ("table", "json", "markdown", "html", "svg", "xlsx")
"""Those of an answer that has several parts."""
TEXTUAL = ("text", *TABULAR[1:])
"""Those of an answer that people read as text."""
DIALECTS = ("en", "fr")
FORMAT = 1
"""The version of machine answers."""


@dataclass(frozen=True, slots=True)
class Paper:
    """In which format an answer is written, by which customs of figures where it is csv, and to which file."""

    form: str
    dialect: str | None = None
    output: str | None = None

    @property
    def for_people(self) -> bool:
        """Whether sentences stand around the tables."""
        return self.form not in {"csv", "json", "jsonl"}

    @property
    def one_table(self) -> bool:
        """Whether all that there is to say goes into one table."""
        return self.form in {"csv", "jsonl", "xlsx"}

    @property
    def for_machines(self) -> bool:
        """Whether a program reads it, a row at a time, and adds up for itself."""
        return self.form in {"csv", "jsonl"}


TERMINAL = Paper("table")


class Budget(NamedTuple):
    """A budget that could be read, and its ledger with the views that anybody may ask."""

    opened: Opened
    ledger: Ledger


def paper_options(language: Language, formats: Sequence[str], more: Sequence[str] = ()) -> list[click.Parameter]:
    """`--format`, `--dialect` where there is csv, and `--output`."""
    text = language.text
    form = click.Option(
        ["--format", "form"],
        type=click.Choice([*formats, *more]),
        default=formats[0],
        show_default=True,
        help=text(N_("How the answer is written.")),
    )
    dialect = click.Option(
        ["--dialect"],
        type=click.Choice(DIALECTS),
        help=text(N_("The customs of csv: en is , and a decimal point; fr is ; and a decimal comma.")),
    )
    output = click.Option(
        ["--output", "-o"],
        metavar=text(N_("PATH")),
        help=text(N_("Write the answer to that file instead of standard output.")),
    )
    return [form, dialect, output] if "csv" in formats else [form, output]


def opened_budget(name: str, language: Language, as_of: datetime.date | None = None) -> Opened | None:
    """A budget that could be read; None where it could not, and its problems are said.

    Raises Unreadable where the file cannot be read at all.
    """
    opened = open_budget(name, as_of)
    if opened.ledger is not None:
        return opened
    from jo_security.cli.problems import paragraph

    for problem in opened.problems():
        diagnostics.say(paragraph(problem, language, colour=False))
    return None


def budget(name: str, language: Language, as_of: datetime.date | None = None) -> Budget | None:
    """The same, with the views that anybody may ask."""
    opened = opened_budget(name, language, as_of)
    if opened is None or opened.ledger is None:
        return None
    from jo_security.ledger.answers.views import offer

    offer(opened.ledger, opened.findings)
    return Budget(opened, opened.ledger)


def paper(language: Language, options: dict[str, Any]) -> Paper:
    """The paper that the options ask for, which are taken out of them."""
    its = Paper(options.pop("form"), options.pop("dialect", None), options.pop("output"))
    if its.dialect is not None and its.form != "csv":
        raise click.UsageError(language.text(N_("--dialect goes with --format csv.")))
    if its.form == "xlsx" and its.output is None and sys.stdout.isatty():
        raise click.UsageError(language.text(N_("A workbook is not for a terminal: name a file with --output.")))
    return its


def head(header: Header, as_of: datetime.date | None, exercise: int | None) -> dict[str, object]:
    """What the answers of a budget begin with in JSON."""
    return {
        "format": FORMAT,
        "budget": header.id,
        "label": header.label,
        "currency": header.currency,
        "as-of": as_of and as_of.isoformat(),
        "exercise": exercise,
    }


def give(document: Document, paper: Paper, language: Language, opened: Opened | None = None) -> int:
    """Write an answer where it is wanted, then count the problems of its budget; the status. Raises Unwritable."""
    if paper.form == "table" and paper.output is None:
        from jo_security.cli.as_table import show

        show(document, language)
        return counted(opened, language)
    return deliver(_pieces(document, paper, language), paper, language, opened)


def deliver(pieces: Iterable[bytes], paper: Paper, language: Language, opened: Opened | None) -> int:
    """Write an answer byte for byte, then count the problems of its budget; the status. Raises Unwritable."""
    if paper.output is not None:
        from jo_security.office.paper import put

        put(paper.output, pieces, opened)
    else:
        diagnostics.emit_bytes(pieces)
    return counted(opened, language)


def counted(opened: Opened | None, language: Language) -> int:
    """Count the problems of the budget that was asked, if one was; the status."""
    if opened is not None:
        diagnostics.count(opened, language)
    return diagnostics.DONE


def _pieces(document: Document, paper: Paper, language: Language) -> Iterable[bytes]:
    """The answer in a format that goes into a file."""
    if paper.form == "table":
        from jo_security.cli.as_table import text

        return [text(document, language).encode()]
    if paper.form == "svg":
        from jo_security.cli.as_svg import picture

        return [picture(document, language).encode()]
    from jo_security.sheets.writing import write

    return write(document, paper.form, language, paper.dialect or "en")
