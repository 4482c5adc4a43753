"""What amounts outside of tables have in common: one of them is chosen, and asked why it is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events


class Askable(Widget):
    """Amounts, each with a key by which it is asked for; one without a key cannot be.

    It takes the keyboard once there is something to ask.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,up",
            "choose(-1)",
            N_("Before"),
            show=False,
            tooltip=N_("Go to the amount before"),
            id="amounts.before",
        ),
        Binding(
            "right,down", "choose(1)", N_("After"), show=False, tooltip=N_("Go to the amount after"), id="amounts.after"
        ),
        Binding(
            "enter", "ask", N_("Why"), tooltip=N_("Show the operations that make the amount chosen"), id="amounts.ask"
        ),
    ]
    CHOSEN: ClassVar[str] = "bold reverse"
    """How the label of the amount that is chosen looks."""

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Asked(Message):
        """The reader asks why an amount is what it is."""

        key: str

    def keys(self) -> Sequence[str]:
        """The keys of the amounts in their order; an empty one cannot be asked for."""
        raise NotImplementedError

    def meaning(self, number: int) -> str:
        """What an amount means."""
        raise NotImplementedError

    def words(self) -> Iterator[tuple[str, str]]:
        """The names of the amounts that mean something of their own, and what they mean."""
        raise NotImplementedError

    def at(self, x: int, y: int) -> int | None:
        """The number of the amount that is drawn at a place."""
        raise NotImplementedError

    @property
    def chosen_key(self) -> str:
        """The key of the amount that is chosen; nothing where there is none."""
        keys = self.keys()
        return keys[self.chosen] if self.chosen < len(keys) else ""

    def is_chosen(self, number: int) -> bool:
        """Whether an amount is the one that keys are about."""
        return self.has_focus and number == self.chosen

    def settle(self) -> None:
        """Take the keyboard where something can be asked, and choose what can be."""
        able = [number for number, key in enumerate(self.keys()) if key]
        self.can_focus = bool(able)
        if able and self.chosen not in able:
            self.chosen = able[0]

    def on_focus(self) -> None:
        """Show which amount is chosen."""
        self.refresh()

    def on_blur(self) -> None:
        """Show none."""
        self.refresh()

    def action_choose(self, way: int) -> None:
        """Choose the next amount of those that can be asked."""
        able = [number for number, key in enumerate(self.keys()) if key]
        if self.chosen in able:
            self.chosen = able[max(0, min(able.index(self.chosen) + way, len(able) - 1))]

    def action_ask(self) -> None:
        """Ask why the amount that is chosen is what it is."""
        if self.chosen_key:
            self.post_message(self.Asked(self.chosen_key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the amount under the mouse means."""
        number = self._under(event)
        about = "" if number is None else self.meaning(number)
        wanted = Content(about) if about else None
        if self.tooltip != wanted:
            self.tooltip = wanted

    def on_click(self, event: events.Click) -> None:
        """Choose an amount and ask for it; the second of two quick clicks was meant for what was there before."""
        number = self._under(event) if event.chain == 1 else None
        if number is not None and self.keys()[number]:
            self.chosen = number
            self.action_ask()

    def _under(self, event: events.MouseEvent) -> int | None:
        place = event.get_content_offset(self)
        return None if place is None else self.at(place.x, place.y)
