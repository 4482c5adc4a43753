"""JSON Schemas of a budget and of an included file (draft 2020-12), made of the records' own shapes.

A schema sees one file and one record at a time, and JSON has no dates and one kind of number: it knows less than the
program. What it says, the program says as well.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, cast

from jo_security.records.meanings import TABLES, meaning
from jo_security.records.record import Inline, Record, shapes
from jo_security.records.shapes import TEXT, JsonSchema, Shape
from jo_security.records.tables import ARRAYS, OPERATIONS, SINGLE, kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def budget_schema() -> JsonSchema:
    """The schema of a budget's own file."""
    root = {
        "format": {"type": "integer", "const": 1, "description": "The format of the file."},
        "include": {
            "type": "array",
            "items": TEXT.json,
            "description": "Files that hold more records: patterns relative to this file, such as jo-2024/*.toml.",
        },
    }
    tables = {name: _reference(name, TABLES[name]) for name in SINGLE}
    return {
        "$schema": DIALECT,
        "title": "Budget of jo-security",
        "description": "A budget, format 1: facts only; every balance is derived.",
        "type": "object",
        "properties": {**root, **tables, **_arrays()},
        "required": ["format", "budget"],
        "additionalProperties": False,
        "allOf": [_period()],
        "$defs": _definitions(*SINGLE, *ARRAYS),
    }


def records_schema() -> JsonSchema:
    """The schema of a file that a budget includes: records only."""
    return {
        "$schema": DIALECT,
        "title": "Records of a budget of jo-security",
        "description": "A file that a budget includes: records only.",
        "type": "object",
        "properties": _arrays(),
        "additionalProperties": False,
        "$defs": _definitions(*ARRAYS),
    }


def written(schema: JsonSchema, *, ascii: bool = False) -> str:  # noqa: A002 - what it is about, and no builtin is needed here
    """The text of a schema's file; `ascii` is for what shows nothing else."""
    return json.dumps(schema, ensure_ascii=ascii, indent=2) + "\n"


def _arrays() -> JsonSchema:
    """The tables of records."""
    return {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "description": TABLES[name]} for name in ARRAYS
    }


def _period() -> JsonSchema:
    """A first and a last day, as soon as the file itself holds an operation or an allocation."""
    held: list[JsonSchema] = [
        {"properties": {table: {"minItems": 1}}, "required": [table], "additionalProperties": True}
        for table in OPERATIONS
    ]
    allocated = {"contains": {"required": ["allocation"], "additionalProperties": True}}
    held.append({"properties": {"line": allocated}, "required": ["line"], "additionalProperties": True})
    days = {"required": ["start", "end"], "additionalProperties": True}
    return {"if": {"anyOf": held}, "then": {"properties": {"budget": days}, "additionalProperties": True}}


def _definitions(*tables: str) -> JsonSchema:
    """The schemas of tables, and of the records inside them."""
    found: JsonSchema = {}
    for table in tables:
        _define(table, kind(table), found)
    return dict(sorted(found.items()))


def _define(name: str, of: type[Record], found: JsonSchema) -> None:
    """Add the schema of a record, and of those inside it."""
    found[name] = _record(name, of)
    for shape in shapes(of).values():
        if isinstance(shape, Inline) and shape.name not in found:
            _define(shape.name, shape.of, found)


def _record(name: str, of: type[Record]) -> JsonSchema:
    """The schema of a record: its keys, those that it cannot do without, what goes with what."""
    schema: JsonSchema = {
        "type": "object",
        "description": TABLES[name],
        "properties": dict(_keys(name, of)),
        "required": [
            key
            for (key, _), field in zip(shapes(of).items(), fields(cast("Any", of)), strict=True)
            if field.default is MISSING
        ],
        "additionalProperties": False,
    }
    conditions = [_lenient(each) for each in of.conditions()]
    return schema | ({"allOf": conditions} if conditions else {})


def _keys(name: str, of: type[Record]) -> Iterator[tuple[str, JsonSchema]]:
    """The schema of each key of a record, with what it means and what it takes."""
    for (key, shape), field in zip(shapes(of).items(), fields(cast("Any", of)), strict=True):
        default = {} if field.default in (MISSING, None, ()) else {"default": _default(shape, field.default)}
        yield key, {**shape.json, "description": _described(meaning(name, key), shape), **default}


def _described(means: str, shape: Shape) -> str:
    """What a key means, then what it takes; a choice shows its words by itself."""
    return means if shape.takes.values else f"{means} It takes {shape.takes.text.format()}."


def _default(shape: Shape, value: object) -> object:
    """A default as the file would say it: an amount in units and not in cents, as JSON has numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value / 100 if type(value) is int and shape.json["type"] == "number" else value


def _reference(name: str, means: str) -> JsonSchema:
    """The schema of a table that stands elsewhere."""
    return {"$ref": f"#/$defs/{name}", "description": means}


def _lenient(schema: Any) -> Any:  # noqa: ANN401 - values of TOML have many types
    """A condition that lets other keys be, said outright: some linters take a silent one for one that bars them."""
    if isinstance(schema, list):
        return [_lenient(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    said = {name: _lenient(each) for name, each in schema.items()}
    return said | ({"additionalProperties": True} if {"properties", "required"} & said.keys() else {})
