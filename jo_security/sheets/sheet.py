"""What an answer is made of before it is written in a format: parts with typed values, in the reader's words.

Values are those of the ledger: money in integer cents, dates as ISO text, flags as 0 and 1, several texts as a JSON
array, None where there is nothing. Headings and sentences are already in the reader's language; all other text is data
of the budget, and every writer shows it literally.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jo_security.records.units import Unit

Values: TypeAlias = Sequence[object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for machines (kebab-case), its unit, its heading for people.

    `summed` columns have a total. `rank` is for people: columns of the highest rank give way first where there is no
    room, 0 never does, and None is shown to machines only; `machines` is False where it is shown to people only.
    """

    key: str
    unit: Unit = "text"
    heading: str = ""
    summed: bool = False
    rank: int | None = 0
    machines: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `name` is its key in JSON and names its worksheet; `title` stands above it, `empty` in its place.

    `rows` may be an iterator: it is gone through once. `totals` are by the key of their column. `level` is the key of
    the column by which the first column of people's formats is indented. In a tree only the rows whose value under
    `counted` is true add up to the total; the column of that key is shown to nobody.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Values]
    title: str = ""
    totals: Mapping[str, object] | None = None
    total: str = ""
    level: str | None = None
    counted: str | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one thing: a heading and a value a line; None values are left out for people."""

    name: str
    facts: Sequence[tuple[Column, object]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a waterfall: `low` and `high` in cents are where it begins and ends; results are `strong`."""

    label: str
    amount: int
    low: int
    high: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Waterfalls at one scale, for people only."""

    falls: Sequence[Sequence[Bar]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Paragraphs for people: problems with their places, or sentences. Line breaks in them are kept."""

    texts: Sequence[str]
    title: str = ""


Part: TypeAlias = Sheet | Facts | Bars | Remarks


@dataclass(frozen=True, slots=True)
class Document:
    """An answer whole: `head` is what JSON begins with, `said` are sentences under the title."""

    title: str
    parts: Sequence[Part]
    said: Sequence[str] = ()
    head: Mapping[str, object] = field(default_factory=dict)
