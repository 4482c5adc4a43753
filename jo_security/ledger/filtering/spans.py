"""Spans of amounts, of days and of numbers as people type them: one, from one to another, over or under one."""

import datetime
import re
from collections.abc import Callable
from typing import TypeAlias

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.scan import Token
from jo_security.ledger.filtering.terms import Within
from jo_security.records.problem import Words
from jo_security.records.typed import Misread, typed
from jo_security.records.words import N_

Ends: TypeAlias = tuple[int, int] | tuple[str, str]
"""The first and the last value that are meant by one word, both included."""
SIGNS = (">=", "<=", "≥", "≤", ">", "<", "=")
RANGE = ".."
_LETTER = re.compile(r"(?<=[0-9]) ?(K|m|MD|md|mD|BN|Bn|bN)$")
_LETTERS = {"k": "k", "m": "M", "md": "Md", "bn": "bn"}
_YEAR = re.compile(r"[1-9][0-9]{3}")
_QUARTER = re.compile(r"([1-9][0-9]{3})-?[qt]([1-4])")
_MONTH = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])|(0[1-9]|1[0-2])/([1-9][0-9]{3})")
_DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})|([0-9]{2})/([0-9]{2})/([1-9][0-9]{3})")
DAYS = {"today": 0, "aujourd'hui": 0, "yesterday": -1, "hier": -1}
"""Days by their words, from today."""


def span(value: Token, ends: Callable[[str], Ends], after: Callable[[Ends, int], int | str]) -> Within:
    """What a value says; `ends` reads one word of it, `after` gives the value next to it. Raises Misread."""
    for sign in SIGNS:
        if value.text.startswith(sign):
            read = ends(value.text[len(sign) :].strip())
            return {
                ">=": Within(read[0], None),
                "≥": Within(read[0], None),
                "<=": Within(None, read[1]),
                "≤": Within(None, read[1]),
                ">": Within(after(read, 1), None),
                "<": Within(None, after(read, -1)),
                "=": Within(*read),
            }[sign]
    place = value.text.find(RANGE)
    if place < 0:
        return Within(*ends(value.text))
    first, last = value.text[:place].strip(), value.text[place + len(RANGE) :].strip()
    if not first and not last:
        raise Misread(Words(N_("A range names where it begins, where it ends, or both: 1M..2M.")))
    return Within(ends(first)[0] if first else None, ends(last)[1] if last else None)


def amounts(value: Token) -> Within:
    """A span of amounts, in cents. Raises Misread."""

    def ends(text: str) -> Ends:
        whole = _LETTER.sub(lambda found: _LETTERS[found[1].lower()], text)
        cents = typed(whole)
        return cents, cents

    return span(value, ends, lambda read, step: int(read[0]) + step)


def numbers(value: Token) -> Within:
    """A span of whole numbers. Raises Misread."""

    def ends(text: str) -> Ends:
        if not (text.isascii() and text.isdigit() and len(text) < len("10000")):
            raise Misread(Words(N_("{value} is not a year such as 2024."), {"value": text}))
        return int(text), int(text)

    return span(value, ends, lambda read, step: int(read[0]) + step)


def days(value: Token, today: datetime.date | None) -> Within:
    """A span of days, as ISO dates; without `today` no word says which day is meant. Raises Misread."""

    def after(read: Ends, step: int) -> str:
        day = datetime.date.fromisoformat(str(read[1 if step > 0 else 0]))
        try:
            return (day + datetime.timedelta(step)).isoformat()
        except OverflowError:
            raise Misread(_unread(day.isoformat())) from None

    return span(value, lambda text: _ends(text, today), after)


def _ends(text: str, today: datetime.date | None) -> Ends:
    """The first and the last day of a year, a quarter, a month or a day. Raises Misread."""
    word = fold(text).replace("\u2019", "'")
    if word in DAYS and today is not None:
        day = (today + datetime.timedelta(DAYS[word])).isoformat()
        return day, day
    if _YEAR.fullmatch(word):
        return f"{word}-01-01", f"{word}-12-31"
    if found := _QUARTER.fullmatch(word):
        year, quarter = int(found[1]), int(found[2])
        return _months(year, 3 * quarter - 2, 3 * quarter)
    if found := _MONTH.fullmatch(word):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return _months(year, month, month)
    if found := _DAY.fullmatch(word):
        try:
            day = datetime.date(
                int(found[1] or found[6]), int(found[2] or found[5]), int(found[3] or found[4])
            ).isoformat()
        except ValueError:
            raise Misread(_unread(text)) from None
        return day, day
    raise Misread(_unread(text))


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    """From the first day of a month to the last of another in the same year."""
    following = datetime.date(year, last, 28) + datetime.timedelta(4)
    end = following.replace(day=1) - datetime.timedelta(1) if last < 12 else datetime.date(year, 12, 31)  # noqa: PLR2004
    return f"{year}-{first:02}-01", end.isoformat()


def _unread(text: str) -> Words:
    says = N_("{value} is not a day, a month, a quarter or a year such as 2024-03-15, 2024-03, 2024-Q1, 2024.")
    return Words(says, {"value": text})
