"""The desk of the screens: who acts, which forms are opened, and what was typed into those that were left."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jo_security.records.words import N_
from jo_security.tui.acts import ON_COMMITMENT, ON_LINE, TITLES, VERBS
from jo_security.tui.forms.form import FormScreen
from jo_security.tui.forms.menu import Menu
from jo_security.tui.forms.values import shown, today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import App

    from jo_security.ledger.answers.earlier import Earlier
    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer
    from jo_security.tui.acts import Spot
    from jo_security.tui.forms.fields import FieldsScreen
    from jo_security.tui.forms.foreseer import Foreseer
    from jo_security.tui.forms.form import Done
    from jo_security.tui.reading import Reading

LIKE = 4
"""How many earlier operations the menu offers."""
PAY_LINE = N_("New payment without a commitment")


@dataclass(slots=True)
class Desk:
    """Who acts in an app; `recorded` is told of what was, and `latest` is the last reading of the whole budget.

    Drafts are kept by act and by what the form is about; what foresees, as long as the reading that it foresees by.
    """

    app: App[None]
    language: Language
    officer: Officer
    recorded: Callable[[Done], None]
    latest: Callable[[], Reading]
    drafts: dict[tuple[str, str, bool], dict[str, str]] = field(default_factory=dict)
    foreseer: Foreseer | None = None

    def choose(self, spot: Spot, reading: Reading) -> None:
        """Ask what is to be recorded at a spot."""
        groups = [(spot.line or self.language.text(N_("Whole budget")), {act: TITLES[act] for act in ON_LINE})]
        if spot.commitment is not None:
            groups.append((spot.commitment, {act: TITLES[act] for act in ON_COMMITMENT}))
        else:
            groups[0][1]["pay"] = PAY_LINE

        def chosen(what: str | Earlier | None) -> None:
            if isinstance(what, str):
                self.open(what, spot.begins(what), self.latest())
            elif what is not None:
                self._like(what)

        self.app.push_screen(Menu(self.language, groups, self._lately(spot, reading)), chosen)

    def _like(self, what: Earlier) -> None:
        """Open the form of an operation like an earlier one, as the budget is by now; its number may be another."""
        from jo_security.ledger import answers

        reading = self.latest()
        number = answers.number(reading.ledger, what.table, what.id) if what.id else what.n
        if number is None:
            self.app.bell()
        else:
            self.duplicate(what.table, number, reading)

    def _lately(self, spot: Spot, reading: Reading) -> Sequence[Earlier]:
        """The last operations where the officer stands."""
        from jo_security.ledger.answers.earlier import lately

        if spot.commitment is not None:
            about, acts = {"commitment": spot.commitment}, ON_COMMITMENT
        else:
            about, acts = {key: spot.line for key in ("line", "from", "to") if spot.line is not None}, ON_LINE
        tables = [table for table, verb in VERBS.items() if verb in acts]
        return lately(reading.ledger, tables, about, LIKE)

    def duplicate(self, table: str, number: int, reading: Reading) -> None:
        """Open the form of an operation, filled in with what the record of a number says; no other has one."""
        from jo_security.ledger.answers.copying import alike

        verb = VERBS.get(table)
        if verb is None:
            self.app.bell()
        else:
            self.open(verb, shown(self.language, verb, alike(reading.ledger, table, number)), reading, fresh=True)

    def open(self, verb: str, values: Mapping[str, str], reading: Reading, *, fresh: bool = False) -> None:
        """Open the form of an act; what was typed there before is there again, unless it is to be `fresh`."""
        draft = self._draft(verb, values.get("commitment") or values.get("line") or "", fresh=fresh)
        begun = {**self._today(reading), **values}
        self._show(
            FormScreen(self.language, reading, verb, begun, officer=self.officer, draft=draft, foresee=self.foresee)
        )

    def open_several(self, verb: str, commitments: Sequence[str], reading: Reading) -> None:
        """Open the form of an act on several commitments, by their ids."""
        from jo_security.tui.forms.batch import BatchScreen

        draft = self._draft(verb, " ".join(commitments), fresh=False)
        self._show(
            BatchScreen(
                self.language,
                reading,
                verb,
                commitments,
                self._today(reading),
                officer=self.officer,
                draft=draft,
                foresee=self.foresee,
            )
        )

    def _draft(self, verb: str, about: str, *, fresh: bool) -> dict[str, str]:
        """What was typed before into the form of an act; nothing where it is to be `fresh`."""
        draft = self.drafts.setdefault((verb, about, fresh), {})
        if fresh:
            draft.clear()
        return draft

    def _today(self, reading: Reading) -> Mapping[str, str]:
        header = reading.outlook.header if reading.outlook else None
        return today(self.officer, header) if header else {}

    def _show(self, form: FieldsScreen[Done | None]) -> None:
        """Show a form; what comes of it is told, and the form that follows is opened."""

        def done(what: Done | None) -> None:
            gc.unfreeze()
            if what is None:
                return
            self.recorded(what)
            if what.then is not None and form.reading is not None:
                self.open(*what.then, form.reading, fresh=True)

        # Looking for cycles among all that is there by now takes longer than an answer at a key may.
        gc.freeze()
        self.app.push_screen(form, done)

    def foresee(self, reading: Reading) -> Foreseer:
        """What foresees by a reading."""
        from jo_security.tui.forms.foreseer import Foreseer

        if self.foreseer is None or self.foreseer.reading is not reading:
            self.foreseer = Foreseer(reading, self.officer)
        return self.foreseer
