"""What `summary` gives a person and a program: figures, groups, and what is said of problems beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import EXAMPLES, JO_2024, PLAN_CRACK, Jo

# The keys of the reference, section 5, in its order.
SUMMARY = ("format", "budget", "label", "currency", "envelope", "unallocated", "as-of", "exercise", "total")
POSITION = (
    *("opened", "frozen", "reserved", "committed", "lost", "available"),
    *("cp-opened", "cp-frozen", "paid", "cp-available", "delivered", "outstanding", "payable"),
)
LINE = ("id", "label", "parent", "programme", "title", "illustrative", "position")
MONEY = re.compile(r"-?\d+\.\d\d")


# ---- summary --format json -------------------------------------------------------------------------------------------


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


# ---- Problems beside a report ----------------------------------------------------------------------------------------


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
