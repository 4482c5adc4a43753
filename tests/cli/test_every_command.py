"""Status, standard output and standard error of every command, as the reference's section 5 has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jo_security.cli.door import COMMANDS

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = str(CHECKOUT / "budgets" / "jo-2024.toml")
UNREADABLE = str(CHECKOUT / "tests" / "errors" / "JO104.toml")
DOUBTFUL = str(CHECKOUT / "tests" / "errors" / "JO201.toml")

# How each command asks a budget for something; FILE stands for the budget. Those that ask none have no entry.
ASKING: Mapping[str, Sequence[str]] = {
    "open": ("open", "FILE"),
    "summary": ("summary", "FILE"),
    "check": ("check", "FILE"),
    "list": ("list", "lines", "FILE"),
    "show": ("show", "controls", "FILE"),
    "why": ("why", "total", "committed", "FILE"),
    "query": ("query", "SELECT id FROM lines", "FILE"),
    "export": ("export", "fdp", "FOLDER", "FILE"),
}
# Those that answer without a budget.
OTHERS: Mapping[str, Sequence[str]] = {
    "explain": ("explain", "JO201"),
    "schema": ("schema",),
    "init": ("init", "new", "FOLDER.toml"),
    "completion": ("completion", "bash"),
    "settings": ("settings",),
}
# Those that write in a budget, which is copied first; and how each is wrong.
WRITING: Mapping[str, Sequence[str]] = {
    "reserve": ("reserve", "FILE", "--line", "ad-soutien", "--label", "L", "--amount", "1"),
    "commit": ("commit", "FILE", "--line", "ad-soutien", "--supplier", "S", "--label", "L", "--amount", "1"),
    "adjust": ("adjust", "FILE", "--commitment", "EJ-1000000001", "--amount=-1", "--reason", "R"),
    "deliver": ("deliver", "FILE", "--commitment", "EJ-1000000083", "--amount", "1"),
    "pay": ("pay", "FILE", "--line", "ad-soutien", "--amount", "1"),
    "move": ("move", "FILE", "--kind", "freeze", "--line", "ad-soutien", "--ae", "1"),
    "plan": ("plan", "FILE", "--line", "ad-soutien", "--label", "L", "--amount", "1"),
    "assert": ("assert", "FILE", "--measure", "paid", "--amount", "0"),
    "close": ("close", "FILE", "--to", "2024-12-31"),
    "undo": ("undo", "FILE"),
    "redo": ("redo", "FILE"),
    "restore": ("restore", "FILE"),
    "verify": ("verify", "FILE"),
    "history": ("history", "FILE"),
}
# Those that go on until they are interrupted.
LASTING = ("watch",)
WRONG: Mapping[str, Sequence[str]] = {
    "watch": ("watch", "--format", "csv"),
    "open": ("open", "a", "b"),
    "summary": ("summary", "--exercise", "24"),
    "check": ("check", "--format", "pdf"),
    "list": ("list", "things", "FILE"),
    "show": ("show", "nobody", "FILE"),
    "why": ("why", "total", "money", "FILE"),
    "query": ("query", "DROP TABLE line", "FILE"),
    "export": ("export", "pdf", "FOLDER", "FILE"),
    "explain": ("explain", "JO999"),
    "schema": ("schema", "everything"),
    "init": ("init", "bad id"),
    "completion": ("completion", "csh"),
    "settings": ("settings", "--format", "toml"),
    **{name: (*line, "--nothing") for name, line in WRITING.items()},
}
SILENT = ("check", "export", "init")
"""Commands that may have nothing to say on standard output."""
QUIET = ("check", "explain", "schema", "completion", "settings")
"""Commands that say nothing on standard error when all is well."""


def run(*line: str, cwd: Path) -> tuple[int, str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JO_SECURITY_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "jo_security", *line],
        cwd=cwd,
        env=kept | {"LANG": "en_GB.UTF-8", "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return done.returncode, out, err


def filled(line: Sequence[str], file: str) -> list[str]:
    return [word.replace("FILE", file).replace("FOLDER", "made") for word in line]


def test_every_command_of_the_table_is_here() -> None:
    assert {*ASKING, *OTHERS, *WRITING, *LASTING} == set(COMMANDS) == set(WRONG)


@pytest.mark.parametrize("name", ASKING)
def test_an_answer_is_data_and_the_count_of_problems_is_talk(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(ASKING[name], JO_2024), cwd=tmp_path)
    assert status == 0
    assert out or name in SILENT
    if name == "check":
        assert err == ""
    else:
        assert err.splitlines()[-1] == f"{JO_2024}: 5 warnings; see jo-security check."
        assert "5 warnings" not in out


@pytest.mark.parametrize("name", OTHERS)
def test_what_asks_no_budget_answers_all_the_same(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(OTHERS[name], ""), cwd=tmp_path)
    assert status == 0
    assert out or name in SILENT
    assert not err or name not in QUIET


@pytest.mark.parametrize("name", [name for name in ASKING if name != "check"])
def test_a_budget_with_problems_is_answered_all_the_same(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(ASKING[name], DOUBTFUL), cwd=tmp_path)
    assert status == 0
    assert out or name in SILENT
    assert err.splitlines()[-1] == f"{DOUBTFUL}: 1 error; see jo-security check."


def test_check_finds_an_error(tmp_path: Path) -> None:
    status, out, err = run("check", DOUBTFUL, cwd=tmp_path)
    assert (status, err) == (1, "")
    assert "JO201" in out


@pytest.mark.parametrize("name", ASKING)
def test_an_unreadable_budget_is_no_answer(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(ASKING[name], UNREADABLE), cwd=tmp_path)
    assert status == 1
    told, silent = (out, err) if name == "check" else (err, out)
    assert silent == ""
    assert "JO104" in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ASKING)
def test_a_file_that_is_not_there_has_status_3(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(ASKING[name], "nowhere.toml"), cwd=tmp_path)
    assert (status, out) == (3, "")
    assert err == "nowhere.toml cannot be read: there is no such file\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_wrong_command_line_has_status_2(name: str, tmp_path: Path) -> None:
    status, out, err = run(*filled(WRONG[name], JO_2024), cwd=tmp_path)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("Error: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_data_with_status_0_and_an_example(name: str, tmp_path: Path) -> None:
    status, out, err = run(name, "--help", cwd=tmp_path)
    assert (status, err) == (0, "")
    assert f"Example: jo-security {name}" in out


@pytest.mark.parametrize("name", [*ASKING, *OTHERS])
def test_an_output_that_is_full_has_status_3(name: str, tmp_path: Path) -> None:
    line = filled({**ASKING, **OTHERS}[name], JO_2024)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jo_security", *line, "--lang", "en"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    if name in {"export", "init"}:
        assert done.returncode == 0
    else:
        assert done.returncode == 3
        assert done.stderr.decode().splitlines()[-1] == "The answer cannot be written: no space is left on the disk"


# ---- Files ----------------------------------------------------------------------------------------------------------

FORMS = ("json", "jsonl", "csv", "markdown", "html", "svg", "xlsx")
TABULAR = ("summary", "check", "list", "why", "query", "explain")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TABULAR)
def test_every_table_is_written_in_every_format_to_a_file_as_to_standard_output(
    name: str, form: str, tmp_path: Path
) -> None:
    line = filled({**ASKING, **OTHERS}[name], JO_2024)
    env = os.environ | {"PYTHONPATH": str(CHECKOUT), "LANG": "fr_FR.UTF-8"}
    command = [sys.executable, "-m", "jo_security", *line, "--format", form]
    there = subprocess.run(command, env=env, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    wrote = subprocess.run(
        [*command, "--output", "answer"],
        env=env,
        capture_output=True,
        check=True,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
    )
    assert wrote.stdout == b""
    assert (tmp_path / "answer").read_bytes() == there.stdout
    assert len(there.stdout) > 100
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]


@pytest.mark.parametrize("name", WRITING)
def test_what_cannot_be_found_is_written_by_nobody(name: str, tmp_path: Path) -> None:
    line = filled(WRITING[name], "no.toml")
    day = [] if name in {"close", "undo", "redo", "restore", "verify", "history"} else ["--date", "2024-05-02"]
    status, out, err = run(*line, *day, cwd=tmp_path)
    assert (status, out, [*tmp_path.iterdir()]) == (3, "", [])
    assert "no.toml" in err


def test_an_answer_never_takes_the_place_of_its_budget(tmp_path: Path) -> None:
    budget = tmp_path / "b.toml"
    text = Path(DOUBTFUL).read_bytes()
    budget.write_bytes(text)
    (tmp_path / "link.csv").symlink_to(budget)
    for name in ("b.toml", "link.csv"):
        status, out, err = run("list", "lines", "b.toml", "--format", "csv", "-o", name, cwd=tmp_path)
        assert (status, out, err) == (3, "", f"{name} cannot be written: it is a file of the budget\n")
    assert budget.read_bytes() == text


def test_an_answer_may_have_the_longest_name_but_none_that_means_something_else(tmp_path: Path) -> None:
    name = "é" * 126 + ".x"
    assert run("list", "lines", JO_2024, "--format", "csv", "-o", name, cwd=tmp_path)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    for name in ("-", ""):
        status, out, err = run("list", "lines", JO_2024, "--format", "csv", "-o", name, cwd=tmp_path)
        assert (status, out, err) == (3, "", f"{name} cannot be written: its name is not one that a file can bear\n")


def test_an_answer_takes_the_place_of_no_toml_file(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("x = 1\n", "utf-8")
    status, out, err = run("list", "lines", JO_2024, "--format", "csv", "-o", "other.toml", cwd=tmp_path)
    assert (status, out) == (3, "")
    assert err == "other.toml cannot be written: it is a TOML file, which no answer takes the place of\n"
    assert other.read_text("utf-8") == "x = 1\n"


def test_an_answer_may_go_to_standard_output_by_its_name(tmp_path: Path) -> None:
    line = ("list", "lines", JO_2024, "--format", "csv")
    assert run(*line, "-o", "/dev/stdout", cwd=tmp_path)[:2] == run(*line, cwd=tmp_path)[:2]


@pytest.mark.parametrize(
    "line",
    [
        ("query", "SELECT 1", JO_2024, "--timeout", "nan"),
        ("query", "SELECT 1", JO_2024, "--timeout", "inf"),
        ("list", "lines", JO_2024, "--limit", "9" * 30),
        ("list", "lines", JO_2024, "--tag", "nothing-bears-it"),
        ("list", "lines", JO_2024, "--columns", "nothing"),
        ("summary", JO_2024, "--by", "programme", "--depth", "1"),
        ("query", "SELECT '\udcff'", JO_2024),
        ("show", "\udcff", JO_2024),
        ("list", "lines", JO_2024, "--search", "\udcff"),
    ],
)
def test_what_an_option_cannot_be_is_a_wrong_command_line(line: Sequence[str], tmp_path: Path) -> None:
    status, out, err = run(*line, cwd=tmp_path)
    assert (status, out) == (2, "")
    assert err.strip()


def test_an_answer_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    status, out, err = run("summary", JO_2024, "--format", "html", "-o", "no/where.html", cwd=tmp_path)
    assert (status, out, err) == (3, "", "no/where.html cannot be written: there is no such folder\n")
    status, out, err = run("summary", JO_2024, "--format", "html", "-o", "/dev/full", cwd=tmp_path)
    assert (status, out, err) == (3, "", "/dev/full cannot be written: no space is left on the disk\n")


def test_json_answers_say_what_was_asked(tmp_path: Path) -> None:
    for name in ("list", "why", "query", "show"):
        line = filled(ASKING[name], JO_2024)
        as_of = [] if name == "show" else ["--as-of", "2024-06-30", "--exercise", "2024"]
        _, out, _ = run(*line, "--format", "json", *as_of, cwd=tmp_path)
        answer = json.loads(out)
        assert (answer["format"], answer["budget"], answer["currency"]) == (1, "jo-2024", "EUR")
        assert (answer["as-of"], answer["exercise"]) == (("2024-06-30", 2024) if as_of else (None, None))
