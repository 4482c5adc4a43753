"""The keys of a ledger table."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from jo_security.records.words import N_


def _key(keys: str, action: str, name: str, words: str, tooltip: str) -> Binding:
    """A key that only the help shows."""
    return Binding(keys, action, words, show=False, tooltip=tooltip, id=f"table.{name}")


TABLE_KEYS: Final[list[BindingType]] = [
    Binding("enter", "select", N_("Open"), tooltip=N_("Open the row under the cursor"), id="table.select"),
    _key("up,k", "move(-1)", "up", N_("Up"), N_("Go one row up")),
    _key("down,j", "move(1)", "down", N_("Down"), N_("Go one row down")),
    _key("pageup", "move_page(-1)", "page_up", N_("Page up"), N_("Go one page up")),
    _key("pagedown", "move_page(1)", "page_down", N_("Page down"), N_("Go one page down")),
    _key("ctrl+home", "top", "top", N_("Top"), N_("Go to the first row")),
    _key("ctrl+end", "bottom", "bottom", N_("Bottom"), N_("Go to the last row")),
    _key("left", "move_column(-1)", "left", N_("Left"), N_("Go one column to the left")),
    _key("right", "move_column(1)", "right", N_("Right"), N_("Go one column to the right")),
    _key("home", "first_column", "start", N_("Start"), N_("Go to the first column")),
    _key("end", "last_column", "end", N_("End"), N_("Go to the last column")),
    _key("space", "toggle_branch", "toggle", N_("Unfold"), N_("Open or close a branch or a group; else mark the row")),
    _key("s", "sort", "sort", N_("Sort"), N_("Sort by this column: up, down, then as it was")),
    _key("S", "sort_more", "sort_more", N_("Then sort"), N_("Sort by this column too: up, down, then no more")),
    _key("x", "mark", "mark", N_("Mark"), N_("Mark the row, or unmark it, and go down")),
    _key("X,ctrl+a", "mark_all", "mark_all", N_("Mark all"), N_("Mark all rows shown, or unmark them")),
    _key("v", "mark_range", "mark_range", N_("Mark a range"), N_("Begin a range of rows; again: mark them")),
    _key("escape", "drop_range", "drop_range", N_("Drop the range"), N_("Begin no range")),
    _key("y", "copy_cell", "copy_cell", N_("Copy the cell"), N_("Copy the cell under the cursor")),
    _key("Y", "copy_row", "copy_row", N_("Copy the row"), N_("Copy the row under the cursor, for a spreadsheet")),
    _key(
        "ctrl+y",
        "copy_table",
        "copy_table",
        N_("Copy the table"),
        N_("Copy the rows that are marked, or all rows shown, for a spreadsheet"),
    ),
    _key("greater_than_sign", "widen(1)", "widen", N_("Wider"), N_("Make the column wider")),
    _key("less_than_sign", "widen(-1)", "narrow", N_("Narrower"), N_("Make the column narrower")),
    _key("right_parenthesis", "carry(1)", "carry_right", N_("Column to the right"), N_("Move the column to the right")),
    _key("left_parenthesis", "carry(-1)", "carry_left", N_("Column to the left"), N_("Move the column to the left")),
    _key("minus", "hide", "hide", N_("Hide the column"), N_("Hide the column under the cursor")),
    _key("equals_sign", "columns", "columns", N_("Columns…"), N_("Choose, order and reset the columns")),
]
