"""Arguments that several commands take."""

import datetime
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from jo_security.cli.completing import complete_files
from jo_security.locales.language import Language
from jo_security.office.naming import VARIABLE, default_budget
from jo_security.records.words import N_

Value = TypeVar("Value")


class Speaking:
    """Of a click command: its help in letters that standard output can show."""

    def get_help(self, ctx: click.Context) -> str:
        """The help; click writes it in UTF-8 even where standard output is ASCII."""
        text: str = super().get_help(ctx)  # type: ignore[misc]  # click has no type for it there
        return text.encode(sys.stdout.encoding, "unaccented").decode(sys.stdout.encoding)


class Spoken(Speaking, click.Command):
    """A command."""


class Typed(click.ParamType[Value]):
    """A value as people type it, in the reader's language; `read` raises Misread."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def read(self, text: str) -> Value:
        """The value of a text."""
        raise NotImplementedError

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Value:
        """The value, or click's own error."""
        from jo_security.records.typed import Misread  # most commands are given nothing to read

        try:
            return self.read(str(value))
        except Misread as error:
            self.fail(self.language.render(error.words.text, error.words.values), param, ctx)


class Day(Typed[datetime.date]):
    """A day as year-month-day."""

    name = "day"

    def read(self, text: str) -> datetime.date:
        """The date of a text such as 2023-03-14."""
        from jo_security.records.typed import day

        return day(text)


class Amount(Typed[int]):
    """An amount as people type it, in cents."""

    name = "amount"

    def read(self, text: str) -> int:
        """The cents of a text such as 12,4M."""
        from jo_security.records.typed import typed

        return typed(text)


class Code(click.Choice[str]):
    """The code of a rule, in letters of either case."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:  # noqa: ARG002 - as click calls it
        """The code in capitals."""
        return str(choice).upper()


def language_option(language: Language) -> click.Option:
    """`--lang`: read before all else, so here it is only checked."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["fr", "en"]),
        expose_value=False,
        help=language.text(
            N_("The language of words and figures; by default that of your settings, or of the locale.")
        ),
    )


def plain_option(language: Language) -> click.Option:
    """`--plain`: read before all else, as the language is."""
    return click.Option(
        ["--plain"],
        is_flag=True,
        expose_value=False,
        help=language.text(
            N_("No colours, and no signs beyond those of a keyboard: for screen readers and old terminals.")
        ),
    )


def as_of_option(language: Language) -> click.Option:
    """`--as-of`: the last day whose operations count."""
    return click.Option(
        ["--as-of"],
        type=Day(language),
        metavar=language.text(N_("DAY")),
        help=language.text(N_("Leave out operations dated after that day.")),
    )


def exercise_option(language: Language) -> click.Option:
    """`--exercise`: the only financial year that counts."""
    return click.Option(
        ["--exercise"],
        type=click.IntRange(1000, 9999),
        metavar=language.text(N_("YEAR")),
        help=language.text(N_("Count one financial year only.")),
    )


def format_option(language: Language, *formats: str) -> click.Option:
    """`--format`: the first one by default."""
    return click.Option(
        ["--format", "form"],
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=language.text(N_("How the answer is written.")),
    )


def file_argument(language: Language) -> click.Argument:
    """FILE: the budget; without it the default one."""
    metavar = language.text(N_("[FILE]"))
    return click.Argument(["file"], required=False, metavar=metavar, callback=_file, shell_complete=complete_files)


def budget_argument(language: Language) -> click.Argument:
    """FILE: the budget that is named, or that of the environment; who writes never guesses."""

    def asked(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - as click calls it
        if (name := value or os.environ.get(VARIABLE)) is not None:
            return name
        says = N_("Name the budget to record in, or set {variable}.")
        raise click.UsageError(language.text(says, variable=VARIABLE), ctx)

    metavar = language.text(N_("[FILE]"))
    return click.Argument(["file"], required=False, metavar=metavar, callback=asked, shell_complete=complete_files)


def named(file: str | None) -> str:
    """The file that was named, else the default one."""
    return file if file is not None else default_budget(os.environ)


def unknown(language: Language, option: str, name: str, near: str | None) -> click.UsageError:
    """What is said of a name that the budget does not know, with the nearest that it does."""
    said = language.text(N_("{option}: the budget knows no {name}."), option=option, name=name)
    hint = language.text(N_("Did you mean {name}?"), name=near) if near else ""
    return click.UsageError(f"{said} {hint}".rstrip())


def _file(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - as click calls it
    """The file that was named, else the default one."""
    return named(value)


def command(  # noqa: PLR0913 - what a command is made of
    language: Language, name: str, about: str, *, example: str, params: list[click.Parameter], run: Callable[..., int]
) -> click.Command:
    """A command with its help, which ends with an example; `run` gives its status."""
    return Spoken(
        name,
        help=language.text(about),
        epilog=language.text(N_("Example: {example}"), example=example),
        params=[*params, language_option(language), plain_option(language)],
        callback=run,
        options_metavar=language.text(N_("[OPTIONS]")),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
