"""Days as they are typed and gone through: they end where the dates of the format do."""

from __future__ import annotations

import datetime

import pytest

from jo_security.records.days import days_on, in_full, months_on
from jo_security.records.shapes import FIRST_DAY
from jo_security.records.typed import Misread, typed

LAST_DAY = datetime.date.max


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-01-15", -1, "2023-12-15"),
        ("1000-01-20", -1, "1000-01-01"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_months_keep_the_day_where_there_is_one(day: str, months: int, there: str) -> None:
    assert months_on(datetime.date.fromisoformat(day), months).isoformat() == there


def test_days_end_where_dates_do() -> None:
    assert days_on(FIRST_DAY, -1) == FIRST_DAY
    assert days_on(LAST_DAY, 1) == LAST_DAY
    assert days_on(datetime.date(2024, 2, 28), 2) == datetime.date(2024, 3, 1)


@pytest.mark.parametrize(("text", "day_first"), [("2024-07-26", False), ("26/07/2024", True), ("2024-07-26", True)])
def test_a_day_in_full_says_its_year(text: str, day_first: bool) -> None:
    assert in_full(text, day_first=day_first) == datetime.date(2024, 7, 26)


@pytest.mark.parametrize("text", ["26/07", "t", "+3", "12", "0999-12-31", "20240726", "2024-02-30"])
def test_what_is_no_day_in_full_is_misread(text: str) -> None:
    with pytest.raises(Misread):
        in_full(text, day_first=True)


def test_a_date_is_no_amount() -> None:
    with pytest.raises(Misread, match="is a date"):
        typed(" 2024-09-30 ")
    assert typed("2024-9-30") == 198_500
