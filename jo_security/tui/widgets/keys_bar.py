"""The bar of keys at the bottom: it is made anew where it shows other keys, and not whenever they may be others."""

from __future__ import annotations

from textual.widgets import Footer


class KeysBar(Footer):
    """The keys that work where one is, each with what it does."""

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
