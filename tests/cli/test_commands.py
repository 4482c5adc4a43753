"""What a person or a program gets from each command: answers, words, statuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pexpect
import pytest
from commands import Answer, Jo
from rich.cells import cell_len

from jo_security import __version__
from jo_security.cli.door import COMMANDS
from jo_security.office.explaining import CODES

CHECKOUT = Path(__file__).resolve().parents[2]
JO_2024 = str(CHECKOUT / "budgets" / "jo-2024.toml")
PLAN_CRACK = str(CHECKOUT / "budgets" / "plan-crack.toml")
EXAMPLES = CHECKOUT / "tests" / "errors"
JO = (sys.executable, "-m", "jo_security")

# The keys of the reference, section 5, in its order.
SUMMARY = ("format", "budget", "label", "currency", "envelope", "unallocated", "as-of", "exercise", "total")
POSITION = (
    *("opened", "frozen", "reserved", "committed", "lost", "available"),
    *("cp-opened", "cp-frozen", "paid", "cp-available", "delivered", "outstanding", "payable"),
)
LINE = ("id", "label", "parent", "programme", "title", "illustrative", "position")
PROBLEM = ("code", "name", "severity", "file", "line", "column", "record", "message", "hint")
MONEY = re.compile(r"-?\d+\.\d\d")

SMALL = """format = 1

[budget]
id = "small"
label = "Small"
start = 2023-01-01
end = 2024-12-31

[[programme]]
id = "176"
label = "Police"

[[line]]
id = "top"
label = "Top"
programme = "176"
title = 5
tags = ["x"]
allocation = 60

[[line]]
id = "below"
label = "Below"
parent = "top"
illustrative = true
tags = ["y"]
allocation = 40

[[line]]
id = "apart"
label = "Apart"
allocation = 8.50

[[commitment]]
id = "C1"
date = 2023-03-14
line = "below"
supplier = "S"
label = "L"
amount = 30

[[delivery]]
id = "D1"
date = 2023-04-01
commitment = "C1"
amount = 20

[[payment]]
id = "P1"
date = 2024-02-01
commitment = "C1"
amount = 12.25
"""
OVER = '\n[[commitment]]\nid = "C2"\ndate = 2024-03-01\nline = "apart"\nsupplier = "S"\nlabel = "L"\namount = 9\n'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def over(tmp_path: Path) -> Path:
    path = tmp_path / "over.toml"
    path.write_text(SMALL + OVER, encoding="utf-8")
    return path


def environment(**more: str) -> dict[str, str]:
    """Give an environment in which nothing but what is named speaks of languages, colours and budgets."""
    names = ("JO_SECURITY_", "LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "NO_COLOR", "COLUMNS", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(names)}
    return kept | {"LANG": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)} | more


def process(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process whose output is a pipe."""
    return subprocess.run(
        [*JO, *arguments], env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def terminal(width: int, *arguments: str, **more: str) -> str:
    """Run the program in a terminal; what it shows."""
    # What is said on standard error would stand among the tables.
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", 'exec "$@" 2>/dev/null', "sh", *JO, *arguments],
        env=environment(TERM="xterm-256color", **more),
        dimensions=(50, width),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before).replace("\r\n", "\n")


# ---- summary --format json ------------------------------------------------------------------------------------------


def test_summary_gives_the_keys_of_the_reference(jo: Jo) -> None:
    answer = jo("summary", JO_2024, "--format", "json")
    assert answer.status == 0
    assert tuple(answer.json) == (*SUMMARY, "lines")
    assert tuple(answer.json["total"]) == POSITION
    assert answer.json["format"] == 1
    for line in answer.json["lines"]:
        assert tuple(line) == LINE
        assert tuple(line["position"]) == POSITION
        assert all(MONEY.fullmatch(money) for money in line["position"].values())
    assert (answer.json["as-of"], answer.json["exercise"]) == (None, None)
    assert answer.json["envelope"] == "200000000.00"


