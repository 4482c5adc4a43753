"""The menu of what may be recorded where the officer is: one letter each, the same as without the menu.

Below the acts stand the last operations there, another one of which may be recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.acts import LETTERS
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from jo_security.ledger.answers.earlier import Earlier
    from jo_security.locales.language import Language

    Chosen = str | Earlier


class Menu(Dialog["Chosen | None"]):
    """Asks which of some acts is meant; it is dismissed with its name, or with the operation to do again."""

    CSS_PATH = "../styles/menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", N_("Leave"), show=False, id="menu.leave")]

    def __init__(
        self, language: Language, groups: Sequence[tuple[str, Mapping[str, str]]], earlier: Sequence[Earlier] = ()
    ) -> None:
        """Offer groups of acts under a heading, each act with its title, and operations like which others may be."""
        super().__init__()
        self.language = language
        self.groups = groups
        self.earlier = {f"{each.table} {each.n}": each for each in earlier}
        self.letters = {LETTERS[act]: act for _, acts in groups for act in acts}

    def compose(self) -> ComposeResult:
        """The groups, one below the other."""
        found: list[Option | None] = []
        for heading, acts in self.groups:
            found += [None] if found else []
            found.append(Option(Content.assemble((literal(heading), "bold")), disabled=True))
            found += [
                Option(
                    Content.assemble(
                        (f" {LETTERS[act]} ", "bold $footer-key-foreground"), " ", self.language.text(title)
                    ),
                    act,
                )
                for act, title in acts.items()
            ]
        if self.earlier:
            from jo_security.tui.dialogs.earlier import lines

            found += [
                None,
                Option(Content.assemble((self.language.text(N_("Another one like")), "bold")), disabled=True),
            ]
            told = lines(self.language, [*self.earlier.values()])
            found += [Option(each, name) for name, each in zip(self.earlier, told, strict=True)]
        options = OptionList(*found, id="menu", classes="panel", markup=False)
        options.border_title = Content(self.language.text(N_("Record…")))
        options.border_subtitle = Content(self.language.text(N_("Escape closes")))
        yield options

    def on_key(self, event: events.Key) -> None:
        """Take the act of a letter, small or capital."""
        act = self.letters.get(event.character.upper() if event.character else "")
        if act is not None:
            event.stop()
            self.dismiss(act)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the act under the cursor, or the operation."""
        name = event.option.id or ""
        self.dismiss(self.earlier.get(name, name))
