"""`close`: close the books to a day, so that any later change of what is closed is seen."""

import datetime
import json
import os
from collections.abc import Iterator

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.asking import person
from jo_security.cli.problems import paragraph
from jo_security.cli.receipt import answer, met
from jo_security.ledger.columns import MEASURES, machine
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.office.acting import Outcome
from jo_security.office.closing import close
from jo_security.office.officer import officer
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Sheet

DONE, TRIED = N_("The books are closed to {to:date}"), N_("The books would be closed to {to:date}; nothing was written")
REFUSED = N_("The books are not closed to {to:date}; nothing was written.")


def build(language: Language) -> click.Command:
    """The command, in a language."""
    text = language.text

    def run(file: str, to: datetime.date | None, only_try: bool, form: str) -> int:  # noqa: FBT001 - as click calls it
        day = to or _asked(language)
        return _give(close(file, day, officer(os.environ), only_try=only_try), day, form, language)

    return arguments.command(
        language,
        "close",
        N_(
            "Close the books to a day: its digest shows any later change of what was recorded up to that day, and no"
            " operation is recorded there any more. Errors up to that day are to be mended first."
        ),
        example="jo-security close budget.toml --to 2024-12-31",
        params=[
            arguments.budget_argument(language),
            click.Option(
                ["--to"],
                type=arguments.Day(language),
                metavar=text(N_("DAY")),
                help=text(N_("The last day that is closed; today at the latest.")),
            ),
            click.Option(
                ["--dry-run", "only_try"],
                is_flag=True,
                help=text(N_("Only try: say whether it would pass, and the position on that day.")),
            ),
            arguments.format_option(language, "table", "json"),
        ],
        run=run,
    )


def _asked(language: Language) -> datetime.date:
    """The day, from whoever sits there. Raises UsageError where nobody does."""
    if not person():
        raise click.UsageError(language.text(N_("{option} is missing."), option="--to"))
    day: datetime.date = click.prompt("--to", type=arguments.Day(language), err=True)
    return day


def _give(outcome: Outcome, to: datetime.date, form: str, language: Language) -> int:
    """Say what came of it; the status: 0 where it is closed, or would be, 1 where it is refused."""
    passes = outcome.trial is not None and outcome.trial.passes
    for line in met(outcome, language):
        diagnostics.say(line)
    if form == "json":
        said = answer(outcome, language) | {"to": to.isoformat(), "digest": outcome.keys.get("digest")}
        diagnostics.emit(json.dumps(said, ensure_ascii=language.ascii, indent=2) + "\n")
    elif passes:
        from jo_security.cli.as_table import show

        show(_document(outcome, to, language), language)
    else:
        for line in _refusal(outcome, to, language):
            diagnostics.say(line)
    return diagnostics.DONE if passes else diagnostics.FOUND


def _document(outcome: Outcome, to: datetime.date, language: Language) -> Document:
    """What was closed: the position on that day, and the digest."""
    text = language.text
    where, position = outcome.place(), outcome.after or {}
    place = f" ({literal(where.file)}:{where.line})" if where and outcome.recorded else ""
    rows = [
        (text(its.heading), position[name])
        for name, its in ((machine(each), its) for each, its in MEASURES.items())
        if position.get(name)
    ]
    said = [text(N_("Digest: {digest}"), digest=outcome.keys["digest"])]
    if outcome.receipt:
        said.append(text(N_("Journal: {mark}"), mark=outcome.receipt.mark))
    columns = [Column("measure"), Column("amount", "money", text(N_("on that day")))]
    title = f"{text(DONE if outcome.recorded else TRIED, to=to)}{place}"
    return Document(title=title, said=said, parts=[Sheet("position", columns, rows, text(N_("the whole budget")))])


def _refusal(outcome: Outcome, to: datetime.date, language: Language) -> Iterator[str]:
    """Why the books are not closed."""
    if outcome.trial is not None:
        yield language.text(REFUSED, to=to)
    for problem in outcome.brought():
        yield paragraph(problem, language, colour=False).rstrip("\n")
