"""A change that the journal tells of, in full: the block that came or went, or what is another in each record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.office.journals import told
from jo_security.records.words import N_
from jo_security.tui.dialogs.question import Choice, Question, block
from jo_security.tui.news import ADDED, CHANGED, REMOVED, sign
from jo_security.tui.told import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jo_security.locales.language import Language
    from jo_security.office.altered import Altered
    from jo_security.office.journals import Change

COLOURS: Final = {ADDED: "success", REMOVED: "error", CHANGED: "warning"}


def shown(language: Language, change: Change, act: str) -> Question[None]:
    """The dialog of a change; `act` is what was done, in the reader's language."""
    text = language.text
    said = [moment(language, change.time), change.officer, change.file]
    if change.commit:
        said.append(text(N_("commit {commit}"), commit=change.commit))
    about = [block(change.text)] if change.text else [*_differences(language, change)]
    seal = text(N_("Entry {number} of the journal, SHA-256"), number=str(change.number))
    about.append(Content.assemble((f"\n{seal}\n{literal(change.hash)}", "dim")))
    return Question(
        f"{act} {change.ids}".rstrip(),
        literal(" · ".join(each for each in said if each)),
        Content("\n").join(about),
        [Choice(text(N_("Close")), None)],
    )


def _differences(language: Language, change: Change) -> Iterator[Content]:
    """What is another, record by record."""
    for each in told(change.difference):
        its = sign(each)
        yield Content.assemble((f"{its} {literal(each.table)} {literal(each.record)}", f"bold $text-{COLOURS[its]}"))
        for line in _keys(each):
            yield Content(f"    {literal(line)}")
    more = (change.difference or {}).get("more")
    if isinstance(more, int):
        yield Content(language.text(N_("and {n:number} more"), n=more))
    if change.absent:
        yield Content(language.text(N_("missing: {ids}"), ids=", ".join(change.absent)))
    if change.difference is None and not change.absent:
        yield Content(language.text(N_("What the files said before is not kept, so that no difference can be told.")))


def _keys(each: Altered) -> Iterator[str]:
    """The keys of a record that came or went; of one that changed, those that are another."""
    before, after = each.before or {}, each.after or {}
    for key in each.changed():
        if each.before is None or each.after is None:
            yield f"{key} = {_value((after or before)[key])}"
        else:
            yield f"{key}: {_value(before.get(key))} → {_value(after.get(key))}"


def _value(value: object) -> str:
    """A value as the journal has it; nothing of a key that is not there."""
    if value is None:
        return "∅"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
