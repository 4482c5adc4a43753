"""The keys of the house: those that work in every screen of a budget."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from jo_security.records.words import N_

KEYS: Final[list[BindingType]] = [
    Binding("escape", "back", N_("Back"), tooltip=N_("Drop the filter, else go back"), id="house.back"),
    Binding("slash", "filter", N_("Filter"), tooltip=N_("Show only rows that hold some words"), id="house.filter"),
    Binding("e", "edit", N_("Edit"), tooltip=N_("Open the editor at the row under the cursor"), id="house.edit"),
    Binding("r", "reload", N_("Reload"), show=False, tooltip=N_("Read the files again"), id="house.reload"),
    Binding("p", "problems", N_("Problems"), tooltip=N_("Show all that is wrong"), id="house.problems"),
    Binding("question_mark", "help", N_("Help"), tooltip=N_("Show every key"), id="house.help"),
    Binding("q", "app.quit", N_("Quit"), tooltip=N_("Leave the program"), id="house.quit"),
    Binding("ctrl+q", "app.quit", N_("Quit"), show=False, tooltip=N_("Leave the program"), priority=True),
    Binding("tab", "app.focus_next", N_("Next"), show=False, tooltip=N_("Go to the next part of the screen")),
    Binding("shift+tab", "app.focus_previous", N_("Previous"), show=False, tooltip=N_("Go to the part before")),
    Binding("ctrl+c,super+c", "copy_text", N_("Copy"), show=False, tooltip=N_("Copy the selected text")),
]
