"""The payment schedule of a commitment (échéancier)."""

from collections.abc import Iterator
from typing import Annotated

from jo_security.records.problem import Words, Wrong
from jo_security.records.record import Many, Raw, Record, record
from jo_security.records.shapes import Exercise, PositiveAmount
from jo_security.records.words import N_


@record
class Share(Record):
    """The payment appropriations that one exercise is to bear, in cents."""

    exercise: Exercise
    cp: PositiveAmount


Schedule = Annotated[tuple[Share, ...], Many(Share)]


def twice(raw: Raw, name: str) -> Iterator[Wrong]:
    """An exercise that a schedule names twice, at the second."""
    seen: set[int] = set()
    for rank, share in raw.tables(name):
        exercise = share.get("exercise")
        if type(exercise) is not int:
            continue
        if exercise in seen:
            yield Wrong(
                "JO104",
                (name, rank, "exercise"),
                Words(N_("financial year {exercise} appears twice in this schedule"), {"exercise": exercise}),
                Words(N_("Add the two shares together.")),
            )
        seen.add(exercise)
