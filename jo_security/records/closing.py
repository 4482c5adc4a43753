"""Closings: the days up to which nothing is to change any more (clôture)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic_core import core_schema

from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.shapes import Date, Shape, Text
from jo_security.records.words import N_

DIGEST_PATTERN = r"^sha256:[0-9a-f]{64}$"

Digest = Annotated[
    str,
    Shape(
        core_schema.str_schema(strict=True, pattern=DIGEST_PATTERN),
        Words(N_("sha256: and 64 digits among 0-9 a-f, as jo-security close writes it")),
        json={"type": "string", "pattern": DIGEST_PATTERN},
    ),
]


@record
class Closing(Record):
    """What was recorded up to and including a day, and is not to change: who closed it when, and its digest."""

    table: ClassVar[str] = "closing"

    to: Date
    date: Date
    by: Text
    digest: Digest

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """A day that was closed before it came."""
        last, day = raw.get("to"), raw.get("date")
        if last and day and last > day:
            says = Words(
                N_("the books are closed to {last:date} on {day:date}, before that day"), {"last": last, "day": day}
            )
            yield Wrong(
                "JO104", ("to",), says, Words(N_("Write the last day closed in to, and the day it was done in date."))
            )
