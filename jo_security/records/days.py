"""Days as people type them where today is known: 2023-03-14, t, +7, -1, 12, and 14/03 where the day comes first."""

import datetime
import re

from jo_security.records.problem import Words
from jo_security.records.typed import Misread, day
from jo_security.records.words import N_

_APART = re.compile(r"[+\-\u2212] ?[0-9]{1,5}")
_DAY = re.compile(r"[0-9]{1,2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")
TODAY = ("t",)


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