def test_summary_gives_exact_figures(jo: Jo, small: Path) -> None:
    answer = jo("summary", small, "--format", "json")
    expected = dict.fromkeys(POSITION, "0.00")
    top = {"opened": "100.00", "committed": "30.00", "available": "70.00", "paid": "12.25"}
    top |= {"delivered": "20.00", "outstanding": "17.75", "payable": "7.75"}
    below = top | {"opened": "40.00", "available": "10.00"}
    lines = {line["id"]: line for line in answer.json["lines"]}
    assert list(lines) == ["top", "below", "apart"]
    assert lines["top"]["position"] == expected | top
    assert lines["below"]["position"] == expected | below
    assert lines["apart"]["position"] == expected | {"opened": "8.50", "available": "8.50"}
    assert answer.json["total"] == expected | top | {"opened": "108.50", "available": "78.50"}
    of_below = {key: value for key, value in lines["below"].items() if key != "position"}
    assert of_below == {
        "id": "below",
        "label": "Below",
        "parent": "top",
        "programme": "176",
        "title": 5,
        "illustrative": True,
    }
    of_apart = [lines["apart"][key] for key in ("parent", "programme", "title", "illustrative")]
    assert of_apart == [None, None, None, False]


def test_summary_without_an_envelope_says_null(jo: Jo, small: Path) -> None:
    answer = jo("summary", small, "--format", "json").json
    assert (answer["envelope"], answer["unallocated"]) == (None, None)


def test_summary_echoes_what_it_is_asked_for(jo: Jo, small: Path) -> None:
    answer = jo("summary", small, "--format", "json", "--as-of", "2024-01-31", "--exercise", "2023").json
    assert (answer["as-of"], answer["exercise"]) == ("2024-01-31", 2023)
    assert (answer["total"]["paid"], answer["total"]["payable"]) == ("0.00", "20.00")


def test_summary_of_an_exercise_that_holds_nothing(jo: Jo, small: Path) -> None:
    answer = jo("summary", small, "--format", "json", "--exercise", "1999")
    assert answer.status == 0
    assert set(answer.json["total"].values()) == {"0.00"}
    assert jo("summary", small, "--exercise", "1999").status == 0


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("programme", ["176", None]),
        ("title", [5, None]),
        ("exercise", [2023, 2024]),
        ("tag", ["x", "y", None]),
    ],
)
def test_summary_by_group(jo: Jo, small: Path, by: str, keys: list[object]) -> None:
    answer = jo("summary", small, "--format", "json", "--by", by).json
    assert tuple(answer) == (*SUMMARY, "groups")
    assert [group["key"] for group in answer["groups"]] == keys
    for group in answer["groups"]:
        assert tuple(group) == ("key", "position")
        assert tuple(group["position"]) == POSITION
    table = jo("summary", small, "--by", by)
    assert table.status == 0
    for key in keys:
        assert (f"no {by}" if key is None else str(key)) in table.out


def test_summary_by_line_is_the_summary(jo: Jo, small: Path) -> None:
    assert jo("summary", small, "--format", "json", "--by", "line") == jo("summary", small, "--format", "json")


def test_an_operation_counts_under_each_of_its_tags(jo: Jo, small: Path) -> None:
    groups = jo("summary", small, "--format", "json", "--by", "tag").json["groups"]
    assert [group["position"]["committed"] for group in groups] == ["30.00", "30.00", "0.00"]


def test_depth_leaves_out_lines_but_nothing_of_the_figures(jo: Jo, small: Path) -> None:
    whole = jo("summary", small, "--format", "json").json
    cut = jo("summary", small, "--format", "json", "--depth", "1").json
    assert [line["id"] for line in cut["lines"]] == ["top", "apart"]
    assert cut["total"] == whole["total"]
    assert cut["lines"] == [line for line in whole["lines"] if line["parent"] is None]
    assert jo("summary", small, "--format", "json", "--depth", "2").json == whole
    table = jo("summary", small, "--depth", "1").out
    assert "Top" in table
    assert "Below" not in table


