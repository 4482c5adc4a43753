"""The names of measures and of signs, as columns and figures bear them, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.ledger.columns import COLUMNS, MEASURES, machine
from jo_security.records.words import N_
from jo_security.tui.widgets.cells import Cell

if TYPE_CHECKING:
    from jo_security.ledger.answers import Consumption, Flags
    from jo_security.locales.language import Language
    from jo_security.tui.widgets.cells import StyleName

LABELS: Final = {
    "envelope": N_("Announced"),
    "unallocated": N_("Unallocated"),
    **{machine(name): term.heading for name, term in MEASURES.items()},
}

MEANINGS: Final = {
    **{name: COLUMNS[name].about for name in ("envelope", "unallocated")},
    **{machine(name): term.about for name, term in MEASURES.items()},
}

ERROR_SIGN, WARNING_SIGN, ILLUSTRATIVE_SIGN, MANY = "✗", "!", "◇", 999


def flag_cell(flags: Flags | None, *, illustrative: bool) -> Cell:
    """The signs of a row: how many errors and warnings, and whether its figures are made up."""
    parts: list[tuple[str, StyleName]] = []
    if flags is not None and flags.errors:
        parts.append((f"{ERROR_SIGN}{_few(flags.errors)} ", "error"))
    if flags is not None and flags.warnings:
        parts.append((f"{WARNING_SIGN}{_few(flags.warnings)} ", "warning"))
    if illustrative:
        parts.append((ILLUSTRATIVE_SIGN, "dim"))
    return Cell(parts=tuple(parts))


def legend(language: Language) -> str:
    """What the signs mean."""
    return language.text(
        N_("{error} errors  {warning} warnings  {illustrative} illustrative figures"),
        error=ERROR_SIGN,
        warning=WARNING_SIGN,
        illustrative=ILLUSTRATIVE_SIGN,
    )


def money_cell(language: Language, cents: int, style: StyleName = "") -> Cell:
    """An exact amount; none at all recedes, and one below zero stands out."""
    if cents < 0:
        return Cell(language.amount(cents), "error")
    return Cell(language.amount(cents), style if cents else "dim")


def use_style(use: Consumption | None, available: int) -> StyleName:
    """How a bar of consumption looks: overdrawn, almost consumed, or in order."""
    if available < 0:
        return "error"
    return "warning" if use is not None and use.early else "accent"


def _few(count: int) -> str:
    return str(count) if count <= MANY else f"{MANY}+"
