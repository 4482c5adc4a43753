"""One value as text: bare for machines, in the reader's way for people."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from jo_security.locales.phrases import literal
from jo_security.records.money import plain
from jo_security.records.names import NAMES
from jo_security.records.words import N_

if TYPE_CHECKING:
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit

_BREAKS = re.compile(r"[\t\r\n]+")
YES, NO = N_("yes"), N_("no")
RIGHT = frozenset(("money", "count", "number", "rate", "year"))
"""The units that stand at the right of their column."""


def texts(value: object) -> list[str]:
    """Several texts, which the ledger keeps as a JSON array; None where there are none."""
    return [] if value is None else cast("list[str]", json.loads(str(value)))


def bare(value: object, unit: Unit) -> str:
    """A value as machines read it in a field of text: no sign of currency, no grouping, empty where there is none."""
    if value is None:
        return ""
    match unit:
        case "money":
            text = plain(cast("int", value))
        case "flag":
            text = "true" if value else "false"
        case "rate":
            part, whole = cast("tuple[int, int]", value)
            text = f"{Decimal(part) / Decimal(whole):.4f}" if whole > 0 else ""
        case "texts":
            text = "; ".join(texts(value))
        case _:
            text = value.hex() if isinstance(value, bytes) else str(value)
    return text


def native(value: object, unit: Unit) -> object:
    """A value as JSON has it: money and exact numbers as text, so that none goes through a binary float."""
    if unit == "texts":
        return texts(value)
    if value is None or unit == "flag":
        return None if value is None else bool(value)
    if unit in {"money", "number"} or isinstance(value, bytes):
        return bare(value, unit)
    # JSON knows no infinity.
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def shown(value: object, unit: Unit, language: Language) -> str:
    """A value as a person reads it: text is literal, and nothing stands where there is none."""
    if value is None:
        return ""
    known: Any = value
    match unit:
        case "money":
            text = language.amount(known)
        case "date":
            text = language.date(known)
        case "flag":
            text = language.text(YES if known else NO)
        case "rate":
            text = language.percent(*known) if known[1] > 0 else ""
        case "number":
            text = language.number(Decimal(known))
        case "word" if known in NAMES:
            text = language.text(NAMES[known])
        case _:
            # Where there is one line, a break in it is a blank.
            text = literal(_BREAKS.sub(" ", bare(value, unit)))
    return text
