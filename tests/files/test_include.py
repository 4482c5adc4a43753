"""Files that a budget includes: which, in which order, and what is wrong with them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from jo_security.files.read import read
from jo_security.locales.language import speak
from jo_security.office.opening import open_budget

HEAD = 'format = 1\ninclude = [{}]\n[budget]\nid = "b"\nlabel = "B"\n'
ENGLISH, FRENCH = speak("en"), speak("fr")

Told = Callable[..., list[tuple[str, str, int, int]]]


def programme(name: str) -> str:
    return f'[[programme]]\nid = "{name}"\nlabel = "P"\n'


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Problems of a budget in the folder `budget`: file, code, line, column."""
    (tmp_path / "budget").mkdir()

    def problems(*patterns: str, **files: str) -> list[tuple[str, str, int, int]]:
        for name, text in files.items():
            (tmp_path / "budget" / f"{name}.toml").write_text(text, "utf-8")
        root = tmp_path / "budget" / "root.toml"
        root.write_text(HEAD.format(", ".join(f'"{pattern}"' for pattern in patterns)), "utf-8")
        return [
            (os.path.relpath(found.file, root.parent), found.code, found.line, found.column)
            for found in open_budget(str(root)).problems()
        ]

    return problems


def said(folder: Path) -> list[tuple[str, str]]:
    found = open_budget(str(folder / "budget" / "root.toml")).problems()
    for language in (ENGLISH, FRENCH):
        assert all(language.render(one.hint.text, one.hint.values).endswith(".") for one in found)
    return [
        (ENGLISH.render(one.message.text, one.message.values), FRENCH.render(one.message.text, one.message.values))
        for one in found
    ]


def order(folder: Path) -> list[str]:
    book = read(str(folder / "budget" / "root.toml")).book
    assert book is not None
    return [record.id for record in book.records["programme"]]


def test_files_come_by_name_whatever_the_patterns(told: Told, tmp_path: Path) -> None:
    assert told("c.toml", "[ab].toml", a=programme("1"), b=programme("2"), c=programme("3")) == []
    assert order(tmp_path) == ["1", "2", "3"]


def test_folders_below_are_reached_by_two_stars(told: Told, tmp_path: Path) -> None:
    deep = tmp_path / "budget" / "x" / "y"
    deep.mkdir(parents=True)
    (deep / "d.toml").write_text(programme("4"), "utf-8")
    assert told("**/*.toml", z=programme("9")) == []
    assert order(tmp_path) == ["4", "9"]


def test_a_file_that_two_patterns_match_is_included_once(told: Told, tmp_path: Path) -> None:
    (tmp_path / "budget" / "link.toml").symlink_to("a.toml")
    assert told("a.toml", "*.toml", "./a.toml", a=programme("1")) == []
    assert order(tmp_path) == ["1"]


def test_the_budget_does_not_include_itself(told: Told, tmp_path: Path) -> None:
    assert told("*.toml", a=programme("1")) == []
    assert told("root.toml") == [("root.toml", "JO105", 2, 12)]
    assert said(tmp_path) == [("no file matches root.toml", "aucun fichier ne correspond à root.toml")]


def test_a_pattern_that_matches_nothing_is_told_at_the_pattern(told: Told) -> None:
    assert told("a.toml", "nothing/*.toml", "", "é\\u0000", a="") == [
        ("root.toml", "JO105", 2, 22),
        ("root.toml", "JO104", 2, 40),
        ("root.toml", "JO104", 2, 44),
    ]


def test_what_lies_outside_the_folder_is_refused_however_it_is_named(told: Told, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(programme("1"), "utf-8")
    (tmp_path / "budget" / "link.toml").symlink_to(outside)
    (tmp_path / "budget" / "folder").symlink_to(tmp_path)
    places = [("root.toml", "JO105", 2, 12)]
    assert told("../outside.toml") == places
    assert said(tmp_path)[0][0] == "../outside.toml lies outside the folder of the budget"
    assert told(str(outside)) == places
    assert told("link.toml") == places
    assert said(tmp_path)[0][1] == "link.toml se trouve hors du dossier du budget"
    assert told("folder/outside.toml") == places
    assert told("../budget/a.toml", a=programme("1")) == []


def test_a_folder_that_matches_is_not_a_file(told: Told, tmp_path: Path) -> None:
    (tmp_path / "budget" / "d.toml").mkdir()
    assert told("d.toml") == [("root.toml", "JO105", 2, 12)]
    assert said(tmp_path) == [("no file matches d.toml", "aucun fichier ne correspond à d.toml")]
    assert told("*.toml", a=programme("1")) == []


def test_a_pipe_that_matches_is_not_waited_for(told: Told, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "budget" / "p.toml")
    assert told("p.toml") == [("root.toml", "JO105", 2, 12)]


def test_a_link_to_nothing_and_a_circle_of_links_are_told(told: Told, tmp_path: Path) -> None:
    (tmp_path / "budget" / "gone.toml").symlink_to("nowhere.toml")
    (tmp_path / "budget" / "round.toml").symlink_to("round.toml")
    assert told("gone.toml", "round.toml") == [("root.toml", "JO105", 2, 12), ("root.toml", "JO105", 2, 25)]
    assert [english for english, _ in said(tmp_path)] == [
        "gone.toml cannot be read: there is no such file",
        "round.toml cannot be read: its symbolic links go round in a circle",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("format = 1\n", (1, 1)),
        ('include = ["b.toml"]\n', (1, 1)),
        ('# note\n[budget]\nid = "c"\n', (2, 1)),
        ("controls.annual = true\n", (1, 1)),
    ],
)
def test_an_included_file_holds_records_only(told: Told, text: str, place: tuple[int, int]) -> None:
    assert told("a.toml", a=text) == [("a.toml", "JO105", *place)]


def test_an_included_file_that_is_not_toml_or_not_utf_8_is_told_in_that_file(told: Told, tmp_path: Path) -> None:
    (tmp_path / "budget" / "latin.toml").write_bytes("# é".encode("latin-1"))
    assert told("a.toml", "latin.toml", a="x = 1,5\n") == [("a.toml", "JO101", 1, 5), ("latin.toml", "JO101", 1, 3)]


@pytest.mark.parametrize(
    ("include", "place"),
    [('"a.toml"', (2, 11)), ("true", (2, 11)), ("[1]", (2, 12)), ('["a.toml", 1]', (2, 22)), ("{}", (2, 11))],
)
def test_include_is_a_list_of_texts(tmp_path: Path, include: str, place: tuple[int, int]) -> None:
    (tmp_path / "a.toml").write_text("", "utf-8")
    root = tmp_path / "root.toml"
    root.write_text(HEAD.replace("[{}]", include), "utf-8")
    assert [(found.code, found.line, found.column) for found in open_budget(str(root)).problems()] == [
        ("JO104", *place)
    ]


def test_an_id_borne_in_two_files_is_told_in_the_second(told: Told) -> None:
    assert told("*.toml", a=programme("1"), b=programme("2") + programme("1")) == [("b.toml", "JO112", 5, 6)]


def test_a_budget_in_the_current_folder_finds_its_files(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told("a.toml", a=programme("1")) == []
    monkeypatch.chdir(tmp_path / "budget")
    assert open_budget("root.toml").problems() == []
    assert [source.name for source in read("root.toml").files.sources] == ["root.toml", "a.toml"]
