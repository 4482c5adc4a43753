"""What the reader chose in their settings, as far as a command follows it."""

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from jo_security.cli import diagnostics
from jo_security.locales.language import Language
from jo_security.office.naming import settings_file

if TYPE_CHECKING:  # most commands find no settings, and load nothing that reads them
    from jo_security.office.settings import Held


class Chosen:
    """The settings of an environment, read where there are any."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    @cached_property
    def held(self) -> "Held | None":
        """What was read; None where there is no file."""
        path = settings_file(self.environ)
        if not os.path.lexists(path):
            return None
        from jo_security.office.settings import read

        return read(path)

    def language(self) -> str:
        """The code of the language; empty where none was chosen."""
        return self.held.settings.language if self.held is not None else ""

    def say(self, language: Language) -> None:
        """Say on standard error what is wrong with the settings."""
        if self.held is None:
            return
        if self.held.failure is not None:
            diagnostics.say(language.render(self.held.failure.text, self.held.failure.values))
        for problem in self.held.problems:
            from jo_security.cli.problems import paragraph

            diagnostics.say(paragraph(problem, language, colour=False).rstrip())
