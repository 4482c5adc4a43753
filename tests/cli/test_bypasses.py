"""The ways in which controls of other programs were bypassed: none is one here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import Answer, Jo

CHECKOUT = Path(__file__).resolve().parents[2]
DAY = ("--date", "2023-05-02")

HEAD = """\
format = 1

[budget]
id    = "b"
label = "Budget"
start = 2023-01-01
end   = 2024-12-31

[controls]
visa = [{ from = 2023-01-01, threshold = 500 }]

[[line]]
id         = "a"
label      = "A"
allocation = 1_000.00

[[line]]
id         = "z"
label      = "Z"
allocation = 1_000.00
"""


class Desk:
    """A budget, and an officer who records in it."""

    def __init__(self, path: Path, jo: Jo) -> None:
        self.path = path
        self.jo = jo

    def does(self, verb: str, *options: str, day: Sequence[str] = DAY) -> Answer:
        return self.jo(verb, self.path, *options, *day)

    def commit(self, amount: str, *more: str, supplier: str = "S", day: Sequence[str] = DAY) -> Answer:
        line = () if "--line" in more else ("--line", "a")
        return self.does("commit", *line, "--supplier", supplier, "--label", "L", "--amount", amount, *more, day=day)

    def position(self, line: str = "a") -> Any:
        summary = self.jo("summary", self.path, "--format", "json").json
        return next(each["position"] for each in summary["lines"] if each["id"] == line)

    def is_refused(self, answer: Answer, code: str, before: bytes) -> None:
        assert answer.status == 1
        assert code in answer.out + answer.err
        assert self.path.read_bytes() == before


@pytest.fixture
def desk(tmp_path: Path, jo: Jo, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a budget of two lines with 1,000 each, and a threshold of the visa at 500."""
    monkeypatch.setenv("JO_SECURITY_OFFICER", "Ana")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "b.toml"
    path.write_text(HEAD, "utf-8")
    return Desk(path, jo)


@pytest.mark.parametrize(("line", "code"), [("", "JO104"), (" ", "JO104"), ("nowhere", "JO111")])
def test_a_blank_or_missing_line(desk: Desk, line: str, code: str) -> None:
    before = desk.path.read_bytes()
    desk.is_refused(desk.commit("1", "--line", line), code, before)
    desk.is_refused(desk.does("pay", "--line", line, "--amount", "1"), code, before)
    desk.is_refused(desk.does("move", "--kind", "transfer", "--from", "a", "--to", line, "--ae", "1"), code, before)
    assert desk.does("pay", "--amount", "1").status == 2
    assert desk.does("commit", "--supplier", "S", "--label", "L", "--amount", "1").status == 2
    assert desk.path.read_bytes() == before


def test_a_missing_line_written_by_hand_stops_every_act(desk: Desk) -> None:
    loose = '\n[[commitment]]\nid = "X"\ndate = 2023-02-01\nsupplier = "S"\nlabel = "L"\namount = 1\n'
    desk.path.write_text(HEAD + loose, "utf-8")
    desk.is_refused(desk.commit("1"), "JO103", desk.path.read_bytes())


def test_a_backdated_operation(desk: Desk) -> None:
    assert desk.commit("400", "--id", "LATER", "--visa", "V", "--visa-date", "2023-01-02").status == 0
    before = desk.path.read_bytes()
    for line in (
        ("commit", "--line", "a", "--supplier", "T", "--label", "L", "--amount", "601"),
        ("reserve", "--line", "a", "--label", "L", "--amount", "601"),
        ("pay", "--line", "a", "--amount", "601"),
    ):
        answer = desk.does(*line, day=("--date", "2023-01-05"))
        desk.is_refused(answer, "JO201", before)
        assert "LATER, which is dated later, would be €1.00 short on " in answer.err
    assert desk.does("move", "--kind", "transfer", "--from", "a", "--to", "z", "--ae", "601").status == 1


def test_a_payment_on_a_line_beside_an_open_commitment(desk: Desk) -> None:
    assert desk.commit("400", "--id", "EJ-1").status == 0
    before = desk.path.read_bytes()
    desk.is_refused(desk.does("pay", "--line", "a", "--amount", "600.01"), "JO201", before)
    answer = desk.does("pay", "--line", "a", "--amount", "400")
    assert answer.status == 0
    said = " ".join(answer.out.split())
    assert "a has €400.00 outstanding on EJ-1: a payment on the line consumes AE once more." in said
    assert (desk.position()["committed"], desk.position()["available"]) == ("800.00", "200.00")
    # A program is told on standard error: a remark is no problem.
    answer = desk.does("pay", "--line", "a", "--amount", "1", "--format", "json")
    assert "outstanding on EJ-1" in answer.err
    assert (answer.json["problems"], [*answer.json]) == (
        *([], ["id", "recorded", "file", "line", "position", "problems"]),
    )
    for quiet in (("--commitment", "EJ-1", "--amount", "400"), ("--line", "z", "--amount", "1")):
        assert "consumes AE once more" not in " ".join(desk.does("pay", *quiet).out.split())
    assert "consumes AE" not in desk.does("pay", "--line", "a", "--amount", "1").out


