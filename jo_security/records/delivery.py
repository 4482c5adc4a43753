"""Certified deliveries (service fait)."""

from typing import ClassVar

from jo_security.records.record import Record, record
from jo_security.records.shapes import Date, Id, Note, SignedAmount


@record
class Delivery(Record):
    """What was delivered and certified on a commitment, in cents; a negative amount corrects an earlier one."""

    table: ClassVar[str] = "delivery"

    id: Id
    date: Date
    commitment: Id
    amount: SignedAmount
    note: Note | None = None
