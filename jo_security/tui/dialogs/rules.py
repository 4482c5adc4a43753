"""Rules in full: what each says, its source in law, the way out, the smallest example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from jo_security.office.explaining import example, rule
from jo_security.records.rule import CONTROLS
from jo_security.records.words import N_
from jo_security.tui.dialogs.question import Choice, Question, block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.locales.language import Language

LEVELS = {"error": N_("error"), "warning": N_("warning")}


def explained(language: Language, codes: Sequence[str]) -> Question[None]:
    """The dialog that explains some rules, by their codes."""
    title = language.text(N_("Rules") if len(codes) > 1 else N_("Rule"))
    return Question(title, "", whole(language, codes), [Choice(language.text(N_("Close")), None)])


def whole(language: Language, codes: Sequence[str]) -> Content:
    """Rules in full, one after the other."""
    return Content("\n\n").join(Content("\n").join(_parts(language, code)) for code in codes)


def in_short(language: Language, code: str) -> Content:
    """What a rule says, and its source in law where it has one; in a few lines."""
    its = rule(code)
    said = [Content(language.text(its.says))]
    if its.law:
        said.append(Content.assemble((f"{language.text(N_('Source in law:'))} {language.text(its.law)}", "dim")))
    return Content("\n").join(said)


def _parts(language: Language, code: str) -> Iterator[Content]:
    """A rule part by part."""
    its, text = rule(code), language.text
    level = (
        text(N_("as controls.{control} says"), control=its.level) if its.level in CONTROLS else text(LEVELS[its.level])
    )
    yield Content.assemble((f"{its.code} {its.name}", "bold"), (f"  {level}", "dim"))
    yield in_short(language, code)
    yield Content.assemble((f"{text(N_('To mend it:'))} ", "bold"), text(its.mend))
    yield Content.assemble((text(N_("The smallest example:")), "bold"))
    yield block(example(code))
