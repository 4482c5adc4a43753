"""A question: what it is about, word for word, and the answers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

Answer = TypeVar("Answer")
TALL: Final = 34
"""The height from which a dialog has room around what it says."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Answer]):
    """An answer, and the word on its button."""

    label: str
    answer: Answer


class Question(Dialog[Answer]):
    """A question over the screen; the first choice has the focus, escape gives the last one."""

    CSS_PATH = "../styles/question.tcss"
    AUTO_FOCUS = "Button"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - no class variable to mypy
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "last", N_("The last answer"), show=False, id="question.last"),
        Binding("left", "app.focus_previous", N_("Answer before"), show=False, id="question.previous"),
        Binding("right", "app.focus_next", N_("Next answer"), show=False, id="question.next"),
        Binding("up", "move(-1)", N_("Up"), show=False, id="question.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="question.down"),
        Binding("pageup", "move(-8)", N_("Page up"), show=False, id="question.page_up"),
        Binding("pagedown", "move(8)", N_("Page down"), show=False, id="question.page_down"),
    ]

    about = getters.query_one("#about", VerticalScroll)

    def __init__(
        self, title: str, says: str, about: Content, choices: Sequence[Choice[Answer]], *, listed: bool = False
    ) -> None:
        """Ask what `says` says about something, which may be longer than the screen; a list has a line for each."""
        super().__init__()
        self._asked = title
        self._says = says
        self._about = about
        self._kind = "listed" if listed else ""
        self.choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """The question, what it is about, the answers."""
        with Vertical(id="question", classes="panel" if self._says else "panel -alone") as panel:
            panel.border_title = Content(literal(self._asked))
            if self._says:
                yield Prose(self._says, id="says", markup=False)
            with VerticalScroll(id="about", can_focus=False):
                yield Prose(self._about, classes=self._kind, markup=False)
            with Horizontal(id="choices"):
                for number, choice in enumerate(self.choices):
                    yield Button(Content(choice.label), id=f"choice-{number}", compact=True)

    @on(Button.Pressed)
    def choose(self, event: Button.Pressed) -> None:
        """Answer with the choice of a button."""
        number = next(n for n, button in enumerate(self.query(Button)) if button is event.button)
        self.dismiss(self.choices[number].answer)

    def action_last(self) -> None:
        """Answer with the last choice, which changes nothing."""
        self.dismiss(self.choices[-1].answer)

    def action_move(self, lines: int) -> None:
        """Show other lines of what it is about."""
        self.about.scroll_relative(y=lines, animate=False)


def block(text: str) -> Content:
    """A block of a file as it stands there."""
    lines = text.strip("\r\n").splitlines()
    return Content("\n").join(Content(literal(line.expandtabs(4))) for line in lines)
