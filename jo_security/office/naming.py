"""What a budget is named by, before anything of it is read."""

from jo_security.files.create import Unwritable
from jo_security.files.shipped import default_budget
from jo_security.files.source import STDIN, Unreadable

__all__ = ["STDIN", "Unreadable", "Unwritable", "default_budget"]
