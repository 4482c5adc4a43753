"""What a shell may offer for the arguments of a command: names that the budget has, and budget files."""

import os
from collections.abc import Callable

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from jo_security.office.naming import default_budget

COMMANDLINE = ParameterSource.COMMANDLINE

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]
"""What click asks for the completions of an argument that was begun."""


def complete_ids(*kinds: str) -> Complete:
    """Offer names of the budget, by their kinds: those of `office.known`; each with what it stands for.

    The budget is the FILE that stands on the line already, else the default one; where it cannot be read, there is
    nothing to offer.
    """

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001 - as click calls it
        from jo_security.office.known import known

        begun = incomplete.casefold()
        names = known(_budget(ctx), kinds)
        return [CompletionItem(name, help=says) for name, says in names.items() if name.casefold().startswith(begun)]

    return complete


def _budget(ctx: click.Context) -> str:
    """The budget that a line is about, as far as it is typed."""
    typed = {name: word for name, word in ctx.params.items() if ctx.get_parameter_source(name) is COMMANDLINE}
    if "file" in typed:
        return str(typed["file"])
    # Where an option still lacks its value, click leaves the arguments apart.
    words = (word for word in (*typed.values(), *ctx.args) if isinstance(word, str) and word.endswith(".toml"))
    return next(words, default_budget(os.environ))


def complete_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001 - as click calls it
    """Let the shell offer budget files and folders."""
    return [CompletionItem(incomplete, type="file")]
