"""What `check` gives: places, order, counts, statuses, annotations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import EXAMPLES, JO_2024, OVER, PLAN_CRACK, SMALL, Answer, Jo

from jo_security.office.explaining import CODES

# The keys of the reference, section 5, in its order.
PROBLEM = ("code", "name", "severity", "file", "line", "column", "record", "message", "hint")


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
