"""The keys of the house: those that work in every screen of a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.binding import Binding, BindingType

from jo_security.office.views import VIEWS
from jo_security.records.words import N_
from jo_security.tui.screens.perimeter import PERIMETER_KEYS

if TYPE_CHECKING:
    from textual.app import App

    from jo_security.locales.language import Language

KEYS: Final[list[BindingType]] = [
    *(
        Binding(
            f"{number},c" if view == "commitments" else str(number),
            f"view('{view}')",
            label,
            show=False,
            tooltip=label,
            id=f"view.{view}",
        )
        for number, (view, label) in enumerate(VIEWS.items(), 1)
    ),
    Binding("escape", "back", N_("Back"), tooltip=N_("Drop the filter, else go back"), id="house.back"),
    Binding("slash", "filter", N_("Filter"), tooltip=N_("Show only rows that hold some words"), id="house.filter"),
    Binding(
        "ctrl+p", "palette", N_("Go to…"), tooltip=N_("Find an act, a line or a commitment by name"), id="house.palette"
    ),
    Binding(
        "ctrl+o", "jump", N_("Jump"), show=False, tooltip=N_("Jump to what is in sight by a letter"), id="house.jump"
    ),
    *PERIMETER_KEYS,
    Binding(
        "E", "export", N_("Export"), show=False, tooltip=N_("Write what is on the screen to a file"), id="house.export"
    ),
    Binding("e", "edit", N_("Edit"), tooltip=N_("Open the editor at the row under the cursor"), id="house.edit"),
    Binding("r", "reload", N_("Reload"), show=False, tooltip=N_("Read the files again"), id="house.reload"),
    # Their views have numbers in the bar of views.
    Binding("p", "problems", N_("Problems"), show=False, tooltip=N_("Show all that is wrong"), id="house.problems"),
    Binding(
        "w", "why", N_("Why"), tooltip=N_("Show the operations that make the amount under the cursor"), id="house.why"
    ),
    Binding(
        "W",
        "why_total",
        N_("Why the total"),
        show=False,
        tooltip=N_("Show the operations that make the total of the column"),
        id="house.why_total",
    ),
    Binding("h", "history", N_("History"), show=False, tooltip=N_("Show who did what and when"), id="house.history"),
    Binding(
        "g",
        "changes",
        N_("Changes"),
        show=False,
        tooltip=N_("Show what changed outside, record by record"),
        id="house.changes",
    ),
    Binding(
        "u",
        "take_back('undo')",
        N_("Undo"),
        show=False,
        tooltip=N_("Take back the last operation that you recorded"),
        id="house.undo",
    ),
    Binding(
        "U,ctrl+r",
        "take_back('redo')",
        N_("Redo"),
        show=False,
        tooltip=N_("Record again what you undid last"),
        id="house.redo",
    ),
    Binding(
        "comma",
        "settings",
        N_("Settings…"),
        show=False,
        tooltip=N_("Choose language, colours, keys and the first view"),
        id="house.settings",
    ),
    Binding(
        "i",
        "glossary",
        N_("Glossary"),
        show=False,
        tooltip=N_("Explain the terms, with their official names in both languages"),
        id="house.glossary",
    ),
    Binding("question_mark", "help", N_("Help"), tooltip=N_("Show every key"), id="house.help"),
    Binding("q", "app.quit", N_("Quit"), tooltip=N_("Leave the program"), id="house.quit"),
    Binding(
        "ctrl+q", "app.quit", N_("Quit"), show=False, tooltip=N_("Leave the program"), priority=True, id="house.leave"
    ),
    Binding(
        "tab",
        "app.focus_next",
        N_("Next"),
        show=False,
        tooltip=N_("Go to the next part of the screen"),
        id="house.next",
    ),
    Binding(
        "shift+tab",
        "app.focus_previous",
        N_("Previous"),
        show=False,
        tooltip=N_("Go to the part before"),
        id="house.previous",
    ),
    Binding(
        "ctrl+c,super+c", "copy_text", N_("Copy"), show=False, tooltip=N_("Copy the selected text"), id="house.copy"
    ),
]

ROOMY: Final = frozenset(("house.edit", "house.why", "house.quit"))
"""Keys that the footer shows only where there is room."""

NAMES: Final = {
    "escape": N_("escape"),
    "enter": N_("enter"),
    "space": N_("space"),
    "tab": N_("tab"),
    "home": N_("home"),
    "end": N_("end"),
    "pageup": N_("page up"),
    "pagedown": N_("page down"),
    "backspace": N_("backspace"),
    "delete": N_("delete"),
    "ctrl": N_("ctrl"),
    "shift": N_("shift"),
}
"""What is written on keys that bear words."""


def key_there(app: App[Any], language: Language, binding: str) -> str | None:
    """The key of a binding as the reader knows it, None where it does not work on the screen in front."""
    active = app.screen.active_bindings.items()
    key = next((key for key, each in active if each.binding.id == binding), None)
    return None if key is None else key_name(app, language, key)


def key_name(app: App[Any], language: Language, key: str) -> str:
    """A key as the reader knows it; those without words as Textual shows them."""
    *modifiers, last = key.split("+")
    shown = language.text(NAMES[last]) if last in NAMES else app.get_key_display(Binding(last, ""))
    return "+".join([language.text(NAMES[each]) if each in NAMES else each for each in modifiers] + [shown])
