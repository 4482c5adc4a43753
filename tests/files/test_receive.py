"""The file that receives what is recorded: `record-in`, which an include must match, and which may not be there yet."""

import glob
from pathlib import Path

import pytest

from jo_security.files.read import read
from jo_security.files.receive import filled, matches, receiver
from jo_security.files.unwritable import Unwritable

HEAD = (
    'format = 1\ninclude = [{}]\n[budget]\nid = "b"\nlabel = "B"\nstart = 2023-01-01\nend = 2025-12-31\n'
    "record-in = {}\n"
)


def told(folder: Path, include: str, record_in: str) -> list[tuple[str, int, int]]:
    path = folder / "b.toml"
    path.write_text(HEAD.format(include, record_in), "utf-8")
    return [(problem.code, problem.line, problem.column) for problem in read(str(path)).problems]


@pytest.mark.parametrize(
    ("include", "record_in"),
    [
        ('"jo/*.toml"', '"jo/{exercise}.toml"'),
        ('"**/*.toml"', '"jo/{officer}/{exercise}.toml"'),
        ('"./jo//*.toml"', '"jo/ej.toml"'),
        ('"jo/2024.toml"', '"jo/{exercise}.toml"'),
        ('"jo/*-20[0-9][0-9].toml"', '"jo/{officer}-{exercise}.toml"'),
    ],
)
def test_an_include_may_wait_for_the_file_that_receives(tmp_path: Path, include: str, record_in: str) -> None:
    assert told(tmp_path, include, record_in) == []


def test_an_include_that_waits_for_nothing_is_still_told(tmp_path: Path) -> None:
    assert told(tmp_path, '"jo/*.toml", "x/*.toml"', '"jo/{exercise}.toml"') == [("JO105", 2, 25)]


@pytest.mark.parametrize("record_in", ['"jo/{exercise}.toml"', '"b.toml"', '"a/.b/{exercise}.toml"'])
def test_what_no_include_matches_would_not_be_read_again(tmp_path: Path, record_in: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.toml").touch()
    assert told(tmp_path, '"a/*.toml"', record_in) == [("JO104", 8, 13)]


@pytest.mark.parametrize("record_in", ['"/jo.toml"', '"../{exercise}.toml"', '"{year}.toml"', '"jo.txt"', "2024"])
def test_only_a_name_below_the_budgets_folder_will_do(tmp_path: Path, record_in: str) -> None:
    (tmp_path / "x.toml").touch()
    assert ("JO104", 8, 13) in told(tmp_path, '"*.toml"', record_in)


def test_the_file_is_that_of_the_exercise_and_of_the_officer() -> None:
    assert filled("jo/{officer}-{exercise}.toml", 2024, "ana") == "jo/ana-2024.toml"
    assert receiver("b.toml", "jo/{exercise}.toml", ["x.toml", "jo/*.toml"], 2024, "ana") == "jo/2024.toml"
    with pytest.raises(Unwritable) as caught:
        receiver("b.toml", "jo/{exercise}.toml", ["jo/2023.toml"], 2024, "ana")
    assert caught.value.reason.values == {"file": "jo/2024.toml"}


@pytest.mark.parametrize(
    ("pattern", "name", "answer"),
    [
        ("*.toml", "a.toml", True),
        ("*.toml", ".a.toml", False),
        (".*.toml", ".a.toml", True),
        ("*.toml", "x/a.toml", False),
        ("**/*.toml", "a.toml", True),
        ("**/*.toml", "x/y/a.toml", True),
        ("**/*.toml", ".x/a.toml", False),
        ("x/**", "x/a.toml", True),
        ("x/?.toml", "x/a.toml", True),
        ("x/[!a].toml", "x/a.toml", False),
    ],
)
def test_a_pattern_matches_as_it_would_on_the_disk(tmp_path: Path, pattern: str, name: str, answer: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert matches(pattern, name) is answer
    assert (name in glob.glob(pattern, root_dir=tmp_path, recursive=True)) is answer
