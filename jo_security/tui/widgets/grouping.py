"""Rows in groups: an order in which every group stands below its heading, which bears its subtotals and folds it.

How rows come in groups:

1. The ids are sorted by what they are grouped by, then as asked: groups are runs of neighbours. A ledger counts them
   (`SELECT supplier, count(*) … GROUP BY supplier ORDER BY supplier`), and `runs` takes the counts.
2. The order of the table is `Groups(ids, runs(counts), folded)`. It holds no ids of its own but what it is asked for.
3. The source answers the ids of headings, which are negative, in `cells`: `groups.run(id)` says which group is meant.
   Such a row has the style `group` and is a `branch`.
4. On `Toggled` with the id of a heading the screen folds or unfolds the group of `groups.run(id).key`, and shows
   another `Groups`; the cursor stays on the heading, whose id is the same as long as the runs are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

FIRST: Final = -2
"""The id of the first heading, those after count down; -1 is the row that is not there."""


@dataclass(frozen=True, slots=True)
class Run:
    """A group: what it is recognised by, and the places of its rows among the sorted ids, the end not included."""

    key: str
    start: int
    end: int


def runs(counts: Iterable[tuple[str, int]]) -> tuple[Run, ...]:
    """The runs of groups that follow each other, from their keys and how many rows each has."""
    found: list[Run] = []
    place = 0
    for key, count in counts:
        found.append(Run(key, place, place + count))
        place += count
    return tuple(found)


def is_heading(row: int) -> bool:
    """Whether an id is that of a heading."""
    return row <= FIRST


class Groups(Sequence[int]):
    """The headings of groups, and below each the rows of those that are not folded."""

    def __init__(self, ids: Sequence[int], groups: Sequence[Run], folded: Container[str] = ()) -> None:
        """Take ids that are sorted by group, the runs that they form, and the keys of the folded groups."""
        self.ids = ids
        self.runs = tuple(groups)
        self._open = [run.key not in folded for run in self.runs]
        self._firsts = array("q", (run.start for run in self.runs))
        self._tops = array("q")
        self._length = 0
        for run, is_open in zip(self.runs, self._open, strict=True):
            self._tops.append(self._length)
            self._length += 1 + (run.end - run.start if is_open else 0)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        for number, run in enumerate(self.runs):
            yield FIRST - number
            if self._open[number]:
                yield from self.ids[run.start : run.end]

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        places = range(self._length)[place]
        if isinstance(places, range):
            return array("q", map(self._at, places))
        return self._at(places)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self._place(row) is not None

    def index(self, row: int, start: int = 0, stop: int | None = None) -> int:
        """The position of a row or of a heading; ValueError where it is none of these, or folded away."""
        place = self._place(row)
        if place is None or place not in range(self._length)[start:stop]:
            msg = f"{row} is not in sight"
            raise ValueError(msg)
        return place

    def run(self, heading: int) -> Run:
        """The group of a heading."""
        return self.runs[FIRST - heading]

    def heading(self, key: str) -> int:
        """The id of the heading of a group; -1 where there is none."""
        return next((FIRST - number for number, run in enumerate(self.runs) if run.key == key), -1)

    def members(self, heading: int) -> Sequence[int]:
        """The rows of a group, folded or not."""
        run = self.run(heading)
        return self.ids[run.start : run.end]

    def _at(self, place: int) -> int:
        number = bisect_right(self._tops, place) - 1
        below = place - self._tops[number]
        return self.ids[self.runs[number].start + below - 1] if below else FIRST - number

    def _place(self, row: int) -> int | None:
        """The position of a row, None without one."""
        if is_heading(row):
            number = FIRST - row
            return self._tops[number] if number < len(self.runs) else None
        try:
            among = self.ids.index(row)
        except ValueError:
            return None
        number = bisect_right(self._firsts, among) - 1
        if number < 0 or not self._open[number] or among >= self.runs[number].end:
            return None
        return self._tops[number] + 1 + among - self.runs[number].start
