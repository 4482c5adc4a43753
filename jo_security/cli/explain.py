"""`explain`: a rule, its source in law, the smallest example, how to mend it."""

import textwrap

import click
from click.shell_completion import CompletionItem

from jo_security.cli import arguments, diagnostics
from jo_security.cli.problems import SEVERITIES
from jo_security.locales.language import Language
from jo_security.office.explaining import CODES, example, rule
from jo_security.records.rule import CONTROLS
from jo_security.records.words import N_

WIDTH = 88


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(code: str | None) -> int:
        if code is None:
            diagnostics.emit("".join(_entry(each, language) for each in CODES))
        else:
            diagnostics.emit(_explained(code, language))
        return diagnostics.DONE

    codes = click.Choice(CODES, case_sensitive=False)
    metavar = language.text(N_("[CODE]"))
    code = click.Argument(["code"], required=False, type=codes, metavar=metavar, shell_complete=_complete)
    return arguments.command(
        language,
        "explain",
        N_("Explain a rule: what it says, its source in law, the smallest example, how to mend it."),
        example="jo-security explain JO201",
        params=[code],
        run=run,
    )


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The codes that begin so, in capitals, each with its name."""
    return [CompletionItem(code, help=rule(code).name) for code in CODES if code.startswith(incomplete.upper())]


def _entry(code: str, language: Language) -> str:
    """One line of the list of rules."""
    its = rule(code)
    return f"{code}  {its.name:<18}  {_level(its.level, language)}\n"


def _explained(code: str, language: Language) -> str:
    """A rule whole."""
    its = rule(code)
    parts = [f"{its.code} {its.name} ({_level(its.level, language)})", _wrapped(language.text(its.says))]
    if its.law:
        parts.append(_wrapped(f"{language.text(N_('Source in law:'))} {language.text(its.law)}"))
    parts.append(_wrapped(f"{language.text(N_('To mend it:'))} {language.text(its.mend)}"))
    parts.append(f"{language.text(N_('The smallest example:'))}\n\n{textwrap.indent(example(code), '    ')}")
    return "\n\n".join(parts)


def _level(level: str, language: Language) -> str:
    """At which level a rule acts, in words."""
    if level in CONTROLS:
        return language.text(N_("as controls.{control} says"), control=level)
    return language.text(SEVERITIES[level])


def _wrapped(text: str) -> str:
    """Text in lines that a terminal shows whole."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
