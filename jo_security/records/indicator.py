"""Performance: indicators and the values observed (indicateurs, réalisations)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.shapes import Date, Id, Note, Number, Text, choice
from jo_security.records.words import N_


@record
class Indicator(Record):
    """What a programme is measured by."""

    table: ClassVar[str] = "indicator"

    id: Id
    programme: Id
    label: Text
    unit: Text
    goal: Number | None = None
    better: Annotated[str, choice("up", "down")] | None = None
    source: Text | None = None
    note: Note | None = None


@record
class Observation(Record):
    """A value of an indicator over a period, in the indicator's unit."""

    table: ClassVar[str] = "observation"

    indicator: Id
    value: Number
    to: Date
    from_: Date | None = None
    source: Text | None = None
    note: Note | None = None

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """A period that ends before it begins."""
        first, last = raw.get("from"), raw.get("to")
        if first and last and last < first:
            yield Wrong(
                "JO104",
                ("to",),
                Words(
                    N_("the period ends on {last:date}, before its first day {first:date}"),
                    {"last": last, "first": first},
                ),
                Words(N_("Write the first day in from and the last day in to.")),
            )
