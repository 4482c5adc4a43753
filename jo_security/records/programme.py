"""Programmes: the legal unit of State credits (programme LOLF)."""

from typing import ClassVar

from jo_security.records.record import Record, record
from jo_security.records.shapes import Id, Note, Text


@record
class Programme(Record):
    """A LOLF programme, or any other programme of action.

    Source in law: organic law 2001-692 (LOLF), article 7: credits are specialised by programme.
    """

    table: ClassVar[str] = "programme"

    id: Id
    label: Text
    ministry: Text | None = None
    source: Text | None = None
    note: Note | None = None
