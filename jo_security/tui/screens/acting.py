"""What every screen has on which operations are recorded: the keys of the forms, and where the officer stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from jo_security.records.words import N_
from jo_security.tui.acts import ALL_AT_ONCE, LETTERS, TITLES, Spot
from jo_security.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from jo_security.tui.reading import Reading

MOST: Final = 100
"""How many commitments are recorded about at once."""
COMMITMENTS: Final = "commitments"
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
        """The officer wants to record something at a spot: an act, or one still to be chosen.

        `several` are the commitments that it is about, by their ids, where several are marked.
        """

        spot: Spot
        verb: str | None = None
        several: tuple[str, ...] = ()

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
        """Record about the commitments that are marked, else about where the officer stands."""
        marked = self.marked_commitments() if verb in ALL_AT_ONCE else ()
        if len(marked) > MOST:
            words = self.language.text(N_("At most {n:number} commitments are recorded at once"), n=MOST)
            self.notify(words, severity="warning", markup=False)
        elif len(marked) == 1:
            self.post_message(self.Act(Spot(commitment=marked[0]), verb))
        else:
            self.post_message(self.Act(self.spot(), verb, marked))

    def marked_commitments(self) -> tuple[str, ...]:
        """The commitments that are marked in the table, by their ids, in the order of the budget; a few too many."""
        if self.rows is None or self.rows.view != COMMITMENTS or not self.table.has_marks:
            return ()
        return tuple(self.rows.key_of(row) for row in sorted(self.table.marked)[: MOST + 1])

    def action_duplicate(self) -> None:
        """Record another operation like the one under the cursor; without rows, like that of the screen."""
        row = self.table.record_id
        record = self.record() if row is None or self.rows is None else self.rows.record(row)
        if record is not None and self.reading is not None:
            self.post_message(self.Duplicate(*record, self.reading))

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        """A key in the reader's language; recording is not offered where only its reason would be said."""
        if active.binding.id == "act.new" and self.reading is not None and self.reading.read_only:
            active = active._replace(binding=replace(active.binding, show=False))
        return super()._translated(active)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are text while the filter has the keys; without figures there is nothing to act on."""
        if action in ACTIONS:
            return not self.filter_has_keys and self.reading is not None and self.reading.outlook is not None
        return super().check_action(action, parameters)
