"""Several commitments delivered or paid at once: what they have in common once, an amount for each; all or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from jo_security.records.problem import Words
from jo_security.records.typed import Misread
from jo_security.records.words import N_
from jo_security.tui.acts import ALL_AT_ONCE
from jo_security.tui.forms.entries import Entries, entries
from jo_security.tui.forms.field import Field
from jo_security.tui.forms.fields import FieldsScreen
from jo_security.tui.forms.judged import Judged, verdict_of, wrong_with
from jo_security.tui.forms.kinds import label
from jo_security.tui.forms.rows import BatchRow, RowInput
from jo_security.tui.screens.reader import Result
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.terms import LABELS
from jo_security.tui.widgets.keys_bar import KeysBar
from jo_security.tui.widgets.prose import Prose
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers import Commitment
    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer
    from jo_security.office.foreseeing import Foreseen
    from jo_security.office.keys import Keys
    from jo_security.tui.forms.foreseer import Foreseer
    from jo_security.tui.reading import Reading

COMMON: Final = ("date", "reference", "note", "exercise", "override")
"""What the operations have in common."""
AMOUNT, DROPPED = "amount of {id}", "dropped {id}"
"""Under which names it is kept what is typed for a commitment, and whether it is left out, where it is turned over."""
YES, NO = "yes", "no"
OPEN: Final = {"deliver": N_("To be certified"), "pay": LABELS["payable"]}
"""What is open of a commitment."""


class TogetherScreen(FieldsScreen[Result]):
    """Operations on several commitments, and what comes of them together; it records nothing."""

    weighs_all = True
    CSS_PATH = "../styles/batch.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no class variable to mypy
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f8",
            "drop",
            N_("Drop the row"),
            tooltip=N_("Leave the commitment out, or take it after all"),
            id="batch.drop",
        ),
    ]

    trail_bar = getters.query_one(Trail)
    verdict = getters.query_one("#verdict", Static)
    total = getters.query_one("#total", Static)
    panel = getters.query_one("#batch", Vertical)

    @dataclass
    class Foresaw(Message):
        """What was tried, on what, and what came of it."""

        foreseer: Foreseer
        records: Sequence[Keys]
        seen: Sequence[Foreseen]

    def __init__(  # noqa: PLR0913 - what it is about, who acts, what is typed already
        self,
        language: Language,
        reading: Reading,
        verb: str,
        commitments: Sequence[str],
        values: Mapping[str, str],
        *,
        officer: Officer,
        draft: MutableMapping[str, str],
        foresee: Callable[[Reading], Foreseer],
    ) -> None:
        """Deliver or pay these commitments, by their ids."""
        super().__init__(language, reading, verb, values, officer=officer, draft=draft)
        self.shapes = {key: shape for key, shape in self.shapes.items() if key in COMMON}
        self.ids = commitments
        self.rows: list[BatchRow] = []
        self.foresee = foresee
        self.foreseer: Foreseer | None = None
        self.entries: Entries = entries(verb, {}, officer, day_first=language.day_first)
        self.records: Sequence[Keys] | None = None
        self.tried: tuple[Foreseer, Sequence[Keys], Sequence[Judged]] | None = None
        self.refused: Sequence[Judged] | None = None
        self.trying = self.insists = False

    def compose(self) -> ComposeResult:
        """The trail, what they have in common, the commitments, their total, the keys."""
        text = self.language.text
        yield Trail(markup=False)
        with Vertical(id="batch"):
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.compose_fields()
            yield Prose(id="verdict", markup=False)
            with Horizontal(id="heads"):
                yield Static(text(N_("Commitment")), classes="id", markup=False)
                yield Static(text(N_("Supplier")), classes="supplier", markup=False)
                for head in (OPEN[self.verb], LABELS["outstanding"]):
                    yield Static(text(head), classes="figure", markup=False)
                yield Static(text(N_("Amount")), classes="amount", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                self.rows = [*self._rows()]
                yield from self.rows
            yield Static(id="total", markup=False)
        yield Static(id="hint", markup=False)
        yield KeysBar()

    def _rows(self) -> Iterator[BatchRow]:
        for each in self._commitments():
            typed, dropped = (self.draft.get(name.format(id=each.id)) for name in (AMOUNT, DROPPED))
            yield BatchRow(
                self.language,
                each,
                paid=self.verb == "pay",
                text=typed,
                dropped=None if dropped is None else dropped == YES,
            )

    def _commitments(self) -> Sequence[Commitment]:
        from jo_security.ledger import answers

        if self.reading is None:
            return ()
        ledger = self.reading.ledger
        numbers = (answers.number(ledger, "commitment", each) for each in self.ids)
        return answers.commitment_rows(ledger, [n for n in numbers if n is not None])

    def on_mount(self) -> None:
        """Say where one is, and go to the first field that is to be filled in, else to the first amount."""
        header = self.reading.outlook.header if self.reading and self.reading.outlook else None
        self.trail_bar.show([header.label if header else "", self.language.text(ALL_AT_ONCE[self.verb])])
        self.complete_fields()
        self.prepare()
        self.begin()

    def begin(self) -> None:
        """Go to the first field that is to be filled in, else to the first amount."""
        date = self.field("date")
        (self.rows[0].input if date.text else date.input).focus()

    def prepare(self) -> None:
        """Foresee by the reading from now on, and show what is open by now."""
        self.refused = None
        its = {each.id: each for each in self._commitments()}
        for row in self.rows:
            if row.commitment.id in its:
                row.show(its[row.commitment.id])
        if self.reading is not None:
            self.foreseer = self.foresee(self.reading)
            self.look()

    @property
    def kept(self) -> list[BatchRow]:
        """The rows that are to be recorded."""
        return [row for row in self.rows if not row.dropped]

    def changed(self) -> None:
        """Look at what is typed by now, whatever was refused before."""
        self.refused = None
        for row in self.rows:
            for name, its, begun in (
                (AMOUNT, row.text, row.begun),
                (DROPPED, YES if row.dropped else NO, YES if row.begun_dropped else NO),
            ):
                if its != begun:
                    self.draft[name.format(id=row.commitment.id)] = its
                else:
                    self.draft.pop(name.format(id=row.commitment.id), None)
        self.look()

    @on(BatchRow.Dropped)
    def dropped(self) -> None:
        """Look at what is left."""
        self.changed()

    def look(self) -> None:
        """Read what is typed, try it, and say what is wrong where."""
        self.entries = entries(self.verb, self.texts(), self.officer, day_first=self.language.day_first)
        self.records = self._read()
        judged = self.refused or self._foresee()
        for rank, row in enumerate(self.kept):
            its = judged[rank] if judged else None
            row.say(wrong_with(self.language, self.currency, row, its, insists=self.insists))
        for row in self.rows:
            if row.dropped:
                row.say("")
        for field in self.boxes.values():
            field.say(self.echo_day(field), self._misread(field))
            field.set_class(field.key == "date", "-needed")
        self.verdict.update(self._verdict(judged))
        self.total.update(self._total())

    def _read(self) -> Sequence[Keys] | None:
        """The keys of each record; None where something is missing or cannot be read."""
        if self.entries.misread or "date" not in self.entries.keys or not self.kept:
            return None
        try:
            return [{**self.entries.keys, "commitment": row.commitment.id, "amount": row.amount} for row in self.kept]
        except Misread:
            return None

    def _foresee(self) -> Sequence[Judged] | None:
        """What comes of what is typed; None where it is still to be tried."""
        if self.records is None or self.foreseer is None:
            return None
        if self.tried is not None and self.tried[:2] == (self.foreseer, self.records):
            return self.tried[2]
        if not self.trying:
            self.trying = True
            self._ask(self.foreseer, self.records)
        return None

    @work(thread=True, group="foreseeing")
    def _ask(self, foreseer: Foreseer, records: Sequence[Keys]) -> None:
        self.post_message(self.Foresaw(foreseer, records, foreseer.of_all(self.verb, records)))

    @on(Foresaw)
    def _foresaw(self, event: Foresaw) -> None:
        """Show what was foreseen, unless something else is typed by now, which is tried next."""
        self.trying = False
        judged = [Judged(each.errors, each.shortages, [*each.covered, *each.warnings]) for each in event.seen]
        self.tried = event.foreseer, event.records, judged
        self.look()

    def _misread(self, field: Field) -> str:
        if field.key in self.entries.misread:
            return self._said(self.entries.misread[field.key])
        needed = self.insists and field.key == "date" and not field.text.strip()
        return self.language.text(N_("This is needed")) if needed else ""

    def _verdict(self, judged: Sequence[Judged] | None) -> Content:
        """What is being done; else what is missing; else whether all pass."""
        text = self.language.text
        if self.acting:
            return Content(text(N_("It is being recorded…")))
        if not self.kept:
            return Content.assemble((text(N_("Every commitment is left out")), "dim"))
        if "date" not in self.entries.keys and "date" not in self.entries.misread:
            return Content.assemble((text(N_("Still to fill in: {names}"), names=text(label("date"))), "dim"))
        if judged is None:
            return Content("…" if self.records is not None else "")
        return verdict_of(self.language, judged, self.currency, can_override="override" in self.shapes)

    def _total(self) -> Content:
        """How many there are, and what they come to."""
        count = self.language.plural("{n:number} commitment", "{n:number} commitments", len(self.kept))
        amount = self.language.money(sum(row.cents for row in self.kept), self.currency)
        return Content.assemble((f"{self.language.text(N_('Total'))}  {count}  ", "dim"), (amount, "bold"))

    def _said(self, words: Words) -> str:
        return self.language.render(words.text, words.values, currency=self.currency)

    def action_drop(self) -> None:
        """Leave out the commitment whose amount is typed, or take it after all."""
        if isinstance(self.focused, RowInput):
            row = next(row for row in self.rows if row.input is self.focused)
            row.drop()
        else:
            self.app.bell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An earlier operation has one amount only."""
        return action != "earlier" and super().check_action(action, parameters)
