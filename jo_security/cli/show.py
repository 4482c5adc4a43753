"""`show`: one record, with all that is known of it."""

from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import SECTIONS, Budget, budget, give, paper, paper_options
from jo_security.cli.asked import Asked
from jo_security.cli.completing import complete_ids
from jo_security.cli.shown import document
from jo_security.ledger.answers.lookup import Found, find, near
from jo_security.locales.language import Language
from jo_security.records.words import N_

NAMED = ("line", "programme", "operation", "indicator", "milestone")
"""The kinds of records that bear an id."""


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(record: str, file: str, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        asked = Asked(**options)
        opened = budget(file, language, asked.as_of)
        if opened is None:
            return diagnostics.FOUND
        return give(document(opened, _one(record, opened, language), asked, language), its, language, opened.opened)

    return arguments.command(
        language,
        "show",
        N_(
            "Show a record: what it says, its operations in order with running amounts, its problems, its place in the"
            " file. Where records of several kinds bear an id it is written KIND/ID; budget, controls, assertion/1,"
            " closing/1, observation/1 and threshold/1 name what has no id."
        ),
        example="jo-security show EJ-1000000001",
        params=[
            click.Argument(["record"], metavar="ID", shell_complete=complete_ids(*NAMED)),
            arguments.file_argument(language),
            arguments.as_of_option(language),
            arguments.exercise_option(language),
            *paper_options(language, SECTIONS),
        ],
        run=run,
    )


def _one(name: str, opened: Budget, language: Language) -> Found:
    """The record that a name means. Raises UsageError where there is none, or several."""
    found = find(opened.ledger, name)
    if len(found) > 1:
        choices = tuple(f"{each.table}/{each.id}" for each in found)
        says = N_("Several records bear {name}. Write one of {choices:list}.")
        raise click.UsageError(language.text(says, name=name, choices=choices))
    if not found:
        raise arguments.unknown(language, "ID", name, near(opened.ledger, name))
    return found[0]
