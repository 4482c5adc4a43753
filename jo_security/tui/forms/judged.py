"""What came of several operations that were tried together, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.office.trying import OVERRIDABLE
from jo_security.office.wording import in_words
from jo_security.records.typed import Misread
from jo_security.records.words import N_
from jo_security.tui.forms.sight import PASSES_SIGN
from jo_security.tui.terms import ERROR_SIGN, WARNING_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.locales.language import Language
    from jo_security.office.refusing import Shortage
    from jo_security.records.problem import Finding
    from jo_security.tui.forms.rows import BatchRow

MOST: Final = 3
"""How many warnings are shown."""
REFUSED: Final = N_("{n:number} of {all:number} refused: nothing is recorded unless all pass")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one of the operations: what refuses it, by how much it is short, what else it brings."""

    errors: Sequence[Finding]
    shortages: Sequence[Shortage]
    warnings: Sequence[Finding] = ()


def verdict_of(language: Language, judged: Sequence[Judged], currency: str, *, can_override: bool) -> Content:
    """Whether all pass, and what they bring; else how many do not, and whether an override would let them."""
    bad = [each for each in judged if each.errors]
    if not bad:
        says = language.plural("{n:number} passes", "All {n:number} pass", len(judged))
        passes = Content.assemble((f"{PASSES_SIGN} {says}", "bold $text-success"))
        return Content("\n").join([passes, *_brought(language, judged, currency)])
    says = language.text(REFUSED, n=len(bad), all=len(judged))
    parts = [Content.assemble((f"{ERROR_SIGN} {says}", "bold $text-error"))]
    if can_override and all(error.code in OVERRIDABLE for each in bad for error in each.errors):
        parts.append(Content(language.text(N_("an override lets it pass, and stays in sight"))))
    return Content("\n").join(parts)


def _brought(language: Language, judged: Sequence[Judged], currency: str) -> Iterator[Content]:
    """The first of the warnings that the operations bring, and how many more there are."""
    found = [warning for each in judged for warning in each.warnings]
    for each in found[:MOST]:
        said = literal(language.render(each.message.text, each.message.values, currency=currency))
        yield Content.assemble((f"{WARNING_SIGN} {each.code}", "bold $text-warning"), f"  {said}")
    if len(found) > MOST:
        more = len(found) - MOST
        yield Content(language.plural("{n:number} more problem", "{n:number} more problems", more))


def wrong_with(language: Language, currency: str, row: BatchRow, its: Judged | None, *, insists: bool) -> str:
    """What is wrong with a row: its amount, or what refuses it, in figures; an empty one once it `insists`."""
    try:
        _ = row.amount
    except Misread as error:
        said = [error.words] if insists or row.text.strip() else []
    else:
        said = [] if its is None else [*(each.message for each in its.errors), *map(in_words, its.shortages)]
    return " · ".join(dict.fromkeys(language.render(words.text, words.values, currency=currency) for words in said))
