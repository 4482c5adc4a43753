"""Legal commitments (engagements juridiques, EJ)."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from jo_security.records.money import cents
from jo_security.records.override import AnOverride
from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.schedule import Schedule, twice
from jo_security.records.shapes import Date, Exercise, Id, Note, PositiveAmount, Tags, Text
from jo_security.records.visa import AVisa
from jo_security.records.words import N_


@record
class Commitment(Record):
    """What the State owes firmly, in cents of AE; a ceiling or an optional tranche enters no balance.

    Source in law: decree 2012-1246 (GBCP): AE are consumed by the firm amount of the legal commitment.
    """

    table: ClassVar[str] = "commitment"

    id: Id
    date: Date
    line: Id
    supplier: Text
    label: Text
    amount: PositiveAmount
    exercise: Exercise | None = None
    ceiling: PositiveAmount | None = None
    reservation: Id | None = None
    visa: AVisa | None = None
    schedule: Schedule | None = None
    override: AnOverride | None = None
    reference: Text | None = None
    note: Note | None = None
    tags: Tags = ()

    @staticmethod
    def may_contradict(keys: Mapping[str, Any]) -> bool:
        """Only a ceiling or a schedule can be at odds with the rest."""
        return "ceiling" in keys or "schedule" in keys

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """A ceiling under the amount, an exercise twice in the schedule."""
        if "ceiling" in raw:
            ceiling, amount = raw.get("ceiling"), raw.get("amount")
            if ceiling is not None and amount is not None and ceiling < amount:
                yield Wrong(
                    "JO104",
                    ("ceiling",),
                    Words(
                        N_("the ceiling {ceiling:money} is under the amount {amount:money}"),
                        {"ceiling": cents(ceiling), "amount": cents(amount)},
                    ),
                    Words(N_("The amount is what is firm; the ceiling is the most that the contract allows.")),
                )
        if "schedule" in raw:
            yield from twice(raw, "schedule")
