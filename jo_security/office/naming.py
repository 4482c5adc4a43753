"""What a budget is named by, before anything of it is read."""

from jo_security.files.shipped import default_budget
from jo_security.files.source import Unreadable

__all__ = ["Unreadable", "default_budget"]
