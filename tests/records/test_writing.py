"""What the program writes of a record is read back as that record."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drawn import keyed
from hypothesis import HealthCheck, given, settings

from jo_security.files.block import block
from jo_security.files.read import read
from jo_security.files.style import Style
from jo_security.records.record import shapes
from jo_security.records.tables import ARRAYS, kind
from jo_security.records.writing import keys_of, text, title, written

HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'

COMMITMENT: dict[str, Any] = {
    "note": "une\nnote",
    "amount": 12_400_000,
    "visa": {"date": datetime.date(2023, 3, 10), "number": "V1"},
    "schedule": [{"exercise": 2023, "cp": Decimal("4000000.5")}, {"exercise": 2024, "cp": Decimal("8399999.50")}],
    "tags": ["drone", 'a "b"'],
    "supplier": "Société \\ fictive",
    "label": "Radars",
    "line": "anti-drone",
    "date": datetime.date(2023, 3, 14),
    "id": "EJ-1",
}


@given(keyed())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_record_is_read_back_as_it_is(tmp_path: Path, drawn: tuple[str, dict[str, Any], Any]) -> None:
    table, keys, record = drawn
    path = tmp_path / "b.toml"
    for style in (Style(), Style(end="\r\n", header="  ", keys="\t", equals="=", aligned=True)):
        for said in (keys, keys_of(record)):
            path.write_bytes((HEAD.replace("\n", style.end) + block(table, said, style, "ana").text).encode())
            reading = read(str(path))
            assert reading.book is not None, reading.problems
            assert reading.book.records[table] == (record,)


def test_keys_stand_in_the_order_of_the_reference_however_they_are_given() -> None:
    assert written("commitment", COMMITMENT) == [
        ("id", '"EJ-1"'),
        ("date", "2023-03-14"),
        ("line", '"anti-drone"'),
        ("supplier", '"Société \\\\ fictive"'),
        ("label", '"Radars"'),
        ("amount", "12_400_000.00"),
        ("visa", '{ number = "V1", date = 2023-03-10 }'),
        ("schedule", "[{ exercise = 2023, cp = 4_000_000.50 }, { exercise = 2024, cp = 8_399_999.50 }]"),
        ("note", '"une\\nnote"'),
        ("tags", '["drone", "a \\"b\\""]'),
    ]
    for table in ARRAYS:
        assert next(iter(shapes(kind(table)))) in {"id", "date", "indicator", "to"}


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Decimal("12400000.25"), "12_400_000.25"),
        (Decimal(-400000), "-400_000.00"),
        (5, "5.00"),
        (Decimal("-0.5"), "-0.50"),
        (Decimal("99999999999.99"), "99_999_999_999.99"),
        (Decimal(1000), "1_000.00"),
        (Decimal("999.9"), "999.90"),
    ],
)
def test_amounts_have_two_decimals(amount: int | Decimal, said: str) -> None:
    assert dict(written("delivery", {"amount": amount})) == {"amount": said}


def test_other_numbers_are_written_as_exactly() -> None:
    assert [text(Decimal(each)) for each in ("0.90", "1E+3", "1E+30", "1E-30", "-2.50")] == [
        *("0.90", "1000", "1E+30", "1E-30", "-2.50")
    ]


def test_what_steers_a_terminal_is_escaped() -> None:
    assert text('a\tb\n"\\\x00\x7f\u2028\u202e') == '"a\\tb\\n\\"\\\\\\u0000\\u007F\\u2028\\u202E"'


def test_an_unknown_key_is_no_key_to_write() -> None:
    with pytest.raises(KeyError):
        written("delivery", {"amout": 1})


def test_a_record_without_id_is_named_by_what_tells_it_from_others() -> None:
    day = datetime.date(2024, 12, 31)
    assert title("commitment", COMMITMENT) == "EJ-1"
    assert title("assertion", {"date": day, "measure": "paid", "line": "a"}) == "assertion paid a 2024-12-31"
    assert title("observation", {"indicator": "i", "to": day}) == "observation i 2024-12-31"
