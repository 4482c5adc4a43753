"""What is expected and not yet done (prévisions)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from jo_security.records.problem import Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.schedule import Schedule, twice
from jo_security.records.shapes import Date, Id, PositiveAmount, Share, Text


@record
class Plan(Record):
    """A commitment expected on a line, in cents of AE, with the CP that it would need; it enters no balance."""

    table: ClassVar[str] = "plan"

    id: Id
    date: Date
    line: Id
    label: Text
    amount: PositiveAmount
    cp: Schedule = ()
    probability: Share = Decimal(1)
    scenario: Text = "base"

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """An exercise twice in the payments expected."""
        yield from twice(raw, "cp")
