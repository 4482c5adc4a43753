"""Values of a record as people type them, each by the shape of its key."""

import csv
import re
from collections.abc import Callable, Mapping

from jo_security.records.record import Many
from jo_security.records.shapes import AMOUNTS, DATE, Shape
from jo_security.records.typed import day, decimal, flag, money, share, typed, whole

_NEXT_SHARE = re.compile(r"[\s,;]+(?=[0-9]{4}\s*=)")


def entered(shape: Shape, text: str) -> object:
    """The value of a text as TOML would give it; several shares or texts are parted by commas. Raises Misread."""
    if shape in AMOUNTS:
        return money(typed(text))
    if shape is DATE:
        return day(text)
    if isinstance(shape, Many):
        return [share(each) for each in _NEXT_SHARE.split(text)]
    reads = _BY_TYPE.get(str(shape.json.get("type")))
    return reads(text) if reads else text


def _texts(text: str) -> list[str]:
    """Texts parted by commas; one that holds a comma stands in double quotes."""
    (row,) = csv.reader([text], skipinitialspace=True)
    return [each.strip() for each in row if each.strip()]


_BY_TYPE: Mapping[str, Callable[[str], object]] = {
    "integer": whole,
    "number": decimal,
    "boolean": flag,
    "array": _texts,
}
