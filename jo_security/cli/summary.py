"""`summary`: what an envelope still allows, as a table or as JSON."""

import json
from collections.abc import Mapping
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TABULAR, TERMINAL, Paper, deliver, give, opened_budget, paper, paper_options
from jo_security.cli.asked import Asked
from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.records.money import plain
from jo_security.records.words import N_

FORMAT = 1
EVERYTHING = Asked()
GROUPS = ("line", "programme", "title", "exercise", "tag")


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        asked = Asked(**options)
        if asked.depth is not None and asked.by != "line":
            raise click.UsageError(text(N_("--depth goes with --by line.")))
        return show(language, file, asked, its)

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
    as_of, exercise = arguments.as_of_option(language), arguments.exercise_option(language)
    return arguments.command(
        language,
        "summary",
        N_("Print what an envelope still allows: opened, committed, paid, and what is left."),
        example="jo-security summary budgets/jo-2024.toml --exercise 2024 --by programme",
        params=[
            arguments.file_argument(language),
            as_of,
            exercise,
            by,
            depth,
            *paper_options(language, TABULAR),
        ],
        run=run,
    )


def show(language: Language, name: str, asked: Asked = EVERYTHING, its: Paper = TERMINAL) -> int:
    """Print the summary of a budget; the problems of one that is unreadable."""
    opened = opened_budget(name, language, asked.as_of)
    if opened is None or opened.ledger is None:
        return diagnostics.FOUND
    if its.form == "json":
        answer = _answer(opened.ledger, asked)
        text = json.dumps(answer, ensure_ascii=language.ascii, indent=2) + "\n"
        return deliver([text.encode()], its, language, opened)
    from jo_security.cli.summarised import Summary

    return give(Summary(opened.ledger, language, asked).document(machines=its.one_table), its, language, opened)


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
