"""`open`: a budget in the interface; without a terminal, its summary."""

import sys

import click

from jo_security.cli import arguments
from jo_security.locales.language import Language
from jo_security.office.naming import STDIN
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(file: str, read_only: bool = False) -> int:  # noqa: FBT001, FBT002 as click has it
        # A budget from standard input leaves the interface no keyboard.
        if file != STDIN and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
            status: int | None = click.get_current_context().obj(file, read_only=read_only)
            if status is not None:
                return status
        from jo_security.cli import summary

        return summary.show(language, file)

    read_only = click.Option(
        ["--read-only"],
        is_flag=True,
        help=language.text(N_("Only look: nothing is recorded, in the file or in its journal.")),
    )
    return arguments.command(
        language,
        "open",
        N_("Open a budget in the interface; without a terminal, print its summary."),
        example="jo-security open budgets/jo-2024.toml",
        params=[arguments.file_argument(language), read_only],
        run=run,
    )
