"""The digest of a closing is that of the text which its description gives, whatever the records hold."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import tomli
from drawn import keyed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import digest
from oracle.closings import closed

from jo_security.files.block import block
from jo_security.files.read import read
from jo_security.files.style import Style
from jo_security.records.digest import digests
from jo_security.records.money import number
from jo_security.records.tables import OPERATIONS

HEAD = """\
format = 1
[budget]
id = "b"
label = "B"
start = 2024-01-01
end = 2024-12-31
[[line]]
id = "top"
label = "Top"
programme = "176"
[[line]]
id = "a"
label = "A"
parent = "top"
title = 5
[[line]]
id = "z"
label = "Z"
allocation = 10.5
[[line]]
id = "n"
label = "N"
"""

COMMITMENT = """\
[[commitment]]
id = "EJ-1"
date = 2024-05-02
line = "a"
supplier = 'Société "S" \\'
label = "L"
amount = 5
exercise = 2024
ceiling = 1_000
schedule = [{ exercise = 2024, cp = 5 }]
override = { by = "B", reason = "R", date = 2024-05-02 }
tags = ["é", "b"]
note = '''
un
	deux'''
[[plan]]
id = "P"
date = 2024-05-03
line = "nowhere"
label = "L"
amount = 1.5
probability = 0.50
scenario = "base"
"""

TEXT = r"""["budget",{"currency":"EUR","id":"b","start":"2024-01-01","to":"2024-05-03"}]
["commitment",{"amount":"5.00","ceiling":"1000.00","date":"2024-05-02","id":"EJ-1","label":"L","line":"a","note":"un\n\tdeux","override":{"by":"B","date":"2024-05-02","reason":"R"},"schedule":[{"cp":"5.00","exercise":2024}],"supplier":"Société \"S\" \\","tags":["é","b"]}]
["line",{"allocation":"10.50","id":"z"}]
["line",{"id":"a","parent":"top","title":5}]
["line",{"id":"top","programme":"176"}]
["plan",{"amount":"1.50","date":"2024-05-03","id":"P","label":"L","line":"nowhere","probability":"0.5"}]
"""  # noqa: E501 a line is a record


def given_by(path: Path, text: str, day: datetime.date) -> tuple[str, str]:
    """Give the digest of a budget's text, and that of what TOML says alone."""
    path.write_bytes(text.encode())
    book = read(str(path)).book
    assert book is not None
    return digests(book, [day])[day], digest(tomli.loads(text, parse_float=number), day)


def test_the_text_is_the_one_that_is_described(tmp_path: Path) -> None:
    day = datetime.date(2024, 5, 3)
    assert closed(tomli.loads(HEAD + COMMITMENT, parse_float=number), day) == TEXT
    here, there = given_by(tmp_path / "b.toml", HEAD + COMMITMENT, day)
    assert here == there
    assert given_by(tmp_path / "b.toml", (HEAD + COMMITMENT).replace("\n", "\r\n"), day)[0] == here


@given(st.lists(keyed(OPERATIONS), min_size=1, max_size=4), st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_is_recorded_another_program_finds_the_same(
    tmp_path: Path, drawn: list[tuple[str, dict[str, Any], Any]], data: st.DataObject
) -> None:
    records = [(table, keys | {"id": f"X-{at}"}) for at, (table, keys, _) in enumerate(drawn)]
    day = data.draw(st.sampled_from([keys["date"] for _, keys in records]))
    text = HEAD + "".join(block(table, keys, Style(), "ana").text for table, keys in records)
    here, there = given_by(tmp_path / "b.toml", text, day)
    assert here == there


def test_several_days_are_several_digests_and_no_day_is_none(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(HEAD + COMMITMENT, "utf-8")
    book = read(str(tmp_path / "b.toml")).book
    assert book is not None
    days = [datetime.date(2024, 5, day) for day in (1, 2, 3)]
    every = digests(book, days)
    assert [every[day] for day in days] == [digests(book, [day])[day] for day in days]
    assert len(set(every.values())) == len(days)
    assert digests(book, []) == {}


@pytest.mark.parametrize("order", [1, -1])
def test_a_tree_that_goes_round_has_an_end(tmp_path: Path, order: int) -> None:
    lines = [
        f'[[line]]\nid = "{name}"\nlabel = "L"\nparent = "{above}"\nallocation = 1\n' for name, above in ("xy", "yx")
    ]
    here, there = given_by(tmp_path / "b.toml", HEAD + "".join(lines[::order]), datetime.date(2024, 5, 3))
    assert here == there
