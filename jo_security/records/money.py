"""Exact amounts: from the text of a budget file to whole cents, never through a binary float."""

from decimal import Decimal, InvalidOperation

LIMIT = 10**11
"""Every amount is smaller than this in magnitude, in units of the currency."""

DECIMALS = 2


class Unwieldy(Decimal):
    """A decimal number that is not written as an amount is: with an exponent, or with more than two decimals."""

    __slots__ = ()


def number(text: str) -> Decimal:
    """Read a TOML decimal number exactly; tomli calls it for every number that is not an integer."""
    if text[-1 - DECIMALS : -DECIMALS] == ".":
        return Decimal(text)
    digits = text.replace("_", "")
    if "." in digits[-1 - DECIMALS :] and "e" not in digits and "E" not in digits:
        return Decimal(digits)
    try:
        return Unwieldy(text)
    except InvalidOperation:
        return Unwieldy("NaN")


def cents(value: object) -> int:
    """Cents of a TOML number.

    Raises ValueError where the number is not an amount: another type, an exponent, `inf` or `nan`, more than two
    decimals, or a magnitude of LIMIT or more.
    """
    if type(value) is int:
        if -LIMIT < value < LIMIT:
            return value * 100
    elif type(value) is Decimal and value.is_finite():
        scaled = value.scaleb(DECIMALS)
        amount = int(scaled)
        if amount == scaled and -LIMIT * 100 < amount < LIMIT * 100:
            return amount
    raise ValueError


def plain(amount: int) -> str:
    """Cents as machines read them: `-12400000.25`, always two decimals."""
    units, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{units}.{rest:02d}"


def grouped(amount: int) -> str:
    """Cents as the program writes them into a budget file: `-12_400_000.25`, always two decimals."""
    units, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{units:_}.{rest:02d}"
