"""Budget lines: a tree (lignes budgétaires)."""

from typing import ClassVar

from jo_security.records.record import Record, record
from jo_security.records.shapes import Flag, Id, Note, PositiveAmount, Tags, Text, Title


@record
class Line(Record):
    """A line of the budget; its allocation in cents is an opening of AE on the budget's first day, without CP.

    Programme, title and illustrative are inherited from the parent where absent; tags add up.
    """

    table: ClassVar[str] = "line"

    id: Id
    label: Text
    programme: Id | None = None
    parent: Id | None = None
    title: Title | None = None
    allocation: PositiveAmount | None = None
    tags: Tags = ()
    illustrative: Flag | None = None
    source: Text | None = None
    note: Note | None = None
