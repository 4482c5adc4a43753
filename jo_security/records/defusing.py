"""Text that a spreadsheet would run as a formula, made harmless."""

import re

_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200d\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet would run, blanks and full-width signs included."""


def defused(text: str) -> str:
    """A text as a cell may hold it: an apostrophe before one that a spreadsheet would run."""
    return f"'{text}" if _FORMULA.match(text) else text
