"""What a budget offers for the fields of a filter: whatever is typed, and nothing that is not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jo_security.ledger import answers
from jo_security.ledger.filtering import VIEWS
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import open_budget

JO_2024 = str(Path(__file__).parents[2] / "budgets" / "jo-2024.toml")
FIELDS = sorted({name for fields in VIEWS.values() for name in fields.spelled})


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    opened = open_budget(JO_2024)
    assert opened.ledger is not None
    answers.note(opened.ledger, opened.findings)
    return opened.ledger


@pytest.mark.parametrize("typed", ["", "3", "dr", "é [b]'%", "x" * 1000])
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_offers_texts(ledger: Ledger, field: str, typed: str) -> None:
    for name, says in answers.offered(ledger, field, typed):
        assert isinstance(name, str)
        assert isinstance(says, str)


def test_titles_are_offered_as_they_are_typed(ledger: Ledger) -> None:
    assert [name for name, _ in answers.offered(ledger, "title", "")] == ["2", "3", "5", "6"]
    assert [name for name, _ in answers.offered(ledger, "title", "5")] == ["5"]
