"""What a budget and the settings are named by, before they are read; and what stops whatever reads or writes a file."""

from jo_security.files.home import settings_file
from jo_security.files.shipped import VARIABLE, default_budget
from jo_security.files.source import STDIN, Unreadable
from jo_security.files.unwritable import Overwritten, Unfinished, Unwritable

__all__ = [
    "STDIN",
    "VARIABLE",
    "Overwritten",
    "Unfinished",
    "Unreadable",
    "Unwritable",
    "default_budget",
    "settings_file",
]
