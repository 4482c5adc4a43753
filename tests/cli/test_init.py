"""A new budget: what is written, in both languages; it checks clean as it is and with its examples."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import tomli

from jo_security.office.opening import open_budget
from jo_security.records.json_schema import budget_schema, written

CHECKOUT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "fr")
SCHEMA = "budget.schema.json"


def jo(folder: Path, *line: str, language: str = "en") -> tuple[int, str, list[str]]:
    """Run the program in a folder: its status, its answer, what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "jo_security", *line],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "LC_ALL": f"{language}_XX.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr.splitlines()


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def problems(path: Path) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in open_budget(str(path)).problems()]


def examples(text: str) -> list[str]:
    """The text with more and more of its examples taken out of their comments, paragraph by paragraph, up to all."""
    parts = text.split("\n\n")
    counting = [re.sub(r"(?m)^#(?=[^ \n:])", "", part) for part in parts]
    return ["\n\n".join(counting[:end] + parts[end:]) for end in range(1, len(parts) + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_budget_is_written_with_its_schema(tmp_path: Path, language: str) -> None:
    status, out, said = jo(tmp_path, "init", "plan/drones", "--label", 'Plan "drones" {year} €', language=language)
    written_as = {"en": "{} is written.", "fr": "{} est écrit."}[language]
    assert (status, out, said) == (0, "", [written_as.format(name) for name in ("plan-drones.toml", SCHEMA)])
    assert names(tmp_path) == [SCHEMA, "plan-drones.toml"]
    assert (tmp_path / SCHEMA).read_text("utf-8") == written(budget_schema())
    text = (tmp_path / "plan-drones.toml").read_text("utf-8")
    assert text.startswith(f"#:schema ./{SCHEMA}\n")
    assert problems(tmp_path / "plan-drones.toml") == []
    budget = tomli.loads(text)["budget"]
    this = datetime.datetime.now().astimezone().year
    assert (budget["id"], budget["label"]) == ("plan/drones", 'Plan "drones" {year} €')
    assert (budget["start"], budget["end"]) == (datetime.date(this, 1, 1), datetime.date(this, 12, 31))
    status, out, said = jo(tmp_path, "summary", "plan-drones.toml", language=language)
    assert (status, said) == (0, [])
    assert "140,000.00" in out or "140\u202f000,00" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_examples_count_one_after_the_other(tmp_path: Path, language: str) -> None:
    jo(tmp_path, "init", "b", "--year", "2024", language=language)
    path = tmp_path / "b.toml"
    text = path.read_text("utf-8")
    tables = re.findall(r"(?m)^#\[\[(.*)\]\]$", text)
    assert tables == [
        *("controls.visa", "movement", "reservation", "commitment", "adjustment", "delivery", "payment", "plan"),
        "assertion",
    ]
    for more in examples(text):
        path.write_text(more, "utf-8")
        assert problems(path) == [], more
    document = tomli.loads(path.read_text("utf-8"))
    assert {*tables} - {"controls.visa"} <= document.keys()
    assert not re.search(r"(?m)^#[^ \n:]", path.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_is_shown_with_its_default(tmp_path: Path, language: str) -> None:
    jo(tmp_path, "init", "b", language=language)
    shown = tomli.loads(examples((tmp_path / "b.toml").read_text("utf-8"))[-1])["controls"]
    its = budget_schema()["$defs"]["controls"]["properties"]
    assert {name: value for name, value in shown.items() if name != "visa"} == {
        name: schema["default"] for name, schema in its.items() if "default" in schema
    }
    assert shown.keys() == its.keys()


def test_both_templates_say_the_same() -> None:
    folder = CHECKOUT / "jo_security" / "locales"
    texts = [(folder / language / "budget.template").read_text("utf-8") for language in LANGUAGES]
    facts = [re.findall(r"(?m)^#?(?:([a-z-]+) = |(\[.*))", text) for text in texts]
    amounts = [re.findall(r"[0-9_]+\.\d\d|\{\w+\}[-0-9]*", text) for text in texts]
    assert facts[0] == facts[1]
    assert amounts[0] == amounts[1]
    # The French double signs are tied to their words.
    assert not re.search(r" [:;?!»](?=\s|$)|« ", texts[1])


@pytest.mark.parametrize("linter", [("taplo", "lint"), ("tombi", "lint", "--offline", "--error-on-warnings")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_linters_pass_it(tmp_path: Path, linter: tuple[str, ...], language: str) -> None:
    jo(tmp_path, "init", "b", language=language)
    path = tmp_path / "b.toml"
    path.with_name("whole.toml").write_text(examples(path.read_text("utf-8"))[-1], "utf-8")
    scripts = Path(sysconfig.get_path("scripts"))
    done = subprocess.run(
        [scripts / linter[0], *linter[1:], "b.toml", "whole.toml"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_budget_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    path.write_text("mine", "utf-8")
    assert jo(tmp_path, "init", "b") == (
        3,
        "",
        ["b.toml cannot be written: there is a file of that name already"],
    )
    assert (names(tmp_path), path.read_text("utf-8")) == (["b.toml"], "mine")


def test_a_schema_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "budgets").mkdir()
    (tmp_path / "budgets" / SCHEMA).write_text("mine", "utf-8")
    assert jo(tmp_path, "init", "b", "budgets/2024.toml", "--year", "2024") == (
        0,
        "",
        ["budgets/2024.toml is written."],
    )
    assert (tmp_path / "budgets" / SCHEMA).read_text("utf-8") == "mine"
    assert problems(tmp_path / "budgets" / "2024.toml") == []


def test_git_is_told_once(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_bytes(b"*.bak\r\n")
    told = [f"{name} now says how git is to treat b.toml." for name in (".gitattributes", ".gitignore")]
    assert jo(tmp_path, "init", "b") == (0, "", ["b.toml is written.", f"{SCHEMA} is written.", *told])
    (tmp_path / "b.toml").unlink()
    assert jo(tmp_path, "init", "b") == (0, "", ["b.toml is written."])
    assert (tmp_path / ".gitattributes").read_bytes().count(b"/b.toml ") == 1
    assert (tmp_path / ".gitignore").read_bytes() == b"*.bak\r\n/.b.toml.*\r\n"


def test_git_files_that_cannot_be_written_leave_the_budget(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitattributes").mkdir()
    status, out, said = jo(tmp_path, "init", "b")
    assert (status, out, said[-1]) == (3, "", ".gitattributes cannot be written: it is a folder")
    assert problems(tmp_path / "b.toml") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        ["a b"],
        ["-b"],
        [""],
        ["é"],
        ["x" * 65],
        ["../b"],
        ["b", "--label", ""],
        ["b", "--label", "a\nb"],
        ["b", "--label", "\x1b[2J"],
        ["b", "--year", "99"],
        ["b", "--year", "MMXXIV"],
        ["b", "c.toml", "d.toml"],
        [],
    ],
)
def test_a_wrong_command_line_is_said_with_status_2(tmp_path: Path, line: list[str], language: str) -> None:
    status, out, said = jo(tmp_path, "init", *line, language=language)
    assert (status, out, names(tmp_path)) == (2, "", [])
    assert len(said) < 8
    assert "\x1b" not in "".join(said)


def test_a_bad_id_is_said_with_what_an_id_is(tmp_path: Path) -> None:
    _, _, said = jo(tmp_path, "init", "a b")
    takes = "an id of 1 to 64 characters among A-Z a-z 0-9 . _ / -, the first a letter or a digit"
    assert said[-1] == f"Error: Invalid value for 'ID': a b does not fit: it takes {takes}."


AS_ANOTHER = """
import os, sys
from jo_security.cli.door import run
run(["init", "-b", "--lang", "en"])  # what is imported later, another user might not reach
import jo_security.office.starting, jo_security.records.tables as tables
from jo_security.locales.language import Language, speak
template = speak("en").document("budget.template")
Language.document = lambda *_: template
for table in tables.ARRAYS:
    tables.kind(table)
if os.geteuid() == 0:
    os.setuid(65_534)
sys.exit(run(["init", "b", sys.argv[1], "--lang", "en"]))
"""


def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    kept = tmp_path / "kept"
    kept.mkdir(0o555)
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, str(kept / "b.toml")],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[-1] == f"{kept / 'b.toml'} cannot be written: permission is denied"
    assert names(kept) == []
