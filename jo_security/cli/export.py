"""`export`: a budget for other programs, as a folder of files."""

import datetime

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import counted, opened_budget
from jo_security.locales.language import Language
from jo_security.records.words import N_

KINDS = ("fdp",)
"""What can be exported: `fdp` is a Fiscal Data Package."""


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(kind: str, folder: str, file: str, as_of: datetime.date | None, exercise: int | None) -> int:  # noqa: ARG001 - as click calls it
        return export(language, folder, file, as_of, exercise)

    kind = click.Argument(["kind"], type=click.Choice(KINDS), metavar="{fdp}")
    folder = click.Argument(["folder"], metavar=language.text(N_("FOLDER")))
    return arguments.command(
        language,
        "export",
        N_(
            "Write a budget for other programs: fdp is a Fiscal Data Package, every operation as CSV with a descriptor "
            "in JSON. The folder is created, or an earlier export in it is replaced."
        ),
        example="jo-security export fdp jo-2024-fdp budgets/jo-2024.toml --as-of 2024-12-31",
        params=[
            kind,
            folder,
            arguments.file_argument(language),
            arguments.as_of_option(language),
            arguments.exercise_option(language),
        ],
        run=run,
    )


def export(
    language: Language, folder: str, name: str, as_of: datetime.date | None = None, exercise: int | None = None
) -> int:
    """Write a Fiscal Data Package of a budget; print the problems of one that is unreadable. Raises Unwritable."""
    from jo_security.office.exporting import export_fiscal  # help does without

    opened = opened_budget(name, language, as_of)
    if opened is None or opened.ledger is None:
        return diagnostics.FOUND
    count = export_fiscal(opened.ledger, folder, as_of, exercise)
    diagnostics.say(
        language.plural(
            "{folder}: {n:number} entry written", "{folder}: {n:number} entries written", count, folder=folder
        )
    )
    return counted(opened, language)
