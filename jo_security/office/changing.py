"""What changed between two states of a budget: record by record, problem by problem, figure by figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jo_security.files.difference import records
from jo_security.files.pieces import Piece, Text, different
from jo_security.ledger.answers import Position
from jo_security.office.altered import Altered
from jo_security.office.opening import Opened
from jo_security.office.places import Place
from jo_security.records.problem import Finding, Problem

Fault = Finding | Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that are another, and the problems that came, went, or say something else of the same.

    `before` and `after` are the positions of the whole budget, in cents.
    """

    records: Sequence[Altered] = ()
    came: Sequence[Fault] = ()
    went: Sequence[Fault] = ()
    differ: Sequence[Fault] = ()
    before: Position | None = None
    after: Position | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.records or self.came or self.went or self.differ or self.moved())

    def moved(self) -> list[str]:
        """The measures of the whole budget that are another."""
        if self.before is None or self.after is None:
            return []
        return [measure for measure, cents in self.after.items() if cents != self.before.get(measure)]

    def without(self, own: Iterable[tuple[str, str]]) -> "Changes":
        """The same without some records, by table and id, or one of both: what one did oneself is no news."""
        known = {*own}

        def is_own(each: Altered) -> bool:
            return not known.isdisjoint(((each.table, each.record), (each.table, ""), ("", each.record)))

        return replace(self, records=[each for each in self.records if not is_own(each)])


def changes(before: Opened, after: Opened, was: Position, now: Position) -> Changes:
    """What changed between two states of a budget that could be read, of which the positions are known.

    It asks no ledger. With ids a record is the same by its table and its id; without, by what tells it from others of
    its table, else by its place among those that changed.
    """
    came, went, differ = of_problems(before.findings, after.findings)
    return Changes(altered(before, after), came, went, differ, was, now)


def altered(before: Opened, after: Opened) -> list[Altered]:
    """The records that are another, those that are there in the budget's order, then those that went."""
    olds, news = different(_texts(before), _texts(after))
    held, there = (records(piece.said for piece in pieces) for pieces in (olds, news))
    same = {key: key for key in there if key in held}
    same |= _paired([key for key in there if key not in held], [key for key in held if key not in there], there, held)
    places = _places(news)
    found = [
        Altered(*key, held[same[key]] if key in same else None, said, places.get(id(said)))
        for key, said in there.items()
        if key not in same or held[same[key]] != said
    ]
    kept = {*same.values()}
    return [*found, *(Altered(*key, said, None) for key, said in held.items() if key not in kept)]


def of_problems(
    before: Sequence[Fault], after: Sequence[Fault]
) -> tuple[Sequence[Fault], Sequence[Fault], Sequence[Fault]]:
    """The problems that came, those that went, and those that say something else of the same."""
    held, there = _named(before), _named(after)
    came = [each for key, each in there.items() if key not in held]
    went = [each for key, each in held.items() if key not in there]
    differ = [each for key, each in there.items() if key in held and _said(held[key]) != _said(each)]
    return came, went, differ


def _said(fault: Fault) -> tuple[object, ...]:
    """What is said of a problem, and how severe it is: controls may make another of it."""
    return fault.message, fault.severity


def _named(faults: Iterable[Fault]) -> dict[tuple[object, ...], Fault]:
    """Problems by what they are about, whatever they say of it; several of one thing are counted."""
    found: dict[tuple[object, ...], Fault] = {}
    for each in faults:
        path = each.path if isinstance(each, Finding) else each.file
        rank = 0
        while (key := (each.code, each.record, path, rank)) in found:
            rank += 1
        found[key] = each
    return found


Key = tuple[str, str]


def _paired(
    came: Iterable[Key], went: Iterable[Key], there: Mapping[Key, Any], held: Mapping[Key, Any]
) -> dict[Key, Key]:
    """Records without ids that came, each with the one in the place of which it came.

    That is so where as many of a table went as came.
    """
    news, olds = _nameless(came, there), _nameless(went, held)
    pairs: dict[Key, Key] = {}
    for table, keys in news.items():
        others = olds.get(table, [])
        if len(others) == len(keys):
            pairs |= zip(keys, others, strict=True)
    return pairs


def _nameless(keys: Iterable[Key], said: Mapping[Key, Any]) -> dict[str, list[Key]]:
    """Records without ids by their tables."""
    found: dict[str, list[Key]] = {}
    for key in keys:
        if isinstance(said[key], Mapping) and "id" not in said[key]:
            found.setdefault(key[0], []).append(key)
    return found


def _texts(opened: Opened) -> list[Text]:
    files = opened.files
    return [
        Text(source.name, source.content, sum(files.counts(file).values())) for file, source in enumerate(files.sources)
    ]


def _places(pieces: Iterable[Piece]) -> dict[int, Place]:
    """Where records stand, by their identity: those that their pieces begin with."""
    found: dict[int, Place] = {}
    for piece in pieces:
        held = [said for said in piece.said.values() if isinstance(said, list)]
        if piece.line is not None and len(held) == 1 and len(held[0]) == 1:
            found[id(held[0][0])] = Place(piece.name, piece.line)
    return found
