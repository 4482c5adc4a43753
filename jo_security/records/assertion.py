"""Balances checked against another source (contrôles de cohérence)."""

from typing import Annotated, ClassVar

from jo_security.records.measures import MEASURES
from jo_security.records.record import Record, record
from jo_security.records.shapes import AnyAmount, Date, Exercise, Id, Text, choice


@record
class Assertion(Record):
    """What a measure is at the end of a day, in cents, according to another source."""

    table: ClassVar[str] = "assertion"

    date: Date
    amount: AnyAmount
    measure: Annotated[str, choice(*MEASURES)]
    line: Id | None = None
    exercise: Exercise | None = None
    source: Text | None = None
