"""Several commitments delivered or paid at once: recorded together, all or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message

from jo_security.records.problem import Words
from jo_security.tui.forms.field import Field
from jo_security.tui.forms.form import Done, RecordingForm
from jo_security.tui.forms.judged import Judged
from jo_security.tui.forms.rows import BatchRow
from jo_security.tui.forms.together import TogetherScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.office.acting import Outcome


class BatchScreen(RecordingForm, TogetherScreen[Done | None]):
    """Operations on several commitments to be recorded together."""

    @dataclass
    class Acted(Message):
        """The act came to an end: with outcomes, or with what stopped it."""

        outcomes: Sequence[Outcome]
        stopped: Words | None = None

    def action_clear(self) -> None:
        """Begin anew with what the form was opened with."""
        if self.acting:
            return
        for field in self.boxes.values():
            field.input.value = self.values.get(field.key, "")
        for row in self.rows:
            row.begin_anew()
        self.insists = False
        self.begin()

    def action_record(self) -> None:
        """Record all of them, or go to the first that stands in the way."""
        if self.acting:
            return
        self.insists = True
        self.look()
        if self.records is None:
            wrong = next((each for each in self.query(".-wrong") if isinstance(each, Field | BatchRow)), None)
            (wrong or next(iter(self.boxes.values()))).query_one("Input").focus()
        elif self.reading is not None:
            self.acting = True
            self.panel.disabled = True
            self.look()
            self._act(self.reading.name, self.records)

    @work(thread=True, exclusive=True, group="acting")
    def _act(self, name: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Record them in a thread; the file is read anew there."""
        from jo_security.office.acting import act_all
        from jo_security.tui.stopping import STOPS, stopped

        try:
            outcomes = act_all(name, self.verb, records, self.officer)
        except STOPS as error:
            self.post_message(self.Acted((), stopped(error)))
        else:
            self.post_message(self.Acted(outcomes))

    @on(Acted)
    def _acted(self, event: Acted) -> None:
        """Leave with what was recorded; else say why it was not, and read again what is on the disk."""
        from jo_security.office.refusing import shortages

        outcomes = event.outcomes
        self.acting = self.panel.disabled = False
        if outcomes and all(each.recorded for each in outcomes):
            self.leave_with(Done(outcomes[0], others=outcomes[1:]))
            return
        if event.stopped is not None:
            self.notify(self._said(event.stopped), severity="error", markup=False)
        elif all(each.trial is not None for each in outcomes):
            self.refused = [Judged(each.trial.errors, shortages(each.trial)) for each in outcomes if each.trial]
        self.look()
        first = next((row for row in self.rows if row.said), self.rows[0])
        first.input.focus()
        self.post_message(self.Reload())