def test_summary_of_a_budget_without_lines(jo: Jo) -> None:
    answer = jo("summary", PLAN_CRACK, "--format", "json")
    assert (answer.status, answer.json["lines"], answer.err) == (0, [], "")
    assert jo("summary", PLAN_CRACK).status == 0
    assert [jo("summary", PLAN_CRACK, "--by", by).status for by in ("title", "tag", "exercise")] == [0, 0, 0]


# ---- Problems beside a report ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("code", ["JO101", "JO102", "JO105", "JO111", "JO112", "JO113"])
def test_an_unreadable_budget_gives_its_problems_and_nothing_else(jo: Jo, code: str, form: str) -> None:
    answer = jo("summary", EXAMPLES / f"{code}.toml", "--format", form)
    assert (answer.status, answer.out) == (1, "")
    assert re.search(rf"^{re.escape(str(EXAMPLES))}/{code}\.toml:\d+:\d+: error {code} ", answer.err, re.MULTILINE)


@pytest.mark.parametrize("form", ["table", "json"])
def test_problems_are_counted_in_one_line_of_standard_error(jo: Jo, over: Path, form: str) -> None:
    answer = jo("summary", over, "--format", form)
    assert answer.status == 0
    assert answer.out
    assert answer.err == f"{over}: 1 error; see jo-security check.\n"


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_clean_budget_gives_no_word_on_standard_error(jo: Jo, small: Path, form: str) -> None:
    assert jo("summary", small, "--format", form).err == ""


@pytest.mark.parametrize("command", ["summary", "check", "open"])
def test_a_file_that_cannot_be_read_is_status_3(jo: Jo, tmp_path: Path, command: str) -> None:
    for name, why in ((tmp_path / "none.toml", "there is no such file"), (tmp_path, "it is a folder")):
        answer = jo(command, name)
        assert (answer.status, answer.out) == (3, "")
        assert answer.err == f"{name} cannot be read: {why}\n"


# ---- check ----------------------------------------------------------------------------------------------------------


def test_check_is_silent_where_nothing_is_wrong(jo: Jo, small: Path) -> None:
    assert jo("check", small) == Answer(0, "", "")
    assert jo("check", small, PLAN_CRACK) == Answer(0, "", "")
    assert jo("check", small, "--format", "github") == Answer(0, "", "")


def test_check_without_problems_is_json_all_the_same(jo: Jo, small: Path) -> None:
    answer = jo("check", small, "--format", "json")
    assert (answer.status, answer.json) == (0, {"problems": [], "errors": 0, "warnings": 0})
    assert tuple(answer.json) == ("problems", "errors", "warnings")


def test_check_shows_place_line_caret_and_hint(jo: Jo, over: Path) -> None:
    answer = jo("check", over)
    number = (SMALL + OVER).split("\n").index("amount = 9") + 1
    assert answer.status == 1
    first, *_ = [part for part in answer.out.split("\n\n") if "JO201" in part]
    head, line, caret, hint = first.splitlines()
    assert head.startswith(f"{over}:{number}:10: error JO201 over-committed: C2 ")
    assert line == f"  {number} | amount = 9"
    assert caret == f"  {' ' * len(str(number))} |          ^"
    assert hint.strip().startswith("= ")


def test_check_gives_the_keys_of_the_reference(jo: Jo, over: Path) -> None:
    answer = jo("check", over, "--format", "json")
    assert (answer.status, answer.err) == (1, "")
    assert (answer.json["errors"], answer.json["warnings"]) == (1, 0)
    problems = answer.json["problems"]
    assert all(tuple(problem) == PROBLEM for problem in problems)
    assert [(it["code"], it["severity"], it["record"]) for it in problems] == [("JO201", "error", "C2")]
    assert all(it["file"] == str(over) for it in problems)


def test_check_sorts_by_file_line_column_and_code(jo: Jo, over: Path) -> None:
    names = [over, EXAMPLES / "JO208.toml", JO_2024, EXAMPLES / "JO102.toml"]
    problems = jo("check", *names, "--format", "json").json["problems"]
    places = [(it["file"], it["line"], it["column"], it["code"]) for it in problems]
    assert places == sorted(places)
    assert {it["file"] for it in problems} == set(map(str, names))


