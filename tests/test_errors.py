"""tests/errors: for each rule the smallest budget that breaks it, and what `check` says of it in both languages.

`python tests/test_errors.py` writes the expected texts again; read the difference before you commit it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jo_security.cli.door import run
from jo_security.office.explaining import CODES, rule

ERRORS = Path(__file__).with_name("errors")
LANGUAGES = ("en", "fr")
AGAIN = "run `python tests/test_errors.py` if the new text is the right one"

AS_OF = {"JO403": "2025-06-30"}
"""The day as of which an example is checked, where its rule needs one."""

RECORDS = {
    "JO101": None,
    "JO102": "budget",
    "JO103": "drones",
    "JO104": "budget",
    "JO105": None,
    "JO106": None,
    "JO111": "EJ-1",
    "JO112": "drones",
    "JO113": "drones",
    "JO114": "V-1",
    "JO121": "EJ-1",
    "JO122": "DP-1",
    "JO123": "EJ-1",
    "JO201": "EJ-1",
    "JO202": "drones",
    "JO203": "V-1",
    "JO204": "DEGEL-1",
    "JO205": "V-1",
    "JO206": "LFI-2024",
    "JO207": "EJ-1",
    "JO208": "EJ-1-R1",
    "JO301": "DP-1",
    "JO302": "DP-1",
    "JO303": "DP-1",
    "JO304": "SF-1",
    "JO305": "EJ-1",
    "JO401": "EJ-1",
    "JO402": "drones",
    "JO403": "EJ-1",
    "JO404": "EJ-1",
    "JO501": "assertion 1",
    "JO502": "closing 1",
}
"""What each example is about."""

Say = Callable[..., str]

each_code = pytest.mark.parametrize("code", CODES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def arguments(code: str, language: str, *more: str) -> list[str]:
    as_of = ["--as-of", AS_OF[code]] if code in AS_OF else []
    return ["check", f"{code}.toml", "--lang", language, *as_of, *more]


def expected(code: str, language: str) -> Path:
    return ERRORS / f"{code}.{language}.txt"


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the program in this process, in the folder of the examples; what it answers."""
    monkeypatch.chdir(ERRORS)
    monkeypatch.setenv("LANGUAGE", "en")

    def said(*line: str, status: int = 0) -> str:
        assert run(line) == status
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return said


def status(code: str) -> int:
    return 0 if rule(code).level == "warning" else 1


def test_every_rule_has_its_three_files_and_there_is_no_other() -> None:
    wanted = {f"{code}.{end}" for code in CODES for end in ("toml", "en.txt", "fr.txt")}
    assert {path.name for path in ERRORS.iterdir()} == wanted


@each_language
@each_code
def test_an_example_is_told_what_stands_beside_it(say: Say, code: str, language: str) -> None:
    told = say(*arguments(code, language), status=status(code))
    assert told == expected(code, language).read_text("utf-8"), AGAIN


@each_language
@each_code
def test_an_example_has_that_problem_alone_and_json_places_it_as_the_text(say: Say, code: str, language: str) -> None:
    answer = json.loads(say(*arguments(code, language, "--format", "json"), status=status(code)))
    (problem,) = answer["problems"]
    assert (problem["code"], problem["name"], problem["record"]) == (code, rule(code).name, RECORDS[code])
    assert (answer["errors"], answer["warnings"]) == (status(code), 1 - status(code))
    head, _, _, hint = expected(code, language).read_text("utf-8").splitlines()
    place, _, said = head.partition(": ")
    assert place == f"{code}.toml:{problem['line']}:{problem['column']}"
    assert said.endswith(f" {code} {problem['name']}: {problem['message']}")
    assert hint.strip() == f"= {problem['hint']}"


@each_language
@each_code
def test_the_caret_stands_under_the_place(code: str, language: str) -> None:
    head, excerpt, caret, _ = expected(code, language).read_text("utf-8").splitlines()
    _, line, column = head.partition(": ")[0].split(":")
    text = (ERRORS / f"{code}.toml").read_text("utf-8").splitlines()[int(line) - 1]
    assert excerpt.partition(" | ")[2] == text
    assert caret.partition(" | ")[2] == " " * (int(column) - 1) + "^"


@each_language
@each_code
def test_explain_shows_the_example_and_no_placeholder(say: Say, code: str, language: str) -> None:
    told = say("explain", code, "--lang", language)
    example = (ERRORS / f"{code}.toml").read_text("utf-8")
    shown = "".join(f"    {line}\n" if line else "\n" for line in example.splitlines())
    assert told.endswith(shown)
    words = told.removesuffix(shown)
    assert not {"{", "}"} & {*words}
    its = rule(code)
    for text in filter(None, (its.says, its.mend, its.law)):
        assert (" ".join(text.split()) in " ".join(words.split())) is (language == "en")


@each_language
def test_a_problem_reads_as_a_sentence_without_an_end_and_a_hint_with_one(language: str) -> None:
    for code in CODES:
        head, _, _, hint = expected(code, language).read_text("utf-8").splitlines()
        assert not head.endswith(".")
        assert hint.endswith((".", "?"))


@each_language
def test_the_program_itself_says_the_same(language: str) -> None:
    code = "JO201"
    done = subprocess.run(
        [sys.executable, "-m", "jo_security", *arguments(code, language)],
        cwd=ERRORS,
        env={**os.environ, "PYTHONPATH": str(ERRORS.parents[1]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode() == expected(code, language).read_text("utf-8")


def write() -> None:
    """Write what the program says of every example beside it."""
    os.chdir(ERRORS)
    for code in CODES:
        for language in LANGUAGES:
            line = [sys.executable, "-m", "jo_security", *arguments(code, language)]
            env = {**os.environ, "PYTHONPATH": str(ERRORS.parents[1]), "PYTHONIOENCODING": "utf-8"}
            expected(code, language).write_bytes(subprocess.run(line, env=env, stdout=-1, check=False).stdout)


if __name__ == "__main__":
    write()
