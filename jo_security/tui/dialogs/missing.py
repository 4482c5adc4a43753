"""What was recorded and is no longer in the files: put it back, leave it out, or decide later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.dialogs.question import Choice, Question
from jo_security.tui.told import in_few_words, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.locales.language import Language
    from jo_security.office.journals import Change

Answer: TypeAlias = Literal["restore", "accept", "later"]


class Missing(Question[Answer]):
    """The operations that are missing, and what is to become of them."""

    def __init__(self, language: Language, missing: Sequence[Change]) -> None:
        """Ask about operations, as the journal tells how they were recorded."""
        text = language.text
        says = language.plural(
            "{n:number} operation was recorded and is no longer in the files: somebody saved over it."
            " Until this is decided, nothing else can be recorded.",
            "{n:number} operations were recorded and are no longer in the files: somebody saved over them."
            " Until this is decided, nothing else can be recorded.",
            len(missing),
        )
        choices: list[Choice[Answer]] = [
            Choice(text(N_("Put back")), "restore"),
            Choice(text(N_("Leave out")), "accept"),
            Choice(text(N_("Later")), "later"),
        ]
        super().__init__(text(N_("Operations are missing")), says, _listed(language, missing), choices, listed=True)


def _listed(language: Language, missing: Sequence[Change]) -> Content:
    """A line each: the record, who recorded it when, and what it was."""
    ids, officers = ([literal(getattr(each, key)) for each in missing] for key in ("record", "officer"))
    longest, widest = max(map(len, ids)), max(map(len, officers))
    return Content("\n").join(
        Content.assemble(
            (f"{name:<{longest}}", "bold"),
            (f"  {literal(moment(language, each.time))}  {who:<{widest}}  ", "dim"),
            literal(in_few_words(language, each)),
        )
        for name, who, each in zip(ids, officers, missing, strict=True)
    )
