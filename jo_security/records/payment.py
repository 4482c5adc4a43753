"""Payments (paiements), counted in the exercise in which they are made."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from jo_security.records.faults import barred, missing
from jo_security.records.override import AnOverride
from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Raw, Record, record
from jo_security.records.shapes import Date, Exercise, Id, JsonSchema, Note, SignedAmount, Text
from jo_security.records.words import N_


@record
class Payment(Record):
    """What was paid, in cents, on a commitment or on a line; a credit note is negative.

    Source in law: organic law 2001-692 (LOLF), article 28: a payment counts in the budget of the year in which the
    accountant makes it.
    """

    table: ClassVar[str] = "payment"

    id: Id
    date: Date
    amount: SignedAmount
    commitment: Id | None = None
    line: Id | None = None
    exercise: Exercise | None = None
    label: Text | None = None
    override: AnOverride | None = None
    reference: Text | None = None
    note: Note | None = None

    @staticmethod
    def may_contradict(keys: Mapping[str, Any]) -> bool:
        """Whether it does not name just one of commitment and line."""
        return ("commitment" in keys) is ("line" in keys)

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """One of commitment and line: without both one is missing, with both the second in the file is at fault."""
        if Payment.may_contradict(raw.keys):
            said = [name for name in raw.keys if name in {"commitment", "line"}]
            if said:
                yield barred(said[1], Words(N_("the payment already names its {other}"), {"other": said[0]}))
            else:
                yield missing("commitment", Words(N_("Name the commitment, or the line where there is none.")))

    @staticmethod
    def conditions() -> Iterator[JsonSchema]:
        """One of commitment and line."""
        yield {
            "if": {"required": ["line"]},
            "then": {"properties": {"commitment": False}},
            "else": {"required": ["commitment"]},
        }