def test_check_as_of_leaves_out_what_is_later(jo: Jo, over: Path) -> None:
    assert jo("check", over, "--as-of", "2024-02-29") == Answer(0, "", "")
    assert "JO201" in jo("check", over, "--as-of", "2024-03-01").out


def test_check_with_warnings_only_is_status_0(jo: Jo) -> None:
    answer = jo("check", JO_2024, "--format", "json")
    assert (answer.status, answer.json["errors"]) == (0, 0)
    assert answer.json["warnings"] == len(answer.json["problems"]) > 0


def test_check_annotates_for_a_forge(jo: Jo, tmp_path: Path) -> None:
    name = tmp_path / "a,b:c%.toml"
    name.write_text(SMALL + OVER, encoding="utf-8")
    answer = jo("check", name, "--format", "github")
    assert answer.status == 1
    for line in answer.out.splitlines():
        assert re.match(
            r"::(error|warning) file=[^,:]+a%2Cb%3Ac%25\.toml,line=\d+,col=\d+,title=JO\d{3} [a-z-]+::.", line
        )
    assert any("title=JO201 over-committed::C2 " in line for line in answer.out.splitlines())


def test_check_of_several_files_goes_on_after_one_that_is_missing(jo: Jo, over: Path, tmp_path: Path) -> None:
    answer = jo("check", tmp_path / "none.toml", over)
    assert answer.status == 3
    assert "JO201" in answer.out
    assert answer.err == f"{tmp_path / 'none.toml'} cannot be read: there is no such file\n"


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_rule_has_an_example_that_check_reports(jo: Jo, code: str) -> None:
    asked = ("--as-of", "2025-12-31") if code == "JO403" else ()
    problems = jo("check", EXAMPLES / f"{code}.toml", *asked, "--format", "json").json["problems"]
    assert code in {problem["code"] for problem in problems}


# ---- explain, version, help, open -----------------------------------------------------------------------------------


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


# ---- The default budget ---------------------------------------------------------------------------------------------


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


# ---- Wrong usage ----------------------------------------------------------------------------------------------------

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


# ---- Tables ---------------------------------------------------------------------------------------------------------

LARGE = """format = 1

[budget]
id = "large"
label = "A name that is much longer than any terminal of forty columns would like it to be"
envelope = 99_999_999_999.99
start = 2023-01-01
end = 2024-12-31

[[line]]
id = "a"
label = "Première ligne, dont le nom est long et ne tient dans aucune colonne étroite"
allocation = 99_999_999_999.99

[[line]]
id = "b"
label = "Anticonstitutionnellementhexakosioihexekontahexaphobie"
parent = "a"

[[line]]
id = "c"
label = "漢字仮名交じり文の長い名前の予算項目"
parent = "b"
illustrative = true

[[movement]]
id = "M1"
kind = "opening"
date = 2023-01-02
line = "a"
ae = 99_999_999_999.99

[[commitment]]
id = "C1"
date = 2023-03-14
line = "c"
supplier = "S"
label = "L"
amount = 99_999_999_999.98
"""

SHOWN = ("opened", "committed", "available", "paid", "outstanding")
WIDTHS = (40, 60, 80, 120, 200)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("large") / "large.toml"
    path.write_text(LARGE, encoding="utf-8")
    return str(path)


def figures(shown: str) -> set[str]:
    """Give the amounts that stand whole in a table in English, as JSON has them."""
    found = re.findall(r"(?<![\w,.…])[−-]?\d{1,3}(?:,\d{3})*\.\d\d(?![\w,.%…])", shown)
    return {amount.replace(",", "").replace("−", "-") for amount in found}


def names(shown: str) -> str:
    """Give what stands at the left of each row, without spaces: a name may go on in the next row."""
    return "".join(re.split(r" {2,}", row.strip())[0] for row in shown.splitlines()).replace(" ", "")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", ["jo-2024", "large"])
