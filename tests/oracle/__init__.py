"""An independent reading of FORMAT.md: a plain fold over the records, slow and clear."""

from .closings import digest
from .found import Found
from .positions import groups, holds_illustrative, position, unallocated
from .records import MEASURES, Doc, Inherited, inherited, subtree
from .rules import problems

__all__ = [
    "MEASURES",
    "Doc",
    "Found",
    "Inherited",
    "digest",
    "groups",
    "holds_illustrative",
    "inherited",
    "position",
    "problems",
    "subtree",
    "unallocated",
]
