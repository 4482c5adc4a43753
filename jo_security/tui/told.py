"""A change that the journal tells of, in few words."""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jo_security.records.words import N_
from jo_security.tui.news import CHANGED, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jo_security.locales.language import Language
    from jo_security.office.journals import Change


def moment(language: Language, time: str) -> str:
    """A day and a time as they were taken down; what is none as it stands there."""
    with suppress(ValueError):
        datetime.datetime.fromisoformat(time)
        return f"{language.date(time[:10])} {time[11:16]}"
    return time


def in_few_words(language: Language, each: Change) -> str:
    """What a change changed: an operation's amounts and purpose, a commit, the records of a difference by signs."""
    from jo_security.office.journals import keys

    if each.text:
        return "; ".join(" · ".join(_of_block(language, its)) for its in keys(each.text))
    said = [language.text(N_("commit {commit}"), commit=each.commit[:12])] if each.commit else []
    records = [*_of_difference(language, each)]
    if records:
        said.append(" ".join(records))
    if each.absent:
        said.append(language.text(N_("missing: {ids}"), ids=", ".join(each.absent)))
    elif each.difference is not None and not records:
        said.append(language.text(N_("no record is another")))
    return " · ".join(said)


def _of_difference(language: Language, each: Change) -> Iterator[str]:
    """The records that came (+), went (−) or changed (~), these with the keys that are another."""
    from jo_security.office.journals import told

    for one in told(each.difference):
        its = sign(one)
        yield f"{its}{one.record} ({', '.join(one.changed())})" if its == CHANGED else f"{its}{one.record}"
    more = (each.difference or {}).get("more")
    if isinstance(more, int):
        yield language.text(N_("and {n:number} more"), n=more)


def _of_block(language: Language, its: Mapping[str, Any]) -> Iterator[str]:
    """An operation by its kind, its amounts, what it is on, and its purpose."""
    from jo_security.records.money import cents
    from jo_security.tui.screens.movements import KINDS

    if its.get("kind") in KINDS:
        yield language.text(KINDS[its["kind"]])
    for key in ("amount", "ae", "cp"):
        with suppress(ValueError):
            if key in its:
                yield ("" if key == "amount" else f"{key.upper()} ") + language.amount(cents(its[key]))
    lines = [str(its[key]) for key in ("commitment", "line", "from", "to") if key in its]
    if lines:
        yield " → ".join(lines)
    for key in ("label", "reason", "reference", "note"):
        if key in its:
            yield " ".join(str(its[key]).split())
            return
