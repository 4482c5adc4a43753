"""What figures are about, in words."""

import datetime
from typing import Protocol

from jo_security.ledger.answers import Header, Perimeter
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.words import N_


class Asks(Protocol):
    """Whatever is asked of operations up to a day, of one exercise."""

    @property
    def as_of(self) -> datetime.date | None:
        """The last day, None for all."""

    @property
    def exercise(self) -> int | None:
        """The exercise, None for all."""


def period(perimeter: Perimeter, asked: Asks, language: Language) -> str:
    """The financial years and the last day."""
    text, years = language.text, perimeter.exercises
    as_of, exercise = asked.as_of, asked.exercise
    if exercise is not None:
        when = text(N_("Financial year {year}"), year=str(exercise))
    elif len(years) == 1:
        when = text(N_("All financial years: {year}"), year=str(years[0]))
    elif years:
        when = text(N_("All financial years, {first} to {last}"), first=str(years[0]), last=str(years[-1]))
    else:
        return text(N_("No operation yet"))
    until = text(N_("as of {day:date}"), day=as_of) if as_of else text(N_("all operations"))
    return f"{when}, {until}"


def appropriations(header: Header, language: Language) -> str:
    """Which appropriations are followed, and in which currency."""
    what = (
        language.text(N_("commitment appropriations (AE) and payment appropriations (CP)"))
        if header.follows_cp
        else language.text(
            N_("commitment appropriations (AE); this budget does not follow payment appropriations (CP)")
        )
    )
    return f"{what[:1].upper()}{what[1:]}, {literal(header.currency)}."


def sentences(header: Header, perimeter: Perimeter, asked: Asks, language: Language) -> list[str]:
    """The perimeter of the figures in words."""
    text = language.text
    when = period(perimeter, asked, language)
    said = [f"{when}. {appropriations(header, language)}"]
    if perimeter.illustrative:
        made_up = N_("Illustrative: {part} of {whole} operations are made up to show the tool (lines marked *).")
        said.append(text(made_up, part=str(perimeter.illustrative), whole=str(perimeter.operations)))
    if header.source:
        said.append(text(N_("Source: {source}"), source=header.source))
    return said
