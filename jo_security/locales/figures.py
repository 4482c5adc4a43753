"""How figures are written in French and in English: integer cents in, text out, never through a binary float."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # only the text of a date or of a decimal is needed, and their modules are dear to import
    from datetime import date
    from decimal import Decimal

SPACE, NARROW, MINUS, EURO, DASH = "\u00a0", "\u202f", "\u2212", "\u20ac", "\u2014"
SIGNS = SPACE + NARROW + MINUS + EURO + DASH + "\u00ab\u00bb\u2018\u2019\u201c\u201d\u2013\u2026\u2192"
FOLDED = str.maketrans(
    dict(zip(SIGNS, (" ", " ", "-", "EUR", "-", '"', '"', "'", "'", '"', '"', "-", "...", "->"), strict=True))
)

THOUSAND = 1_000


class French:
    """`12 400 000,25 €`, `12,4 M€`, `87,3 %`, `14/03/2023`."""

    group, point, gap = NARROW, ",", SPACE
    thousands = ("k", "M", "Md")
    day = "{2}/{1}/{0}"
    months = (
        *("janvier", "f\u00e9vrier", "mars", "avril", "mai", "juin", "juillet"),
        *("ao\u00fbt", "septembre", "octobre", "novembre", "d\u00e9cembre"),
    )
    weekdays = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    leading_euro = False
    quotes = ("\u00ab" + SPACE, SPACE + "\u00bb")


class English:
    """`€12,400,000.25`, `€12.4M`, `87.3%`, `2023-03-14`: the one order of a date that nobody takes for another."""

    group, point, gap = ",", ".", ""
    thousands = ("k", "M", "bn")
    day = "{0}-{1}-{2}"
    months = (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    leading_euro = True
    quotes = ("\u201c", "\u201d")


class Figures:
    """Amounts, dates, shares and numbers in one style; `ascii` for a terminal that can show nothing else."""

    def __init__(self, style: type[French | English], *, ascii: bool = False) -> None:  # noqa: A002 - what it is about, and no builtin is needed here
        """Choose the style, and whether its spaces and signs give way to those of ASCII."""
        self.style = style
        self.ascii = ascii

    def money(self, cents: int, currency: str = "EUR", *, signed: bool = False) -> str:
        """Cents with their currency: `12 400 000,25 €`; `signed` also shows the plus of an increase."""
        return self._dressed(_sign(cents, signed=signed), self._exact(cents), "", currency)

    def amount(self, cents: int, *, signed: bool = False) -> str:
        """Cents without their currency, for the cells of a table: `12 400 000,25`."""
        return self.folded(_sign(cents, signed=signed) + self._exact(cents))

    def short(self, cents: int, currency: str = "EUR") -> str:
        """Cents to one decimal of their magnitude, half up: `12,4 M€`; never where the exact amount matters."""
        units, tenth = _nearest(abs(cents), 100), 10
        digits, letter = str(units), ""
        for larger in self.style.thousands if units >= THOUSAND else ():
            tenth *= THOUSAND
            whole, rest = divmod(_nearest(abs(cents), tenth), 10)
            digits, letter = f"{self._grouped(whole)}{self.style.point}{rest}", larger
            if whole < THOUSAND:
                break
        return self._dressed(_sign(cents if units else 0), digits, letter, currency)

    def percent(self, numerator: int, denominator: int) -> str:
        """A share to one decimal of a percent, half up: `87,3 %`; a dash where the divisor is not positive."""
        if denominator <= 0:
            return self.folded(DASH)
        tenths = _nearest(abs(numerator) * 1_000, denominator)
        digits = f"{self._grouped(tenths // 10)}{self.style.point}{tenths % 10}"
        return self.folded(f"{_sign(numerator if tenths else 0)}{digits}{self.style.gap}%")

    def number(self, value: Decimal | int) -> str:
        """A finite number with all its decimals, its thousands grouped: `12 400,5`."""
        text = format(value, "d" if isinstance(value, int) else "f")
        whole, _, rest = text.removeprefix("-").partition(".")
        sign = MINUS if text.startswith("-") else ""
        return self.folded(f"{sign}{self._grouped(int(whole))}{self.style.point if rest else ''}{rest}")

    def month(self, day: date) -> str:
        """The month of a date in words, with its year: `mars 2023`."""
        return f"{self.style.months[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """The day of the week of a date: `mardi`."""
        return self.style.weekdays[day.weekday()]

    def date(self, day: date | str) -> str:
        """A date or its ISO text, always in ten characters."""
        return self.style.day.format(*str(day)[:10].split("-"))

    @property
    def weekdays(self) -> list[str]:
        """The heads of the columns of a week, which begins on Monday: `lu`."""
        return [name[:2] for name in self.style.weekdays]

    @property
    def day_first(self) -> bool:
        """Whether a day is written before its month."""
        return self.style.day.startswith("{2}")

    @property
    def quotes(self) -> tuple[str, str]:
        """What stands before and after a word that is quoted."""
        return ('"', '"') if self.ascii else self.style.quotes

    def folded(self, text: str) -> str:
        """The text as the terminal can show it: unchanged, or its typographic signs replaced by those of ASCII."""
        if not self.ascii:
            return text
        for quote in French.quotes:
            text = text.replace(quote, '"')
        return text.translate(FOLDED)

    def _exact(self, cents: int) -> str:
        units, rest = divmod(abs(cents), 100)
        return f"{self._grouped(units)}{self.style.point}{rest:02d}"

    def _grouped(self, whole: int) -> str:
        return f"{whole:,}".replace(",", self.style.group)

    def _dressed(self, sign: str, digits: str, letter: str, currency: str) -> str:
        """Digits between their sign, the letter of their magnitude and their currency."""
        if currency != "EUR" or self.ascii:
            gap = self.style.gap if letter else ""
            return self.folded(f"{sign}{digits}{gap}{letter}{SPACE}{currency}")
        if self.style.leading_euro:
            return f"{sign}{EURO}{digits}{letter}"
        return f"{sign}{digits}{SPACE}{letter}{EURO}"


def _sign(value: int, *, signed: bool = False) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value else ""


def _nearest(numerator: int, denominator: int) -> int:
    """The integer nearest to a fraction that is not negative, the larger one halfway."""
    return (2 * numerator + denominator) // (2 * denominator)
