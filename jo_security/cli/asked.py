"""What a summary is asked for."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """Operations up to a day, of one exercise, by line or by group, down to a level of the tree; None is all."""

    as_of: datetime.date | None = None
    exercise: int | None = None
    by: str = "line"
    depth: int | None = None
