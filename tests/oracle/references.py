"""Step 2: what is referred to (JO111 to JO114)."""

from __future__ import annotations

from collections.abc import Iterator

from .found import Found
from .records import Doc, Record

OPERATIONS = ("movement", "reservation", "commitment", "adjustment", "delivery", "payment", "plan")
# The tables whose ids are unique among themselves.
SPACES = (("programme",), ("line",), ("indicator",), ("milestone",), OPERATIONS)
# Table, key, and the tables one of which bears the id.
REFERENCES = (
    ("line", "programme", ("programme",)),
    ("line", "parent", ("line",)),
    ("movement", "line", ("line",)),
    ("movement", "from", ("line",)),
    ("movement", "to", ("line",)),
    ("reservation", "line", ("line",)),
    ("commitment", "line", ("line",)),
    ("commitment", "reservation", ("reservation",)),
    ("adjustment", "commitment", ("commitment", "reservation")),
    ("delivery", "commitment", ("commitment",)),
    ("payment", "commitment", ("commitment",)),
    ("payment", "line", ("line",)),
    ("plan", "line", ("line",)),
    ("assertion", "line", ("line",)),
    ("indicator", "programme", ("programme",)),
    ("observation", "indicator", ("indicator",)),
    ("milestone", "programme", ("programme",)),
)


def reference_problems(doc: Doc) -> list[Found]:
    """Find every problem of step 2."""
    return [*_unknown(doc), *_duplicates(doc), *_cycles(doc), *_mismatches(doc)]


def _ids(doc: Doc, *tables: str) -> set[str]:
    return {record["id"] for table in tables for record in doc.get(table, [])}


def _unknown(doc: Doc) -> Iterator[Found]:
    for table, key, targets in REFERENCES:
        known = _ids(doc, *targets)
        for rank, record in enumerate(doc.get(table, []), 1):
            if key in record and record[key] not in known:
                yield Found("JO111", record.get("id", f"{table} {rank}"), key)


def _duplicates(doc: Doc) -> Iterator[Found]:
    for space in SPACES:
        seen: set[str] = set()
        for table in space:
            for record in doc.get(table, []):
                if record["id"] in seen:
                    yield Found("JO112", record["id"], "id")
                seen.add(record["id"])


def _cycles(doc: Doc) -> Iterator[Found]:
    # Of an id borne twice (JO112), the first line is the one meant.
    parents: dict[str, str | None] = {}
    for line in doc.get("line", []):
        parents.setdefault(line["id"], line.get("parent"))
    told: set[str] = set()
    for line in parents:
        cycle = _cycle(parents, line)
        if cycle and line not in told:
            told |= cycle
            yield Found("JO113", line, "parent")


def _cycle(parents: dict[str, str | None], line: str) -> set[str]:
    """Give the cycle that a line is in: a line that merely hangs below one is in none."""
    seen: set[str] = set()
    at: str | None = line
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return seen if at == line else set()


def _mismatches(doc: Doc) -> Iterator[Found]:
    lines = _ids(doc, "line")
    reserved: dict[str, Record] = {}
    for reservation in doc.get("reservation", []):
        reserved.setdefault(reservation["id"], reservation)
    for commitment in doc.get("commitment", []):
        here, there = commitment["line"], reserved.get(commitment.get("reservation", ""), commitment)["line"]
        # Of a line that is unknown (JO111) nobody can tell whether it is another one.
        if here != there and {here, there} <= lines:
            yield Found("JO114", commitment["id"], "reservation")
    for movement in doc.get("movement", []):
        if "to" in movement and movement["to"] == movement["from"] and movement["to"] in lines:
            yield Found("JO114", movement["id"], "to")
