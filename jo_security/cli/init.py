"""`init`: a new budget to start from."""

import time
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.completing import complete_files
from jo_security.locales.language import Language
from jo_security.records.shapes import ID, TEXT, Shape
from jo_security.records.words import N_

FIRST, LAST = 1000, 9998
"""The years of a budget; the template speaks of the year after as well."""


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(id: str, file: str | None, label: str | None, year: int | None) -> int:  # noqa: A002 - the word of the format
        from jo_security.office.starting import file_of, filled, start

        now = time.localtime().tm_year
        budget = filled(language.document("budget.template"), id=id, label=label or id, year=year or now)
        start(budget, file or file_of(id), lambda done: diagnostics.say(language.render(done.text, done.values)))
        return diagnostics.DONE

    label = click.Option(
        ["--label"],
        type=Fit(language, TEXT),
        metavar=text(N_("TEXT")),
        help=text(N_("What the budget is called; by default its id.")),
    )
    year = click.Option(
        ["--year"],
        type=click.IntRange(FIRST, LAST),
        metavar=text(N_("YEAR")),
        help=text(N_("The financial year of the budget; by default this one.")),
    )
    return arguments.command(
        language,
        "init",
        N_("Write a new budget to start from, with its comments; FILE is by default ID.toml in the current folder."),
        example='jo-security init drones --label "Lutte anti-drones"',
        params=[
            click.Argument(["id"], type=Fit(language, ID), metavar="ID"),
            click.Argument(["file"], required=False, metavar=text(N_("[FILE]")), shell_complete=complete_files),
            label,
            year,
        ],
        run=run,
    )


class Fit(click.ParamType[str]):
    """A text that fits a shape of the format."""

    name = "text"

    def __init__(self, language: Language, shape: Shape) -> None:
        self.language = language
        self.shape = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - as click calls it
        """The text itself."""
        if not self.shape.accepts(value):
            says = N_("{value} does not fit: it takes {takes}.")
            self.fail(self.language.text(says, value=value, takes=self.shape.takes), param, ctx)
        return str(value)
