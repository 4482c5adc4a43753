"""`summary`: what an envelope still allows, as a table or as JSON."""

import json
from collections.abc import Mapping
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.asked import Asked
from jo_security.cli.problems import paragraph
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.office.opening import open_budget
from jo_security.records.money import plain
from jo_security.records.words import N_

FORMAT = 1
EVERYTHING = Asked()
GROUPS = ("line", "programme", "title", "exercise", "tag")


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str, form: str, **asked: Any) -> int:  # noqa: ANN401
        return show(language, file, Asked(**asked), form)

    exercise = arguments.exercise_option(language)
    by = click.Option(
        ["--by"],
        type=click.Choice(GROUPS),
        default="line",
        show_default=True,
        help=text(N_("What the figures are shown by.")),
    )
    depth = click.Option(
        ["--depth"],
        type=click.IntRange(min=1),
        metavar=text(N_("N")),
        help=text(N_("Show the lines down to that level only; 1 is the top.")),
    )
    as_of, form = arguments.as_of_option(language), arguments.format_option(language, "table", "json")
    return arguments.command(
        language,
        "summary",
        N_("Print what an envelope still allows: opened, committed, paid, and what is left."),
        example="jo-security summary budgets/jo-2024.toml --exercise 2024 --by programme",
        params=[arguments.file_argument(language), as_of, exercise, by, depth, form],
        run=run,
    )


def show(language: Language, name: str, asked: Asked = EVERYTHING, form: str = "table") -> int:
    """Print the summary of a budget; the problems of one that is unreadable."""
    opened = open_budget(name, asked.as_of)
    if opened.ledger is None:
        for problem in opened.problems():
            diagnostics.say(paragraph(problem, language, colour=False))
        return diagnostics.FOUND
    if form == "json":
        answer = _answer(opened.ledger, asked)
        diagnostics.emit(json.dumps(answer, ensure_ascii=language.ascii, indent=2) + "\n")
    else:
        from jo_security.cli.report import report

        report(opened.ledger, language, asked)
    diagnostics.count(opened, language)
    return diagnostics.DONE


def _answer(ledger: Ledger, asked: Asked) -> dict[str, object]:
    """The summary as the reference's section 5 has it."""
    as_of, exercise = asked.as_of, asked.exercise
    header = answers.header(ledger, as_of)
    answer: dict[str, object] = {
        "format": FORMAT,
        "budget": header.id,
        "label": header.label,
        "currency": header.currency,
        "envelope": _money(header.envelope),
        "unallocated": _money(header.unallocated),
        "as-of": as_of and as_of.isoformat(),
        "exercise": exercise,
        "total": _plain(answers.total(ledger, as_of, exercise)),
    }
    if asked.by != "line":
        groups = answers.groups(ledger, asked.by, as_of, exercise)
        return answer | {"groups": [{"key": key, "position": _plain(position)} for key, position in groups]}
    lines = [
        {
            "id": line.id,
            "label": line.label,
            "parent": line.parent,
            "programme": line.programme,
            "title": line.title,
            "illustrative": line.illustrative,
            "position": _plain(line.position),
        }
        for line in answers.lines(ledger, as_of, exercise)
        if asked.depth is None or line.depth < asked.depth
    ]
    return answer | {"lines": lines}


def _plain(position: Mapping[str, int]) -> dict[str, str]:
    """A position with its money as text."""
    return {measure: plain(amount) for measure, amount in position.items()}


def _money(amount: int | None) -> str | None:
    """An amount as text, where there is one."""
    return None if amount is None else plain(amount)
