"""`explain`: a rule, its source in law, the smallest example, how to mend it."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from jo_security.cli import arguments, diagnostics
from jo_security.cli.answering import TEXTUAL, deliver, give, paper, paper_options
from jo_security.cli.problems import SEVERITIES
from jo_security.locales.language import Language
from jo_security.office.explaining import CODES, example, rule
from jo_security.records.rule import CONTROLS
from jo_security.records.words import N_

if TYPE_CHECKING:  # only other formats than text make sheets
    from jo_security.sheets.sheet import Document

WIDTH = 88


def build(language: Language) -> click.Command:
    """The command, in a language."""

    def run(code: str | None, **options: Any) -> int:  # noqa: ANN401 - as click calls it
        its = paper(language, options)
        if its.form != "text":
            return give(
                _document(CODES if code is None else (code,), language, machines=not its.for_people), its, language
            )
        said = "".join(_entry(each, language) for each in CODES) if code is None else _explained(code, language)
        return deliver([said.encode()], its, language, None) if its.output else diagnostics.emit(said)

    codes = arguments.Code(CODES)
    metavar = language.text(N_("[CODE]"))
    code = click.Argument(["code"], required=False, type=codes, metavar=metavar, shell_complete=_complete)
    return arguments.command(
        language,
        "explain",
        N_("Explain a rule: what it says, its source in law, the smallest example, how to mend it."),
        example="jo-security explain JO201",
        params=[code, *paper_options(language, TEXTUAL)],
        run=run,
    )


def _document(codes: Sequence[str], language: Language, *, machines: bool) -> "Document":
    """Rules as a table; levels are those of the reference for machines."""
    from jo_security.sheets.sheet import Column, Document, Sheet

    text = language.text
    columns = [
        Column("code", "id", text(N_("Code"))),
        Column("name", heading=text(N_("Name"))),
        Column("level", heading=text(N_("Level"))),
        Column("says", heading=text(N_("What it says"))),
        Column("law", heading=text(N_("Source in law"))),
        Column("mend", heading=text(N_("Way out"))),
        Column("example", heading=text(N_("The smallest example")), rank=None),
    ]
    rules = [rule(code) for code in codes]

    def level(its: str) -> str:
        return its if machines else _level(its, language)

    rows = [
        (r.code, r.name, level(r.level), text(r.says), text(r.law) if r.law else None, text(r.mend), example(r.code))
        for r in rules
    ]
    return Document(text(N_("Rules")), [Sheet("rules", columns, rows)])


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001 - as click calls it
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