def test_a_table_shows_every_amount_whole_and_every_line(jo: Jo, large: str, width: int, which: str) -> None:
    name = {"jo-2024": JO_2024, "large": large}[which]
    answer = jo("summary", name, "--format", "json").json
    shown = terminal(width, "summary", name, "--lang", "en", NO_COLOR="1")
    assert "…" not in shown
    assert max(map(cell_len, shown.splitlines())) <= width
    for position in (answer["total"], *(line["position"] for line in answer["lines"])):
        assert {position[measure] for measure in SHOWN} <= figures(shown)
    left = names(shown)
    for line in answer["lines"]:
        assert line["label"].replace(" ", "") in left


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["programme", "title", "exercise", "tag"])
def test_groups_fit_every_width(jo: Jo, width: int, by: str) -> None:
    answer = jo("summary", JO_2024, "--format", "json", "--by", by).json
    shown = terminal(width, "summary", JO_2024, "--by", by, "--lang", "en", NO_COLOR="1")
    assert max(map(cell_len, shown.splitlines())) <= width
    for group in answer["groups"]:
        assert {group["position"][measure] for measure in SHOWN} <= figures(shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_whatever_holds_made_up_figures_is_marked(large: str, width: int) -> None:
    shown = terminal(width, "summary", large, "--lang", "en", NO_COLOR="1")
    assert "(lines marked *)" in " ".join(shown.split())
    left = re.sub(r"\s", "", names(shown))
    for label in re.findall(r'^label = "(.*)"$', LARGE.split("[[line]]", 1)[1], re.MULTILINE):
        if label != "L":
            assert f"{label.replace(' ', '')}*" in left


def test_a_pipe_gets_every_amount_and_no_escape_sequence(jo: Jo, large: str) -> None:
    for name in (JO_2024, large):
        shown = process("summary", name)
        text = shown.stdout.decode("utf-8")
        assert (shown.returncode, b"\x1b" in shown.stdout + shown.stderr) == (0, False)
        for line in jo("summary", name, "--format", "json").json["lines"]:
            assert {line["position"][measure] for measure in SHOWN} <= figures(text)
            assert line["label"].replace(" ", "") in names(text)


def test_colours_are_for_terminals_that_want_them(over: Path) -> None:
    for arguments in (("summary", str(over)), ("summary", str(over), "--by", "tag")):
        assert "\x1b[" in terminal(100, *arguments)
        assert "\x1b" not in terminal(100, *arguments, NO_COLOR="1")
        assert "\x1b" not in process(*arguments, TERM="xterm-256color").stdout.decode("utf-8")
    piped = process("check", str(over), TERM="xterm-256color")
    assert b"\x1b" not in piped.stdout + piped.stderr


def test_colours_of_check(small: Path) -> None:
    # A warning only, so that the status is 0: more is paid than was delivered.
    small.write_text(SMALL.replace("amount = 12.25", "amount = 21"), encoding="utf-8")
    assert "\x1b[" in terminal(100, "check", str(small))
    assert "\x1b" not in terminal(100, "check", str(small), NO_COLOR="1")


# ---- Any text, any encoding -----------------------------------------------------------------------------------------

LITERAL = (
    "[bold]gras[/bold]",
    "[/x] tout seul",
    "{accolades} {0} {}",
    "%s %(x)s",
    ":smile: \\[x]",
    "🎉 fête",
    "漢字",
    "œuvre à 5 €",
)


ODD = """format = 1

[budget]
id = "odd"
label = "[red]B[/] {x} 漢"
source = "[link]{s}"
start = 2023-01-01
end = 2023-12-31
"""


def odd(labels: Iterable[str] = LITERAL) -> str:
    """Write a budget with a line of each label, which is its tag as well."""
    found = ODD
    for rank, label in enumerate(labels):
        text = json.dumps(label, ensure_ascii=False)
        found += f'[[line]]\nid = "l{rank}"\nlabel = {text}\ntags = [{text}]\n'
    return found


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "{0} [bold] 漢.toml"
    path.write_text(odd(), encoding="utf-8")
    return path


def test_labels_are_shown_literally(jo: Jo, strange: Path) -> None:
    table, tags = jo("summary", strange).out, jo("summary", strange, "--by", "tag").out
    for label in LITERAL:
        assert label in table
        assert label in tags
    assert "[red]B[/] {x} 漢" in table
    assert "[link]{s}" in table
    assert [line["label"] for line in jo("summary", strange, "--format", "json").json["lines"]] == list(LITERAL)


def test_problems_are_shown_literally(jo: Jo, strange: Path) -> None:
    strange.write_text(
        odd() + '[[line]]\nid = "z"\nlabel = "[b]{0}"\nparent = "{0}[b]%s"\n"{k}[b]" = 1\n', encoding="utf-8"
    )
    answer = jo("check", strange)
    assert answer.status == 1
    assert f"{strange}:" in answer.out
    assert '"{k}[b]" = 1' in answer.out
    assert "{0}[b]%s" in answer.out
    assert jo("check", strange, "--format", "json").json["errors"] == 2


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f\u202b", "\u0085"], ids=ascii)
def test_text_that_turns_around_is_refused_and_never_shown(jo: Jo, tmp_path: Path, character: str) -> None:
    path = tmp_path / "turned.toml"
    path.write_text(odd([f"x{character}y"]), encoding="utf-8")
    answer = jo("check", path)
    assert answer.status == 1
    assert "JO104" in answer.out
    assert character[-1] not in answer.out + answer.err
    assert jo("summary", path).status == 1


ENCODINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: " ".join(encoding.values()))
def test_no_encoding_of_the_output_fails(strange: Path, encoding: Mapping[str, str]) -> None:
    missing = strange.with_name("é€漢.toml")
    every = (
        ("summary", str(strange)),
        ("summary", str(strange), "--format", "json"),
        ("summary", JO_2024),
        ("summary", JO_2024, "--format", "json"),
        ("check", JO_2024),
        ("check", JO_2024, "--format", "json"),
        ("explain", "JO201"),
        ("check", str(missing)),
        ("--help",),
        ("résumé",),
    )
    for arguments in every:
        it = process(*arguments, "--lang", "fr", **encoding)
        assert it.returncode in (0, 2, 3)
        assert b"Traceback" not in it.stderr
        if "ascii" in encoding.values():
            assert it.stdout.isascii()
            assert it.stderr.isascii()
        if "json" in arguments:
            assert json.loads(it.stdout.decode(encoding.get("PYTHONIOENCODING", "ascii")))


