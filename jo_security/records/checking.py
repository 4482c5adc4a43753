"""Records from what TOML gives: all the faults of a table at once.

Pydantic's engine does the checking. `pydantic` itself is not loaded: importing it and building its adapters takes
longer than all the rest of a summary. The engine says where a value does not fit; the words are those of its shape.
"""

from collections.abc import Sequence
from typing import Any

from pydantic_core import SchemaValidator, ValidationError, core_schema

from jo_security.records.faults import missing
from jo_security.records.problem import Path, Words, Wrong
from jo_security.records.record import NONE, Inline, Raw, Record, once, schema, shapes
from jo_security.records.shapes import Shape, toml
from jo_security.records.words import N_

Fault = tuple[int, Wrong]
NOWHERE: Path = ()


def check(of: type[Record], entries: Sequence[Any]) -> tuple[tuple[Any, ...], list[Fault]]:
    """The records of a table, and its faults with the number of the record; no record where there is a fault."""
    records: tuple[Any, ...] = ()
    faults: list[Fault] = []
    unfit: dict[int, frozenset[str]] = {}
    try:
        records = tuple(_validator(of).validate_python(entries))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False, include_input=False):
            number, *where = detail["loc"]
            faults.append((int(number), _explain(of, entries[int(number)], tuple(where))))
            unfit[int(number)] = unfit.get(int(number), frozenset()).union(map(str, where[:1]))
    if of.contradictions is not Record.contradictions:
        for number, entry in enumerate(entries):
            if isinstance(entry, dict) and of.may_contradict(entry):
                for wrong in of.contradictions(Raw(entry, unfit.get(number, NONE))):
                    faults.append((number, wrong))  # noqa: PERF401 - a record with a contradiction is rare
    return (() if faults else records), faults


def unknown(name: str, path: Path, known: Sequence[str]) -> Wrong:
    """A key or a table that the format does not have, with the nearest that it has."""
    from difflib import get_close_matches  # loaded for a mistake only

    if close := get_close_matches(name, known, n=1):
        hint = Words(N_("Did you mean {name}?"), {"name": close[0]})
    else:
        nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
        says = N_("Remove it, or write one of {names:list}; the nearest is {nearest}.")
        hint = Words(says, {"names": tuple(known), "nearest": nearest})
    return Wrong("JO102", path, Words(N_("{key} is not part of the format here"), {"key": name}), hint, at_key=True)


@once
def _validator(of: type[Record]) -> SchemaValidator:
    """The engine for a table's records, built once."""
    return SchemaValidator(core_schema.list_schema(schema(of)))


def _explain(of: type[Record], entry: object, where: Path) -> Wrong:
    """Put what the engine found into words; `where` starts inside the record."""
    value, path, shape = entry, NOWHERE, None
    for step in where:
        if isinstance(step, int):
            if isinstance(value, list):
                value, path = value[step], (*path, step)
            continue
        keys = shapes(of)
        if step not in keys:
            return unknown(step, (*path, step), tuple(keys))
        if not isinstance(value, dict) or step not in value:
            hint = Words(N_("Add {key}: it takes {takes}."), {"key": step, "takes": keys[step].takes})
            return missing(step, hint, path)
        value, path, shape = value[step], (*path, step), keys[step]
        of = shape.of if isinstance(shape, Inline) else of
    return _misfit(value, path, shape)


def _misfit(value: object, path: Path, shape: Shape | None) -> Wrong:
    """A value that does not fit its shape, or that stands where a record should."""
    if shape is None:
        says = Words(N_("{value} stands where a table is expected"), {"value": toml(value)})
        return Wrong("JO104", path, says, Words(N_("Write the record as a table with keys.")))
    name = next(step for step in reversed(path) if isinstance(step, str))
    values = {"key": name, "value": toml(value), "takes": shape.takes}
    says = Words(N_("{key} = {value} does not fit: it takes {takes}"), values)
    hint = shape.hint(value) if shape.hint else None
    return Wrong("JO104", path, says, hint or Words(N_("Correct the value as the message says.")))
