"""`check`: every problem of budgets, each at its place."""

import datetime
import json
import os
from collections.abc import Sequence

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.completing import complete_files
from jo_security.cli.problems import annotation, as_json, paragraph
from jo_security.locales.language import Language
from jo_security.office.naming import Unreadable, default_budget
from jo_security.office.opening import open_budget
from jo_security.records.problem import Problem
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(files: tuple[str, ...], as_of: datetime.date | None, form: str) -> int:
        problems: list[Problem] = []
        status = diagnostics.DONE
        for name in files or (default_budget(os.environ),):
            try:
                problems += open_budget(name, as_of).problems()
            except Unreadable as error:
                diagnostics.unreadable(error, language)
                status = diagnostics.NO_FILE
        problems.sort(key=lambda problem: problem.place)
        diagnostics.emit(_written(problems, form, language))
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
        params=[files, arguments.as_of_option(language), arguments.format_option(language, "text", "json", "github")],
        run=run,
    )


def _written(problems: Sequence[Problem], form: str, language: Language) -> str:
    """The problems in the form that was asked for."""
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
    return "\n".join(paragraph(problem, language, colour=diagnostics.coloured()) for problem in problems)
