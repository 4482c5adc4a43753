"""A record that is another than it was, as the journal and two states of a budget tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the journal is read without a budget
    from jo_security.office.places import Place


@dataclass(frozen=True, slots=True)
class Altered:
    """A record that was added (no `before`), removed (no `after`) or changed, as TOML gives it.

    `record` is its id, or what tells it from others of its table; `place` is where it stands now, where that is known.
    """

    table: str
    record: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    place: "Place | None" = None

    @property
    def said(self) -> Mapping[str, Any]:
        """What it says, or said last."""
        return self.after if self.after is not None else self.before or {}

    def changed(self) -> list[str]:
        """The keys that are another, in the order of the record."""
        before, after = self.before or {}, self.after or {}
        return [key for key in dict.fromkeys((*after, *before)) if before.get(key) != after.get(key)]
