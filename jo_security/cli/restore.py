"""`restore`: put back recorded operations that somebody saved over, or accept that they are gone."""

import os

import click

from jo_security.cli import arguments, diagnostics
from jo_security.locales.language import Language
from jo_security.office.acting import restore
from jo_security.office.officer import officer
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str, accept: bool) -> int:  # noqa: FBT001 - as click calls it
        missing = restore(file, officer(os.environ), accept=accept)
        if not missing:
            diagnostics.say(text(N_("{file} holds everything that was recorded in it."), file=file))
            return diagnostics.DONE
        says = N_("Left out, as the journal says from now on: {ids}.") if accept else N_("Back in {file}: {ids}.")
        diagnostics.say(text(says, file=file, ids=", ".join(missing)))
        return diagnostics.DONE

    return arguments.command(
        language,
        "restore",
        N_("Put back recorded operations that somebody saved over, word for word."),
        example="jo-security restore budget.toml",
        params=[
            arguments.budget_argument(language),
            click.Option(["--accept"], is_flag=True, help=text(N_("Leave them out instead; the journal says so."))),
        ],
        run=run,
    )
