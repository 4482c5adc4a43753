"""Reservations (affectations, demandes d'achat): credits set aside before a commitment."""

from typing import ClassVar

from jo_security.records.override import AnOverride
from jo_security.records.record import Record, record
from jo_security.records.shapes import Date, Exercise, Id, Note, PositiveAmount, Text


@record
class Reservation(Record):
    """AE set aside on a line, in cents; commitments that name it use it up."""

    table: ClassVar[str] = "reservation"

    id: Id
    date: Date
    line: Id
    label: Text
    amount: PositiveAmount
    exercise: Exercise | None = None
    supplier: Text | None = None
    override: AnOverride | None = None
    reference: Text | None = None
    note: Note | None = None
