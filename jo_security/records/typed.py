"""Values as people type them: days, numbers, shares, and amounts in French or in English.

Amounts are `12 400 000,25`, `12400000.25`, `12_400_000.25`, `12,4M`, `1,2Md`; a sum is one too: `3*1200+450,50`.
"""

import datetime
import re
from decimal import Decimal

from jo_security.records.money import cents, number, plain
from jo_security.records.problem import Words
from jo_security.records.words import N_

_SHAPE = re.compile(
    r"(?P<sign>[+-]?) ?(?:€ ?)?(?P<body>[0-9](?:[0-9.,_' ]*[0-9])?) ?(?P<scale>k|Md|M|bn)?(?: ?(?:€|EUR))?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([_' .,])[0-9]{3})(?:\1[0-9]{3})*|[0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = str.maketrans({"\u2212": "-", "\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Signs that typography has several of."""
SCALES = {None: 1, "k": 1_000, "M": 1_000_000, "Md": 1_000_000_000, "bn": 1_000_000_000}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,9}")
_FLAGS = {"yes": True, "oui": True, "true": True, "no": False, "non": False, "false": False}


class Misread(Exception):
    """A text that is not read as a value, and why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def typed(text: str) -> int:
    """Cents of an amount, or of a sum of products, as it was typed.

    Raises Misread, also where a comma or a point could be read in two ways: `1,234` is refused with both.
    """
    if _DAY.fullmatch(text.strip()):
        raise Misread(Words(N_("{text} is a date, and no amount"), {"text": text.strip()}))
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
        raise Misread(Words(says, {"text": text})) from None


def money(cents: int) -> Decimal:
    """An amount in cents as TOML gives it."""
    return Decimal(plain(cents))


def day(text: str) -> datetime.date:
    """The date of a text such as 2023-03-14. Raises Misread."""
    try:
        # A date of TOML; Python reads other forms of ISO 8601 as well.
        return datetime.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise Misread(Words(N_("{value} is not a date such as 2023-03-14."), {"value": text})) from None


def decimal(text: str) -> Decimal:
    """An exact number, with a comma or a point. Raises Misread."""
    try:
        said = number(text.replace(",", "."))
    except ArithmeticError:
        said = Decimal("nan")
    if not said.is_finite():
        raise Misread(Words(N_("{value} is not a number such as 0.8."), {"value": text}))
    return said


def whole(text: str) -> int:
    """A financial year, or another whole number. Raises Misread."""
    if not _DIGITS.fullmatch(text):
        raise Misread(Words(N_("{value} is not a year such as 2024."), {"value": text}))
    return int(text)


def flag(text: str) -> bool:
    """Whether a text says yes. Raises Misread."""
    if text.lower() not in _FLAGS:
        raise Misread(Words(N_("{value} is neither yes nor no."), {"value": text}))
    return _FLAGS[text.lower()]


def share(text: str) -> dict[str, object]:
    """A share of a schedule: a financial year and an amount, such as 2024=1200000. Raises Misread."""
    year, equals, amount = text.partition("=")
    if not equals or not _DIGITS.fullmatch(year.strip()):
        raise Misread(Words(N_("{value} is not a share such as 2024=1200000."), {"value": text}))
    return {"exercise": int(year), "cp": money(typed(amount))}


def _terms(text: str) -> list[str]:
    """What a sum adds, each with its sign."""
    return re.split(r"(?<=[^+\-*\s])\s*(?=[+-])", text)


def _number(factor: str, text: str) -> Decimal:
    """One number of what was typed. Raises Misread."""
    whole = _SHAPE.fullmatch(factor)
    if whole is None:
        raise Misread(_unread(text))
    body, scale = whole["body"], SCALES[whole["scale"]]
    if _EITHER.fullmatch(body):
        head, tail = re.split("[.,]", body)
        readings = {"text": factor, "large": f"{head}{tail}", "small": f"{head}.{tail}"}
        says = N_("{text} can be read as {large} and as {small}: leave the sign out, or give two decimals")
        raise Misread(Words(says, readings))
    units, decimals = _parted(body)
    if not _GROUPED.fullmatch(units):
        raise Misread(_unread(text))
    return Decimal(f"{whole['sign']}{re.sub('[^0-9]', '', units)}.{decimals or '0'}") * scale


def _parted(body: str) -> tuple[str, str]:
    """What stands before the decimal sign, and after it; of signs that appear several times none is one."""
    last = max(body.rfind("."), body.rfind(","))
    if last < 0 or body.count(body[last]) > 1:
        return body, ""
    return body[:last], body[last + 1 :]


def _unread(text: str) -> Words:
    return Words(N_("{text} is not an amount such as 12400000.25 or 12,4M"), {"text": text})
