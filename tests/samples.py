"""A sound record of each table, written as in a budget file, and values that fit and do not fit each shape."""

from typing import Any, cast

import tomli

from jo_security.records import shapes
from jo_security.records.checking import Fault, check
from jo_security.records.closing import Digest
from jo_security.records.money import number
from jo_security.records.record import Many, Record
from jo_security.records.record import shapes as shapes_of
from jo_security.records.shapes import Shape
from jo_security.records.tables import ARRAYS, SINGLE, kind

TABLES = (*SINGLE, *ARRAYS)

SOUND = {
    "budget": 'id = "b", label = "B"',
    "controls": "annual = true",
    "programme": 'id = "176", label = "Police nationale"',
    "line": 'id = "drones", label = "Drones"',
    "movement": 'id = "M", kind = "opening", date = 2024-01-01, line = "drones", ae = 10',
    "reservation": 'id = "AF-1", date = 2024-01-01, line = "drones", label = "L", amount = 10',
    "commitment": 'id = "EJ-1", date = 2024-01-01, line = "drones", supplier = "S", label = "L", amount = 10',
    "adjustment": 'id = "A", date = 2024-01-01, commitment = "EJ-1", amount = -10, reason = "R"',
    "delivery": 'id = "SF-1", date = 2024-01-01, commitment = "EJ-1", amount = 10',
    "payment": 'id = "DP-1", date = 2024-01-01, commitment = "EJ-1", amount = 10',
    "plan": 'id = "P", date = 2024-01-01, line = "drones", label = "L", amount = 10',
    "assertion": 'date = 2024-01-01, amount = 10, measure = "paid"',
    "closing": f'to = 2024-01-01, date = 2024-01-02, by = "B", digest = "sha256:{"0" * 64}"',
    "indicator": 'id = "i", programme = "176", label = "L", unit = "%"',
    "observation": 'indicator = "i", value = 1, to = 2024-01-01',
    "milestone": 'id = "m", programme = "176", label = "L"',
}
"""The fewest keys that each table can do with."""

ANOTHER = {
    ("movement", "from"): 'id = "M", kind = "transfer", date = 2024-01-01, to = "b", ae = 10',
    ("movement", "to"): 'id = "M", kind = "transfer", date = 2024-01-01, from = "b", ae = 10',
    ("movement", "from-exercise"): 'id = "M", kind = "carry-over", date = 2026-01-01, line = "a", ae = 10',
    ("closing", "to"): f'date = 9999-12-31, by = "B", digest = "sha256:{"0" * 64}"',
    ("closing", "date"): f'to = 1000-01-01, by = "B", digest = "sha256:{"0" * 64}"',
    ("payment", "line"): 'id = "DP-1", date = 2024-01-01, amount = 10',
}
"""What a key goes with, where it does not go with the record above."""

HASH = "0123456789abcdef" * 4
DIGITS = "9" * 5_000
NOT_AMOUNTS = (
    *('"12.00"', '"12 400,00"', "1e3", "1E3", "1.0e0", "1.005", "0.001", "1.000", "inf", "-inf", "+inf", "nan"),
    *("100_000_000_000", "-100_000_000_000", "100_000_000_000.00", "99_999_999_999.999", "1e11", DIGITS, f"-{DIGITS}"),
    *(f"{DIGITS}.00", f"0.{DIGITS}", "true", "false", "2024-01-01", "[1]", "{ a = 1 }"),
)
SIGNED = ("1", "-1", "0.01", "-0.01", "99_999_999_999.99", "-99_999_999_999.99", "+12.5", "0x10")
ZEROS = ("0", "0.0", "0.00", "-0", "-0.00")
CONTROLS = (
    "\\u0000",
    "\\u0007",
    "\\u001B",
    "\\u007F",
    "\\u0085",
    "\\u009F",
    "\\u202A",
    "\\u202E",
    "\\u2066",
    "\\u2069",
)
DATES = ("2024-01-01", "2024-02-29")


def carried(annotation: Any) -> Shape:
    """The shape that an annotation carries."""
    return cast("Shape", annotation.__metadata__[0])


