"""What may come next in a filter: where the cursor stands, and how a value is written there."""

from dataclasses import dataclass

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.fields import Field, Fields
from jo_security.ledger.filtering.parse import named
from jo_security.ledger.filtering.scan import BLANKS, QUOTES, scan
from jo_security.ledger.filtering.spans import RANGE, SIGNS


@dataclass(frozen=True, slots=True)
class Spot:
    """What is being typed: its place in the text, what of it stands before the cursor, and the field that it is of.

    `compared` tells that a sign of comparison or a range stands before it.
    """

    start: int
    end: int
    typed: str
    field: Field | None = None
    compared: bool = False


def spot(text: str, cursor: int, fields: Fields) -> Spot:
    """What stands at the cursor."""
    for token in scan(text):
        if not token.start < cursor <= token.end:
            continue
        begins = named(token)
        field = fields.find(begins[1]["name"]) if begins else None
        if begins is None or field is None:
            start = token.start + (token.bare[:1] == "-")
            return Spot(start, token.end, text[start:cursor])
        sign = begins[1].end() - (begins[1]["sign"] != ":")
        if cursor <= token.places[begins[1].end() - 1]:
            return Spot(token.places[begins[0]], token.end, text[token.places[begins[0]] : cursor])
        return _value(text, token.places[sign - 1] + 1, token.end, cursor, field)
    return Spot(cursor, cursor, "")


def _value(text: str, start: int, end: int, cursor: int, field: Field) -> Spot:
    """The value at the cursor, of those of a field."""
    parts = "|" if field.nature == "money" else ",|"
    quote, place, compared = "", start, False
    while place < cursor:
        sign = text[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in QUOTES:
            quote = QUOTES[sign]
        elif sign in parts:
            start, compared = place + 1, False
        elif found := next((each for each in (*SIGNS, RANGE) if text.startswith(each, place)), None):
            start, compared = place + len(found), True
            place = start - 1
        place += 1
    rest = next((i for i in range(cursor, end) if text[i] in parts), end)
    return Spot(start, rest, text[start:cursor].strip("".join({*QUOTES, *QUOTES.values()})), field, compared)


def ahead(text: str, cursor: int, fields: Fields) -> str:
    """The text without the word at the cursor, where that may become the name of a field: it asks nothing yet."""
    at = spot(text, cursor, fields)
    begun = fold(at.typed)
    if at.field is not None or not begun or cursor != at.end:
        return text
    if not any(fold(name).startswith(begun) for name in fields.spelled):
        return text
    return text[: at.start].removesuffix("-") + text[at.end :]


def written(value: str) -> str:
    """A value as it is written in a filter: in quotes where it holds what parts terms or values."""
    special = {*BLANKS, *",|", *QUOTES}
    if value and not special & {*value} and not value.startswith(SIGNS) and RANGE not in value:
        return value
    # The language has no way to write a straight quote inside quotes: the words around it find the same.
    return '"' + value.replace('"', " ") + '"'
