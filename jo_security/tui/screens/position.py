"""A position as figures, for the screens that show one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.terms import LABELS, MEANINGS
from jo_security.tui.widgets.figures import Figure

if TYPE_CHECKING:
    from jo_security.ledger.answers import Position
    from jo_security.locales.language import Language

AE: Final = ("opened", "frozen", "reserved", "committed", "lost", "available")
"""What makes up what is available, in the order of the sum; what is lost only where something is."""
CP: Final = ("cp-opened", "paid", "cp-available", "outstanding")


def figure_groups(
    language: Language, position: Position, currency: str, scope: Scope = EVERYTHING
) -> tuple[tuple[Figure, ...], ...]:
    """The figures of a position: AE, then CP and what is left to pay, as far as they are in the perimeter."""

    def figure(key: str) -> Figure:
        cents = position[key]
        style = "error" if cents < 0 else "" if cents else "dim"
        style = "good" if key == main and cents > 0 else style
        label, about = language.text(LABELS[key]), language.text(MEANINGS[key])
        return Figure(label, language.short(cents, currency), style, key == main, key, about)

    main = "available" if scope.ae else "cp-available"
    ae = [key for key in AE if key != "lost" or position[key]] if scope.ae else []
    cp = CP if position["cp-opened"] or not scope.ae else ("paid", "outstanding")
    return tuple(map(figure, ae)), tuple(map(figure, cp if scope.cp else ("outstanding",)))


def waiting(language: Language) -> tuple[tuple[Figure, ...], ...]:
    """The same figures while they are not known yet."""
    ae = [key for key in AE if key != "lost"]
    return tuple(tuple(Figure(language.text(LABELS[key]), "…", "dim") for key in keys) for keys in (ae, CP))
