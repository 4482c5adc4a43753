"""The amount of an operation, as the keys of its record have it."""

from collections.abc import Mapping
from typing import Any

from jo_security.records.money import cents


def cents_of(keys: Mapping[str, Any]) -> int | None:
    """The one amount of an operation, in cents, under zero for a withdrawal; None where it bears several."""
    amounts = [keys[key] for key in ("amount", "ae", "cp") if key in keys]
    return cents(amounts[0]) if len(amounts) == 1 else None
