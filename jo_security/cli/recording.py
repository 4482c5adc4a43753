"""`reserve`, `commit`, `adjust`, `deliver`, `pay`, `move`, `plan`, `assert`: one command an act, made of its record."""

import datetime
import os
from collections.abc import Mapping
from typing import Any

import click

from jo_security.cli import arguments
from jo_security.cli.asking import asked_for, person
from jo_security.cli.door import COMMANDS
from jo_security.cli.keys import given_keys, options
from jo_security.cli.receipt import give
from jo_security.locales.language import Language
from jo_security.office.acting import act, end_of
from jo_security.office.officer import officer
from jo_security.records.words import N_

EXAMPLES: Mapping[str, str] = {
    "reserve": 'jo-security reserve budget.toml --line radars --label "Marché en préparation" --amount 400k',
    "commit": 'jo-security commit budget.toml --line radars --supplier "Titulaire" --label "Radars" --amount 1,2M',
    "adjust": 'jo-security adjust budget.toml --commitment EJ-1 --amount=-25000 --reason "Un radar de moins"',
    "deliver": "jo-security deliver budget.toml --commitment EJ-1 --amount 300000",
    "pay": "jo-security pay budget.toml --commitment EJ-1 --amount 300000",
    "move": "jo-security move budget.toml --kind transfer --from radars --to drones --ae 50k --cp 50k",
    "plan": 'jo-security plan budget.toml --line radars --label "Maintenance" --amount 120k --probability 0.8',
    "assert": "jo-security assert budget.toml --measure paid --amount 1234567,89 --date 2024-12-31",
}


def build(language: Language, verb: str) -> click.Command:
    """The command of an act, in a language."""
    text = language.text

    def run(file: str, only_try: bool, form: str, **given: Any) -> int:  # noqa: ANN401, FBT001 - as click calls it
        who = officer(os.environ)
        keys = given_keys(verb, given, who)
        if "date" not in keys:
            keys["date"] = _today(file, who.now().date(), language)
        keys = asked_for(verb, keys, file, language)
        outcome = act(file, verb, keys, who, only_try=only_try)
        return give(outcome, form, language)

    only_try = click.Option(
        ["--dry-run", "only_try"],
        is_flag=True,
        help=text(N_("Only try: say whether it would pass, and the position before and after.")),
    )
    return arguments.command(
        language,
        verb,
        COMMANDS[verb],
        example=EXAMPLES[verb],
        params=[
            arguments.budget_argument(language),
            *options(verb, language),
            only_try,
            arguments.format_option(language, "table", "json"),
        ],
        run=run,
    )


def _today(file: str, today: datetime.date, language: Language) -> datetime.date:
    """Today, unless the budget has ended: then a date is to be given. Raises UsageError, Unreadable."""
    end = end_of(file)
    if end is None or today <= end:
        return today
    if person():
        day: datetime.date = click.prompt("--date", type=arguments.Day(language), err=True)
        return day
    says = N_("The budget ended on {end:date}: give the operation's day with --date.")
    raise click.UsageError(language.text(says, end=end))
