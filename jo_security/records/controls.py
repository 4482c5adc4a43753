"""What the budget refuses, what it warns of, and what it lets pass (contrôles)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Many, Raw, Record, record
from jo_security.records.shapes import Amount, Date, Flag, PositiveAmount, Share, Text, Title, choice
from jo_security.records.words import N_

Level = Annotated[str, choice("stop", "warn", "off")]


@record
class Threshold(Record):
    """The amount in cents from which a commitment of a title needs the budget controller's visa, from a day on."""

    from_: Date
    title: Title | None = None
    threshold: PositiveAmount
    source: Text | None = None


@record
class Controls(Record):
    """The level at which each control acts; the tolerance in cents, the early warning as a share of one."""

    table: ClassVar[str] = "controls"

    annual: Flag = False
    commitment: Level = "stop"
    envelope: Level = "stop"
    movement: Level = "stop"
    payment: Level = "stop"
    early_warning: Share = Decimal("0.90")
    tolerance: Amount = 0
    visa: Annotated[tuple[Threshold, ...], Many(Threshold)] = ()

    @staticmethod
    def contradictions(raw: Raw) -> Iterator[Wrong]:
        """Two thresholds of one title from one day."""
        seen: set[tuple[str, str]] = set()
        for rank, threshold in raw.tables("visa"):
            since = (str(threshold.get("from")), str(threshold.get("title")))
            if "from" in threshold and since in seen:
                yield Wrong(
                    "JO104",
                    ("visa", rank, "from"),
                    Words(
                        N_("another threshold of the same title is in force from {date}"), {"date": threshold["from"]}
                    ),
                    Words(N_("Keep one threshold for each title and day.")),
                )
            seen.add(since)
