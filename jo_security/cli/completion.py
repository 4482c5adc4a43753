"""`completion`: the script by which a shell completes command lines."""

import click

from jo_security.cli import arguments, diagnostics
from jo_security.locales.language import Language
from jo_security.records.words import N_


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(shell: str) -> int:
        from jo_security.cli.shells import SHELLS

        diagnostics.emit(SHELLS[shell].source_template)
        return diagnostics.DONE

    return arguments.command(
        language,
        "completion",
        N_("Print the script by which a shell completes commands, options, files and the ids of the budget."),
        example="jo-security completion bash > jo-security.bash",
        params=[click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))],
        run=run,
    )
