"""The shapes of values: what pydantic checks strictly, and what a person is told when a value does not fit.

A record's field is annotated with one of the types at the end of this module. Each carries a `Shape`, which is all that
pydantic needs: `pydantic.TypeAdapter(Commitment)` works, and so does the engine alone, which `checking` uses because
it starts several times faster. A shape also says what a JSON Schema can know of it, for editors.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from jo_security.records.currencies import CURRENCIES
from jo_security.records.money import DECIMALS, LIMIT, Unwieldy, cents
from jo_security.records.money import number as decimal
from jo_security.records.problem import Words
from jo_security.records.words import N_

CONTROLS = r"\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$"
TEXT_PATTERN = rf"^[^{CONTROLS}]*[^\s{CONTROLS}][^{CONTROLS}]*$"
NOTE_PATTERN = rf"^(?:[^{CONTROLS}]|\n|\t|\r\n)*$"
_PART = rf"(?!\.)(?:[^{CONTROLS}/\\:*?\[\]{{}}]|\{{(?:exercise|officer)\}})+"
RECEIVER_PATTERN = rf"(?:{_PART}/)*{_PART}\.toml"
FIRST_EXERCISE, LAST_EXERCISE = 1000, 9999
FIRST_DAY = datetime.date(FIRST_EXERCISE, 1, 1)

Hint = Callable[[object], Words | None]
JsonSchema = dict[str, Any]


class Shape:
    """How one kind of value is checked, the words for what it takes, and what JSON Schema knows of it."""

    def __init__(self, schema: CoreSchema, takes: Words, hint: Hint | None = None, *, json: JsonSchema) -> None:
        self.schema = schema
        self.takes = takes
        self.hint = hint
        self.json = json
        self.engine: SchemaValidator | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value fits."""
        self.engine = self.engine or SchemaValidator(self.schema)
        return self.engine.isinstance_python(value)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Hand pydantic the schema as it is."""
        return self.schema


def toml(value: object) -> str:
    """A value as a person would have written it in the file, in short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= LONGEST_TEXT else f'"{value[:LONGEST_TEXT]}…"'
    if isinstance(value, dict):
        return "{ … }"
    if isinstance(value, list):
        return "[ … ]"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    text = _digits(value)
    return text if len(text) <= LONGEST_NUMBER else f"{text[:CUT]}…"


def _digits(value: object) -> str:
    """The digits of a number; an integer too long for `str` is cut by arithmetic."""
    if type(value) is int and abs(value) >= 10**24:
        return f"{'-' if value < 0 else ''}1e{int(abs(value).bit_length() * 0.30103)}"
    return str(value)


def _amount(low: int, *, zero: bool) -> Callable[[object], int]:
    """A check of an amount in cents: not under `low`, and zero only where it is one."""

    def check(value: object) -> int:
        amount = cents(value)
        if amount < low or (amount == 0 and not zero):
            raise ValueError
        return amount

    return check


LARGEST = LIMIT * 10**DECIMALS - 1
"""The largest amount, in cents."""

MOST_DIGITS = 4_000
"""Before and after the point, of numbers that are not amounts; Python writes out no integer of more than 4,300."""

LONGEST_TEXT, LONGEST_NUMBER, CUT = 40, 24, 20
"""How much of a value a message shows."""

_GROUPED = re.compile(r"[+-]?[0-9]+(?:[ _'.\u00a0\u202f][0-9]{3})*(?:[.,][0-9]{1,2})?[ \u00a0\u202f]?(?:€|EUR)?")


def written(text: str) -> str | None:
    """The amount that a text means as TOML writes it, `12_400_000.25` for `12 400 000,25 €`; None for another text."""
    text = re.sub(r"^([+-])[ \u00a0\u202f]", r"\1", re.sub("^[\u2212\u2013]", "-", text.strip()))
    if len(text) > LONGEST_TEXT or not _GROUPED.fullmatch(text):
        return None
    digits = re.sub(r"[ _'€EUR\u00a0\u202f]", "", text).replace(",", ".")
    head, _, tail = digits.rpartition(".")
    if head and len(tail) <= DECIMALS:
        return _underscores(head.replace(".", "") + "." + tail.ljust(2, "0"))
    return _underscores(digits.replace(".", ""))


