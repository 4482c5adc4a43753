"""What may never be so in a budget that only acts have touched: plain sums over what its file says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import oracle
from oracle.records import cents
from oracle.text import Record


def passed(doc: oracle.Doc) -> Iterator[str]:
    """The limits that are passed on some evening, in words."""
    controls = doc.get("controls", {})
    if all(controls.get(name, "stop") == "stop" for name in ("commitment", "movement")):
        yield from _over(doc, cents(controls.get("tolerance", 0)))
    for commitment in doc.get("commitment", []):
        yield from _settled(doc, commitment)
    for reservation in doc.get("reservation", []):
        used = sum(cents(each["amount"]) for each in _naming(doc, "commitment", reservation, "reservation"))
        if _firm(doc, reservation) < used:
            yield f"{reservation['id']} is used beyond what it holds"


def _over(doc: oracle.Doc, tolerance: int) -> Iterator[str]:
    """The lines whose AE are short at the end of a day, with all below them."""
    tables = ("movement", "reservation", "commitment", "adjustment", "payment")
    for day in sorted({record["date"] for table in tables for record in doc.get(table, [])}):
        for line in doc["line"]:
            position = oracle.position(doc, oracle.subtree(doc, line["id"]), None, day)
            if position["available"] < -tolerance:
                yield f"{line['id']} is short of {-position['available']} on {day}"
            if position["frozen"] < 0:
                yield f"{line['id']} released more than was frozen on {day}"


def _settled(doc: oracle.Doc, commitment: Record) -> Iterator[str]:
    """What is wrong between a commitment and what names it."""
    firm = _firm(doc, commitment)
    paid = sum(cents(each["amount"]) for each in _naming(doc, "payment", commitment))
    delivered = sum(cents(each["amount"]) for each in _naming(doc, "delivery", commitment))
    if paid > firm:
        yield f"{commitment['id']} of {firm} is paid {paid}"
    if delivered > firm:
        yield f"{commitment['id']} of {firm} is certified {delivered}"
    if firm < 0:
        yield f"{commitment['id']} is released twice: {firm} is left"


def _firm(doc: oracle.Doc, cause: Record) -> int:
    """An amount with its adjustments."""
    return cents(cause["amount"]) + sum(cents(each["amount"]) for each in _naming(doc, "adjustment", cause))


def _naming(doc: oracle.Doc, table: str, cause: Record, key: str = "commitment") -> list[Any]:
    """The records of a table that name another one."""
    return [each for each in doc.get(table, []) if each.get(key) == cause["id"]]