BAD: dict[Shape, tuple[str, ...]] = {
    shapes.ID: (
        *("1", "true", "2024-01-01", '["a"]', '""', '" "', '" a"', '"a "', '"a b"', '"é"', '"-a"', '".a"', '"_a"'),
        *('"a\\n"', '"a\\nb"', '"a:b"', f'"{"a" * 65}"', *(f'"a{sign}"' for sign in CONTROLS)),
    ),
    shapes.TEXT: (
        *("1", "1.5", "true", "2024-01-01", '["a"]', "{ a = 1 }", '""', '"  "', '"\\t"', '"\\u00A0"', '"\\u2003"'),
        *('"a\\nb"', '"a\\tb"', '"a\\r"', '"""\na\nb"""', *(f'"a{sign}b"' for sign in CONTROLS)),
    ),
    shapes.NOTE: (
        *("1", "true", '["a"]', '""', '" \\n\\t "', '"\\u00A0"', '"a\\rb"', '"a\\r"'),
        *(f'"a{sign}b"' for sign in CONTROLS),
    ),
    shapes.DATE: (
        *('"2024-01-01"', '"14/03/2024"', "2024-01-01T00:00:00", "2024-01-01 00:00:00", "2024-01-01T00:00:00Z"),
        *("2024-01-01T12:30:00+02:00", "00:00:00", "20240101", "1704067200", "1704067200.0", "true", '""', "[]"),
    ),
    shapes.YEAR: (
        *("2024.0", '"2024"', "true", "999", "10_000", "-2024", "0", "2024-01-01", "inf", "nan", "2.024e3", DIGITS),
    ),
    shapes.POSITIVE: (*NOT_AMOUNTS, *ZEROS, "-1", "-0.01"),
    shapes.NOT_NEGATIVE: (*NOT_AMOUNTS, "-1", "-0.01"),
    shapes.SIGNED: (*NOT_AMOUNTS, *ZEROS),
    shapes.ANY: NOT_AMOUNTS,
    carried(shapes.Title): ("0", "8", "-1", "2.0", '"2"', "true", "2024-01-01"),
    carried(shapes.Flag): ('"yes"', '"true"', '"oui"', "1", "0", "1.0", "[]", '""'),
    carried(shapes.Share): (
        *("0", "0.0", "-0.5", "1.01", "2", '"0.5"', "true", "inf", "nan", "1e-999999999", "2024-01-01"),
    ),
    carried(shapes.Number): ('"1"', "true", "inf", "-inf", "nan", "1e999999999", "2024-01-01", "[1]"),
    carried(shapes.Currency): ('"eur"', '"EURO"', '"€"', '"XYZ"', '""', "1", "true"),
    carried(shapes.Receiver): (
        *("1", "true", '""', '"a"', '".toml"', '"a/.toml"', '"/a.toml"', '"../a.toml"', '"a/../b.toml"', '"a//b.toml"'),
        *('".a/b.toml"', '"{year}.toml"', '"{}.toml"', '"{exercise.toml"', '"a\\\\b.toml"', '"C:a.toml"', '"*.toml"'),
        *('"a\\n.toml"', '["a.toml"]', '"a.toml "'),
    ),
    carried(Digest): (
        *(
            f'"{text}"'
            for text in (HASH, f"md5:{HASH}", f"sha256:{HASH}0", f"sha256:{HASH.upper()}", f" sha256:{HASH}")
        ),
        *("1", '""', "[]"),
    ),
    carried(shapes.Tags): ('"a"', "1", "[1]", '[""]', '["a", 2]', '[["a"]]', "{ a = 1 }", '["a\\u0000"]'),
}

GOOD: dict[Shape, tuple[str, ...]] = {
    shapes.ID: ('"a"', '"1"', '"EJ-1000000001"', '"176"', '"jo/2024_a.b-c"', f'"{"a" * 64}"'),
    shapes.TEXT: ('"a"', '" a "', '"Sécurité des JO"', '"[bold]x[/]"', '"警備 🛡️ é"', '"a\\u00A0b"', "'''a'''"),
    shapes.NOTE: ('"a"', '"a\\nb\\tc"', '"a\\r\\nb"', '"""\na\nb\n"""', '"<b>"', '" a"'),
    shapes.DATE: DATES,
    shapes.YEAR: ("1000", "2024", "9999", "2_024"),
    shapes.POSITIVE: tuple(one for one in SIGNED if not one.startswith("-")),
    shapes.NOT_NEGATIVE: (*ZEROS, *(one for one in SIGNED if not one.startswith("-"))),
    shapes.SIGNED: SIGNED,
    shapes.ANY: (*SIGNED, *ZEROS),
    carried(shapes.Title): tuple("1234567"),
    carried(shapes.Flag): ("true", "false"),
    carried(shapes.Share): ("1", "1.0", "0.9", "1e-3", "0.000001"),
    carried(shapes.Number): ("0", "-1", "0.5", "1e3", "-2.5e-3", "100_000_000_000"),
    carried(shapes.Currency): ('"EUR"', '"XPF"', '"USD"'),
    carried(shapes.Receiver): (
        '"a.toml"',
        '"jo-2024/{exercise}.toml"',
        '"é/{officer}-{exercise}.b.toml"',
        "'{officer}.toml'",
    ),
    carried(Digest): (f'"sha256:{HASH}"',),
    carried(shapes.Tags): ("[]", '["a"]', '["a", "drone"]'),
}


def raw(text: str) -> dict[str, Any]:
    """What TOML gives for the inside of a record."""
    return tomli.loads(f"record = {{ {text} }}", parse_float=number)["record"]  # type: ignore[no-any-return]


def entry(table: str, name: str, value: str) -> dict[str, Any]:
    """A sound record with one of its keys set."""
    text = ANOTHER.get((table, name), SOUND[table])
    try:
        return raw(text) | raw(f"{name} = {value}")
    except ValueError:  # thousands of digits
        return raw(text) | {name: -(10**3_000) if value.startswith("-") else 10**3_000}


def told(table: str, *entries: object) -> list[Fault]:
    """The faults of records of a table."""
    return check(kind(table), list(entries))[1]


def plain(of: type[Record]) -> dict[str, Shape]:
    """The shapes of the keys of a class that take one value, choices included."""
    return {name: shape for name, shape in shapes_of(of).items() if not hasattr(shape, "of")}


def nested(of: type[Record]) -> dict[str, tuple[type[Record], bool]]:
    """The keys of a class that take records, with their class and whether they take several."""
    return {name: (shape.of, isinstance(shape, Many)) for name, shape in shapes_of(of).items() if hasattr(shape, "of")}


def values(shape: Shape, listed: dict[Shape, tuple[str, ...]]) -> tuple[str, ...]:
    """The values listed for a shape; for a choice, its words or other things."""
    if shape in listed:
        return listed[shape]
    choices = [str(one) for one in shape.takes.values["choices"]]  # type: ignore[attr-defined]
    if listed is GOOD:
        return tuple(f'"{one}"' for one in choices)
    return ('"nope"', f'"{choices[0].upper()}"', f'" {choices[0]}"', '""', "1", "true", f'["{choices[0]}"]')


def cases(listed: dict[Shape, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Every table, each of its keys, each value listed for the key's shape."""
    return [
        (table, name, value)
        for table in TABLES
        for name, shape in plain(kind(table)).items()
        for value in values(shape, listed)
    ]
