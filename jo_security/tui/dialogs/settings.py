"""What a reader may choose, in one list: language, colours, the first view, and the keys of all that can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from jo_security.locales.phrases import literal
from jo_security.office.settings import LANGUAGES, THEMES
from jo_security.office.views import VIEWS
from jo_security.records.words import N_
from jo_security.tui.bindings import FREE_FIRST, bindings, canonical, clash, rivals
from jo_security.tui.dialogs.pressing import Pressing
from jo_security.tui.screens.keys import key_name
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.office.settings import Settings
    from jo_security.records.problem import Path


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting that takes one of a few values: its name, the values, and how each is called."""

    label: str
    values: tuple[str, ...]
    names: Mapping[str, str]
    default: str


CHOICES: Final[Mapping[str, Choice]] = {
    "language": Choice(
        N_("Language"), ("", *LANGUAGES), {"": N_("that of the locale"), "fr": "français", "en": "English"}, ""
    ),
    "theme": Choice(
        N_("Colours"),
        THEMES,
        {
            "dark": N_("dark"),
            "light": N_("light"),
            "ansi": N_("those of the terminal"),
            "contrast": N_("high contrast"),
        },
        "dark",
    ),
    "start": Choice(N_("First view"), tuple(VIEWS), VIEWS, "envelope"),
}
KEYS_WIDTH: Final = 14
KEY: Final = "key "
"""What the ids of options that stand for a binding begin with."""


class SettingsDialog(Dialog[bool]):
    """Shows what holds and changes it at once; it is dismissed with whether the file is to be edited."""

    CSS_PATH = "../styles/settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,comma", "leave(False)", N_("Leave"), show=False, id="settings.leave"),
        Binding("e", "leave(True)", N_("Edit the file"), show=False, id="settings.edit"),
        Binding("left", "turn(-1)", N_("Choice before"), show=False, id="settings.before"),
        Binding("right", "turn(1)", N_("Next choice"), show=False, id="settings.after"),
        Binding("delete,backspace", "take_back", N_("Take the choice back"), show=False, id="settings.take_back"),
    ]

    options = getters.query_one(OptionList)

    def __init__(
        self, language: Language, path: str, settings: Settings, change: Callable[[Path, object], Settings]
    ) -> None:
        """Show what the settings in a file hold; `change` writes a choice there and gives what then holds."""
        super().__init__()
        self.language = language
        self.path = path
        self.settings = settings
        self.change = change

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList(id="settings", classes="panel", markup=False)

    def on_mount(self) -> None:
        """Say what holds."""
        self.show()

    def show(self) -> None:
        """Say what holds, the cursor where it was."""
        text, kept = self.language.text, self.options.highlighted
        self.options.border_title = Content(text(N_("Settings")))
        self.options.border_subtitle = Content(text(N_("Enter changes · Delete undoes · e edits · Escape closes")))
        self.options.clear_options()
        self.options.add_options([*self._choices(), None, *self._keys()])
        self.options.highlighted = kept if kept is not None else 1

    def _choices(self) -> Iterator[Option]:
        """Where the file is, and a line for each choice."""
        text = self.language.text
        yield Option(Content.assemble((literal(self.path or text(N_("no file of settings"))), "dim")), disabled=True)
        width = max(cell_len(text(each.label)) for each in CHOICES.values())
        for name, choice in CHOICES.items():
            said = text(choice.names[self._value(name)])
            yield Option(Content.assemble((_padded(text(choice.label), width), "bold"), f"  ‹ {said} ›"), name)

    def _keys(self) -> Iterator[Option]:
        """A line for each binding: its keys, what it does, its id."""
        text = self.language.text
        yield Option(Content.assemble((text(N_("Keys")), "bold")), disabled=True)
        for name, bound in bindings().items():
            keys = self.settings.keys.get(name)
            shown = " ".join(key_name(self.app, self.language, key) for key in map(canonical, keys or bound.keys))
            yield Option(
                Content.assemble(
                    (_padded(shown, KEYS_WIDTH), "bold $footer-key-foreground" if keys else "$footer-key-foreground"),
                    f"  {self.language.text(bound.what)}  ",
                    (name, "dim"),
                ),
                f"{KEY}{name}",
            )

    def _value(self, name: str) -> str:
        """What was chosen, or what holds where nothing was."""
        return {"language": self.settings.language, "theme": self.settings.theme, "start": self.settings.start}[
            name
        ] or CHOICES[name].default

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the next value, or ask for the key."""
        event.stop()
        name = event.option.id or ""
        if not name.startswith(KEY):
            self.action_turn(1)
            return
        binding = name.removeprefix(KEY)

        def pressed(key: str | None) -> None:
            if key is not None:
                self._bind(binding, key)

        self.app.push_screen(Pressing(self.language, self.language.text(bindings()[binding].what)), pressed)

    def _bind(self, name: str, key: str) -> None:
        """Give a binding a key that nothing else has where it works."""
        taken = rivals(name, key, self.settings.keys)
        if taken:
            words = clash(key_name(self.app, self.language, key), taken[0])
            said = f"{self.language.render(words.text, words.values)}. {self.language.text(FREE_FIRST)}"
            self.notify(said, severity="warning", markup=False)
        else:
            self._put(("keys", name), key)

    @property
    def _marked(self) -> str:
        """The id of the option under the cursor."""
        option = self.options.highlighted_option
        return (option.id or "") if option is not None else ""

    def action_turn(self, step: int) -> None:
        """Choose the value after the one that holds, or the one before."""
        name = self._marked
        if name in CHOICES:
            values = CHOICES[name].values
            value = values[(values.index(self._value(name)) + step) % len(values)]
            self._put((name,), value or None)

    def action_take_back(self) -> None:
        """Leave a choice to the house again."""
        name = self._marked
        if name:
            self._put(("keys", name.removeprefix(KEY)) if name.startswith(KEY) else (name,), None)

    def action_leave(self, edit: bool) -> None:  # noqa: FBT001 - as an action is given its parameters
        """Go back, or on to the editor."""
        self.dismiss(edit)

    def _put(self, path: Path, value: object) -> None:
        """Have a choice written, and show what then holds."""
        self.settings = self.change(path, value)
        self.show()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
