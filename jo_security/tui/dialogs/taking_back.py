"""Undoing one's own last operation, and doing it again: the question, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.dialogs.question import Choice, Question, block
from jo_security.tui.told import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jo_security.locales.language import Language
    from jo_security.office.journals import Change
    from jo_security.office.undoing import Undone

TITLES: Final[Mapping[str, str]] = {"undo": N_("Undo {id}?"), "redo": N_("Record {id} again?")}
ABOUT: Final[Mapping[str, str]] = {
    "undo": N_("What you recorded last, on {moment}, is taken out of {file}:"),
    "redo": N_("What you undid last, on {moment}, is recorded again in {file}, where the credits allow it:"),
}
SURE: Final[Mapping[str, str]] = {"undo": N_("Undo it"), "redo": N_("Record again")}
NOTHING: Final[Mapping[str, str]] = {
    "undo": N_("There is nothing of {officer} to undo in {file}."),
    "redo": N_("There is nothing of {officer} to do again in {file}."),
}
DONE: Final[Mapping[str, str]] = {
    "undo": N_("Taken back, word for word: {id}. {key} records it again."),
    "redo": N_("Recorded again, word for word: {id}."),
}
REFUSED: Final[Mapping[str, str]] = {"undo": N_("Not undone: {id}"), "redo": N_("Not recorded again: {id}")}
WHY: Final[Mapping[str, str]] = {
    "undo": N_("Later operations rest on it. Without it, this would be wrong:"),
    "redo": N_("With it, this would be wrong:"),
}
CLOSED: Final = N_("The books are closed to its day:")
OTHER: Final = N_("Nothing was done: something else was recorded meanwhile. Ask again.")
UNREAD: Final = N_("Nothing was done: {file} has problems that come first.")


def confirmation(language: Language, verb: str, change: Change) -> Question[bool]:
    """Whether the operation that a change tells of is to be undone, or done again."""
    text = language.text
    when = moment(language, change.time)
    return Question(
        text(TITLES[verb], id=change.ids),
        text(ABOUT[verb], moment=when, file=change.file),
        block(change.text),
        [Choice(text(SURE[verb]), answer=True), Choice(text(N_("Cancel")), answer=False)],
    )


def refused(language: Language, verb: str, undone: Undone, currency: str) -> Question[None]:
    """Why it is not undone, or not done again: the operations that would be wrong, and how."""
    said = [
        Content.assemble(
            (literal(each.record or each.table), "bold"),
            (f"  {each.code}\n", "bold $text-error"),
            literal(language.render(each.message.text, each.message.values, currency=currency)),
        )
        for each in undone.errors
    ]
    return Question(
        language.text(REFUSED[verb], id=undone.id),
        language.text(CLOSED if any(each.code == "JO502" for each in undone.errors) else WHY[verb]),
        Content("\n").join(said),
        [Choice(language.text(N_("Close")), None)],
    )


def nothing(language: Language, verb: str, officer: str, file: str) -> str:
    """That there is nothing to undo, or to do again."""
    return language.text(NOTHING[verb], officer=officer, file=file)


def outcome(language: Language, verb: str, undone: Undone, file: str, key: str) -> str:
    """What came of it where nothing stood against it in the budget; `key` does again what was undone."""
    if undone.other:
        return language.text(OTHER)
    if undone.problems:
        return language.text(UNREAD, file=file)
    return language.text(DONE[verb], id=undone.id, key=key)
