"""`check`: every problem of budgets, each at its place."""

import datetime
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TEXTUAL, Paper, deliver, give, paper, paper_options
from jo_security.cli.completing import complete_files
from jo_security.cli.problems import annotation, as_json, message, paragraph
from jo_security.locales.language import Language
from jo_security.office.naming import Unreadable, default_budget
from jo_security.office.opening import open_budget
from jo_security.records.problem import Problem
from jo_security.records.words import N_

if TYPE_CHECKING:  # only other formats than text make sheets
    from jo_security.sheets.sheet import Document


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(files: tuple[str, ...], as_of: datetime.date | None, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        problems: list[Problem] = []
        status = diagnostics.DONE
        for name in files or (default_budget(os.environ),):
            try:
                problems += open_budget(name, as_of).problems()
            except Unreadable as error:
                diagnostics.unreadable(error, language)
                status = diagnostics.NO_FILE
        problems.sort(key=lambda problem: problem.place)
        _give(problems, its, language)
        if status == diagnostics.DONE and any(problem.severity == "error" for problem in problems):
            status = diagnostics.FOUND
        return status

    metavar = language.text(N_("[FILE]..."))
    files = click.Argument(["files"], nargs=-1, metavar=metavar, shell_complete=complete_files)
    return arguments.command(
        language,
        "check",
        N_("Print every problem of budgets, each at its place; nothing where there is none."),
        example="jo-security check budgets/*.toml",
        params=[files, arguments.as_of_option(language), *paper_options(language, TEXTUAL, ("github",))],
        run=run,
    )


def _give(problems: Sequence[Problem], its: Paper, language: Language) -> None:
    """Write the problems in the form that was asked for. Raises Unwritable."""
    if its.form not in {"text", "json", "github"}:
        give(_document(problems, language), its, language)
    elif its.output is None:
        diagnostics.emit(_written(problems, its.form, language, colour=diagnostics.coloured()))
    else:
        deliver([_written(problems, its.form, language, colour=False).encode()], its, language, None)


def _written(problems: Sequence[Problem], form: str, language: Language, *, colour: bool) -> str:
    """The problems as text, as the reference has them in JSON, or as a forge shows them."""
    if form == "json":
        errors = sum(problem.severity == "error" for problem in problems)
        answer = {
            "problems": [as_json(problem, language) for problem in problems],
            "errors": errors,
            "warnings": len(problems) - errors,
        }
        return json.dumps(answer, ensure_ascii=language.ascii, indent=2) + "\n"
    if form == "github":
        return "".join(annotation(problem, language) for problem in problems)
    return "\n".join(paragraph(problem, language, colour=colour) for problem in problems)


def _document(problems: Sequence[Problem], language: Language) -> "Document":
    """The problems as a table."""
    from jo_security.sheets.sheet import Column, Document, Sheet

    text = language.text
    columns = [
        Column("severity", "word", text(N_("Severity"))),
        Column("code", "id", text(N_("Code"))),
        Column("name", heading=text(N_("Name")), rank=2),
        Column("file", heading=text(N_("File"))),
        Column("line", "year", text(N_("Row"))),
        Column("column", "year", text(N_("Column")), rank=3),
        Column("record", "id", text(N_("Record"))),
        Column("message", heading=text(N_("Problem"))),
        Column("hint", heading=text(N_("Way out")), rank=1),
    ]
    rows = [(p.severity, p.code, p.name, p.file, p.line, p.column, p.record, *message(p, language)) for p in problems]
    title = text(N_("Problems"))
    return Document(title, [Sheet("problems", columns, rows, empty=text(N_("Nothing is wrong")))])
