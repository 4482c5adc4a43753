"""Indicators and milestones, under the summary of a budget that has any."""

from collections.abc import Iterator
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from jo_security.ledger.answers.performance import Indicator, indicators, milestones
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.words import N_


def performance(ledger: Ledger, language: Language) -> Iterator[Table]:
    """What was observed, and what is to be reached."""
    if measured := indicators(ledger):
        table = _table(language.text(N_("Indicators")))
        for indicator in measured:
            table.add_row(Text(literal(indicator.label)), Text(_observed(indicator, language)))
        yield table
    if reached := milestones(ledger):
        table = _table(language.text(N_("Milestones")))
        for milestone in reached:
            if milestone.done:
                when = language.text(N_("done {day:date}"), day=milestone.done)
            elif milestone.due:
                when = language.text(N_("due {day:date}"), day=milestone.due)
            else:
                when = language.text(N_("no date published"))
            table.add_row(Text(literal(milestone.label)), Text(when))
        yield table


def _observed(indicator: Indicator, language: Language) -> str:
    """The last observation with its unit and its period."""
    if indicator.value is None or indicator.to is None:
        return language.text(N_("no value published"))
    value = f"{language.number(Decimal(indicator.value))} {literal(indicator.unit)}"
    if indicator.since is None:
        return language.text(N_("{value}, {to:date}"), value=value, to=indicator.to)
    period = {"since": indicator.since, "to": indicator.to}
    return language.text(N_("{value}, from {since:date} to {to:date}"), value=value, **period)


def _table(title: str) -> Table:
    """A table of two columns under a title."""
    table = Table(
        box=None, padding=(0, 2, 0, 0), title=Text(title, style="bold"), title_justify="left", show_header=False
    )
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    return table
