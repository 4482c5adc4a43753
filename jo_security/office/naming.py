"""What a budget is named by, before anything of it is read; and what stops whatever reads or writes a file."""

from jo_security.files.shipped import VARIABLE, default_budget
from jo_security.files.source import STDIN, Unreadable
from jo_security.files.unwritable import Overwritten, Unfinished, Unwritable

__all__ = ["STDIN", "VARIABLE", "Overwritten", "Unfinished", "Unreadable", "Unwritable", "default_budget"]
