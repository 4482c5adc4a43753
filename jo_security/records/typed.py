"""Amounts as people type them, in French or in English: `12 400 000,25`, `12400000.25`, `12_400_000.25`, `12,4M`.

A sum is one too: `3*1200+450,50`.
"""

import re
from decimal import Decimal

from jo_security.records.money import cents
from jo_security.records.problem import Words
from jo_security.records.words import N_

_SHAPE = re.compile(r"(?P<sign>[+-]?) ?(?:€ ?)?(?P<body>[0-9](?:[0-9.,_' ]*[0-9])?) ?(?P<scale>k|M)?(?: ?(?:€|EUR))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([_' .,])[0-9]{3})(?:\1[0-9]{3})*|[0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = str.maketrans({"\u2212": "-", "\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Signs that typography has several of."""
SCALES = {None: 1, "k": 1_000, "M": 1_000_000}


class NoAmount(Exception):
    """A text that is not read as an amount, and why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def typed(text: str) -> int:
    """Cents of an amount, or of a sum of products, as it was typed.

    Raises NoAmount, also where a comma or a point could be read in two ways: `1,234` is refused with both.
    """
    total = Decimal(0)
    for term in _terms(text.strip().translate(_PLAIN)):
        product = Decimal(1)
        for factor in term.split("*"):
            product *= _number(factor.strip(), text)
        total += product
    try:
        return cents(total)
    except ValueError:
        says = N_("{text} is no amount: at most two decimals, and below 100,000,000,000")
        raise NoAmount(Words(says, {"text": text})) from None


def _terms(text: str) -> list[str]:
    """What a sum adds, each with its sign."""
    return re.split(r"(?<=[^+\-*\s])\s*(?=[+-])", text)


def _number(factor: str, text: str) -> Decimal:
    """One number of what was typed. Raises NoAmount."""
    whole = _SHAPE.fullmatch(factor)
    if whole is None:
        raise NoAmount(_unread(text))
    body, scale = whole["body"], SCALES[whole["scale"]]
    if _EITHER.fullmatch(body):
        head, tail = re.split("[.,]", body)
        readings = {"text": factor, "large": f"{head}{tail}", "small": f"{head}.{tail}"}
        says = N_("{text} can be read as {large} and as {small}: leave the sign out, or give two decimals")
        raise NoAmount(Words(says, readings))
    units, decimals = _parted(body)
    if not _GROUPED.fullmatch(units):
        raise NoAmount(_unread(text))
    return Decimal(f"{whole['sign']}{re.sub('[^0-9]', '', units)}.{decimals or '0'}") * scale


def _parted(body: str) -> tuple[str, str]:
    """What stands before the decimal sign, and after it; of signs that appear several times none is one."""
    last = max(body.rfind("."), body.rfind(","))
    if last < 0 or body.count(body[last]) > 1:
        return body, ""
    return body[:last], body[last + 1 :]


def _unread(text: str) -> Words:
    return Words(N_("{text} is not an amount such as 12400000.25 or 12,4M"), {"text": text})
