"""Text that a spreadsheet would run as a formula, made harmless."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that spreadsheets take for a formula."""


def defused(text: str) -> str:
    """A text as a cell may hold it: an apostrophe before one that a spreadsheet would run."""
    return f"'{text}" if text.startswith(FORMULA) else text
