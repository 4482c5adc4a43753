"""Help: the keys that work where the reader is, drawn from the live bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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

    from jo_security.locales.language import Language


class Help(ModalScreen[None]):
    """A list of keys and what they do, then of words and what they mean."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", show=False, id="help.close"),
    ]

    def __init__(self, language: Language, bindings: Sequence[ActiveBinding]) -> None:
        """Explain these bindings, whose words are in the reader's language."""
        super().__init__()
        self.language = language
        self.bindings = bindings

    def compose(self) -> ComposeResult:
        """A panel that scrolls where it is longer than the terminal."""
        with VerticalScroll(id="help") as panel:
            panel.border_title = Content(self.language.text(N_("Help")))
            panel.border_subtitle = Content(self.language.text(N_("Escape closes")))
            yield Static(self._keys(), markup=False)
            yield Static(self._words(), markup=False)

    def _keys(self) -> Content:
        keys: dict[tuple[str, str], list[str]] = {}
        for active in sorted(self.bindings, key=_rank):
            if active.binding.description and not active.binding.system and active.enabled:
                what = (active.binding.description, active.tooltip)
                keys.setdefault(what, []).append(key_name(self.app, self.language, active.binding.key))
        return _table(
            (" ".join(dict.fromkeys(pressed)), tooltip or description)
            for (description, tooltip), pressed in keys.items()
        )

    def _words(self) -> Content:
        text = self.language.text
        words = [(text(LABELS[key]), text(meaning)) for key, meaning in MEANINGS.items()]
        return Content.assemble("\n", _table(words), "\n\n", legend(self.language))


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
