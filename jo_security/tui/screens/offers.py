"""What the list above a filter offers: saved filters, fields with what they mean, and the values of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jo_security.ledger.filtering.complete import Spot
    from jo_security.ledger.filtering.fields import Field, Fields
    from jo_security.locales.language import Language

    Values = Callable[[str, str], Sequence[tuple[str, str]]]
    """The values that a budget knows of a field and that hold a text, each with what it stands for."""

AMOUNTS: Final = (
    (">1M", N_("Over a million")),
    (">=250k", N_("Of 250,000 or more")),
    ("<0", N_("Below zero")),
    ("0", N_("Exactly nothing")),
    ("1M..2,5M", N_("From the one to the other, both included")),
)
DAYS: Final = (
    ("today", "aujourd’hui", N_("The day on which one looks")),
    (">2024-03-15", ">2024-03-15", N_("After that day")),
    ("2024-01..2024-06", "2024-01..2024-06", N_("From the one to the other, both included")),
)
YEARS: Final = ((">=2024", N_("That year or later")),)


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be taken, what it means, and what stands in the filter once it is; in place of a part of the text."""

    name: str
    says: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What offers are made of, in the reader's language."""

    language: Language
    fields: Fields
    saved: Mapping[str, str]
    recent: Sequence[str]
    values: Values


def offers(known: Known, text: str, cursor: int) -> list[Offer]:
    """What may come at the cursor; nothing where there is nothing to choose."""
    from jo_security.ledger.filtering.complete import spot

    if not text.strip():
        return [*_saved(known, "", 0, len(text)), *_recent(known, len(text)), *_fields(known, "", 0, len(text))]
    at = spot(text, cursor, known.fields)
    if at.field is not None:
        found = [*_values(known, at.field, at)]
    elif not at.typed:
        return []
    else:
        found = [*_saved(known, at.typed, at.start, at.end), *_fields(known, at.typed, at.start, at.end)]
    # What is there already is no choice.
    there = text[at.start : at.end]
    return [] if any(each.text.rstrip() == there for each in found) else found


def _saved(known: Known, typed: str, start: int, end: int) -> Iterator[Offer]:
    from jo_security.ledger.filtering.named import SAVED

    if typed and not typed.startswith(SAVED):
        return
    for name, text in known.saved.items():
        if name.startswith(typed[1:]):
            yield Offer(SAVED + name, text, f"{SAVED}{name} ", start, end)


def _recent(known: Known, end: int) -> Iterator[Offer]:
    for text in known.recent:
        yield Offer(text, known.language.text(N_("used before")), text, 0, end)


def _fields(known: Known, typed: str, start: int, end: int) -> Iterator[Offer]:
    from jo_security.ledger.answers.search import fold

    begun, code = fold(typed), known.language.code
    for field in known.fields.each:
        ours = field.named(code)
        name = next((each for each in (ours, *field.names) if fold(each).startswith(begun)), None)
        if name is not None:
            yield Offer(f"{name}:", known.language.text(field.about), f"{name}:", start, end)


def _values(known: Known, field: Field, at: Spot) -> Iterator[Offer]:
    from jo_security.ledger.answers.search import fold
    from jo_security.ledger.filtering.complete import written

    begun = fold(at.typed)
    for name, says in (*_known(known, field, at), *_shown(known, field, at)):
        yield Offer(
            name, says, f"{written(name) if field.nature in {'text', 'id', 'line'} else name} ", at.start, at.end
        )
    for choice in field.choices:
        name = choice.named(known.language.code)
        if fold(name).startswith(begun) or fold(choice.name).startswith(begun):
            yield Offer(name, known.language.text(choice.about), f"{name} ", at.start, at.end)


def _known(known: Known, field: Field, at: Spot) -> Iterator[tuple[str, str]]:
    """Values of the budget; the quarters of France are trimestres."""
    for name, says in known.values(
        field.name, at.typed.replace("T", "Q").replace("t", "q") if field.nature == "date" else at.typed
    ):
        yield (name.replace("-Q", "-T") if field.nature == "date" and known.language.code == "fr" else name), says


def _shown(known: Known, field: Field, at: Spot) -> Iterator[tuple[str, str]]:
    """Examples of what may be written, before anything is."""
    text = known.language.text
    if at.typed or at.compared:
        return
    if field.nature == "money":
        yield from ((name, text(says)) for name, says in AMOUNTS)
    elif field.nature == "date":
        french = known.language.code == "fr"
        yield from ((its if french else name, text(says)) for name, its, says in DAYS)
    elif field.nature == "whole" and field.name == "year":
        yield from ((name, text(says)) for name, says in YEARS)
