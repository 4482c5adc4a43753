"""A whole budget, and one record less."""

from __future__ import annotations

from pathlib import Path

from jo_security.files.read import read
from jo_security.records.tables import Book

LATE = "2023-05-02"
TEXT = f"""format = 1
[budget]
id = "b"
label = "B"
start = 2023-01-01
end = 2023-12-31
[[line]]
id = "a"
label = "A"
allocation = 100
[[commitment]]
id = "C"
date = 2023-02-01
line = "a"
supplier = "S"
label = "L"
amount = 50
[[adjustment]]
id = "A1"
commitment = "C"
date = {LATE}
reason = "R"
amount = -1
[[payment]]
id = "P1"
commitment = "C"
date = {LATE}
amount = -2
[[adjustment]]
id = "A2"
commitment = "C"
date = {LATE}
reason = "R"
amount = -3
"""


def book(folder: Path, text: str) -> Book:
    path = folder / "b.toml"
    path.write_text(text, "utf-8")
    its = read(str(path)).book
    assert its is not None
    return its


def test_a_budget_without_a_record_is_one_that_never_had_it(tmp_path: Path) -> None:
    whole = book(tmp_path, TEXT)
    assert len(whole.first) == 3
    first = "[[adjustment]]" + TEXT.split("[[adjustment]]")[1].split("[[payment]]", maxsplit=1)[0]
    never, less = book(tmp_path, TEXT.replace(first, "")), whole.without("adjustment", "A1")
    assert less.records == never.records
    assert sorted(less.first, key=lambda each: less.first[each]) == sorted(
        never.first, key=lambda each: never.first[each]
    )


def test_a_record_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    whole = book(tmp_path, TEXT)
    assert whole.without("adjustment", "P1") is whole
