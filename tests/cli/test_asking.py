"""What is missing is asked for on a real terminal, checked as it is typed, and said in full before it is recorded."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pexpect
import pytest
import tomli

CHECKOUT = Path(__file__).resolve().parents[2]
WIDTH = 120

HEAD = """\
format = 1

[budget]
id    = "b"
label = "Budget"
start = 2023-01-01
end   = {end}

[[line]]
id         = "radars"
label      = "Radars"
allocation = 1_000.00

[[reservation]]
id     = "AF-1"
date   = 2023-02-01
line   = "radars"
label  = "Marché"
amount = 100.00
"""


class Clerk:
    """Somebody at a terminal, with a budget in the folder."""

    def __init__(self, folder: Path, end: str = "2023-12-31") -> None:
        self.path = folder / "b.toml"
        self.path.write_text(HEAD.replace("{end}", end), "utf-8")
        self.before = self.path.read_bytes()
        env = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "$ ", "HISTFILE": ""}
        env |= {
            "PYTHONPATH": ":".join([str(CHECKOUT), *filter(None, sys.path)]),
            "XDG_STATE_HOME": str(folder / "state"),
        }
        env |= {"JO_SECURITY_OFFICER": "Ana", "JO_SECURITY_BUDGET": "b.toml"}
        shell = ["--norc", "--noprofile", "--noediting"]
        self.shell = pexpect.spawn(
            "bash", shell, cwd=folder, env=env, timeout=30, encoding="utf-8", dimensions=(40, WIDTH)
        )
        self.shell.setecho(state=False)

    def types(self, *line: str) -> None:
        """Begin a command."""
        self.shell.sendline(" ".join([sys.executable, "-m", "jo_security", *line]))

    def answers(self, question: str, *said: str) -> None:
        """Wait for a question, and answer it, however often it comes."""
        for each in said:
            self.shell.expect_exact(f"--{question}: ")
            self.shell.sendline(each)

    def sees(self, *words: str) -> None:
        """Read until these words came, in this order."""
        for each in words:
            self.shell.expect_exact(each)

    def status(self) -> int:
        """The status of the command, once it has ended."""
        self.shell.sendline("echo status=$?.")
        self.shell.expect(r"status=(\d+)\.")
        return int(self.shell.match[1])

    def wrote(self) -> str:
        """What was added to the budget."""
        after = self.path.read_bytes()
        assert after.startswith(self.before)
        return after[len(self.before) :].decode()


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Give a budget that has ended: which day, then?"""
    return Clerk(tmp_path)


def test_everything_that_a_commitment_needs_is_asked_for(clerk: Clerk) -> None:
    clerk.types("commit")
    clerk.answers("date", "14/03/2023", "2023-03-14")
    clerk.answers("line", "", "radar", "radars")
    clerk.answers("supplier", "   ", "Titulaire")
    clerk.answers("label", "Radars de surveillance")
    clerk.answers("amount", "1,234", "beaucoup", "3*100+50,25")
    clerk.sees("amount: 350.25", "EJ-2023-001 is recorded", "549.75")
    assert clerk.status() == 0
    record = tomli.loads(clerk.wrote())["commitment"][0]
    assert (record["line"], record["supplier"], record["label"], record["amount"]) == (
        *("radars", "Titulaire", "Radars de surveillance", 350.25),
    )
    assert str(record["date"]) == "2023-03-14"


def test_what_is_typed_is_checked_at_once(clerk: Clerk) -> None:
    clerk.types("commit", "--supplier", "S", "--label", "L")
    clerk.answers("date", "tomorrow")
    clerk.sees("tomorrow is not a date such as 2023-03-14.")
    clerk.answers("date", "2023-03-14")
    clerk.answers("line", "radar")
    clerk.sees("The budget knows no radar. Did you mean radars?")
    clerk.answers("line", "  ")
    clerk.sees("It is blank.")
    clerk.answers("line", "radars")
    clerk.answers("amount", "1,234")
    clerk.sees("1,234 can be read as 1234 and as 1.234")
    clerk.answers("amount", "1.234")
    clerk.sees("1.234 can be read as 1234 and as 1.234")
    clerk.answers("amount", "12")
    clerk.sees("amount: 12.00", "is recorded")
    assert clerk.status() == 0


def test_other_acts_ask_for_what_they_need(clerk: Clerk) -> None:
    clerk.types("move", "--date", "2023-03-14")
    clerk.sees("--kind (opening, carry-over, freeze, release, transfer, cancellation): ")
    clerk.shell.sendline("freeze")
    clerk.answers("line", "radars")
    clerk.answers("ae", "10k")
    clerk.sees("ae: 10,000.00", "MVT-2023-001 is refused; nothing was written.", "radars is €9,100.00 short.")
    assert clerk.status() == 1


def test_an_adjustment_may_be_about_a_reservation(clerk: Clerk) -> None:
    clerk.types("adjust", "--date", "2023-03-14")
    clerk.answers("commitment", "AF-2", "AF-1")
    clerk.answers("amount", "-40")
    clerk.answers("reason", "Less")
    clerk.sees("amount: −40.00", "AJ-2023-001 is recorded")
    assert clerk.status() == 0


@pytest.mark.parametrize("question", ["date", "line", "amount"])
def test_an_interrupt_leaves_at_once_and_nothing_is_written(clerk: Clerk, question: str) -> None:
    clerk.types("commit", "--supplier", "S", "--label", "L")
    for name, said in (("date", "2023-03-14"), ("line", "radars"), ("amount", "1")):
        if name == question:
            break
        clerk.answers(name, said)
    clerk.sees(f"--{question}: ")
    clerk.shell.sendintr()
    clerk.sees("$ ")
    assert (clerk.status(), clerk.wrote()) == (130, "")
    assert not clerk.path.with_suffix(".journal").exists()


def test_the_end_of_what_is_typed_leaves_too(clerk: Clerk) -> None:
    clerk.types("commit", "--supplier", "S", "--label", "L", "--date", "2023-03-14")
    clerk.sees("--line: ")
    clerk.shell.sendeof()
    assert (clerk.status(), clerk.wrote()) == (2, "")


def test_a_budget_that_goes_on_is_not_asked_for_a_day(tmp_path: Path) -> None:
    clerk = Clerk(tmp_path, end="2999-12-31")
    clerk.types("commit", "--line", "radars", "--supplier", "S", "--label", "L")
    clerk.answers("amount", "12,4")
    clerk.sees("amount: 12.40", "is recorded")
    assert clerk.status() == 0


def test_questions_do_not_get_into_the_answer(clerk: Clerk) -> None:
    clerk.types("pay", "--line", "radars", "--format", "json", "> out.json")
    clerk.answers("date", "2023-03-14")
    clerk.answers("amount", "1,50")
    clerk.sees("amount: 1.50")
    assert clerk.status() == 0
    out = clerk.path.with_name("out.json").read_text("utf-8")
    assert json.loads(out)["recorded"] is True
    assert out.startswith("{")
