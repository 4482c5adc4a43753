"""How a ledger table looks: the style of each kind of line, of parts of a cell, and of where the cursor stands."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from jo_security.tui.widgets.cells import StyleName

Kind: TypeAlias = Literal["header", "totals", "even", "odd", "marked", "cursor"]
Place: TypeAlias = Literal["cell", "label"]
"""Where the cursor stands in its row, and the label above it."""

CLASSES: Final = frozenset(
    f"ledger-table--{name}" for names in (Kind, StyleName, Place) for name in get_args(names) if name
)
# A stable gutter keeps the width of the lines, and so of flexible columns, when the scrollbar comes and goes.
CSS: Final = """
LedgerLines {
    height: 1fr;
    background: $surface;
    color: $foreground;
    scrollbar-size: 1 1;
    scrollbar-gutter: stable;
    & > .ledger-table--header { background: $foreground 10%; text-style: bold; }
    & > .ledger-table--totals { background: $foreground 10%; text-style: bold; }
    & > .ledger-table--odd { background: $foreground 3%; }
    & > .ledger-table--marked { background: $accent 15%; }
    & > .ledger-table--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
    }
    &:focus > .ledger-table--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
    & > .ledger-table--cell { color: $background; background: $primary; }
    & > .ledger-table--label { color: $block-cursor-foreground; background: $block-cursor-background; }
    & > .ledger-table--strong { text-style: bold; }
    & > .ledger-table--group { text-style: bold; }
    & > .ledger-table--dim { text-style: dim; }
    & > .ledger-table--good { color: $text-success; }
    & > .ledger-table--warning { color: $text-warning; }
    & > .ledger-table--error { color: $text-error; text-style: bold; }
    & > .ledger-table--accent { color: $text-accent; }
    & > .ledger-table--mark { color: $text-accent; text-style: bold; }
    &:ansi > .ledger-table--header { text-style: bold underline; }
    &:ansi > .ledger-table--totals { text-style: bold overline; }
    &:ansi > .ledger-table--label { background: ansi_default; text-style: reverse; }
    &:ansi > .ledger-table--marked { background: ansi_default; }
    /* Without colours it is the loudest on the screen; a sign among the labels says that there is more. */
    &:nocolor { scrollbar-size: 0 1; }
    &:nocolor > .ledger-table--label { background: $background; text-style: reverse; }
    &:nocolor:focus > .ledger-table--cursor { text-style: bold reverse; }
    &:nocolor:focus > .ledger-table--cell { color: $background; background: $foreground; text-style: underline; }
}
"""