def _amount_shape(low: int, takes: str, *, zero: bool) -> Shape:
    """The shape of an amount: not under `low` cents, and zero only where it is one."""
    check = _amount(low, zero=zero)

    def hint(value: object) -> Words | None:
        if isinstance(value, str) and (text := written(value)) and _fits(check, text):
            return Words(N_("Write {number} without quotes."), {"number": text})
        return _form(value)

    # Nothing is said of decimals: linters reckon in binary, where 0.29 is no multiple of 0.01.
    json: JsonSchema = {"type": "number", "minimum": max(low, -LARGEST) / 100, "maximum": LARGEST / 100}
    if low < 0 and not zero:
        json["not"] = {"const": 0}
    return _plain(check, takes, hint, json=json)


def _fits(check: Callable[[object], int], text: str) -> bool:
    """Whether a text, read as a number, passes a check."""
    try:
        check(decimal(text) if "." in text else int(text))
    except ValueError:
        return False
    return True


def _form(value: object) -> Words | None:
    """What the form of an amount has to be, for a number that is not one."""
    exponent = value.as_tuple().exponent if isinstance(value, Unwieldy) else None
    if isinstance(exponent, int) and exponent >= -DECIMALS:
        return Words(N_("Write the amount without an exponent."))
    if type(value) is int or isinstance(value, Decimal):
        try:
            cents(value)
        except ValueError:
            return Words(N_("An amount has at most two decimals and lies below 100,000,000,000."))
    return None


def _underscores(number: str) -> str:
    """Digits grouped by three, as TOML allows: `12_400_000.25`."""
    sign = number[: len(number) - len(number.lstrip("+-"))]
    units, dot, rest = number[len(sign) :].partition(".")
    return f"{sign.replace('+', '')}{int(units):_}{dot}{rest}"


def _date_hint(value: object) -> Words | None:
    """The date to write for one that was quoted or carries an hour."""
    if isinstance(value, datetime.datetime):
        return Words(N_("Write {date} alone, without the hour."), {"date": value.date().isoformat()})
    if isinstance(value, str):
        try:
            day = datetime.date.fromisoformat(value.strip())
        except ValueError:
            return None
        return Words(N_("Write {date} without quotes."), {"date": day.isoformat()})
    return None


def _ratio(value: object) -> Decimal:
    """A share of one, over 0 and up to 1."""
    number = _finite(value)
    if not 0 < number <= 1:
        raise ValueError
    return number


def _finite(value: object) -> Decimal:
    """Any finite number, exactly as written, unless it has more digits than can be reckoned with."""
    if type(value) is int or (isinstance(value, Decimal) and value.is_finite()):
        number = Decimal(value)
        if abs(number.adjusted()) <= MOST_DIGITS:
            return number
    raise ValueError


def _currency(value: object) -> str:
    """A currency of ISO 4217 by its three letters."""
    if isinstance(value, str) and value in CURRENCIES:
        return value
    raise ValueError


def _receiver(value: object) -> str:
    """The name of a file below the budget's folder, in which an exercise and an officer may stand for a part."""
    if not isinstance(value, str) or not re.fullmatch(RECEIVER_PATTERN, value):
        raise ValueError
    return value


def _plain(check: Callable[[Any], object], takes: str, hint: Hint | None = None, *, json: JsonSchema) -> Shape:
    """A shape checked by one function that raises ValueError."""
    return Shape(core_schema.no_info_plain_validator_function(check), Words(takes), hint, json=json)


def _whole(low: int, high: int, takes: str) -> Shape:
    """A whole number between two others."""
    schema = core_schema.int_schema(strict=True, ge=low, le=high)
    return Shape(schema, Words(takes), json={"type": "integer", "minimum": low, "maximum": high})


def choice(*values: str) -> Shape:
    """One of a few words."""
    takes = Words(N_("one of {choices:list}"), {"choices": values})

    def near(value: object) -> Words | None:
        from difflib import get_close_matches  # loaded for a mistake only

        close = get_close_matches(value.lower(), values, n=1) if isinstance(value, str) else ()
        return Words(N_("Did you mean {name}?"), {"name": close[0]}) if close else None

    return Shape(core_schema.literal_schema(list(values)), takes, near, json={"type": "string", "enum": list(values)})


