"""The envelope itself (enveloppe)."""

from collections.abc import Iterator
from typing import ClassVar

from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.shapes import Currency, Date, Id, Note, PositiveAmount, Receiver, Text
from jo_security.records.words import N_


@record
class Budget(Record):
    """What was announced, in which currency, and the days that its operations may bear; amounts in cents."""

    table: ClassVar[str] = "budget"

    id: Id
    label: Text
    envelope: PositiveAmount | None = None
    currency: Currency = "EUR"
    start: Date | None = None
    end: Date | None = None
    record_in: Receiver | None = None
    source: Text | None = None
    note: Note | None = None

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """An end before the start."""
        start, end = raw.get("start"), raw.get("end")
        if start and end and end < start:
            yield Wrong(
                "JO104",
                ("end",),
                Words(N_("the end {end:date} comes before the start {start:date}"), {"end": end, "start": start}),
                Words(N_("Write the first day in start and the last day in end.")),
            )
