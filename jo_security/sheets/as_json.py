"""A document as JSON, or its first sheet as JSON lines; money is text, so that none goes through a binary float."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from json import JSONEncoder
from typing import TYPE_CHECKING, TypeAlias, cast

from jo_security.records.money import plain
from jo_security.records.units import Unit
from jo_security.sheets.cells import native
from jo_security.sheets.sheet import Document, Facts, Sheet
from jo_security.sheets.view import first_for_machines, for_machines

if TYPE_CHECKING:
    from jo_security.locales.language import Language

BATCH = 1000
"""Rows that are written at once."""

DEEP = " " * 6
"""Where the values of a row stand in a document."""

Encoded: TypeAlias = Callable[[Iterable[object]], Iterable[str]]
"""The values of a column as JSON."""


def written(document: Document, language: Language) -> Iterator[str]:
    """The whole document: its head, each sheet and each list of facts under its name, then the totals."""
    encoder = JSONEncoder(ensure_ascii=language.ascii, indent=2)
    gap = "{\n"
    for key, value in document.head.items():
        yield f"{gap}  {_member(encoder, key, value)}"
        gap = ",\n"
    for part in document.parts:
        if isinstance(part, Sheet) and for_machines(part):
            yield f"{gap}  {encoder.encode(part.name)}: "
            yield from _array(part, encoder)
        elif isinstance(part, Facts):
            known = {column.key: native(value, column.unit) for column, value in part.facts if column.machines}
            yield f"{gap}  {_member(encoder, part.name, known)}"
        else:
            continue
        gap = ",\n"
    totals = _totals(document)
    if totals is not None:
        yield f"{gap}  {_member(encoder, 'totals', totals)}"
        gap = ",\n"
    yield "{}\n" if gap == "{\n" else "\n}\n"


def lines(document: Document, language: Language) -> Iterator[str]:
    """The first sheet, an object a row and a line; nothing where there is none."""
    sheet = first_for_machines(document)
    if sheet is not None:
        encoder = JSONEncoder(ensure_ascii=language.ascii, separators=(",", ":"))
        names = ",".join(f"{_key(encoder, column.key)}:%s" for _, column in for_machines(sheet))
        for batch in _objects(sheet, encoder, f"{{{names}}}\n"):
            yield "".join(batch)


def _array(sheet: Sheet, encoder: JSONEncoder) -> Iterator[str]:
    """The rows of a sheet as `json.dumps` would indent them, without holding them."""
    names = ",\n".join(f"{DEEP}{_key(encoder, column.key)}: %s" for _, column in for_machines(sheet))
    gap = "[\n"
    for batch in _objects(sheet, encoder, f"    {{\n{names}\n    }}"):
        yield gap + ",\n".join(batch)
        gap = ",\n"
    yield "[]" if gap == "[\n" else "\n  ]"


def _objects(sheet: Sheet, encoder: JSONEncoder, template: str) -> Iterator[Iterable[str]]:
    """Batches of rows, each filled into a template that has a place for each column."""
    columns = [(place, _encoded(column.unit, encoder)) for place, column in for_machines(sheet)]
    rows = iter(sheet.rows)
    while batch := list(islice(rows, BATCH)):
        values = list(zip(*batch, strict=True))
        encoded = (encode(values[place]) for place, encode in columns)
        yield map(template.__mod__, zip(*encoded, strict=True))


def _encoded(unit: Unit, encoder: JSONEncoder) -> Encoded:
    """How the values of a unit become JSON."""
    encode = encoder.encode
    if unit == "money":
        return lambda column: ["null" if value is None else f'"{plain(cast("int", value))}"' for value in column]
    if unit in ("text", "date"):
        return lambda column: [encode(value) for value in column]
    return lambda column: [_indented(encode(native(value, unit)), DEEP) for value in column]


def _totals(document: Document) -> dict[str, object] | None:
    """The totals of the first sheet that has any."""
    for part in document.parts:
        if isinstance(part, Sheet) and part.totals is not None:
            known = part.totals
            return {
                column.key: native(known[column.key], column.unit)
                for _, column in for_machines(part)
                if column.key in known
            }
    return None


def _member(encoder: JSONEncoder, key: str, value: object) -> str:
    """A key with its value, whose further lines stand under the key."""
    return f"{encoder.encode(key)}: {_indented(encoder.encode(value), '  ')}"


def _indented(text: str, margin: str) -> str:
    """JSON whose lines after the first one begin with a margin; a text of JSON has no line break of its own."""
    return text.replace("\n", f"\n{margin}")


def _key(encoder: JSONEncoder, key: str) -> str:
    """A key as it stands in a template."""
    return encoder.encode(key).replace("%", "%%")
