"""What a reader chose, from their file of settings; and changing it there."""

from jo_security.files.settings import Held, begin, change, read
from jo_security.records.settings import LANGUAGES, THEMES, ColumnSpec, Settings

__all__ = [
    "LANGUAGES",
    "THEMES",
    "ColumnSpec",
    "Held",
    "Settings",
    "begin",
    "change",
    "read",
]
