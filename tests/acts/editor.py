"""Somebody who edits a budget by hand, and tells nobody."""

from __future__ import annotations

import re

from oracle.draws import Draws
from oracle.text import Row, toml_value

TABLES = ("movement", "reservation", "commitment", "adjustment", "delivery", "payment", "plan", "assertion")
AMOUNT = re.compile(r"^(amount|ae|allocation)( *= *).*$", re.MULTILINE)


def appended(text: str, row: Row) -> str:
    """Write a record at the end."""
    table, record = row
    keys = "".join(f"{key} = {toml_value(value)}\n" for key, value in record.items())
    return f"{text}\n[[{table}]]\n{keys}"


def removed(text: str, draws: Draws) -> str:
    """Cut a record out."""
    blocks = text.rstrip("\n").split("\n\n")
    places = [at for at, block in enumerate(blocks) if any(f"[[{table}]]" in block for table in TABLES)]
    if places:
        del blocks[draws.pick(places)]
    return "\n\n".join(blocks) + "\n"


def changed(text: str, draws: Draws) -> str:
    """Write another amount in a record, or in a line's allocation."""
    found = [*AMOUNT.finditer(text)]
    if not found:
        return text
    match = draws.pick(found)
    return f"{text[: match.start()]}{match[1]}{match[2]}{draws.amount()}{text[match.end() :]}"
