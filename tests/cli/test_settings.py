"""What a command does with the settings: it speaks the language of them, and says once what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Jo, process

JO_2024 = Path(__file__).resolve().parents[2] / "budgets" / "jo-2024.toml"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings, which is not there yet."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("JO_SECURITY_SETTINGS", str(path))
    return path


def test_the_language_is_the_chosen_one_unless_the_line_names_another(jo: Jo, settings: Path) -> None:
    settings.write_text('language = "fr"\n')
    assert "Enveloppe annoncée" in jo("summary", JO_2024).out
    assert "Enveloppe annoncée" not in jo("summary", JO_2024, "--lang", "en").out


@pytest.mark.parametrize("line", [("schema",), ("schema", "--lang", "en"), ("summary", JO_2024, "--format", "json")])
def test_what_is_wrong_is_said_once_and_changes_no_status(jo: Jo, settings: Path, line: tuple[object, ...]) -> None:
    settings.write_text('theme = "drak"\n')
    answer = jo(*line)
    assert answer.status == 0
    assert answer.err.count(f"{settings}:1:9: error JO104") == 1
    assert "Did you mean dark?" in answer.err
    assert answer.json


def test_settings_says_where_they_are_and_what_holds(jo: Jo, settings: Path) -> None:
    assert jo("settings").out.splitlines()[0] == f"# {settings}, which is not there yet"
    settings.write_text('theme = "light"\n[keys]\nhouse.quit = "x"\n[filters.lines]\n"a b" = "c"\n')
    answer = jo("settings")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        f"# {settings}",
        "# language: that of the locale",
        'theme = "light"',
        'start = "envelope"',
        'keys."house.quit" = ["x"]',
        'filters.lines."a b" = "c"',
    ]
    told = jo("settings", "--format", "json").json
    assert (told["file"], told["theme"], told["keys"]) == (str(settings), "light", {"house.quit": ["x"]})
    settings.write_text("themes = 1\n")
    assert jo("settings").status == 1


def test_settings_says_what_is_wrong_with_keys_as_the_interface_does(settings: Path) -> None:
    settings.write_text("theme = 'drak'\n[keys]\nhouse.problms = 'x'\nhouse.problems = 'w'\n")
    it = process("settings", "--lang", "en", JO_SECURITY_SETTINGS=str(settings))
    said = it.stderr.decode("utf-8")
    assert it.returncode == 1
    assert [said.count(f"{settings}:{place}: error JO10") for place in ("1:9", "3:1", "4:18")] == [1, 1, 1]
    assert "Did you mean house.problems?" in said
    assert "(house.why)" in said
    told = json.loads(process("settings", "--format", "json", JO_SECURITY_SETTINGS=str(settings)).stdout)
    assert [each["line"] for each in told["problems"]] == [1, 3, 4]
    assert told["keys"] == {}


def test_plain_has_the_signs_of_a_keyboard_only(jo: Jo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for line in (("--plain", "summary", JO_2024), ("summary", JO_2024, "--plain", "--lang", "fr")):
        out = jo(*line).out
        assert "####" in out
        assert all(sign.isascii() or sign.isalnum() for sign in out if sign not in "’«»\u00a0:")
        assert not set("█▒─€\u202f") & set(out)
