"""A panel over the screen that it was asked for on, which stays in sight around it."""

from __future__ import annotations

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A screen whose panel, which bears the class `panel`, stands in the middle; how wide it is each dialog says."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog .panel { height: auto; max-height: 90%; padding: 0 1; border: round $primary; background: $surface; }
    """
