"""`open`: a budget in the interface; without a terminal, its summary."""

import sys
from functools import partial

import click
from click.shell_completion import CompletionItem

from jo_security.cli import arguments
from jo_security.locales.language import Language
from jo_security.office.naming import STDIN
from jo_security.office.views import VIEWS
from jo_security.records.words import N_


def _place(language: Language, ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A place that begins with a view."""
    view = value.partition("/")[0]
    if not value or view in VIEWS:
        return value
    from difflib import get_close_matches  # loaded for a mistake only

    says = language.text(N_("{view} is no view; these are: {views}."), view=view, views=", ".join(VIEWS))
    near = get_close_matches(view, VIEWS, n=1)
    if near:
        says += " " + language.text(N_("Did you mean {name}?"), name=near[0])
    raise click.BadParameter(says, ctx, param)


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(file: str, read_only: bool = False, at: str = "") -> int:  # noqa: FBT001, FBT002 - as click has it
        # A budget from standard input leaves the interface no keyboard.
        if file != STDIN and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
            status: int | None = click.get_current_context().obj.open_interface(file, read_only=read_only, at=at)
            if status is not None:
                return status
        from jo_security.cli import summary

        return summary.show(language, file)

    read_only = click.Option(
        ["--read-only"],
        is_flag=True,
        help=language.text(N_("Only look: nothing is recorded, in the file or in its journal.")),
    )
    at = click.Option(
        ["--at"],
        default="",
        metavar=language.text(N_("VIEW[/ID]")),
        callback=partial(_place, language),
        shell_complete=lambda *_: [CompletionItem(view) for view in VIEWS],
        help=language.text(N_("Begin at a view, or at a record in it: commitments/EJ-1000000001.")),
    )
    return arguments.command(
        language,
        "open",
        N_("Open a budget in the interface; without a terminal, print its summary."),
        example="jo-security open budgets/jo-2024.toml",
        params=[arguments.file_argument(language), read_only, at],
        run=run,
    )
