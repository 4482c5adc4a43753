"""The form of an act: what is entered is recorded, and what comes of it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from jo_security.records.words import N_
from jo_security.tui.forms.entering import EntryScreen
from jo_security.tui.forms.field import FieldInput
from jo_security.tui.forms.fields import FieldsScreen
from jo_security.tui.forms.values import amount
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.office.acting import Outcome
    from jo_security.records.problem import Words


SAME: Final = ("commitment", "date", "exercise")
"""What the withdrawal after a final payment has in common with the payment."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was recorded; `then` is a form to go on with, by its act and what it begins with.

    `others` are what was recorded together with it.
    """

    outcome: Outcome
    then: tuple[str, Mapping[str, str]] | None = None
    others: Sequence[Outcome] = ()

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """All that was recorded."""
        return self.outcome, *self.others


RECORDING: Final[list[BindingType]] = [
    Binding("ctrl+s", "record", N_("Record it"), tooltip=N_("Record it, where it passes"), id="form.record"),
    Binding(
        "escape",
        "leave",
        N_("Leave"),
        tooltip=N_("Leave the form; what is typed is there again next time"),
        id="form.leave",
    ),
    Binding("ctrl+l", "clear", N_("Clear"), tooltip=N_("Begin anew"), id="form.clear"),
    Binding("f1", "help", N_("Help"), tooltip=N_("Show every key"), id="form.help"),
]
"""The keys of a form that records."""


class RecordingForm(FieldsScreen[Done | None]):
    """A form that records what is typed; it is dismissed with what was recorded."""

    BINDINGS: ClassVar[list[BindingType]] = RECORDING

    done: Done | None = None

    def action_leave(self) -> None:
        """Leave; the draft stays. What is being recorded is waited for."""
        if not self.acting:
            self.dismiss(None)

    @on(Trail.Chosen)
    def go_back(self, event: Trail.Chosen) -> None:
        """Leave by the trail: its last step is the form."""
        if event.step == 0:
            self.action_leave()

    def leave_with(self, done: Done) -> None:
        """Leave with what was recorded, once the form is in front again."""
        self.draft.clear()
        self.done = done
        self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Leave once it is recorded, where another screen was in front when it was."""
        if self.done is not None and self.app.screen is self:
            self.dismiss(self.done)


class FormScreen(RecordingForm, EntryScreen[Done | None]):
    """One operation to be recorded."""

    @dataclass
    class Acted(Message):
        """The act came to an end: with an outcome, or with what stopped it."""

        outcome: Outcome | None
        then: tuple[str, Mapping[str, str]] | None
        stopped: Words | None = None

    def action_clear(self) -> None:
        """Begin anew with what the form was opened with."""
        if self.acting:
            return
        with self.prevent(FieldInput.Changed):
            for field in self.boxes.values():
                field.input.value = self.values.get(field.key, "")
        self.draft.clear()
        self.insists = False
        self.refused = None
        self.look()
        self.begin()

    def action_record(self) -> None:
        """Record it, or go to the first field that stands in the way."""
        if self.acting:
            return
        self.insists = True
        self.look()
        wanting = [field for field in self.boxes.values() if field.display and field.has_class("-wrong")]
        if self.entries.missing or self.entries.misread:
            wanting[0].input.focus()
            return
        if self.reading is not None:
            # What is typed from now on is not what is being recorded.
            self.acting = self.fields.disabled = True
            self.look()
            self._act(self.reading.name, self.entries.keys, self._next())

    @work(thread=True, exclusive=True, group="acting")
    def _act(self, name: str, keys: Mapping[str, Any], then: tuple[str, Mapping[str, str]] | None) -> None:
        """Record it in a thread; the file is read anew there."""
        from jo_security.office.acting import act
        from jo_security.tui.stopping import STOPS, stopped

        try:
            outcome = act(name, self.verb, keys, self.officer)
        except STOPS as error:
            self.post_message(self.Acted(None, None, stopped(error)))
        else:
            self.post_message(self.Acted(outcome, then))

    @on(Acted)
    def _acted(self, event: Acted) -> None:
        """Leave with what was recorded; else say why it was not, and read again what is on the disk."""
        outcome = event.outcome
        self.acting = self.fields.disabled = False
        if outcome is not None and outcome.recorded:
            self.leave_with(Done(outcome, event.then))
            return
        self.typed_last.focus()
        if event.stopped is not None:
            words = self.language.render(event.stopped.text, event.stopped.values)
            self.notify(words, severity="error", markup=False)
        elif outcome is not None:
            self.refused = outcome if outcome.trial is not None else None
        self.look()
        self.post_message(self.Reload())

    def _next(self) -> tuple[str, Mapping[str, str]] | None:
        """After a final payment below the commitment: the form that withdraws the rest."""
        left = self.rest()
        if left is None:
            return None
        same = {key: str(value) for key, value in self.entries.keys.items() if key in SAME}
        reason = self.language.text(N_("Final payment made; the rest is withdrawn"))
        return "adjust", {**same, "amount": amount(self.language, -left.amount), "reason": reason}
