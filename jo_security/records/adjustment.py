"""Further commitments and withdrawals (engagements complémentaires, retraits)."""

from collections.abc import Iterator
from typing import ClassVar

from jo_security.records.faults import barred
from jo_security.records.override import AnOverride
from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.schedule import Schedule, twice
from jo_security.records.shapes import Date, Exercise, Flag, Id, JsonSchema, Note, SignedAmount, Text
from jo_security.records.visa import AVisa
from jo_security.records.words import N_


@record
class Adjustment(Record):
    """An addition to, or a withdrawal from, a commitment or a reservation; signed, in cents.

    Source in law: decree 2012-1246 (GBCP), article 160: AE withdrawn from a commitment of an earlier exercise are not
    free again.
    """

    table: ClassVar[str] = "adjustment"

    id: Id
    date: Date
    commitment: Id
    amount: SignedAmount
    reason: Text
    exercise: Exercise | None = None
    visa: AVisa | None = None
    schedule: Schedule | None = None
    reusable: Flag | None = None
    override: AnOverride | None = None
    reference: Text | None = None
    note: Note | None = None

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """`reusable` on an addition, an exercise twice in the schedule."""
        amount = raw.get("amount")
        if "reusable" in raw and amount is not None and amount > 0:
            yield barred("reusable", Words(N_("only a withdrawal can leave credits free again")))
        if "schedule" in raw:
            yield from twice(raw, "schedule")

    @staticmethod
    def conditions() -> Iterator[JsonSchema]:
        """`reusable` on a withdrawal only."""
        yield {
            "if": {"properties": {"amount": {"exclusiveMinimum": 0}}, "required": ["amount"]},
            "then": {"properties": {"reusable": False}},
        }


def of_reservation(entry: dict[str, object]) -> Iterator[Wrong]:
    """The keys that an adjustment of a reservation does not have."""
    for name in ("reusable", "visa", "schedule"):
        if name in entry:
            yield barred(name, Words(N_("this adjustment is about a reservation")))
