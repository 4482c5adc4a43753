"""Text in the cells of a spreadsheet."""

import pytest

from jo_security.records.defusing import defused


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "=", "=cmd|'/C calc'!A0", " =1", "\u200b=1", "\uff1d1"]
)
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a", "a=1", "'=1", "1-2", "é", "−1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert defused(text) == text
