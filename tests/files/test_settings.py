"""The file of settings: what fits holds, all that does not is said at its place, and a change keeps the rest."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from jo_security.files.home import settings_file
from jo_security.files.settings import change, read
from jo_security.files.unwritable import Unwritable
from jo_security.locales.language import speak
from jo_security.records.problem import Words
from jo_security.records.settings import Settings

FULL = """\
# Mine.
language = "fr"   # at work
theme    = "contrast"
start    = "commitments"

[keys]
house.quit   = "ctrl+x"
"table.down" = ["down", "n"]

[columns]
commitments = ["id", "supplier:30", "firm"]

[filters.commitments]
big = "amount:>1M"
"""


def said(words: Words) -> str:
    return speak("en").render(words.text, words.values)


def test_what_is_chosen_holds(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(FULL)
    held = read(str(path))
    assert not held.problems
    settings = held.settings
    assert (settings.language, settings.theme, settings.start) == ("fr", "contrast", "commitments")
    assert settings.keys == {"house.quit": ("ctrl+x",), "table.down": ("down", "n")}
    assert settings.columns == {"commitments": (("id", None), ("supplier", 30), ("firm", None))}
    assert settings.filters == {"commitments": {"big": "amount:>1M"}}


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read(str(tmp_path / "settings.toml")).settings == read("").settings == Settings()


def test_all_that_does_not_fit_is_said_and_the_rest_holds(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'langage = "fr"\ntheme = "drak"\nstart = "lines"\n[keys]\nhouse.quit = 3\n'
        '[columns]\nlines = ["id", "id"]\nlins = ["id"]\nhistory = ["id:0"]\n[filters]\nlines = "x"\n'
    )
    held = read(str(path))
    assert held.settings == Settings(start="lines", filters={"lines": {}})
    assert [(each.line, each.column, each.code) for each in held.problems] == [
        (1, 1, "JO102"),
        (2, 9, "JO104"),
        (5, 14, "JO104"),
        (7, 9, "JO104"),
        (8, 1, "JO102"),
        (9, 11, "JO104"),
        (11, 9, "JO104"),
    ]
    assert said(held.problems[0].message) == "langage is not a setting here"
    assert [said(held.problems[n].hint) for n in (0, 1, 4)] == [
        f"Did you mean {name}?" for name in ("language", "dark", "lines")
    ]


@pytest.mark.parametrize("content", [b'theme = "dark', b'theme = "\xff"', b"[keys\n"])
def test_what_is_not_toml_is_said_and_never_written_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    held = read(str(path))
    assert held.settings == Settings()
    assert [each.code for each in held.problems] == ["JO101"]
    with pytest.raises(Unwritable, match="settings"):
        change(str(path), ("theme",), "light")
    assert path.read_bytes() == content


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    held = read(str(tmp_path))
    assert held.failure is not None
    assert said(held.failure) == f"{tmp_path} cannot be read: it is a folder"


@pytest.mark.parametrize(
    ("before", "at", "value", "after"),
    [
        ("", ("theme",), "dark", 'theme = "dark"\n'),
        ("# c\ntheme = 'dark' # mine\nother = 1", ("theme",), "light", '# c\ntheme = "light" # mine\nother = 1\n'),
        ("# c\n\n[keys]\n# k\na.b = 'x'\n", ("theme",), "dark", "# c\ntheme = \"dark\"\n\n[keys]\n# k\na.b = 'x'\n"),
        ("[keys]\nhouse.quit = 'x' # y\n", ("keys", "house.quit"), "z", '[keys]\nhouse.quit = "z" # y\n'),
        ("[keys.house]\nquit = 'x' # y\n", ("keys", "house.quit"), ["z"], '[keys.house]\nquit = ["z"] # y\n'),
        ("[keys]\n# k\n", ("keys", "house.quit"), "z", '[keys]\n# k\n"house.quit" = "z"\n'),
        ("theme = 'dark'\n# end\n", ("theme",), None, "# end\n"),
        ("# c\n", ("keys", "house.quit"), None, "# c\n"),
        ("a = 1\r\ntheme = 'x'\r\n", ("theme",), "dark", 'a = 1\r\ntheme = "dark"\r\n'),
        ("\ufefftheme = 'x'\n", ("theme",), "dark", '\ufefftheme = "dark"\n'),
        ("a = 1", ("filters", "lines", "mine"), "x:1", 'a = 1\n\n[filters.lines]\nmine = "x:1"\n'),
    ],
)
def test_a_change_keeps_comments_order_and_blanks(
    tmp_path: Path, before: str, at: tuple[str, ...], value: object, after: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(before.encode())
    change(str(path), at, value)
    assert path.read_bytes().decode() == after
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_change_makes_the_folder_and_follows_a_link(tmp_path: Path) -> None:
    fresh = tmp_path / "a" / "b" / "settings.toml"
    change(str(fresh), ("theme",), "dark")
    assert fresh.read_text() == 'theme = "dark"\n'
    link = tmp_path / "settings.toml"
    link.symlink_to(fresh)
    change(str(link), ("theme",), "light")
    assert link.is_symlink()
    assert fresh.read_text() == 'theme = "light"\n'


def test_what_is_in_the_place_of_a_table_is_not_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("keys = 3\n")
    with pytest.raises(Unwritable):
        change(str(path), ("keys", "house.quit"), "x")
    assert path.read_text() == "keys = 3\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says it")
def test_the_file_is_where_platformdirs_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for environ in ({}, {"XDG_CONFIG_HOME": "/tmp/of mine"}, {"XDG_CONFIG_HOME": ""}):  # noqa: S108 - nothing is written
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        wanted = Path(platformdirs.user_config_dir("jo-security", appauthor=False)) / "settings.toml"
        assert settings_file(environ) == str(wanted)
    assert settings_file({"JO_SECURITY_SETTINGS": "mine.toml"}) == "mine.toml"
