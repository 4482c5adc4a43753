"""The palette: every act, every view, every line, and any commitment by its id, its supplier or its purpose."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from jo_security.ledger.answers.search import fold
from jo_security.locales.phrases import literal
from jo_security.office.views import VIEWS, At
from jo_security.records.words import N_
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_name
from jo_security.tui.twins import Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading

PLACEHOLDER: Final = N_("An act, a view, a line, a commitment, a supplier…")
HOLDS: Final = 2.0
"""The score of a name that holds what is typed as it is typed."""
NOTHING: Final = 0.01
"""The score of the words that nothing is found."""
FOUND: Final = 1.5
"""The score of what the ledger found; what only has the letters somewhere scores less than 1."""


class Place(NamedTuple):
    """Where a name leads: its key or what it is, what goes there, whether it is offered before anything is typed."""

    aside: str
    go: Callable[[], object]
    at_once: bool = True


class Places(Provider):
    """What the palette offers on a screen of a budget."""

    def __init__(self, screen: HouseScreen, match_style: object = None) -> None:
        super().__init__(screen, match_style)  # type: ignore[arg-type]  # Textual gives a style or None
        self.language: Language = screen.language
        self.reading: Reading | None = screen.reading
        self.commands: dict[str, Place] = {}

    async def startup(self) -> None:
        """Gather what can be done and seen from here, before the palette is in front."""
        self.commands = dict(self._gathered())

    async def discover(self) -> Hits:
        """Views and acts, where nothing is typed."""
        for text, its in self.commands.items():
            if its.at_once:
                yield DiscoveryHit(_shown(text, its.aside), its.go, text)

    async def search(self, query: str) -> Hits:
        """What holds the letters that are typed; commitments that hold the words."""
        match, typed, found = self.matcher(query).fuzzy_search.match, fold(query), False
        for text, its in self.commands.items():
            score, offsets = match(query, text)
            at = fold(text).find(typed)
            found = found or at >= 0 or score > 0
            if at >= 0:
                yield Hit(HOLDS, _shown(text, its.aside, range(at, at + len(typed))), its.go, text)
            elif score > 0:
                yield Hit(score / (score + 1), _shown(text, its.aside, offsets), its.go, text)
        commitments = await self._commitments(query)
        for name, says in commitments:
            yield Hit(FOUND, _shown(name, says), partial(self._go, "commitments", name), f"{name} {says}")
        if not found and not commitments:
            words = self.language.text(N_("Nothing answers to this"))
            yield Hit(NOTHING, _shown("", words), _stay, words)

    def _gathered(self) -> Iterator[tuple[str, Place]]:
        text, app = self.language.text, self.app
        for number, (view, label) in enumerate(VIEWS.items(), 1):
            yield text(label), Place(str(number), partial(self._go, view, ""))
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if (
                not binding.description
                or binding.system
                or not active.enabled
                or (binding.id or "").startswith("view.")
            ):
                continue
            run = partial(app.run_action, binding.action, default_namespace=active.node)
            yield binding.description.rstrip("…"), Place(key_name(app, self.language, key), run)
        for line in self.reading.outlook.lines if self.reading and self.reading.outlook else ():
            its = Place(text(N_("line")), partial(self._go, "lines", line.id), at_once=False)
            yield f"{line.id}  {line.label}", its

    def _go(self, view: str, record: str) -> None:
        self.screen.post_message(HouseScreen.GoTo(At(view, record)))

    async def _commitments(self, query: str) -> list[tuple[str, str]]:
        """Commitments that hold the words, asked of a ledger of their own in a thread."""
        beside = self.reading.beside if self.reading else None
        if beside is None or not query.strip():
            return []

        def ask() -> list[tuple[str, str]]:
            from jo_security.ledger.answers.suggesting import suggestions

            try:
                with beside.asked() as ledger:
                    return suggestions(ledger, ["commitment"], query)
            except Interrupted:  # it was stopped for the sake of the table
                return []

        return await asyncio.to_thread(ask)


def palette(language: Language) -> CommandPalette:
    """The palette for a reader."""
    return CommandPalette([Places], placeholder=language.text(PLACEHOLDER))


def _shown(text: str, aside: str, offsets: Sequence[int] = ()) -> Content:
    """A name with its letters that are typed, and quietly what it is or its key."""
    name = Content(literal(text))
    for offset in offsets:
        name = name.stylize("bold underline", offset, offset + 1)
    return Content.assemble(name, "  ", (literal(aside), "dim"))


def _stay() -> None:
    """Go nowhere."""
