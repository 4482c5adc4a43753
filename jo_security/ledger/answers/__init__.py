"""Questions to the ledger, and their answers as frozen rows; every figure shown anywhere comes from here."""

from jo_security.ledger.answers.positions import (
    GROUPS,
    Header,
    LinePosition,
    Perimeter,
    Position,
    groups,
    header,
    lines,
    perimeter,
    total,
)
from jo_security.ledger.answers.problems import problems

__all__ = [
    "GROUPS",
    "Header",
    "LinePosition",
    "Perimeter",
    "Position",
    "groups",
    "header",
    "lines",
    "perimeter",
    "problems",
    "total",
]
