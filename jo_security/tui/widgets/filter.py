"""The filter: a line of text above the footer, in sight while it is written or while it holds something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.highlighter import Highlighter
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from jo_security.locales.phrases import literal
from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual import events


class Marks(Highlighter):
    """Underlines the parts of a filter that could not be read."""

    def __init__(self) -> None:
        """Mark nothing yet."""
        self.spans: Sequence[tuple[int, int]] = ()

    def highlight(self, text: Text) -> None:
        """Underline them."""
        for start, end in self.spans:
            text.stylize("underline", start, end)


class Filter(Input):
    """What rows must hold; `Changed` says that it is another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Input binds enter too, without a word for it; a binding with priority is the one that is shown.
        Binding(
            "enter",
            "submit",
            N_("To the rows"),
            tooltip=N_("Keep the filter and go to the rows"),
            priority=True,
            id="filter.keep",
        ),
        Binding("tab", "take", N_("Take"), tooltip=N_("Take what the list offers"), id="filter.take"),
        Binding(
            "down",
            "move(1)",
            N_("Down"),
            show=False,
            tooltip=N_("Down the list; without one, to the rows"),
            id="filter.rows",
        ),
        Binding("up", "move(-1)", N_("Up"), show=False, tooltip=N_("Up the list"), id="filter.up"),
        Binding("ctrl+s", "save", N_("Save"), tooltip=N_("Keep the filter under a name"), id="filter.save"),
        Binding("f1", "help", N_("Help"), tooltip=N_("Show how filters are written"), id="filter.help"),
    ]
    DEFAULT_CSS = """
    Filter { height: 1; width: 1fr; border: none; padding: 0 1; display: none; }
    Filter.-textual-compact { padding: 0 1; }
    Filter.-open { display: block; }
    """

    @dataclass
    class Moved(Message):
        """The reader wants another of what is offered."""

        by: int

    class Taken(Message):
        """The reader wants what is offered."""

    class Saved(Message):
        """The reader wants to keep the filter under a name."""

    class Explained(Message):
        """The reader wants to know how filters are written."""

    def __init__(self, placeholder: str) -> None:
        """Say what may be written."""
        self.marks = Marks()
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False, highlighter=self.marks)

    def open(self) -> None:
        """Come into sight and take the keys."""
        self._be_open(open_=True)
        self.focus()

    def _be_open(self, *, open_: bool) -> None:
        """Be in sight or not; the screen knows, since other parts make room for it."""
        self.set_class(open_, "-open")
        self.screen.set_class(open_, "-filtered")

    def hold(self, words: str) -> None:
        """Hold words from the beginning, in sight, without the keys."""
        self.value = words
        self._be_open(open_=True)

    def close(self) -> None:
        """Hold nothing, and go out of sight."""
        self.value = ""
        self._be_open(open_=False)

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline parts of the text."""
        if self.marks.spans != spans:
            self.marks.spans = spans
            self.refresh()

    def put(self, text: str, start: int, end: int) -> None:
        """Write a text in place of a part of the filter, and go behind it."""
        self.replace(text, start, end)
        self.cursor_position = start + len(text)

    @property
    def is_open(self) -> bool:
        """Whether it is in sight."""
        return self.has_class("-open")

    def action_move(self, by: int) -> None:
        """Ask for another offer."""
        self.post_message(self.Moved(by))

    def action_take(self) -> None:
        """Ask for what is offered."""
        self.post_message(self.Taken())

    def action_save(self) -> None:
        """Ask for a name."""
        self.post_message(self.Saved())

    def action_help(self) -> None:
        """Ask for help."""
        self.post_message(self.Explained())

    def on_blur(self, event: events.Blur) -> None:  # noqa: ARG002 - as Textual calls it
        """Go out of sight where it holds nothing."""
        if not self.value:
            self._be_open(open_=False)


class FilterNote(Static):
    """What is wrong with a filter, beside it; quietly while it is still being typed."""

    DEFAULT_CSS = """
    FilterNote { width: auto; max-width: 60%; height: 1; padding: 0 1; color: $text-warning; display: none; }
    FilterNote.-said { display: block; }
    FilterNote.-typing { color: $foreground 60%; }
    """

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__(markup=False)

    def say(self, words: str, *, typing: bool) -> None:
        """Say what is wrong, or nothing."""
        self.update(literal(words))
        self.set_class(bool(words), "-said")
        self.set_class(typing, "-typing")


class FilterBar(Horizontal):
    """The line of the filter: what is written, and what is wrong with it."""

    DEFAULT_CSS = """
    FilterBar { dock: bottom; height: auto; margin-bottom: 1; }
    """


BELOW: Final = 2
"""How many lines the filter and the keys take."""


class FilterList(OptionList, can_focus=False):
    """What may come next in a filter, above it; each with what it means."""

    DEFAULT_CSS = """
    FilterList {
        layer: offers; dock: bottom; width: auto; max-width: 90%; height: auto; max-height: 9;
        padding: 0; border: none; background: $panel; display: none; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FilterList.-shown { display: block; }
    """

    def show(self, offers: Sequence[tuple[str, str]], *, above: int = 0) -> None:
        """Offer names, each with what it means; the first is under the cursor. Nothing hides the list.

        It stands `above` so many lines over the filter: totals that change with it stay in sight.
        """
        self.styles.margin = (0, 0, BELOW + above, 1)
        self.set_class(bool(offers), "-shown")
        self.clear_options()
        width = max((len(name) for name, _ in offers), default=0)
        self.add_options(
            Option(Content.assemble((f"{literal(name):<{width}}", "bold"), "  ", (literal(says), "dim"), " "))
            for name, says in offers
        )
        if offers:
            self.highlighted = 0

    def hide(self) -> None:
        """Offer nothing."""
        if self.is_shown:
            self.show(())

    def move(self, by: int) -> None:
        """Go to another offer, past the last to the first."""
        self.highlighted = ((self.highlighted or 0) + by) % max(1, self.option_count)

    @property
    def is_shown(self) -> bool:
        """Whether something is offered."""
        return self.has_class("-shown")
