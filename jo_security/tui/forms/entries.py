"""What is typed into a form as the keys of a record, and which of it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jo_security.office.keys import asked, keys_of, needed
from jo_security.records.days import dated
from jo_security.records.entered import entered
from jo_security.records.money import cents
from jo_security.records.record import Many
from jo_security.records.shapes import AMOUNTS, DATE, TEXT
from jo_security.records.typed import Misread, flag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jo_security.office.acting import Officer
    from jo_security.office.keys import Keys
    from jo_security.records.problem import Words

SOMETHING: Final = "…"
"""What stands for a text that is still to be typed, so that the figures can be seen before it is."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The keys of what could be read, the fields that could not be read and why, and those not to leave blank."""

    keys: Keys
    misread: Mapping[str, Words]
    needed: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields still to be filled in."""
        return tuple(name for name in self.needed if name not in self.keys and name not in self.misread)

    def whole(self, verb: str, amount: Decimal | None = None) -> Keys | None:
        """The keys with something in place of missing texts, and an amount in place of missing ones, if it is given.

        None where more than that is missing, or where something is misread.
        """
        shapes = asked(verb)
        if self.misread or "date" not in self.keys:
            return None
        stands = {name: SOMETHING if shapes[name] is TEXT else amount for name in self.missing}
        if any(value is None or shapes[name] not in (TEXT, *AMOUNTS) for name, value in stands.items()):
            return None
        return {**self.keys, **stands}


def entries(verb: str, texts: Mapping[str, str], officer: Officer, *, day_first: bool) -> Entries:
    """Read what is typed, by the names of the fields; `day_first` says how days may be typed besides."""
    shapes = asked(verb)
    given: dict[str, object] = {}
    misread: dict[str, Words] = {}
    for name, text in texts.items():
        if not text.strip():
            continue
        try:
            if shapes.get(name) is DATE:
                given[name] = dated(text.strip(), officer.now().date(), day_first=day_first)
            elif name in shapes:
                given[name] = entered(shapes[name], text.strip())
            else:
                flag(text.strip())
        except Misread as error:
            misread[name] = error.words
    keys = keys_of(verb, given, officer)
    return Entries(keys, misread, tuple(dict.fromkeys((*needed(verb, keys), "date"))))


def echo(verb: str, name: str, text: str) -> int | None:
    """The cents of what is typed into the field of an amount, or of a schedule in all.

    None for other fields, and for what cannot be read.
    """
    shape = asked(verb).get(name)
    if shape is None or not text.strip() or not (shape in AMOUNTS or isinstance(shape, Many)):
        return None
    try:
        value: Any = entered(shape, text.strip())
    except Misread:
        return None
    return sum(cents(each["cp"]) for each in value) if isinstance(shape, Many) else cents(value)