def test_an_adjustment_and_a_payment_counted_twice(desk: Desk) -> None:
    assert desk.commit("400", "--id", "EJ-1").status == 0
    assert desk.does("adjust", "--commitment", "EJ-1", "--amount", "50", "--reason", "More").status == 0
    assert desk.does("pay", "--commitment", "EJ-1", "--amount", "450").status == 0
    position = desk.position()
    assert [position[name] for name in ("committed", "paid", "outstanding", "available")] == [
        *("450.00", "450.00", "0.00", "550.00")
    ]
    before = desk.path.read_bytes()
    desk.is_refused(desk.does("pay", "--commitment", "EJ-1", "--amount", "0.01"), "JO301", before)
    withdrawal = ("adjust", "--commitment", "EJ-1", "--amount=-0.01", "--reason", "Less")
    # Of one day, the withdrawal comes before the payment, which is then too much; later it is itself too much.
    desk.is_refused(desk.does(*withdrawal), "JO301", before)
    desk.is_refused(desk.does(*withdrawal, day=("--date", "2023-06-01")), "JO208", before)
    desk.is_refused(desk.commit("550.01", supplier="T"), "JO201", before)
    assert desk.commit("450", supplier="T").status == 0


def test_a_commitment_released_twice(desk: Desk) -> None:
    assert desk.commit("400", "--id", "EJ-1").status == 0
    withdrawal = ("adjust", "--commitment", "EJ-1", "--reason", "Less")
    assert desk.does(*withdrawal, "--amount=-300").status == 0
    desk.is_refused(desk.does(*withdrawal, "--amount=-300"), "JO208", desk.path.read_bytes())
    assert desk.position()["available"] == "900.00"


def test_a_settled_commitment_that_still_reserves(desk: Desk) -> None:
    assert desk.does("reserve", "--line", "a", "--label", "R", "--amount", "400", "--id", "AF-1").status == 0
    assert desk.commit("300", "--id", "EJ-1", "--reservation", "AF-1").status == 0
    # What was reserved and is not committed stays so until somebody gives it back.
    assert (desk.position()["reserved"], desk.position()["available"]) == ("100.00", "600.00")
    assert desk.does("pay", "--commitment", "EJ-1", "--amount", "250").status == 0
    assert desk.does("adjust", "--commitment", "EJ-1", "--amount=-50", "--reason", "Settled").status == 0
    assert desk.does("adjust", "--commitment", "AF-1", "--amount=-100", "--reason", "Settled").status == 0
    position = desk.position()
    assert [position[name] for name in ("reserved", "committed", "outstanding", "available")] == [
        *("0.00", "250.00", "0.00", "750.00")
    ]
    assert desk.commit("450", supplier="T").status == 0


def test_a_commitment_split_under_a_threshold(desk: Desk) -> None:
    assert "same supplier" not in desk.commit("300", "--id", "EJ-1", supplier="Société É").out
    answer = desk.commit("200", "--id", "EJ-2", supplier="SOCIETE E", day=("--date", "2024-04-30"))
    said = " ".join(answer.out.split())
    assert "With EJ-1 of the same supplier on a, within twelve months, EJ-2 comes to €500.00" in said
    assert "they reach €500.00, from which a visa is required." in said
    # It is worth a look, and no rule: programs that check the file find nothing.
    assert "JO401" not in desk.jo("check", desk.path).out
    assert desk.does("undo", day=()).status == 0
    for more, supplier, day in (
        ((), "Autre", "2024-04-30"),
        ((), "Société É", "2024-05-02"),
        (("--line", "z"), "Société É", "2024-04-30"),
        (("--visa", "V", "--visa-date", "2023-05-02"), "Société É", "2024-04-30"),
    ):
        answer = desk.commit("200", *more, supplier=supplier, day=("--date", day))
        assert (answer.status, "same supplier" in answer.out) == (0, False), (more, supplier, day)
        assert desk.does("undo", day=()).status == 0


def test_a_commitment_raised_after_the_threshold(desk: Desk) -> None:
    assert desk.commit("300", "--id", "EJ-1").status == 0
    assert "JO401" in desk.does("adjust", "--commitment", "EJ-1", "--amount", "200", "--reason", "More").out
    assert desk.does("undo", day=()).status == 0
    # Raised to what two of them reach together.
    assert desk.commit("100", "--id", "EJ-2").status == 0
    answer = desk.does("adjust", "--commitment", "EJ-2", "--amount", "100", "--reason", "More")
    said = " ".join(answer.out.split())
    assert "With EJ-1 of the same supplier on a, within twelve months, EJ-2 comes to €500.00" in said
    assert "JO401" not in said


PAIRS = (
    (
        ("commit", "--line", "a", "--supplier", "S", "--label", "L", "--amount", "600"),
        ("commit", "--line", "a", "--supplier", "T", "--label", "L", "--amount", "600"),
    ),
    (
        ("commit", "--line", "a", "--supplier", "S", "--label", "L", "--amount", "600"),
        ("move", "--kind", "transfer", "--from", "a", "--to", "z", "--ae", "600"),
    ),
    (
        ("pay", "--line", "a", "--amount", "600"),
        ("move", "--kind", "freeze", "--line", "a", "--ae", "600"),
    ),
)


@pytest.mark.parametrize("pair", PAIRS, ids=["commitments", "a commitment and a transfer", "a payment and a freeze"])
def test_two_operations_that_pass_alone_and_not_together_at_the_same_moment(
    desk: Desk, pair: Sequence[Sequence[str]]
) -> None:
    for line in pair:
        assert desk.does(*line, "--dry-run").status == 0
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "jo_security", verb, str(desk.path), *options, *DAY],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT), "JO_SECURITY_OFFICER": f"officer {number}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number, (verb, *options) in enumerate(pair)
    ]
    said = b"".join(each.communicate()[1] for each in started)
    assert sorted(each.returncode for each in started) == [0, 1], said
    assert b"is refused; nothing was written." in said
    assert json.loads(desk.jo("check", desk.path, "--format", "json").out)["errors"] == 0
    assert desk.position()["available"] == "400.00"
