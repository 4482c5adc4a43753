"""A commitment in a form of several: what is open of it, and the amount that is typed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from jo_security.locales.phrases import literal
from jo_security.records.money import cents
from jo_security.records.problem import Words
from jo_security.records.typed import Misread, money, typed
from jo_security.records.words import N_
from jo_security.tui.forms.values import amount
from jo_security.tui.terms import ERROR_SIGN
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from decimal import Decimal

    from textual import events
    from textual.app import ComposeResult

    from jo_security.ledger.answers import Commitment
    from jo_security.locales.language import Language

KEPT: Final = "✓"
DROPPED: Final = "–"
ID, FIGURE = 14, 15
"""How wide the id and each of the figures are, as the heads above them are."""
OVER_ZERO: Final = N_("An amount over zero, please")


class RowInput(Input):
    """The line that an amount is typed into."""


class RowSign(Static):
    """Whether a row is to be recorded; a click changes it."""

    class Clicked(Message):
        """It was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Say so to the row."""
        event.stop()
        self.post_message(self.Clicked())


class RowFacts(Static):
    """The id and the supplier of a commitment, and its figures, in the columns that stand above the rows.

    One widget for all of them: many rows are laid out at each key.
    """

    def __init__(self, row: BatchRow) -> None:
        """Show what a row is about."""
        super().__init__(markup=False)
        self.row = row

    def render(self) -> Content:
        """The four side by side."""
        its, room = self.row.commitment, self.size.width - ID - FIGURE * len(self.row.figures)
        figures = "".join(self.row.language.amount(each).rjust(FIGURE) for each in self.row.figures)
        return Content.assemble(
            Content.styled(literal(its.id), "bold").truncate(ID, ellipsis=True, pad=True),
            Content(literal(its.supplier)).truncate(max(0, room), ellipsis=True, pad=True),
            (figures, "$foreground 70%"),
        )


class BatchRow(Vertical):
    """One commitment among several; it is recorded unless it is dropped."""

    DEFAULT_CSS = """
    BatchRow { height: auto; padding: 0 1; }
    BatchRow Horizontal { height: 1; }
    BatchRow RowSign { width: 2; color: $text-success; }
    BatchRow RowFacts { width: 1fr; text-wrap: nowrap; }
    BatchRow RowInput { width: 18; margin-left: 2; padding: 0 1; background: $surface; }
    BatchRow RowInput:focus { background: $panel; }
    BatchRow .wrong { height: auto; padding-left: 2; color: $text-error; }
    BatchRow.-wrong RowSign { color: $text-error; }
    BatchRow.-dropped { color: $foreground 40%; }
    BatchRow.-dropped RowSign { color: $foreground 40%; }
    """

    input = getters.query_one(RowInput)
    sign = getters.query_one(RowSign)

    @dataclass
    class Dropped(Message):
        """It is to be recorded no more, or after all."""

        row: BatchRow

    def __init__(
        self,
        language: Language,
        commitment: Commitment,
        *,
        paid: bool,
        text: str | None = None,
        dropped: bool | None = None,
    ) -> None:
        """Show a commitment to be paid or certified; what was typed before, and whether it was dropped, hold."""
        super().__init__()
        self.language = language
        self.paid = paid
        self._take(commitment)
        self.first = self.begun if text is None else text
        self.dropped = self.begun_dropped if dropped is None else dropped
        self.said = ""

    def _take(self, commitment: Commitment) -> None:
        """Propose what is open of a commitment; where nothing is, to drop it."""
        certified = commitment.firm - commitment.delivered
        open_ = (commitment.payable or commitment.outstanding) if self.paid else certified
        self.commitment = commitment
        self.figures = (commitment.payable if self.paid else certified, commitment.outstanding)
        self.begun = amount(self.language, open_) if open_ > 0 else ""
        self.begun_dropped = not self.begun

    def compose(self) -> ComposeResult:
        """Its sign, id, supplier and figures, and the amount; what is wrong comes below."""
        with Horizontal():
            yield RowSign(DROPPED if self.dropped else KEPT, markup=False)
            yield RowFacts(self)
            yield RowInput(self.first, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Look as a row that is dropped, where it is."""
        self.set_class(self.dropped, "-dropped")

    def show(self, commitment: Commitment) -> None:
        """Show the commitment as it is by now; the amount stays, and whether it is dropped."""
        self._take(commitment)
        self.query_one(RowFacts).refresh()

    def on_row_sign_clicked(self, event: RowSign.Clicked) -> None:
        """Drop the row, or take it again."""
        event.stop()
        self.drop()

    def drop(self) -> None:
        """Record it no more; where it is dropped, record it after all."""
        self.dropped = not self.dropped
        self.set_class(self.dropped, "-dropped")
        self._sign()
        self.post_message(self.Dropped(self))

    def begin_anew(self) -> None:
        """Be as it is where nothing is typed."""
        self.input.value = self.begun
        if self.dropped != self.begun_dropped:
            self.drop()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value if self.is_mounted else self.first

    @property
    def amount(self) -> Decimal:
        """The amount that is typed. Raises Misread, also where it is not over zero."""
        its = money(typed(self.text.strip())) if self.text.strip() else money(0)
        if its <= 0:
            raise Misread(Words(OVER_ZERO))
        return its

    @property
    def cents(self) -> int:
        """The amount in cents; 0 where it is dropped, or cannot be read."""
        try:
            return 0 if self.dropped else cents(self.amount)
        except Misread:
            return 0

    def say(self, wrong: str) -> None:
        """Show what is wrong, or nothing."""
        if wrong != self.said:
            self.said = wrong
            self.query(Prose).remove()
            if wrong:
                self.mount(Prose(f"{ERROR_SIGN} {literal(wrong)}", classes="wrong", markup=False))
            self.set_class(bool(wrong), "-wrong")
            self._sign()

    def _sign(self) -> None:
        """Say whether it is to be recorded, and whether it can be."""
        self.sign.update(DROPPED if self.dropped else ERROR_SIGN if self.said else KEPT)