# ---- As a process ---------------------------------------------------------------------------------------------------


def test_the_process_gives_what_the_door_gives(jo: Jo, over: Path) -> None:
    for arguments in (("summary", str(over), "--format", "json"), ("check", str(over)), ("check", "--nothing")):
        it, here = process(*arguments, "--lang", "en"), jo(*arguments)
        assert (it.returncode, it.stdout.decode("utf-8"), it.stderr.decode("utf-8")) == (
            here.status,
            here.out,
            here.err,
        )


def test_a_budget_from_standard_input() -> None:
    it = subprocess.run(
        [*JO, "summary", "-", "--format", "json"],
        input=SMALL.encode(),
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert json.loads(it.stdout)["budget"] == "small"


def test_a_reader_that_has_read_enough_is_no_fault() -> None:
    command = '"$@" | head -c 20; echo " ${PIPESTATUS[0]}"'
    it = subprocess.run(
        ["bash", "-c", command, "bash", *JO, "summary", JO_2024], env=environment(), capture_output=True, check=True
    )
    assert it.stdout.split()[-1] == b"0"
    assert b"Traceback" not in it.stderr
    assert b"Exception" not in it.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a device of Linux")
def test_an_answer_that_cannot_be_written_is_status_3() -> None:
    for form in ("table", "json"):
        with Path("/dev/full").open("wb") as full:
            it = subprocess.run(
                [*JO, "summary", JO_2024, "--format", form, "--lang", "en"],
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert it.returncode == 3
        assert it.stderr.startswith(b"The answer cannot be written: ")
        assert b"Traceback" not in it.stderr
