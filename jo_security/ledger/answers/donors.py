"""Lines that could give credits to another by a transfer on a day, and lines that hold reservations for an amount."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from jo_security.ledger.answers.positions import LinePosition, lines
from jo_security.ledger.ledger import Ledger, bound

TRIED = 12
"""How many of the lines that have most are looked at: what later operations need is summed up for these."""
STAFF = 2
"""The title of staff credits, which no line of another title may give to.

Source in law: organic law 2001-692 (LOLF), article 7 (fongibilité asymétrique).
"""
AVAILABLE: Mapping[Literal["ae", "cp"], str] = {"ae": "available", "cp": "cp-available"}
"""The measure of each balance that rules look at."""


class Lack(NamedTuple):
    """So many cents that lines lack, of AE or CP; `exercise` is None where these are not kept by exercise."""

    lines: frozenset[str]
    balance: Literal["ae", "cp"]
    exercise: int | None
    needed: int


def donors(ledger: Ledger, whole: Ledger, lack: Lack, day: datetime.date) -> Iterator[tuple[str, int]]:
    """Lines at the bottom of the tree, outside those that lack, that could give on a day; the richest first.

    With the most that each could give: what is available at the lowest from that day on, on it and on the lines above
    it that do not hold the other. `whole` knows every operation, `ledger` may only know what they come to. There are
    none where one transfer cannot do, since the lines do not lie one in the other.
    """
    short, balance, exercise, needed = lack
    every = {each.id: each for each in lines(ledger, None, exercise)}
    upper = {each.parent for each in every.values()}
    line = max(short, key=lambda each: every[each].depth)
    holding = {*_up(every, line)}
    if not short <= holding:
        return
    giving = [
        each
        for each in every.values()
        if each.id not in upper
        and short.isdisjoint(_up(every, each.id))
        and each.position[AVAILABLE[balance]] >= needed
        and not (every[line].title == STAFF and each.title not in {None, STAFF})
    ]
    giving = sorted(giving, key=lambda each: -each.position[AVAILABLE[balance]])[:TRIED]
    ways = {each.id: [up for up in _up(every, each.id) if up not in holding] for each in giving}
    least = _least(whole, [every[up] for up in {up for way in ways.values() for up in way}], balance, exercise, day)
    most = {giver: min(least[up] for up in way) for giver, way in ways.items()}
    yield from sorted(((giver, cents) for giver, cents in most.items() if cents >= needed), key=lambda each: -each[1])


def holders(
    ledger: Ledger, line: str, amount: int, day: datetime.date, exercise: int | None
) -> Sequence[tuple[str, int]]:
    """Reservations of a line, made by a day, with so many cents left, in an exercise or any; the least first."""
    rows = ledger.connection.execute(
        """
        SELECT r.id, usage.remainder FROM reservation AS r
        JOIN usage ON usage.reservation = r.n AND usage.op = (SELECT max(op) FROM usage WHERE reservation = r.n)
        WHERE r.line = ? AND r.date <= ? AND usage.remainder >= ? AND (? IS NULL OR r.exercise = ?)
        ORDER BY usage.remainder, r.n
        """,
        (line, day.isoformat(), amount, exercise, exercise),
    )
    return rows.fetchall()


def _up(every: Mapping[str, LinePosition], line: str | None) -> Iterator[str]:
    """A line and those above it."""
    while line is not None:
        yield line
        line = every[line].parent


def _least(
    ledger: Ledger, its: Iterable[LinePosition], balance: Literal["ae", "cp"], exercise: int | None, day: datetime.date
) -> dict[str, int]:
    """The lowest available of lines from the end of a day on, in cents: what is at last, less what came after."""
    its = [*its]
    after: dict[int, list[int]] = {each.n: [] for each in its}
    rows = ledger.connection.execute(
        f"""
        SELECT above.line, sum(weighs.sign * e.amount)
        FROM entry AS e JOIN weighs ON weighs.term = e.measure AND weighs.balance = ?
        JOIN above ON above.below = e.line AND above.line IN ({", ".join("?" * len(its))})
        WHERE e.op >= ? AND (NOT weighs.yearly OR e.exercise = ?)
        GROUP BY above.line, e.op ORDER BY above.line, e.op DESC
        """,
        (balance, *after, bound(day), exercise),
    )
    for line, change in rows:
        after[line].append(change)
    return {each.id: each.position[AVAILABLE[balance]] - max(accumulate(after[each.n], initial=0)) for each in its}
