"""The perimeter: its keys, and what it is in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING

if TYPE_CHECKING:
    from jo_security.locales.language import Language
    from jo_security.tui.scope import Scope


def _step(keys: str, step: str, label: str, tooltip: str, name: str) -> Binding:
    return Binding(keys, f"rescope({step})", label, show=False, tooltip=tooltip, id=f"perimeter.{name}")


PERIMETER_KEYS: Final[list[BindingType]] = [
    Binding(
        "o", "perimeter", N_("Perimeter"), tooltip=N_("Choose year, day, lines and credits"), id="perimeter.choose"
    ),
    _step("f", "'year', 1", N_("Next year"), N_("Financial year after"), "next_year"),
    _step("F", "'year', -1", N_("Year before"), N_("Financial year before"), "year_before"),
    _step("shift+right", "'day', 1", N_("Day after"), N_("As of the day after"), "day_after"),
    _step("shift+left", "'day', -1", N_("Day before"), N_("As of the day before"), "day_before"),
    _step("shift+up", "'month', 1", N_("Month after"), N_("As of a month later"), "month_after"),
    _step("shift+down", "'month', -1", N_("Month before"), N_("As of a month before"), "month_before"),
    _step("t", "'today', 0", N_("Today"), N_("As of today"), "today"),
    _step("T", "'all', 0", N_("All dates"), N_("Whatever the date"), "all_dates"),
    _step("a", "'credits', 1", N_("AE or CP"), N_("Show AE, CP or both"), "credits"),
    _step("0", "'everything', 0", N_("Everything"), N_("Drop the whole perimeter"), "everything"),
]
"""The keys of the perimeter, on every screen of a budget."""


def short_scope(language: Language, scope: Scope) -> list[str]:
    """The perimeter in a few words, always the whole of it."""
    if scope == EVERYTHING:
        return [language.text(N_("all years, all dates"))]
    said = [language.text(N_("all years")) if scope.exercise is None else str(scope.exercise)]
    if scope.as_of is not None:
        said.append(language.text(N_("as of {day}"), day=language.date(scope.as_of.isoformat())))
    if scope.credits != "both":
        said.append(scope.credits.upper())
    if scope.by is not None:
        said.append(narrowed(language, scope))
    return said


def narrowed(language: Language, scope: Scope) -> str:
    """What the perimeter is narrowed to, in words."""
    match scope.by:
        case "programme":
            return language.text(N_("programme {programme}"), programme=scope.of)
        case "tag":
            return f"#{scope.of}"
    return scope.of
