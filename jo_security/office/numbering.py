"""The next free id of a budget's own pattern."""

import datetime
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count

from jo_security.records.tables import OPERATIONS, Book

FIRST = {
    "movement": "MVT-",
    "reservation": "AF-",
    "commitment": "EJ-",
    "adjustment": "AJ-",
    "delivery": "SF-",
    "payment": "DP-",
    "plan": "PREV-",
}
"""What ids begin with in a budget that has none of a table yet."""
_END = re.compile(r"(.*?)([0-9]{1,18})")


def next_ids(book: Book, table: str, year: int, elsewhere: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """The ids after the last one of a table of a book; the year in them is the operations' own.

    Ids that are given `elsewhere`, on other branches, are passed over.
    """
    taken = {record.id for each in OPERATIONS for record in book.records.get(each, ())} | elsewhere
    return followings([record.id for record in book.records.get(table, ())], taken, table, year)


def year_of(keys: Mapping[str, object]) -> int:
    """The year of an operation's date; the first there is where it has none yet."""
    day = keys.get("date")
    return day.year if isinstance(day, datetime.date) else datetime.MINYEAR


def following(ids: Sequence[str], taken: Container[str], table: str, year: int) -> str:
    """The first of `followings`."""
    return next(followings(ids, taken, table, year))


def followings(ids: Sequence[str], taken: Container[str], table: str, year: int) -> Iterator[str]:
    """The ids after the last one of a table that ends with a number, and that are not taken.

    A pattern is what stands before the number, and how many digits that has at least.
    """
    last = next((found for found in map(_END.fullmatch, reversed(ids)) if found), None)
    if last is None:
        head, width = f"{FIRST[table]}{year}-", 3
    else:
        head, width = _of_year(last[1], year), len(last[2])
    numbers = [int(found[2]) for found in map(_END.fullmatch, ids) if found and found[1] == head]
    names = (f"{head}{number:0{width}}" for number in count(max(numbers, default=0) + 1))
    return (name for name in names if name not in taken)


def _of_year(head: str, year: int) -> str:
    """The head of a pattern with the year of the operation, where a year stands alone in it, as in SF-2024-."""
    return re.sub(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", str(year), head, count=1)
