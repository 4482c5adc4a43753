"""What a form sees of what is typed: what is wrong beside each field, and the verdict over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.office.keys import VISA
from jo_security.office.wording import in_words, offers
from jo_security.records.problem import Words
from jo_security.records.words import N_
from jo_security.tui.forms.kinds import label
from jo_security.tui.terms import ERROR_SIGN, WARNING_SIGN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

    from jo_security.ledger.answers.settling import Rest
    from jo_security.locales.language import Language
    from jo_security.office.acting import Outcome
    from jo_security.office.foreseeing import Foreseen
    from jo_security.office.refusing import Shortage, WaysOut
    from jo_security.records.problem import Finding
    from jo_security.tui.forms.entries import Entries

PASSES_SIGN: Final = "✓"
MOST: Final = 5
"""How many problems of a kind are shown."""
AMOUNTS_TO: Final = "JO115"
"""The codes below are about what is written and referred to: their hints say how to write it."""
FREE: Final = N_("{amount:money} of {id} would be left; withdrawn, these AE are free again")
NOT_FREE: Final = N_(
    "{amount:money} of {id} would be left; withdrawn, these AE are not free again: the commitment is of another"
    " financial year (decree 2012-1246, article 160)"
)


@dataclass(frozen=True, slots=True)
class Trying:
    """What came of trying an operation, foreseen or refused; `record` is what findings name it by."""

    table: str
    keys: Mapping[str, Any]
    record: str
    errors: Sequence[Finding]
    warnings: Sequence[Finding]
    shortages: Sequence[Shortage]
    ways: WaysOut | None


def foreseen(seen: Foreseen) -> Trying:
    """What was tried while it is typed."""
    return Trying(
        seen.table, seen.keys, seen.record, seen.errors, [*seen.covered, *seen.warnings], seen.shortages, seen.ways
    )


def refused(outcome: Outcome) -> Trying | None:
    """What was tried on what is on the disk; None where that is no budget."""
    from jo_security.office.refusing import shortages, ways_out

    trial = outcome.trial
    if trial is None:
        return None
    found = shortages(trial)
    ways = ways_out(trial, found, outcome.keys, outcome.line)
    return Trying(
        outcome.table, outcome.keys, trial.record, trial.errors, [*trial.covered, *trial.warnings], found, ways
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What is typed and what came of it; `left` is what a final payment leaves, `insists` that it is to be recorded."""

    language: Language
    currency: str
    entries: Entries
    tried: Trying | None
    left: Rest | None
    insists: bool

    def wrong(self, key: str) -> str:
        """What is wrong with a field; nothing where it is in order."""
        if key in self.entries.misread:
            return self._said(self.entries.misread[key])
        if key in self.entries.missing:
            return self.language.text(N_("This is needed")) if self.insists else ""
        found = self._beside(key)
        if found is None:
            return ""
        said = self._said(found.message)
        return f"{said}. {self._said(found.hint)}" if found.code < AMOUNTS_TO else said

    def verdict(self, shown: Collection[str]) -> Content:
        """Whether it passes, and what else is to be said that is not said beside one of the fields `shown`."""
        parts = list(self._tried([self._beside(key) for key in shown]))
        if self.entries.missing:
            names = ", ".join(self.language.text(label(name)) for name in self.entries.missing)
            parts.append(Content.assemble((self.language.text(N_("Still to fill in: {names}"), names=names), "dim")))
        if self.left is not None:
            values = {"amount": self.left.amount, "id": self.entries.keys["commitment"]}
            says = FREE if self.left.free else NOT_FREE
            parts.append(Content(literal(self.language.render(says, values, currency=self.currency))))
        return Content("\n").join(parts)

    def _beside(self, key: str) -> Finding | None:
        """The error that is said beside a field: the first at its place; None where something else is said there."""
        if key in self.entries.misread or key in self.entries.missing:
            return None
        return next((each for each in self._own() if _at(each, key)), None)

    def _own(self) -> Iterator[Finding]:
        """The errors that are about the operation itself."""
        if self.tried is not None:
            yield from (each for each in self.tried.errors if each.record == self.tried.record)

    def _tried(self, beside: Collection[Finding | None]) -> Iterator[Content]:
        """Whether it passes; else by how much it is short and what would make it pass."""
        tried, text = self.tried, self.language.text
        if tried is None:
            return
        if tried.errors:
            yield Content.assemble((f"{ERROR_SIGN} {text(N_('It is refused'))}", "bold $text-error"))
        else:
            yield Content.assemble((f"{PASSES_SIGN} {text(N_('It passes'))}", "bold $text-success"))
        others = [each for each in tried.errors if each not in beside]
        yield from (self._trouble(each, ERROR_SIGN, "$text-error") for each in others[:MOST])
        yield from (Content.assemble((self._said(in_words(each)), "bold")) for each in tried.shortages)
        found = offers(tried.ways, tried.keys, tried.table) if tried.ways is not None else []
        if found:
            yield Content.assemble((text(N_("What would make it pass:")), "dim"))
            yield from (Content.assemble("· ", self._said(each.words)) for each in found)
        yield from (self._trouble(each, WARNING_SIGN, "$text-warning") for each in tried.warnings[:MOST])
        if (more := max(0, len(tried.warnings) - MOST) + max(0, len(others) - MOST)) > 0:
            yield Content(self.language.plural("{n:number} more problem", "{n:number} more problems", more))

    def _trouble(self, finding: Finding, sign: str, style: str) -> Content:
        return Content.assemble((f"{sign} {finding.code}", f"bold {style}"), "  ", self._said(finding.message))

    def _said(self, words: Words) -> str:
        return literal(self.language.render(words.text, in_fields(words), currency=self.currency))


def in_fields(words: Words) -> Mapping[str, object]:
    """The values of what is wrong in a form: a key is called as its field is."""
    key = words.values.get("key")
    return {**words.values, "key": Words(label(key))} if isinstance(key, str) else words.values


def _at(finding: Finding, key: str) -> bool:
    """Whether a finding stands at a field; of a visa each part has its own."""
    if key not in VISA:
        return finding.path[:1] == (key,)
    part, _ = VISA[key]
    return finding.path[:2] == ("visa", part) or (key == "visa" and finding.path == ("visa",))
