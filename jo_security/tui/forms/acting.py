"""What every screen has on which operations are recorded: the keys of the forms, and where the officer stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from jo_security.records.words import N_
from jo_security.tui.forms.acts import LETTERS, TITLES
from jo_security.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from jo_security.tui.forms.acts import Spot
    from jo_security.tui.reading import Reading

ACTIONS = frozenset(("new", "act", "duplicate"))


def _keys() -> list[BindingType]:
    """The keys of all acts."""
    new = Binding("n", "new", N_("Record…"), tooltip=N_("Choose what to record here"), id="act.new")
    like = Binding(
        "d", "duplicate", N_("Duplicate"), show=False, tooltip=N_("Record another like this one"), id="act.duplicate"
    )
    acts = [
        Binding(letter, f"act('{verb}')", TITLES[verb], show=False, tooltip=TITLES[verb], id=f"act.{verb}")
        for verb, letter in LETTERS.items()
    ]
    return [new, like, *acts]


class ActingScreen(HouseScreen):
    """A screen on which operations are recorded; it says where the officer stands in `spot`."""

    BINDINGS: ClassVar[list[BindingType]] = _keys()

    @dataclass
    class Act(Message):
        """The officer wants to record something at a spot: an act, or one still to be chosen."""

        spot: Spot
        verb: str | None = None

    @dataclass
    class Duplicate(Message):
        """The officer wants to record another operation like one, by its table and its number in a reading."""

        table: str
        number: int
        reading: Reading

    def spot(self) -> Spot:
        """Where the officer stands."""
        raise NotImplementedError

    def action_new(self) -> None:
        """Ask what is to be recorded."""
        self.post_message(self.Act(self.spot()))

    def action_act(self, verb: str) -> None:
        """Record about where the officer stands."""
        self.post_message(self.Act(self.spot(), verb))

    def action_duplicate(self) -> None:
        """Record another operation like the one under the cursor; without rows, like that of the screen."""
        row = self.table.record_id
        record = self.record() if row is None or self.rows is None else self.rows.record(row)
        if record is not None and self.reading is not None:
            self.post_message(self.Duplicate(*record, self.reading))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are text while the filter has the keys; without figures there is nothing to act on."""
        if action in ACTIONS:
            return not self.filter_has_keys and self.reading is not None and self.reading.outlook is not None
        return super().check_action(action, parameters)
