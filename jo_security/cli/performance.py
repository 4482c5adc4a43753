"""Indicators and milestones, under the summary of a budget that has any."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from jo_security.ledger.answers.performance import Indicator, Milestone, indicators, milestones
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Sheet


def performance(ledger: Ledger, language: Language, as_of: datetime.date | None) -> Iterator[Sheet]:
    """What was observed by a day, and what is to be reached."""
    text = language.text
    if measured := indicators(ledger, as_of):
        columns = [Column("label", heading=text(N_("Indicator"))), Column("observed", heading=text(N_("Observed")))]
        yield Sheet("indicators", columns, [(i.label, _observed(i, language)) for i in measured])
    if reached := milestones(ledger):
        columns = [Column("label", heading=text(N_("Milestone"))), Column("when", heading=text(N_("When")))]
        yield Sheet("milestones", columns, [(m.label, _when(m, language)) for m in reached])


def _observed(indicator: Indicator, language: Language) -> str:
    """The last observation with its unit and its period."""
    if indicator.value is None or indicator.to is None:
        return language.text(N_("no value published"))
    value = f"{language.number(Decimal(indicator.value))} {literal(indicator.unit)}"
    if indicator.since is None:
        return language.text(N_("{value}, {to:date}"), value=value, to=indicator.to)
    period = {"since": indicator.since, "to": indicator.to}
    return language.text(N_("{value}, from {since:date} to {to:date}"), value=value, **period)


def _when(milestone: Milestone, language: Language) -> str:
    """When it was done, or is due."""
    if milestone.done:
        return language.text(N_("done {day:date}"), day=milestone.done)
    if milestone.due:
        return language.text(N_("due {day:date}"), day=milestone.due)
    return language.text(N_("no date published"))
