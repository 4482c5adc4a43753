"""The fields of the forms: in which order, what each is called, and which go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.ledger.columns import COLUMNS
from jo_security.office.keys import about, asked
from jo_security.records.record import Many
from jo_security.records.shapes import FLAG
from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jo_security.records.shapes import Shape

FINAL: Final = "final"
"""A field that is no key: whether a payment is the last one of its commitment."""
LAST: Final = ("exercise", "id", "override")
"""The keys that few operations need, after all others."""


FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "commit": ("line", "supplier", "label", "amount", "date"),
    "reserve": ("line", "label", "amount", "date"),
    "move": ("kind", "line", "from", "to", "ae", "cp", "date", "reference"),
    "plan": ("line", "label", "amount", "date"),
    "adjust": ("commitment", "amount", "reason", "date"),
    "deliver": ("commitment", "amount", "date"),
    "pay": ("commitment", "line", "amount", "date", FINAL),
    "assert": ("measure", "line", "amount", "date"),
}
"""The keys that come first in the form of each act; the others follow in the order of the reference."""

_LABELS: Final = {
    "override": N_("Override"),
    "visa": N_("Visa"),
    "schedule": N_("Schedule"),
    "from": N_("From line"),
    "to": N_("To line"),
    FINAL: N_("Final payment"),
}
_HINTS: Final = {
    "schedule": N_("The CP of each financial year, such as 2024=4M, 2025=8.4M"),
    "tags": N_("Tags, parted by commas"),
    "commitment": N_("The commitment that it names"),
    "id": N_("Left blank: the next one that is free"),
    "exercise": N_("Left blank: the year of the date"),
    FINAL: N_("yes: nothing more is to be paid on the commitment; the rest of it can be withdrawn then"),
}


def fields(verb: str) -> Iterator[tuple[str, Shape]]:
    """The fields of a form with their shapes, in the order in which they are filled in."""
    shapes: dict[str, Shape] = {**asked(verb)}
    if verb == "pay":
        shapes[FINAL] = FLAG
    first = FIRST[verb]
    rest = [name for name in shapes if name not in first and name not in LAST]
    yield from ((name, shapes[name]) for name in (*first, *rest, *LAST) if name in shapes)


def label(name: str) -> str:
    """What a field is called; what is none, by its own name."""
    column = COLUMNS.get(name.replace("-", "_"))
    return _LABELS.get(name) or (column.heading if column is not None else name)


def hint(verb: str, name: str, shape: Shape) -> str:
    """What is to be typed into a field."""
    if name == "commitment" and verb == "adjust":
        return about(name)
    return _HINTS["schedule"] if isinstance(shape, Many) else _HINTS.get(name) or about(name)


def goes(verb: str, name: str, texts: Mapping[str, str]) -> bool:
    """Whether a field goes with what the others hold."""
    if verb == "move" and texts.get("kind") == "transfer":
        return name not in {"line", "from-exercise"}
    if verb == "move":
        return name not in {"from", "to"} and (name != "from-exercise" or texts.get("kind") == "carry-over")
    if verb == "pay":
        other = {"line": "commitment", "commitment": "line", FINAL: "line"}.get(name)
        return other is None or bool(texts.get(name)) or not texts.get(other)
    return True
