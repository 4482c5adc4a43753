"""The perimeter: which exercise, day, lines and credits the screens are about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

By: TypeAlias = Literal["line", "programme", "tag"]
Credits: TypeAlias = Literal["both", "ae", "cp"]
CREDITS: Final[tuple[Credits, ...]] = ("both", "ae", "cp")


@dataclass(frozen=True, slots=True)
class Scope:
    """An exercise or all, up to a day or all of them, lines or the whole budget, AE, CP or both.

    `of` is the line, the programme or the tag that `by` tells.
    """

    exercise: int | None = None
    as_of: datetime.date | None = None
    by: By | None = None
    of: str = ""
    credits: Credits = "both"

    @property
    def question(self) -> Scope:
        """What of it is asked of the ledger: the same whichever credits are shown."""
        return replace(self, credits="both")

    def years(self, known: Iterable[int]) -> list[int]:
        """The exercises to choose from: those that a budget knows, and the one that is chosen in any case."""
        return sorted({*known, *([] if self.exercise is None else [self.exercise])})

    @property
    def ae(self) -> bool:
        """Whether commitment appropriations are shown."""
        return self.credits != "cp"

    @property
    def cp(self) -> bool:
        """Whether payment appropriations are shown."""
        return self.credits != "ae"


EVERYTHING: Final = Scope()
