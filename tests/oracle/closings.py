"""The digest of a closing, written again from what TOML gives alone (JO502)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from .found import Found
from .records import Book, Doc, cents
from .references import OPERATIONS

AMOUNTS = {"ae", "cp", "amount", "ceiling", "allocation"}
UNSAID: dict[str, object] = {"probability": 1, "scenario": "base", "tags": [], "cp": []}


def closing_problems(book: Book, as_of: date | None) -> Iterator[Found]:
    """Find JO502, each closing done on or before the day asked for."""
    for rank, closing in enumerate(book.doc.get("closing", []), 1):
        if as_of is not None and closing["date"] > as_of:
            continue
        if closing["digest"] != digest(book.doc, closing["to"]):
            yield Found("JO502", f"closing {rank}", "digest")


def digest(doc: Doc, to: date) -> str:
    """Give the digest of what a closing to a day closes."""
    return f"sha256:{hashlib.sha256(closed(doc, to).encode()).hexdigest()}"


def closed(doc: Doc, to: date) -> str:
    """Give the text of what a closing to a day closes."""
    held = [(table, record) for table in OPERATIONS for record in doc.get(table, []) if record["date"] <= to]
    budget = {key: doc["budget"][key] for key in ("id", "start") if key in doc["budget"]}
    rows = [_row("budget", {"currency": "EUR"} | budget | {"to": to})]
    rows += [_row(table, _stated(record)) for table, record in held]
    lines = {line["id"]: line for line in doc.get("line", [])}
    named = {record[key] for _, record in held for key in ("line", "from", "to") if key in record}
    named |= {name for name, line in lines.items() if "allocation" in line}
    named &= lines.keys()
    while above := {lines[name]["parent"] for name in named if "parent" in lines[name]} & lines.keys() - named:
        named |= above
    for name in named:
        keys = ("allocation", "id", "parent", "programme", "title")
        rows.append(_row("line", {key: lines[name][key] for key in keys if key in lines[name]}))
    return "".join(f"{row}\n" for row in sorted(rows))


def _stated(record: Any) -> dict[str, Any]:
    unsaid = UNSAID | {"exercise": record["date"].year}
    return {key: value for key, value in record.items() if key not in unsaid or value != unsaid[key]}


def _row(table: str, record: Any) -> str:
    return json.dumps([table, _said(record)], sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _said(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {each: _said(said, each) for each, said in value.items()}
    if isinstance(value, list):
        return [_said(each) for each in value]
    if key in AMOUNTS:
        whole = cents(value)
        return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02d}"
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if key == "probability":
        return f"{Decimal(value).normalize():f}"
    return str(value) if isinstance(value, date) else value
