"""Exact amounts: from the text of a budget file to whole cents, never through a binary float."""

from decimal import Decimal, InvalidOperation

LIMIT = 10**11
"""Every amount is smaller than this in magnitude, in units of the currency."""

DECIMALS = 2


class Exponential(Decimal):
    """A decimal number that the file writes with an exponent: a share may be, an amount may not."""

    __slots__ = ()


def number(text: str) -> Decimal:
    """Read a TOML decimal number exactly; tomli calls it for every number that is not an integer."""
    if "e" not in text and "E" not in text:
        return Decimal(text)
    try:
        return Exponential(text)
    except InvalidOperation:
        return Exponential("NaN")


def cents(value: object) -> int:
    """Cents of a TOML number.

    Raises ValueError where the number is not an amount: another type, an exponent, `inf` or `nan`, more than two
    decimals, or a magnitude of LIMIT or more.
    """
    if type(value) is int:
        if -LIMIT < value < LIMIT:
            return value * 100
    elif type(value) is Decimal and value.is_finite() and -LIMIT < value < LIMIT:
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -DECIMALS:
            return int(value.scaleb(DECIMALS))
    raise ValueError(value)


def plain(amount: int) -> str:
    """Cents as machines read them: `-12400000.25`, always two decimals."""
    units, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{units}.{rest:02d}"
