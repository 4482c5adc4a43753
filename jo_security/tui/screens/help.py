"""Help: the keys that work where the reader is, drawn from the live bindings, and the words that are in sight."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeAlias

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from jo_security.records.words import N_
from jo_security.tui.screens.keys import ROOMY, key_name
from jo_security.tui.terms import legend
from jo_security.tui.widgets.dialog import Dialog
from jo_security.tui.widgets.filter import Filter
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from jo_security.locales.language import Language

Then: TypeAlias = Literal["glossary", "tour"]
"""Where help leads on to."""
Told: TypeAlias = "tuple[str, str, str]"
"""A key or a word, what it does or means, and what else it is found by."""

SECTIONS: Final = {
    "table": N_("In the table"),
    "amounts": N_("On an amount"),
    "filter": N_("In the filter"),
    "form": N_("In the form"),
    "": N_("On this screen"),
    "act": N_("To record"),
    "house": N_("Everywhere"),
    "view": N_("To go to a view"),
    "perimeter": N_("To choose the perimeter"),
}
"""Where keys come from, by the beginning of their bindings' ids, in the order in which they are told."""
WIDEST: Final = 18
"""How wide the names of keys and words may be."""


class Help(Dialog["Then | None"]):
    """Keys and what they do, where they come from, then words and what they mean."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), show=False, id="help.back"),
        Binding("question_mark,q,enter,f1", "dismiss", N_("Close"), show=False, id="help.close"),
        Binding("slash", "search", N_("Search"), show=False, id="help.search"),
        Binding("i", "then('glossary')", N_("Glossary"), show=False, id="help.glossary"),
        Binding("t", "then('tour')", N_("Tour"), show=False, id="help.tour"),
    ]

    body = getters.query_one("#body", Static)
    panel = getters.query_one("#help", Vertical)
    scrolled = getters.query_one("#text", VerticalScroll)
    filter_bar = getters.query_one(Filter)

    def __init__(  # noqa: PLR0913 - each part of what is explained may be left out
        self,
        language: Language,
        bindings: Sequence[ActiveBinding],
        words: Iterable[tuple[str, str]] = (),
        *,
        leads: Sequence[Then] = (),
        first: Content | None = None,
        before: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
    ) -> None:
        """Explain these bindings, which are in the reader's language, and words in sight.

        Before them stand `first` whatever else it is, and other sections of words, each under its title.
        """
        super().__init__()
        self.language = language
        self.bindings = bindings
        self.words = list(dict.fromkeys(words))
        self.leads = leads
        self.first = first
        self.before = before

    def compose(self) -> ComposeResult:
        """A panel that scrolls where it is longer than the terminal; what is looked for stands below it."""
        text = self.language.text
        with Vertical(id="help", classes="panel") as panel:
            panel.border_title = Content(text(N_("Help")))
            says = [N_("Escape closes"), N_("/ searches"), *(LEADS[each] for each in self.leads)]
            panel.border_subtitle = Content(" · ".join(map(text, says)))
            with VerticalScroll(id="text"):
                yield Prose(id="body", markup=False)
            yield Filter(text(N_("Words to look for")))

    def on_resize(self) -> None:
        """Break lines where the panel ends."""
        self.call_after_refresh(self.show)

    @on(Filter.Changed)
    def show(self) -> None:
        """Show what holds the words looked for."""
        width = max(20, self.scrolled.scrollable_content_region.width)
        sections = [(title, told) for title, told in self._sections() if told]
        left = min(WIDEST, max((len(name) for _, told in sections for name, *_ in told), default=0))
        parts = [_section(title, told, left, width) for title, told in sections]
        if not self.filter_bar.value:
            parts.append(Content(legend(self.language)))
            if self.first is not None:
                parts.insert(0, self.first)
        elif not parts:
            parts = [Content(self.language.text(N_("No row holds these words")))]
        self.body.update(Content("\n\n").join(parts))

    @on(Filter.Submitted)
    def found(self) -> None:
        """Go to what was found."""
        self.scrolled.focus()

    def _sections(self) -> Iterator[tuple[str, list[Told]]]:
        """The keys by where they come from, then the words; those that hold what is looked for."""
        text = self.language.text
        for title, words in self.before:
            yield title, self._holding((*each, "") for each in words)
        told = [each for each in self.bindings if each.binding.description and not each.binding.system and each.enabled]
        for origin, bindings in groupby(sorted(told, key=_place), key=_origin):
            yield text(SECTIONS[origin]), self._holding(self._keys(bindings))
        yield text(N_("Words on this screen")), self._holding((*each, "") for each in self.words)

    def _holding(self, told: Iterable[Told]) -> list[Told]:
        from jo_security.ledger.answers import found

        search = self.filter_bar.value
        return [each for each in told if found(search, *each)]

    def _keys(self, bindings: Iterable[ActiveBinding]) -> list[Told]:
        """Keys that do the same together, and what they do."""
        keys: dict[tuple[str, str], list[str]] = {}
        for active in bindings:
            what = (active.binding.description, active.tooltip)
            keys.setdefault(what, []).append(key_name(self.app, self.language, active.binding.key))
        return [
            (" ".join(dict.fromkeys(pressed)), tooltip or description, description)
            for (description, tooltip), pressed in keys.items()
        ]

    def action_search(self) -> None:
        """Write what to look for."""
        self.filter_bar.open()

    def action_back(self) -> None:
        """Look for nothing any more; else close."""
        if self.filter_bar.is_open:
            self.filter_bar.close()
            self.scrolled.focus()
        else:
            self.dismiss(None)

    def action_then(self, where: Then) -> None:
        """Close, and go on from here."""
        if where in self.leads:
            self.dismiss(where)


LEADS: Final[dict[Then, str]] = {"glossary": N_("i glossary"), "tour": N_("t tour")}
"""What is said of where help leads on to."""


def _origin(active: ActiveBinding) -> str:
    """Where a key comes from."""
    origin = (active.binding.id or "").partition(".")[0]
    return origin if origin in SECTIONS else ""


def _place(active: ActiveBinding) -> tuple[int, bool]:
    """Keys are told by where they come from; what the footer shows where there is room comes first."""
    binding = active.binding
    return [*SECTIONS].index(_origin(active)), not (binding.show or binding.id in ROOMY)


def _section(title: str, told: list[Told], left: int, width: int) -> Content:
    """A title over two columns, of which the second goes on below itself."""
    lines = [Content.assemble((title, "bold underline"))]
    for name, says, _ in told:
        first, *more = wrap(says, max(10, width - left - 2)) or [""]
        # A name that is too long has a line of its own.
        apart = len(name) > left
        lines.append(
            Content.assemble((name, "bold")) if apart else Content.assemble((f"{name:<{left}}", "bold"), "  ", first)
        )
        rest = [first, *more] if apart else more
        lines += [Content(" " * (left + 2) + line) for line in rest]
    return Content("\n").join(lines)
