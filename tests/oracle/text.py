"""A tiny writer of TOML, one record a block."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Record = dict[str, Any]
Row = tuple[str, Record]


def toml_value(value: object) -> str:
    """Write one value the way TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    return str(value)


def toml_text(budget: Record, controls: Record, rows: Iterable[Row]) -> str:
    """Write a whole budget, its records in this order whatever their tables."""
    blocks = ["format = 1\n"]
    for header, record in [("[budget]", budget), ("[controls]", controls), *((f"[[{t}]]", r) for t, r in rows)]:
        keys = "".join(f"{key} = {toml_value(value)}\n" for key, value in record.items())
        blocks.append(f"{header}\n{keys}")
    return "\n".join(blocks)


def file_order(text: str) -> list[str]:
    """List the ids in the order of a text that `toml_text` wrote."""
    return [json.loads(line.removeprefix("id = ")) for line in text.splitlines() if line.startswith("id = ")]
