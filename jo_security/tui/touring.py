"""The tour: a few steps on the real screens, each of which goes on when the key that it names is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on

from jo_security.office.views import FIRST
from jo_security.records.words import N_
from jo_security.tui.moving import Moving
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.explaining import is_in_sight
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.keys import key_name, key_there
from jo_security.tui.widgets.guide import Guide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

POINTED: Final = "-pointed"
"""The class of what a step speaks about."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of a part of the screen, and the binding, by its id, whose key leads on."""

    part: str
    binding: str
    says: str


STEPS: Final = (
    Step(
        "Figures",
        "house.next",
        N_(
            "The figures at the top say what the envelope still allows. {key} goes to them; there and in the table,"
            " {why} shows the operations that make an amount."
        ),
    ),
    Step(
        "Waterfall",
        "house.next",
        N_("Below them, bar by bar, how the envelope comes down to what is available. {key} goes on."),
    ),
    Step(
        "LedgerTable",
        "table.select",
        N_(
            "The table holds the lines of the budget, with signs where something is wrong. {key} goes deeper: to a"
            " line, its commitments, their operations."
        ),
    ),
    Step(
        "LedgerTable",
        "act.new",
        N_(
            "{key} records something where you are, such as a commitment or a payment; before it is saved you see"
            " whether the credits allow it."
        ),
    ),
    Step(
        "KeysBar",
        "house.help",
        N_("{key} shows every key that works where you are, and explains the words on the screen."),
    ),
    Step("KeysBar", "house.quit", N_("{key} leaves the program.")),
)
"""The steps; one that speaks about what is not in sight is passed over."""
DEFAULTS: Final = {"house.next": "tab", "table.select": "enter", "act.new": "n"}
"""The keys of what is not active on every screen, or not while something else has the focus."""
OWN: Final = N_("This budget is a sample. To start one of your own: jo-security init ID")
LEAVES: Final = N_("{key} ends it for good; help has it again")


class Touring(Moving):
    """An app that shows around whoever opens the sample for the first time, or asks for it."""

    step: int | None = None
    """The step of the tour, None while there is none."""
    _counted: Sequence[int] = ()
    """The steps that the tour has where it begins: in a short terminal some speak about what is not there."""
    _considered = False

    @on(Moving.Looked)
    def consider(self) -> None:
        """Offer the tour once the figures are there; nothing is noted of who only looks, so they are not asked."""
        if self._considered or self.read_only:
            return
        self._considered = True
        from jo_security.office.touring import is_first

        if isinstance(self.screen, EnvelopeScreen) and is_first(self.budget_name, self.environ):
            self._go_to(0, self.screen)

    @on(HouseScreen.Tour)
    async def show_around(self) -> None:
        """Begin where the budget begins."""
        await self.go_to(FIRST)
        self.step = None
        if isinstance(self.screen, EnvelopeScreen):
            self._go_to(0, self.screen)

    @on(HouseScreen.Resumed)
    def go_along(self) -> None:
        """Stand on the screen that is in front."""
        # There is none any more where the message comes while the app ends.
        front = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(front, HouseScreen):
            self._show(front)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; the key that a step names leads on, Escape leaves the tour."""
        screen = self.screen
        if self.step is None or not isinstance(screen, HouseScreen):
            return await super().run_action(action, default_namespace, namespaces)
        if action == "back" and not screen.filter_bar.is_open:
            self._end(screen)
            return True
        at = self.step
        leads = action == self._action(screen, STEPS[at].binding)
        done = await super().run_action(action, default_namespace, namespaces)
        if done and leads and self.step == at:
            self._go_to(at + 1, screen)
        return done

    def _go_to(self, number: int, screen: HouseScreen) -> None:
        """Go to a step, or to the first one after it that speaks about something in sight; after the last one, end."""
        if self.step is None:
            self._counted = [n for n, step in enumerate(STEPS) if any(map(is_in_sight, screen.query(step.part)))]
        while number < len(STEPS) and not any(map(is_in_sight, screen.query(STEPS[number].part))):
            number += 1
        if number == len(STEPS):
            self._end(screen)
            return
        self.step = number
        self._show(screen)

    def _end(self, screen: HouseScreen) -> None:
        from jo_security.office.touring import had

        self.step = None
        had(self.environ)
        self._show(screen)

    def _show(self, screen: HouseScreen) -> None:
        """Show the step on a screen, and what it speaks about; once the tour is over, nothing of it."""
        screen.query(f".{POINTED}").remove_class(POINTED)
        guides = screen.query(Guide)
        if self.step is None:
            # What is removed gives its room back only once something else is arranged.
            guides.set(display=False)
            guides.remove()
            return
        step = STEPS[self.step]
        screen.query(step.part).add_class(POINTED)
        if step.binding.startswith("table."):
            screen.table.focus()
        guide = next(iter(guides), None)
        if guide is None:
            guide = Guide(markup=False)
            screen.mount(guide, before=screen.filter_bar)
        guide.show(self._heading(), *self._says(step))

    def _heading(self) -> str:
        text = self.language.text
        place = sum(n <= (self.step or 0) for n in self._counted)
        count = text(N_("Tour, {n} of {all}"), n=str(place), all=str(len(self._counted)))
        return f"{count} · {text(LEAVES, key=key_name(self, self.language, 'escape'))}"

    def _says(self, step: Step) -> tuple[str, Sequence[str]]:
        """What a step says, and the keys that it names."""
        from jo_security.office.touring import is_sample

        keys = {"key": self._key(step.binding), "why": self._key("house.why")}
        said = self.language.text(step.says, **keys)
        last = step is STEPS[-1] and is_sample(self.budget_name)
        return (f"{said} {self.language.text(OWN)}" if last else said), [*keys.values()]

    def _key(self, binding: str) -> str:
        """The key of a binding as the reader knows it, as it is where they are."""
        return key_there(self, self.language, binding) or key_name(self, self.language, DEFAULTS.get(binding, ""))

    def _action(self, screen: HouseScreen, binding: str) -> str | None:
        """What a binding asks for."""
        actions = (active.binding.action for active in screen.active_bindings.values() if active.binding.id == binding)
        return next(actions, None)
