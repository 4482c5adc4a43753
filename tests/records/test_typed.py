"""Amounts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jo_security.locales.language import speak
from jo_security.records.typed import Misread, typed

READ = {
    "12 400 000,25": 1_240_000_025,
    "12400000.25": 1_240_000_025,
    "12_400_000.25": 1_240_000_025,
    "12\u202f400\u00a0000,25 €": 1_240_000_025,
    "12'400'000.25": 1_240_000_025,
    "12,4M": 1_240_000_000,
    "12.4M": 1_240_000_000,
    "12,4 M€": 1_240_000_000,
    "500k": 50_000_000,
    "1,234.50": 123_450,
    "1.234,50": 123_450,
    "1,234,567": 123_456_700,
    "1 234": 123_400,
    "0,5": 50,
    "5": 500,
    "-400000": -40_000_000,
    "\u2212400 000,00": -40_000_000,
    "+5": 500,
    "3*1200+450,50": 405_050,
    "3 * 1 200 + 450,50": 405_050,
    "1200*3-100": 350_000,
    "1M-0,01": 99_999_999,
    "2*0,005": 1,
    "99 999 999 999,99": 9_999_999_999_999,
}
REFUSED = (
    *("", " ", "a", "1e5", "1 2", "12 34", "1__000", "5$", "1,2345", "12 400,255", "100000000000", "0,001"),
    *("1+", "+", "*2", "2**3", "1-*2", "NaN", "inf", "0x10", "1.2.3", "1,2,3", "12,", "1_234_5", "(1+2)"),
)


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read(text: str) -> None:
    assert typed(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_another_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(Misread) as caught:
        typed(text)
    for code in ("en", "fr"):
        assert text.strip() in speak(code).render(caught.value.words.text, caught.value.words.values)


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345M", "3*1,234"])
def test_what_can_be_read_in_two_ways_is_refused_with_both(text: str) -> None:
    with pytest.raises(Misread) as caught:
        typed(text)
    values = caught.value.words.values
    assert str(values["large"]).replace(".", "") == str(values["small"]).replace(".", "")
    assert "." in str(values["small"])
    assert "." not in str(values["large"])


@given(st.integers(-(10**13) + 1, 10**13 - 1))
def test_amounts_that_the_program_writes_are_read_back(cents: int) -> None:
    for code in ("en", "fr"):
        language = speak(code)
        assert typed(language.amount(cents)) == cents
        assert typed(language.money(cents)) == cents
