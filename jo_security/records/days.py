"""Days as people type them where today is known: 2023-03-14, t, +7, -1, 12, and 14/03 where the day comes first."""

import datetime
import re
from calendar import monthrange

from jo_security.records.problem import Words
from jo_security.records.shapes import FIRST_DAY
from jo_security.records.typed import Misread, day
from jo_security.records.words import N_

_APART = re.compile(r"[+\-\u2212] ?[0-9]{1,5}")
_DAY = re.compile(r"[0-9]{1,2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")
TODAY = ("t",)
_YEAR = 12


def dated(text: str, today: datetime.date, *, day_first: bool) -> datetime.date:
    """The date of a text: as in a file, `t` for today, days from today, or a day of this month.

    Where the day comes first, 14/03 is a day of this year and 14/03/2023 a date. Raises Misread.
    """
    try:
        if text.lower() in TODAY:
            return today
        if _APART.fullmatch(text):
            return today + datetime.timedelta(int(text.replace("\u2212", "-").replace(" ", "")))
        if _DAY.fullmatch(text):
            return today.replace(day=int(text))
        found = _DAY_FIRST.fullmatch(text) if day_first else None
        if found is not None:
            its, month, year = found.groups()
            return datetime.date(int(year or today.year), int(month), int(its))
    except (ValueError, OverflowError):
        raise Misread(Words(N_("{value} is not a date such as 2023-03-14."), {"value": text})) from None
    return day(text)


def in_full(text: str, *, day_first: bool) -> datetime.date:
    """The date of a text that says the year as well. Raises Misread, also where the format has no such day."""
    found = _DAY_FIRST.fullmatch(text) if day_first else None
    its = dated(text, FIRST_DAY, day_first=True) if found is not None and found[3] else day(text)
    if its < FIRST_DAY:
        raise Misread(Words(N_("{value} is not a date such as 2023-03-14."), {"value": text}))
    return its


def days_on(from_day: datetime.date, days: int) -> datetime.date:
    """The day so many days on; the first or the last that the format has, where it has none."""
    try:
        return max(FIRST_DAY, from_day + datetime.timedelta(days))
    except OverflowError:
        return FIRST_DAY if days < 0 else datetime.date.max


def months_on(from_day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last of that month where it is shorter; no day that the format has not."""
    year, month = divmod(from_day.year * _YEAR + from_day.month - 1 + months, _YEAR)
    if year < FIRST_DAY.year:
        return FIRST_DAY
    if year > datetime.date.max.year:
        return datetime.date.max
    return datetime.date(year, month + 1, min(from_day.day, monthrange(year, month + 1)[1]))
