"""What changed outside, in the few lines of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.locales.language import Language
    from jo_security.office.altered import Altered
    from jo_security.office.changing import Changes

MOST: Final = 4
"""How many records a notice names."""

ADDED, REMOVED, CHANGED = "+", "−", "~"


def sign(each: Altered) -> str:
    """Whether a record came, went, or is another."""
    return ADDED if each.before is None else REMOVED if each.after is None else CHANGED


def news(language: Language, its: Changes, currency: str, key: str | None) -> str:
    """What changed: the record, or the first of several; problems; what is available. `key` shows the rest."""
    lines = [*_records(language, its.records, currency), *_problems(language, its)]
    lines.extend(_figures(language, its, currency))
    if key is not None and its.records:
        lines.append(language.text(N_("{key} shows the changes"), key=key))
    return "\n".join(lines)


def told(language: Language, each: Altered, currency: str) -> str:
    """What is another in a record, or what it is where it came or went."""
    from jo_security.office.telling import in_words

    return " · ".join(language.render(words.text, words.values, currency=currency) for words in in_words(each))


def called(language: Language, each: Altered) -> str:
    """What a record is called."""
    from jo_security.office.telling import name

    words = name(each)
    return language.render(words.text, words.values)


def _records(language: Language, records: Sequence[Altered], currency: str) -> Iterator[str]:
    if len(records) == 1:
        each = records[0]
        said = told(language, each, currency)
        yield f"{sign(each)} {called(language, each)}{' · ' if said else ''}{said}"
    elif records:
        count = language.plural("{n:number} record", "{n:number} records", len(records))
        named = ", ".join(f"{sign(each)} {each.record}" for each in records[:MOST])
        more = len(records) - MOST
        rest = f" {language.text(N_('and {n:number} more'), n=more)}" if more > 0 else ""
        yield f"{count}: {named}{rest}"


def _problems(language: Language, its: Changes) -> Iterator[str]:
    plural = language.plural
    said = []
    if its.came:
        said.append(plural("{n:number} new problem", "{n:number} new problems", len(its.came)))
    if its.went:
        said.append(plural("{n:number} problem mended", "{n:number} problems mended", len(its.went)))
    if its.differ:
        said.append(plural("{n:number} problem is another", "{n:number} problems are others", len(its.differ)))
    if said:
        yield ", ".join(said)


def _figures(language: Language, its: Changes, currency: str) -> Iterator[str]:
    from jo_security.office.telling import AVAILABLE, figure

    for measure in AVAILABLE:
        if measure in its.moved():
            words = figure(measure, its.after or {}, its.before or {})
            yield language.render(words.text, words.values, currency=currency)
