"""Earlier operations to choose from: the values of one fill a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from jo_security.locales.phrases import literal
from jo_security.records.names import NAMES
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers.earlier import Earlier
    from jo_security.locales.language import Language

MOST: Final = 50
"""How many are listed at once."""


def lines(language: Language, found: Sequence[Earlier]) -> Iterator[Content]:
    """Earlier operations, a line each: their ids, days and amounts in columns, and what they say."""
    ids = [literal(each.id) for each in found]
    amounts = [language.amount(each.amount) for each in found]
    width, room = (max(map(cell_len, texts), default=0) for texts in (ids, amounts))
    for each, name, amount in zip(found, ids, amounts, strict=True):
        head = (name + " " * (width - cell_len(name) + 2 * bool(width)), "bold")
        said = f"  {' ' * (room - cell_len(amount))}{amount}  {literal(_says(language, each))}"
        yield Content.assemble(head, (language.date(each.date), "dim"), said)


def _says(language: Language, each: Earlier) -> str:
    """What an operation says; a movement begins with its kind, which is a word of the format."""
    kind, dot, rest = each.says.partition(" · ")
    return f"{language.text(NAMES[kind])}{dot}{rest}" if each.table == "movement" and kind in NAMES else each.says


class EarlierScreen(Dialog["Earlier | None"]):
    """A list of operations, filtered as one types; it is dismissed with the one that is chosen."""

    CSS_PATH = "../styles/earlier.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Leave"), show=False, id="earlier.leave"),
        Binding("up", "move(-1)", N_("Up"), show=False, id="earlier.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="earlier.down"),
    ]

    options = getters.query_one(OptionList)
    sought = getters.query_one(Input)

    def __init__(self, language: Language, found: Sequence[Earlier], title: str) -> None:
        """Offer operations, the likeliest first, under a title."""
        super().__init__()
        self.language = language
        self.found = found
        self.headed = title
        self.texts: list[str] = []
        self.shown: list[Earlier] = []

    def compose(self) -> ComposeResult:
        """The words to look for, over the operations."""
        with Vertical(id="earlier", classes="panel") as panel:
            panel.border_title = Content(literal(self.headed))
            panel.border_subtitle = Content(self.language.text(N_("Enter fills the form · Escape closes")))
            yield Input(placeholder=self.language.text(N_("Words to look for")), compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all of them."""
        from jo_security.ledger.answers.search import fold

        self.texts = [fold(f"{each.id} {each.date} {self.language.date(each.date)} {each.says}") for each in self.found]
        self.options.can_focus = False
        self.look()

    @on(Input.Changed)
    def look(self) -> None:
        """Show those that hold every word."""
        from jo_security.ledger.answers.search import words

        sought = words(self.sought.value)
        held = zip(self.found, self.texts, strict=True)
        self.shown = [each for each, text in held if all(word in text for word in sought)][:MOST]
        self.options.clear_options()
        self.options.add_options(Option(each) for each in lines(self.language, self.shown))
        if self.shown:
            self.options.highlighted = 0
        else:
            self.options.add_option(Option(self.language.text(N_("No operation holds these words")), disabled=True))

    @on(Input.Submitted)
    def take(self) -> None:
        """Take the one under the cursor."""
        at = self.options.highlighted
        if self.shown and at is not None:
            self.dismiss(self.shown[at])

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was clicked."""
        self.dismiss(self.shown[event.option_index])

    def action_move(self, rows: int) -> None:
        """Move the cursor while the words keep the keys."""
        if self.shown:
            self.options.highlighted = ((self.options.highlighted or 0) + rows) % len(self.shown)

    def action_leave(self) -> None:
        """Leave without one."""
        self.dismiss(None)