_AN_ID = N_("an id of 1 to 64 characters among A-Z a-z 0-9 . _ / -, the first a letter or a digit")
_A_TEXT = N_("a text that is not blank, on one line, without control characters")
_TEXTS = N_("a list of texts in brackets, none of them blank")
_A_NOTE = N_("a text that is not blank, without control characters other than line breaks and tabs")
_A_DATE = N_("a date such as 2023-03-14, without quotes")
_POSITIVE = N_("an amount over zero such as 12_400_000.25, without quotes")
_NOT_NEGATIVE = N_("an amount of zero or more such as 12_400_000.25, without quotes")
_SIGNED = N_("an amount other than zero such as -400_000.00, without quotes")
_ANY = N_("an amount such as -400_000.00 or 0, without quotes")
_YEAR = N_("a financial year of four digits such as 2024, without quotes")
_TITLE = N_("a title of the LOLF, from 1 to 7, without quotes")
_FLAG = N_("true or false, without quotes")
_SHARE = N_("a number over 0 and up to 1 such as 0.90, without quotes")
_NUMBER = N_("a number such as 12.5, without quotes")
_RECEIVER = N_("a file in the budget's folder or below, such as jo-2024/{{exercise}}.toml; {{officer}} may stand in it")
_CURRENCY = N_("a currency of ISO 4217 such as EUR")

_NOT_BLANK = r"\S"

ID = Shape(
    core_schema.str_schema(strict=True, pattern=ID_PATTERN),
    Words(_AN_ID),
    json={"type": "string", "pattern": ID_PATTERN},
)
TEXT = Shape(
    core_schema.str_schema(strict=True, pattern=TEXT_PATTERN),
    Words(_A_TEXT),
    json={"type": "string", "pattern": TEXT_PATTERN},
)
NOTE = Shape(
    core_schema.chain_schema(
        [core_schema.str_schema(strict=True, pattern=_NOT_BLANK), core_schema.str_schema(pattern=NOTE_PATTERN)]
    ),
    Words(_A_NOTE),
    json={"type": "string", "pattern": NOTE_PATTERN, "allOf": [{"pattern": _NOT_BLANK}]},
)
DATE = Shape(
    core_schema.date_schema(strict=True, ge=FIRST_DAY),
    Words(_A_DATE),
    _date_hint,
    json={"type": "string", "format": "date"},
)
YEAR = _whole(FIRST_EXERCISE, LAST_EXERCISE, _YEAR)
POSITIVE = _amount_shape(1, _POSITIVE, zero=False)
NOT_NEGATIVE = _amount_shape(0, _NOT_NEGATIVE, zero=True)
SIGNED = _amount_shape(-(10**14), _SIGNED, zero=False)
ANY = _amount_shape(-(10**14), _ANY, zero=True)
AMOUNTS = (POSITIVE, NOT_NEGATIVE, SIGNED, ANY)
"""The shapes of amounts: a record holds them in cents, a file with two decimals."""

FLAG = Shape(core_schema.bool_schema(strict=True), Words(_FLAG), json={"type": "boolean"})

Id = Annotated[str, ID]
Text = Annotated[str, TEXT]
Note = Annotated[str, NOTE]
Date = Annotated[datetime.date, DATE]
Exercise = Annotated[int, YEAR]
Title = Annotated[int, _whole(1, 7, _TITLE)]
Flag = Annotated[bool, FLAG]
Share = Annotated[Decimal, _plain(_ratio, _SHARE, json={"type": "number", "exclusiveMinimum": 0, "maximum": 1})]
Number = Annotated[Decimal, _plain(_finite, _NUMBER, json={"type": "number"})]
Currency = Annotated[str, _plain(_currency, _CURRENCY, json={"type": "string", "enum": sorted(CURRENCIES)})]
Receiver = Annotated[
    str, _plain(_receiver, _RECEIVER, json={"type": "string", "pattern": rf"^(?:{RECEIVER_PATTERN})$"})
]
PositiveAmount = Annotated[int, POSITIVE]
Amount = Annotated[int, NOT_NEGATIVE]
SignedAmount = Annotated[int, SIGNED]
AnyAmount = Annotated[int, ANY]
Tags = Annotated[
    tuple[str, ...],
    Shape(core_schema.tuple_variable_schema(TEXT.schema), Words(_TEXTS), json={"type": "array", "items": TEXT.json}),
]
