"""The tables of a budget file; the module of a concept is loaded when a file holds its table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, cast

from jo_security.records.budget import Budget
from jo_security.records.controls import Controls
from jo_security.records.record import Record

SINGLE = ("budget", "controls")

ARRAYS: Mapping[str, tuple[str, str]] = {
    "programme": ("programme", "Programme"),
    "line": ("line", "Line"),
    "movement": ("movement", "Movement"),
    "reservation": ("reservation", "Reservation"),
    "commitment": ("commitment", "Commitment"),
    "adjustment": ("adjustment", "Adjustment"),
    "delivery": ("delivery", "Delivery"),
    "payment": ("payment", "Payment"),
    "plan": ("plan", "Plan"),
    "assertion": ("assertion", "Assertion"),
    "closing": ("closing", "Closing"),
    "indicator": ("indicator", "Indicator"),
    "observation": ("indicator", "Observation"),
    "milestone": ("milestone", "Milestone"),
}
"""Each table of records: the module and the class of its concept, in the order of the reference."""

OPERATIONS = ("movement", "reservation", "commitment", "adjustment", "delivery", "payment", "plan")
"""The tables whose records are operations: dated, with ids unique across the whole budget."""

ROOT = ("format", "include", *SINGLE, *ARRAYS)
"""The keys and tables of a budget file."""


def kind(table: str) -> type[Record]:
    """The class of a table's records."""
    if table == "budget":
        return Budget
    if table == "controls":
        return Controls
    module, name = ARRAYS[table]
    return cast("type[Record]", getattr(import_module(f"jo_security.records.{module}"), name))


@dataclass(frozen=True, slots=True)
class Book:
    """A whole budget: its header, its controls, and its records by table in the budget's order.

    `first` gives, for withdrawals and credit notes of one day on one commitment, their order across the two tables, by
    table and number: among operations of the same rank within a day, only theirs can matter.
    """

    budget: Budget
    controls: Controls
    records: Mapping[str, tuple[Any, ...]]
    first: Mapping[tuple[str, int], int]

    def without(self, table: str, name: str) -> "Book":
        """The budget without the record of a table that bears an id; the same where none does."""
        held = self.records.get(table, ())
        gone = next((number for number, record in enumerate(held) if getattr(record, "id", None) == name), None)
        if gone is None:
            return self
        first = {
            (each, number - (each == table and number > gone)): rank
            for (each, number), rank in self.first.items()
            if (each, number) != (table, gone)
        }
        return replace(self, records={**self.records, table: (*held[:gone], *held[gone + 1 :])}, first=first)
