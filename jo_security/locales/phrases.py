"""Sentences whose placeholders say how their values are written: `{available:money}`, `{day:date}`, `{name}`."""

from __future__ import annotations

import re
import string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal
    from fractions import Fraction

    from jo_security.locales.language import Language

# What a terminal would obey instead of show: C0, DEL, C1, line separators, bidi controls; lone surrogates cannot be
# encoded at all.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def literal(text: str) -> str:
    """A text as it may stand in a sentence or a cell: a visible `�` for each character that steers a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub("\ufffd", text)


class Phrases(string.Formatter):
    """Fills one sentence in a language; a value is data and is never read as a sentence in its turn."""

    def __init__(self, language: Language, currency: str) -> None:
        """Write figures as the language does, amounts in the currency."""
        self.language = language
        self.currency = currency
        self.specs: dict[str, Callable[..., str]] = {
            "": self._plain,
            "money": self._money,
            "amount": language.amount,
            "short": self._short,
            "date": language.date,
            "percent": self._percent,
            "number": language.number,
            "list": self._list,
            "balances": self._balances,
        }

    def format_field(self, value: object, format_spec: str) -> str:
        """One value as its spec says; a value that is itself a msgid with values is a sentence in its own right."""
        if format_spec not in self.specs:
            msg = f"no such spec: {format_spec}"
            raise ValueError(msg)
        return self.specs[format_spec](value)

    def _plain(self, value: object) -> str:
        match value:
            case object(text=str(text), values=values):
                return self.language.render(text, values, currency=self.currency)
            case object(year=_, month=_, day=_):
                return self.language.date(str(value))
        return literal(str(value))

    def _money(self, cents: int) -> str:
        return self.language.money(cents, self.currency)

    def _short(self, cents: int) -> str:
        return self.language.short(cents, self.currency)

    def _percent(self, share: tuple[int, int] | Decimal | Fraction) -> str:
        """A share given as numerator and denominator, or as an exact number."""
        return self.language.percent(*(share if isinstance(share, tuple) else share.as_integer_ratio()))

    def _list(self, values: Iterable[object]) -> str:
        before, after = self.language.quotes
        return ", ".join(f"{before}{self._plain(value)}{after}" for value in values)

    def _balances(self, lines: Iterable[tuple[str, int, int | None, str | None]]) -> str:
        """Lines with what is left in cents, and of what: `a −12,00 € (CP 2023)`."""
        return ", ".join(
            f"{literal(line)} {self._money(cents)}{_of(exercise, what)}" for line, cents, exercise, what in lines
        )


def _of(exercise: int | None, what: str | None) -> str:
    """What a balance is of, in brackets: AE or CP, the exercise."""
    said = " ".join(str(part) for part in ((what or "").upper(), exercise) if part)
    return f" ({said})" if said else ""
