"""What changed in a budget, in words for people and in values for machines; the same for commands and for screens."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jo_security.ledger.answers import Position
from jo_security.ledger.columns import COLUMNS
from jo_security.office.altered import Altered
from jo_security.office.changing import Changes
from jo_security.records.money import cents, plain
from jo_security.records.names import NAMES
from jo_security.records.problem import Words
from jo_security.records.record import Inline, Many, shapes
from jo_security.records.shapes import AMOUNTS, Shape
from jo_security.records.tables import kind
from jo_security.records.words import N_
from jo_security.records.writing import written

AMOUNT, PAIR = N_("{value:money}"), {"ae": N_("AE {value:money}"), "cp": N_("CP {value:money}")}
CHANGED = N_("{key} {before} → {after}")
AVAILABLE = ("available", "cp-available")
"""The measures that are told of whether they moved or not."""

ON = ("commitment", "line", "from", "to")
SAYING = ("supplier", "label", "reason", "reference", "source", "note")
SAYINGS = 2
"""The keys of a record that say what it is on and what it is for; of the last, how many are told."""


def value(table: str, key: str, its: Any) -> Words:  # noqa: ANN401 - values of TOML have many types
    """The value of a key of a record, as people read it."""
    if its is None:
        return Words(N_("nothing"))
    if _shape(table, key) in AMOUNTS:
        return Words(AMOUNT, {"value": cents(its)})
    if isinstance(its, bool):
        return Words(N_("yes") if its else N_("no"))
    if isinstance(its, list | dict):
        return Words("{value}", {"value": written(table, {key: its})[0][1]})
    if isinstance(its, str):
        its = " ".join(its.split())
    return Words("{value}", {"value": its})


def essence(each: Altered) -> Iterator[Words]:
    """What a record is: its kind, its amounts, what it is on, what it is for."""
    said = each.said
    if each.table in {"budget", "controls"}:
        # All that they say is said by name: it is what holds, and no operation.
        for key, its in said.items():
            yield Words(N_("{key} {value}"), {"key": Words(heading(key)), "value": value(each.table, key, its)})
        return
    if each.table == "movement" and said.get("kind") in NAMES:
        yield Words(NAMES[said["kind"]])
    for key in ("amount", "ae", "cp", "allocation"):
        if key in said and _shape(each.table, key) in AMOUNTS:
            yield Words(PAIR.get(key, AMOUNT), {"value": cents(said[key])})
    on = [str(said[key]) for key in ON if key in said]
    if on:
        yield Words("{value}", {"value": " → ".join(on)})
    for key in [key for key in SAYING if key in said][:SAYINGS]:
        yield value(each.table, key, said[key])


def differences(each: Altered) -> Iterator[Words]:
    """What is another in a record that was changed, key by key."""
    before, after = each.before or {}, each.after or {}
    for key in each.changed():
        values = (value(each.table, key, said.get(key)) for said in (before, after))
        yield Words(CHANGED, {"key": Words(heading(key)), **dict(zip(("before", "after"), values, strict=True))})


def heading(key: str) -> str:
    """What a key is called, as a message to translate; the key itself where it is no column."""
    column = key.replace("-", "_")
    return COLUMNS[column].heading if column in COLUMNS else key


def in_words(each: Altered) -> list[Words]:
    """What is to be said of a record: what is another in it, or what it is where it came or went."""
    both = each.before is not None and each.after is not None
    return [*(differences(each) if both else essence(each))]


def name(each: Altered) -> Words:
    """What a record is called: its kind and its id; without an id, what tells it from others of its kind."""
    record = each.record
    if "id" not in each.said:
        record = record.removeprefix(each.table).strip()
    if each.table in {"budget", "controls"}:
        return Words(NAMES[each.table])
    return Words(N_("{kind} {record}"), {"kind": Words(NAMES[each.table]), "record": record})


def figures(its: Changes, *, follows_cp: bool) -> Iterator[Words]:
    """What is available, and by how much it moved; then the other measures that moved."""
    before, after = its.before or {}, its.after or {}
    always = [measure for measure in AVAILABLE if measure in after and (follows_cp or measure == AVAILABLE[0])]
    for measure in [*always, *(each for each in its.moved() if each not in always)]:
        yield figure(measure, after, before)


def figure(measure: str, after: Position, before: Position) -> Words:
    """A measure, and by how much it is more or less than before."""
    values = {"measure": Words(NAMES[measure]), "value": after[measure]}
    change = after[measure] - before.get(measure, after[measure])
    if not change:
        return Words(N_("{measure} {value:money}"), values)
    says = (
        N_("{measure} {value:money} (+{change:money})")
        if change > 0
        else N_("{measure} {value:money} ({change:money})")
    )
    return Words(says, {**values, "change": change})


def machine(each: Altered) -> dict[str, object]:
    """A record that changed, as programs read it: amounts and dates as text."""
    said: dict[str, object] = {"table": each.table, "id": each.record}
    for when, keys in (("before", each.before), ("after", each.after)):
        said[when] = None if keys is None else _machine(dict(shapes(kind(each.table))), keys)
    return said


def _machine(its: Mapping[str, Shape], keys: Mapping[str, Any]) -> dict[str, object]:
    return {key: _plain(its.get(key), each) for key, each in keys.items()}


def _plain(shape: Shape | None, its: Any) -> object:  # noqa: ANN401 - values of TOML have many types
    """A value of a shape, as JSON may have it."""
    if isinstance(shape, Many):
        return [_machine(shapes(shape.of), each) for each in its]
    if isinstance(shape, Inline):
        return _machine(shapes(shape.of), its)
    if shape in AMOUNTS:
        return plain(cents(its))
    if isinstance(its, Decimal | datetime.date):
        return str(its)
    return its


def _shape(table: str, key: str) -> Shape | None:
    return shapes(kind(table)).get(key)
