"""Milestones of a programme (jalons)."""

from typing import ClassVar

from jo_security.records.record import Record, record
from jo_security.records.shapes import Date, Id, Note, Text


@record
class Milestone(Record):
    """Something a programme is to reach: when it is due, when it was done."""

    table: ClassVar[str] = "milestone"

    id: Id
    programme: Id
    label: Text
    due: Date | None = None
    done: Date | None = None
    source: Text | None = None
    note: Note | None = None
