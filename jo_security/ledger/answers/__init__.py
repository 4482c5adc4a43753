"""Questions to the ledger, and their answers as frozen rows; every figure shown anywhere comes from here.

What not every command asks is loaded when one does.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from jo_security.ledger.answers.positions import (
    GROUPS,
    Header,
    LinePosition,
    Perimeter,
    Position,
    exercises,
    groups,
    header,
    lines,
    perimeter,
    position,
    programmes,
    total,
    tree,
    within,
)
from jo_security.ledger.answers.problems import problems, problems_within

if TYPE_CHECKING:
    from jo_security.ledger.answers.commitments import (
        Commitment,
        Sums,
        commitment_bounds,
        commitment_order,
        commitment_rows,
        commitment_sums,
        longest_commitment_id,
        number,
        settle,
    )
    from jo_security.ledger.answers.consumed import Consumption, Step, consumption, waterfall
    from jo_security.ledger.answers.detail import Detail, Movement, Operation, commitment, movements, operations
    from jo_security.ledger.answers.flags import (
        Flags,
        Subject,
        about_commitment,
        commitment_flags,
        line_flags,
        note,
        subject,
    )
    from jo_security.ledger.answers.offering import offered
    from jo_security.ledger.answers.placing import line_names, line_tags
    from jo_security.ledger.answers.search import found

ASKED_LATER = ("commitments", "consumed", "detail", "flags", "offering", "placing", "search")

__all__ = [
    "GROUPS",
    "Commitment",
    "Consumption",
    "Detail",
    "Flags",
    "Header",
    "LinePosition",
    "Movement",
    "Operation",
    "Perimeter",
    "Position",
    "Step",
    "Subject",
    "Sums",
    "about_commitment",
    "commitment",
    "commitment_bounds",
    "commitment_flags",
    "commitment_order",
    "commitment_rows",
    "commitment_sums",
    "consumption",
    "exercises",
    "found",
    "groups",
    "header",
    "line_flags",
    "line_names",
    "line_tags",
    "lines",
    "longest_commitment_id",
    "movements",
    "note",
    "number",
    "offered",
    "operations",
    "perimeter",
    "position",
    "problems",
    "problems_within",
    "programmes",
    "settle",
    "subject",
    "total",
    "tree",
    "waterfall",
    "within",
]


def __getattr__(name: str) -> object:
    """A question or an answer of one of the modules that not every command asks."""
    for module in ASKED_LATER:
        answers = import_module(f"{__name__}.{module}")
        if hasattr(answers, name):
            return getattr(answers, name)
    raise AttributeError(name)
