"""What is known of a field before anything is typed: names of the budget, words of the format, years, earlier texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.office.keys import refers
from jo_security.records.names import NAMES
from jo_security.records.record import Many
from jo_security.records.words import N_
from jo_security.tui.forms.values import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.records.shapes import Shape

YEARS: Final = frozenset(("exercise", "from-exercise"))
TEXTS: Final = frozenset(
    ("label", "note", "override", "probability", "reason", "reference", "scenario", "source", "visa-by")
)
"""Fields of any text: what is known is shown where it is asked for, and never taken for what is typed."""


def offers(key: str, shape: Shape) -> bool:
    """Whether anything can be known of a field."""
    said = shape.json
    named = key in {"supplier", "tags"} or key in YEARS or key in TEXTS or bool(refers("adjust", key))
    return named or isinstance(shape, Many) or said.get("type") == "boolean" or "enum" in said


def binds(key: str) -> bool:
    """Whether a field has to hold one of the names that are known."""
    return key not in TEXTS and key not in {"supplier", "tags", "schedule", "cp"} and key not in YEARS


def known(language: Language, ledger: Ledger, key: str, shape: Shape, typed: str) -> Sequence[tuple[str, str]]:
    """What a field may hold that holds what is typed, each with what it stands for."""
    from jo_security.ledger.answers import found, suggesting

    if key in TEXTS:
        return suggesting.texts(ledger, key, typed)
    if key in YEARS:
        return [(str(year), "") for year in suggesting.years(ledger) if str(year).startswith(typed.strip())]
    if isinstance(shape, Many):
        return _shares([*suggesting.years(ledger)], typed)
    if key == "tags":
        return _tags(suggesting.tags(ledger), typed)
    if shape.json.get("type") == "boolean":
        choices = {language.text(each): "" for each in (N_("yes"), N_("no"))}
    else:
        choices = {each: language.text(NAMES[each]) for each in shape.json.get("enum", ())}
    # A name in the reader's language that is the term itself says nothing more.
    told = [(each, "" if says == each else says) for each, says in choices.items()]
    return [(each, says) for each, says in told if found(typed, each, says)]


def _shares(years: Sequence[int], typed: str) -> Sequence[tuple[str, str]]:
    """A schedule with one share more: of each year that has none yet."""
    before, comma, last = typed.rpartition(",")
    if "=" in last:
        return ()
    head = f"{before}{comma} " if comma else ""
    given = [f"{year}=" for year in years if f"{year}=" not in before.replace(" ", "")]
    return [(head + each, "") for each in given if each.startswith(last.strip())]


def _tags(tags: Sequence[str], typed: str) -> Sequence[tuple[str, str]]:
    """Tags with one more, which holds what is typed after the last comma."""
    from jo_security.ledger.answers import found

    before, comma, last = typed.rpartition(",")
    head = f"{before}{comma} " if comma else ""
    there = {each.strip() for each in before.split(",")}
    return [(head + quoted(tag), "") for tag in tags if tag not in there and found(last, tag)]
