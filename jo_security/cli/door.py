"""The command line's door: the language, the commands by name, and what becomes of a mistake."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

import click
from click.shell_completion import CompletionItem

from jo_security import __version__
from jo_security.cli import diagnostics
from jo_security.cli.arguments import Speaking, language_option, plain_option
from jo_security.cli.chosen import Chosen
from jo_security.locales.language import Language, detect, plainly, shows, speak
from jo_security.office.naming import default_budget
from jo_security.records.problem import Wrong
from jo_security.records.words import N_


class Interface(Protocol):
    """What the command line asks of the interface."""

    def open(self, name: str, language: Language, environ: Mapping[str, str], *, read_only: bool, at: str) -> int:
        """Open the budget of that name; editors and acts are of that environment. Gives the status."""

    def wrong_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> Iterable[Wrong]:
        """What is wrong with keys that were chosen, by the ids of bindings."""


COMPLETE = "_JO_SECURITY_COMPLETE"
"""The variable by which a shell asks what a line may go on with; its value says which shell."""

COMMANDS = {
    "init": N_("Write a new budget to start from."),
    "open": N_("Open a budget in the interface."),
    "summary": N_("Print what an envelope still allows."),
    "check": N_("Print every problem of budgets, each at its place."),
    "watch": N_("Print what changes in a budget, save by save."),
    "list": N_("List records of a kind, with their totals."),
    "show": N_("Show a record with all that is known of it."),
    "why": N_("Say how a figure came about."),
    "query": N_("Answer a query in SQL."),
    "reserve": N_("Set credits aside on a line, before a commitment."),
    "commit": N_("Record a legal commitment, where the credits allow it."),
    "adjust": N_("Record a further commitment, or a withdrawal."),
    "deliver": N_("Certify a delivery."),
    "pay": N_("Record a payment, where the credits allow it."),
    "move": N_("Open, transfer, freeze, release, cancel or carry over credits."),
    "plan": N_("Note what is expected."),
    "assert": N_("State a balance that another source gives."),
    "close": N_("Close the books to a day: what is recorded up to it is not to change."),
    "undo": N_("Take back the last operation that you recorded."),
    "redo": N_("Record again what you undid last."),
    "history": N_("Say who did what and when."),
    "verify": N_("Say whether the journal is what was written."),
    "restore": N_("Put back recorded operations that somebody saved over."),
    "export": N_("Write a budget for other programs, as a folder of files."),
    "explain": N_("Explain a rule: what it says, an example, how to mend it."),
    "schema": N_("Print the JSON Schema of a budget, for an editor."),
    "settings": N_("Say where your settings are, and what holds."),
    "completion": N_("Print the script by which a shell completes command lines."),
}
"""Every command, with its short help: a module of its name in this package, or that of SHARED, is loaded when it
is called."""

SHARED: Mapping[str, str] = {
    **dict.fromkeys(("reserve", "commit", "adjust", "deliver", "pay", "move", "plan", "assert"), "recording"),
    **dict.fromkeys(("undo", "redo"), "undoing"),
}
"""Modules that build several commands, each by its name."""


def run(arguments: Sequence[str], interface: Interface | None = None) -> int:
    """Run a command; its status. Without an interface `open` prints a summary."""
    diagnostics.prepare()
    environ = dict(os.environ)
    chosen, plain = Chosen(environ), plainly(arguments)
    if plain:
        # Whatever draws follows this variable; what the program starts is given the environment as it was.
        os.environ["NO_COLOR"] = "1"
    code = detect(arguments, environ, chosen.language)
    language = speak(code, ascii=plain or not shows(sys.stdout.encoding))
    language.install_for_click()
    program = Program(language, interface, environ)
    if asked := environ.get(COMPLETE):
        from jo_security.cli.shells import answer

        return answer(program, asked)
    status = diagnostics.status_of(lambda: _called(program, arguments), language)
    if not program.seen:
        chosen.say(language)
    return status


def _called(program: "Program", arguments: Sequence[str]) -> object:
    """What the command that the arguments name gives; click's own `main` would answer for mistakes in its own way."""
    with program.make_context("jo-security", list(arguments)) as context:
        return program.invoke(context)


class Program(Speaking, click.Group):
    """The commands, each built in the reader's language when it is asked for."""

    def __init__(self, language: Language, interface: Interface | None, environ: Mapping[str, str]) -> None:
        super().__init__(
            "jo-security",
            help=language.text(N_("Commitment accounting in plain TOML, in the terminal.")),
            epilog=language.text(
                N_("Without a command, or with a budget file in its place: open that in the interface.")
            ),
            invoke_without_command=True,
            callback=self.open_without_command,
            options_metavar=language.text(N_("[OPTIONS]")),
            subcommand_metavar=language.text(N_("[COMMAND] [ARGUMENTS]...")),
            params=[language_option(language), plain_option(language), _version(language)],
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        self.language = language
        self.interface = interface
        self.environ = environ
        self.seen = False
        """Whether the interface, which says what is wrong with the settings, was opened."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """The names of the commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"jo_security.cli.{SHARED.get(cmd_name, cmd_name)}")
        names = (cmd_name,) if cmd_name in SHARED else ()
        return cast("click.Command", module.build(self.language, *names))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - as click calls it
        """A context from which commands take what the interface does for them."""
        return super().make_context(*args, obj=self, **kwargs)

    def open_interface(self, name: str, *, read_only: bool, at: str = "") -> int | None:
        """Open a budget in the interface, in the environment that the program was started in; None without one."""
        if self.interface is None:
            return None
        self.seen = True
        return self.interface.open(name, self.language, self.environ, read_only=read_only, at=at)

    def wrong_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> Iterable[Wrong]:
        """What is wrong with keys that were chosen; without an interface nobody knows."""
        return () if self.interface is None or not chosen else self.interface.wrong_keys(chosen)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What the arguments say; those that begin with `--read-only` mean `open`, as a budget file does."""
        return super().parse_args(ctx, ["open", *args] if args[:1] == ["--read-only"] else args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands, without loading them, and the options; where no command begins so, budget files."""
        text = self.language.text
        found = [
            CompletionItem(name, help=text(says)) for name, says in COMMANDS.items() if name.startswith(incomplete)
        ]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*found, *options] or [CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """The commands with their short help, without loading them."""
        with formatter.section(self.language.text(N_("Commands"))):
            formatter.write_dl([(name, self.language.text(text)) for name, text in COMMANDS.items()])

    def open_without_command(self) -> object:
        """Open the default budget where no command is named."""
        ctx = click.get_current_context()
        command = self.get_command(ctx, "open")
        if command is None or ctx.invoked_subcommand is not None:
            return None
        return ctx.invoke(command, file=default_budget(self.environ))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; a budget file in its place is opened."""
        if args[0] not in COMMANDS and (args[0].endswith(".toml") or os.path.isfile(args[0])):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def _version(language: Language) -> click.Option:
    """`--version`: the number alone."""

    def say(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - as click calls it
        if value:
            click.echo(f"jo-security {__version__}")
            ctx.exit(0)

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=say,
        help=language.text(N_("Show the version and leave.")),
    )
