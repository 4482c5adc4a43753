"""The bar of keys at the bottom: it is made anew where it shows other keys, and not whenever they may be others."""

from __future__ import annotations

from typing import Final

from textual.widgets import Footer

KEPT: Final = frozenset(("new", "record", "help"))
"""Actions whose keys stay where room is short."""


class KeysBar(Footer):
    """The keys that work where one is, each with what it does; those that do not fit whole are left to the help."""

    _shown: object = None

    def __init__(self) -> None:
        """Show the keys of the screen."""
        super().__init__(show_command_palette=False)

    async def recompose(self) -> None:
        """Make the bar anew. Screens ask for it many times while they come into sight, and each time it is dear."""
        if not self.is_attached:
            return
        shown = [
            (binding, enabled, tooltip, self.app.get_key_display(binding))
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]
        if shown != self._shown:
            self._shown = shown
            await super().recompose()
            self.fit()

    def on_resize(self) -> None:
        """Show what fits now."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Leave out the last keys that there is no room for."""
        keys = list(self.children) if self.size.width else []
        wide = [key.get_content_width(self.size, self.app.size) + key.styles.margin.width for key in keys]
        over = sum(wide) - self.size.width
        for key, width in reversed([*zip(keys, wide, strict=True)]):
            key.display = over <= 0 or getattr(key, "action", "") in KEPT
            over -= 0 if key.display else width
