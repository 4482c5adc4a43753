"""A recorded decision to pass a limit (dérogation)."""

from typing import Annotated

from jo_security.records.record import Inline, Record, record
from jo_security.records.shapes import Date, Text


@record
class Override(Record):
    """Who let an operation pass a limit, why and when."""

    by: Text
    reason: Text
    date: Date


AnOverride = Annotated[Override, Inline(Override)]
