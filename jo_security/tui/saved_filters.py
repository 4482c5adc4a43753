"""The filters that the reader gave a name, by view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class SavedFilters:
    """Texts of filters by view and by name; they last as long as the program runs."""

    def __init__(self) -> None:
        """Begin with none."""
        self._texts: dict[str, dict[str, str]] = {}

    def of(self, view: str) -> Mapping[str, str]:
        """The filters of a view by their names."""
        return self._texts.get(view, {})

    def keep(self, view: str, name: str, text: str) -> None:
        """Keep a filter of a view under a name, in place of one that bears it."""
        self._texts.setdefault(view, {})[name] = text
