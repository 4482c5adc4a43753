"""What a person gets from the program around its answers: words, help, defaults, wrong usage, languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import EXAMPLES, SMALL, Answer, Jo

from jo_security import __version__
from jo_security.cli.door import COMMANDS
from jo_security.office.explaining import CODES

# ---- explain, version, help, open ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CODES))
def test_explain_a_rule(jo: Jo, code: str) -> None:
    answer = jo("explain", code)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"{code} ")
    example = (EXAMPLES / f"{code}.toml").read_text("utf-8", "replace")
    assert example.strip().splitlines()[-1].strip() in answer.out
    assert jo("explain", code.lower()) == answer


def test_explain_lists_every_rule(jo: Jo) -> None:
    answer = jo("explain")
    assert [line.split()[0] for line in answer.out.splitlines()] == list(CODES)


def test_version(jo: Jo) -> None:
    assert jo("--version") == Answer(0, f"jo-security {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(jo: Jo, command: str) -> None:
    answer = jo(command, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert f"Example: jo-security {command}" in answer.out
    assert answer == jo(command, "-h")


def test_help_names_every_command(jo: Jo) -> None:
    answer = jo("--help")
    assert answer.status == 0
    assert all(re.search(rf"^  {command} ", answer.out, re.MULTILINE) for command in COMMANDS)


def test_open_without_a_terminal_prints_the_summary(jo: Jo, over: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert jo("open", over) == jo("summary", over)
    monkeypatch.setenv("JO_SECURITY_BUDGET", str(over))
    assert jo() == jo("open") == jo("summary", over)


INDICATORS = """
[[indicator]]
id = "i"
programme = "176"
label = "Delay"
unit = "days"

[[observation]]
indicator = "i"
value = 1
to = 2023-12-31

[[observation]]
indicator = "i"
value = 2
to = 2024-06-30
"""


def test_the_last_observation_is_that_of_the_day_asked_for_everywhere(jo: Jo, small: Path) -> None:
    small.write_text(SMALL + INDICATORS, encoding="utf-8")
    for as_of, value in (("2024-01-31", "1"), ("2024-12-31", "2")):
        assert f"{value} days" in jo("summary", small, "--as-of", as_of).out
        listed = jo("list", "indicators", small, "--as-of", as_of, "--format", "json").json
        assert [row["value"] for row in listed["indicators"]] == [value]


# ---- The default budget ----------------------------------------------------------------------------------------------


def test_the_budget_of_the_environment(jo: Jo, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JO_SECURITY_BUDGET", str(small))
    assert jo("summary", "--format", "json").json["budget"] == "small"
    assert jo("check") == Answer(0, "", "")


def test_the_shipped_budget_from_another_folder(jo: Jo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert jo("summary", "--format", "json").json["budget"] == "jo-2024"
    monkeypatch.setenv("JO_SECURITY_BUDGET", "")
    assert jo("summary", "--format", "json").json["budget"] == "jo-2024"


def test_the_budget_of_the_current_folder(jo: Jo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "budgets").mkdir()
    (tmp_path / "budgets" / "jo-2024.toml").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert jo("summary", "--format", "json").json["budget"] == "small"


# ---- Wrong usage -----------------------------------------------------------------------------------------------------

WRONG = (
    ("nothing-of-the-kind",),
    ("--nothing",),
    ("summary", "--by", "colour"),
    ("summary", "--as-of", "14/03/2023"),
    ("summary", "--as-of", "2023-02-30"),
    ("summary", "--exercise", "23"),
    ("summary", "--depth", "0"),
    ("summary", "--format", "xml"),
    ("summary", "a.toml", "b.toml"),
    ("check", "--format", "table"),
    ("explain", "JO999"),
    ("summary", "--lang", "de"),
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_status_2(jo: Jo, arguments: tuple[str, ...]) -> None:
    answer = jo(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert "Usage: jo-security" in answer.err
    assert "Error: " in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("arguments", [each for each in WRONG if "de" not in each], ids=" ".join)
def test_wrong_usage_in_french(jo: Jo, arguments: tuple[str, ...]) -> None:
    at = 0 if arguments[0].startswith("-") else 1
    answer = jo(*arguments[:at], "--lang", "fr", *arguments[at:]) if at else jo("--lang", "fr", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert "Utilisation" in answer.err
    assert re.search(r"\bErreur\b", answer.err)
    assert not re.search(r"Usage|Error|Invalid|Try|No such|is not", answer.err)


def test_the_language_of_the_locale(jo: Jo, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "AE ouvertes" in jo("summary", small).out
    assert "AE opened" in jo("summary", small, "--lang", "en").out
    # What programs read is the same in every language.
    assert (
        jo("summary", small, "--format", "json").json == jo("summary", small, "--format", "json", "--lang", "en").json
    )
