"""A refusal in sentences: what is short, and what would make it pass; the same for commands and for screens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.office.refusing import Shortage, WaysOut
from jo_security.records.problem import Words
from jo_security.records.words import N_

AGAIN = N_("Somebody saved {file} again at once: the next act says whether the operation is still there.")
COUNTED: Mapping[str, Sequence[str]] = {
    "ae": ("opened", "frozen", "reserved", "committed", "lost", "available"),
    "cp": ("cp-opened", "cp-frozen", "paid", "cp-available"),
    "frozen ae": ("opened", "frozen"),
    "frozen cp": ("cp-opened", "cp-frozen"),
}
"""What a refusal shows of the line that is short, by what is short."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out in words; `key` is that of the record which makes it so, and `value` what it would hold, if known."""

    key: str
    value: int | str | None
    words: Words


def in_words(short: Shortage) -> Words:
    """By how much an operation is short, in a sentence."""
    values = {"line": short.line, "short": short.short, "year": str(short.exercise), "id": short.later}
    too_much = short.line is None or short.of.startswith("frozen")
    if short.later is not None and too_much:
        return Words(N_("{id}, which is dated later, would be {short:money} too much."), values)
    if short.later is not None:
        return Words(N_("{id}, which is dated later, would be {short:money} short on {line}."), values)
    if too_much:
        return Words(N_("It is {short:money} too much."), values)
    if short.exercise is None:
        return Words(N_("{line} is {short:money} short."), values)
    return Words(N_("{line} is {short:money} short in {year}."), values)


def counted(short: Shortage) -> Sequence[str]:
    """The measures of a line that show why it is short."""
    return COUNTED[short.of]


def offers(ways: WaysOut, keys: Mapping[str, Any], table: str) -> list[Offer]:
    """What would make an operation of a table pass, in words, the least first."""
    found: list[Offer] = []
    if ways.fits is not None:
        key = next(each for each in ("amount", "ae", "cp") if each in keys)
        words = Words(N_("the largest amount that fits is {amount:money}"), {"amount": ways.fits})
        found.append(Offer(key, ways.fits, words))
    for line, cents in ways.donors:
        words = Words(N_("{line} has {amount:money} to transfer"), {"line": line, "amount": cents})
        found.append(Offer("", None, words))
    if table == "commitment":
        for name, cents in ways.reservations:
            words = Words(N_("reservation {id} has {amount:money} left"), {"id": name, "amount": cents})
            found.append(Offer("reservation", name, words))
    if ways.override:
        found.append(Offer("override", None, Words(N_("an override lets it pass, and stays in sight"))))
    return found
