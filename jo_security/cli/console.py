"""Where tables are drawn: the terminal at its width, or paper wide enough for everything."""

import sys
from io import StringIO

from rich.console import Console

from jo_security.cli.diagnostics import coloured
from jo_security.locales.language import Language

UNBOUNDED = 200
"""The width that whatever is not a terminal gets at least; nothing is left out for want of room there."""


class Paper(Console):
    """A console that leaves a closed pipe to diagnostics."""

    def on_broken_pipe(self) -> None:
        """Say so again, where Rich would end the process."""
        raise BrokenPipeError


def terminal(language: Language, least: int) -> Console:
    """Standard output: as wide as the terminal, or else as wide as is needed `least`."""
    return Paper(
        width=None if sys.stdout.isatty() else max(UNBOUNDED, least),
        no_color=not coloured(),
        highlight=False,
        markup=False,
        emoji=False,
        safe_box=language.ascii,
        color_system="auto" if coloured() else None,
    )


def sheet_of_paper(language: Language, width: int) -> Console:
    """A console that draws nowhere, and keeps what it draws: as text in its file, and for a picture."""
    return Console(
        file=StringIO(),
        width=width,
        record=True,
        force_terminal=False,
        highlight=False,
        markup=False,
        emoji=False,
        safe_box=language.ascii,
        color_system=None,
        legacy_windows=False,
    )
