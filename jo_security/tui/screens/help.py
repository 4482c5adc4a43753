"""Help: the keys that work where the reader is, drawn from the live bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from jo_security.records.words import N_
from jo_security.tui.screens.keys import ROOMY, key_name
from jo_security.tui.terms import LABELS, MEANINGS, legend

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from jo_security.ledger.filtering.fields import Field, Fields
    from jo_security.locales.language import Language


EXAMPLES: Final = (
    ({"en": "drone"}, N_("Rows that hold the word, whatever its case and accents")),
    ({"en": '"two words"', "fr": "« deux mots »"}, N_("What holds blanks stands in quotes")),
    ({"en": "-drone"}, N_("Not those: a leading - excludes")),
    ({"en": "supplier:acme", "fr": "fournisseur:acme"}, N_("In one field; every term must hold")),
    ({"en": "tag:drone,cyber", "fr": "étiquette:drone,cyber"}, N_("One or the other; of amounts apart by |")),
    ({"en": "drone | cyber"}, N_("Either of two terms")),
    ({"en": "id:=EJ-1"}, N_("Exactly that, not a part of it")),
    ({"en": "amount:>1M", "fr": "montant:>1M"}, N_("Over a million; also >=, <, <=, 1M..2M; k, M, bn")),
    ({"en": "date:2024-Q1", "fr": "date:2024-T1"}, N_("A quarter; also a year, a month, a day, today, from..to")),
    ({"en": "@name", "fr": "@nom"}, N_("A saved filter")),
)
"""How filters are written, in each language, and what that means."""


class Help(ModalScreen[None]):
    """A list of keys and what they do, then of words and what they mean."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", show=False, id="help.close"),
    ]

    def __init__(self, language: Language, bindings: Sequence[ActiveBinding], fields: Fields | None = None) -> None:
        """Explain these bindings, in the reader's language; where `fields` are given, how filters are written too."""
        super().__init__()
        self.language = language
        self.bindings = bindings
        self.fields = fields

    def compose(self) -> ComposeResult:
        """A panel that scrolls where it is longer than the terminal."""
        with VerticalScroll(id="help") as panel:
            panel.border_title = Content(self.language.text(N_("Help")))
            panel.border_subtitle = Content(self.language.text(N_("Escape closes")))
            if self.fields is None:
                yield Static(self._keys(), markup=False)
                yield Static(self._words(), markup=False)
            else:
                yield Static(self._language(self.fields), markup=False)
                yield Static(self._keys(), markup=False)

    def _keys(self) -> Content:
        keys: dict[tuple[str, str], list[str]] = {}
        for active in sorted(self.bindings, key=_rank):
            # A line of text has many keys of its own, which nobody needs to be told of and which speak no French.
            told = self.fields is None or active.binding.id is not None
            if told and active.binding.description and not active.binding.system and active.enabled:
                what = (active.binding.description, active.tooltip)
                keys.setdefault(what, []).append(key_name(self.app, self.language, active.binding.key))
        return _table(
            (" ".join(dict.fromkeys(pressed)), tooltip or description)
            for (description, tooltip), pressed in keys.items()
        )

    def _language(self, fields: Fields) -> Content:
        """How a filter is written, and what it can ask for."""
        text, code = self.language.text, self.language.code
        written = [(example.get(code, example["en"]), text(says)) for example, says in EXAMPLES]
        named = [(f"{field.named(code)}:", _meaning(self.language, field)) for field in fields.each]
        return Content.assemble(_table(written), "\n\n", _table(named), "\n")

    def _words(self) -> Content:
        text = self.language.text
        words = [(text(LABELS[key]), text(meaning)) for key, meaning in MEANINGS.items()]
        return Content.assemble("\n", _table(words), "\n\n", legend(self.language))


def _meaning(language: Language, field: Field) -> str:
    """What a field holds; of a field of words, which these are."""
    said = language.text(field.about)
    words = ", ".join(each.named(language.code) for each in field.choices)
    return language.text(N_("{meaning}: {words}"), meaning=said, words=words) if words else said


def _rank(active: ActiveBinding) -> tuple[bool, bool]:
    """What the footer shows where there is room comes first, then the other keys of every screen."""
    binding = active.binding
    return not (binding.show or binding.id in ROOMY), not (binding.id or "").startswith("house.")


def _table(rows: Iterable[tuple[str, str]]) -> Content:
    """Two columns, the first as wide as it needs."""
    pairs = list(rows)
    width = max((len(left) for left, _ in pairs), default=0)
    lines = [Content.assemble((f"{left:<{width}}", "bold"), "  ", right) for left, right in pairs]
    return Content("\n").join(lines)
