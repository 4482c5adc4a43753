"""Recording from the command line: what passes is appended, what does not is refused in figures, nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import tomli

CHECKOUT = Path(__file__).resolve().parents[2]

HEAD = """\
format = 1

[budget]
id    = "b"
label = "Budget « b »"
start = 2023-01-01
end   = 2024-12-31

[[line]]
id         = "top"
label      = "Top"

[[line]]
id         = "a"
parent     = "top"
label      = "A"
allocation = 1_000.00

[[line]]
id         = "z"
parent     = "top"
label      = "Z"
allocation = 500.00
"""


class Desk:
    """A budget in a folder of its own, and who records in it."""

    def __init__(self, folder: Path, text: str = HEAD) -> None:
        self.folder = folder
        self.path = folder / "b.toml"
        self.path.write_text(text, "utf-8", newline="")

    def run(self, *line: str, officer: str = "Ana", lang: str = "en") -> tuple[int, str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("JO_SECURITY_", "LC_"))}
        env = kept | {"PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1", "XDG_STATE_HOME": str(self.folder / "state")}
        env |= {"LANG": "fr_FR.UTF-8" if lang == "fr" else "en_GB.UTF-8", "JO_SECURITY_OFFICER": officer}
        verb, *rest = line
        done = subprocess.run(
            [sys.executable, "-m", "jo_security", verb, "b.toml", *rest],
            cwd=self.folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err
        return done.returncode, out, err

    def commit(self, amount: str, *more: str, line: str = "a", officer: str = "Ana") -> tuple[int, str, str]:
        common = ("--line", line, "--supplier", "S", "--label", "L", "--date", "2023-05-02", "--amount", amount)
        return self.run("commit", *common, *more, officer=officer)

    def text(self) -> str:
        return self.path.read_bytes().decode()

    def records(self, table: str) -> list[dict[str, object]]:
        held = tomli.loads(self.text(), parse_float=Decimal).get(table, [])
        assert isinstance(held, list)
        return held

    def total(self, measure: str) -> str:
        return str(json.loads(self.run("summary", "--format", "json")[1])["total"][measure])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


YEAR: Sequence[tuple[str, Sequence[str], str]] = (
    ("move", ("--kind", "transfer", "--from", "z", "--to", "a", "--ae", "100"), "MVT-2023-001"),
    ("move", ("--kind", "freeze", "--line", "z", "--ae", "1,50"), "MVT-2023-002"),
    ("reserve", ("--line", "a", "--label", "R", "--amount", "3*100"), "AF-2023-001"),
    (
        "commit",
        (
            *("--line", "a", "--supplier", "S", "--label", "L", "--amount", "250"),
            *("--reservation", "AF-2023-001", "--schedule", "2023=200", "--schedule", "2024=50"),
        ),
        "EJ-2023-001",
    ),
    (
        "adjust",
        (
            *("--commitment", "EJ-2023-001", "--amount=-50", "--reason", "Less"),
            *("--schedule", "2023=150", "--schedule", "2024=50"),
        ),
        "AJ-2023-001",
    ),
    ("deliver", ("--commitment", "EJ-2023-001", "--amount", "150"), "SF-2023-001"),
    ("pay", ("--commitment", "EJ-2023-001", "--amount", "150", "--note", "First"), "DP-2023-001"),
    ("pay", ("--line", "a", "--amount", "10"), "DP-2023-002"),
    ("plan", ("--line", "a", "--label", "Next", "--amount", "1k", "--probability", "0.8"), "PREV-2023-001"),
    ("assert", ("--measure", "paid", "--amount", "160"), ""),
)


def test_every_act_appends_one_record_and_the_rest_is_as_it_was(desk: Desk) -> None:
    for verb, options, name in YEAR:
        before = desk.text()
        status, out, err = desk.run(verb, *options, "--date", "2023-05-02", "--format", "json")
        answer = json.loads(out)
        assert (status, answer["recorded"], answer["problems"]) == (0, True, []), err
        assert desk.text().startswith(before)
        block = desk.text().removeprefix(before)
        assert block.count("\n[[") == 1
        if name:
            assert answer["id"] == name
            assert block.startswith(f"\n# {name}\n[[")
        where = desk.text().splitlines()[answer["line"] - 1]
        assert (answer["file"], where.startswith("[[")) == ("b.toml", True)
    assert [desk.total(name) for name in ("opened", "frozen", "reserved", "committed", "delivered", "paid")] == [
        *("1500.00", "1.50", "50.00", "210.00", "160.00", "160.00")
    ]
    assert desk.run("check")[0] == 0
    assert desk.run("verify")[0] == 0
    assert desk.records("commitment")[0]["schedule"] == [{"exercise": 2023, "cp": 200}, {"exercise": 2024, "cp": 50}]


def test_a_withdrawal_that_is_too_much_is_told_which_would_pass(desk: Desk) -> None:
    assert desk.commit("900")[0] == 0
    assert desk.run("pay", "--commitment", "EJ-2023-001", "--amount", "800", "--date", "2023-06-02")[0] == 0
    withdrawal = ("adjust", "--commitment", "EJ-2023-001", "--reason", "Less", "--date", "2023-07-03")
    _, _, err = desk.run(*withdrawal, "--amount=-300")
    assert "JO208" in err
    assert "the largest amount that fits is \u2212€100.00" in err
    assert desk.run(*withdrawal, "--amount=-100")[0] == 0


def test_what_the_credits_do_not_allow_is_refused_in_figures(desk: Desk) -> None:
    assert desk.commit("900")[0] == 0
    before = desk.text()
    status, out, err = desk.commit("300", "--id", "EJ-2")
    assert (status, out, desk.text()) == (1, "", before)
    for said in (
        *("EJ-2 is refused; nothing was written.", "JO201", "a is €200.00 short", "AE opened     1,000.00"),
        *("AE committed    900.00", "AE available    100.00", "the largest amount that fits is €100.00"),
        *("z has €500.00 to transfer", "--override REASON"),
    ):
        assert said in err
    status, out, _ = desk.commit("300", "--format", "json")
    answer = json.loads(out)
    assert (status, answer["recorded"], answer["position"]["available"]) == (1, False, "100.00")
    assert [each["code"] for each in answer["problems"]] == ["JO201"]
    assert desk.text() == before
    assert desk.run("commit", lang="fr")[0] == 2
    assert desk.commit("100")[0] == 0


def test_an_override_needs_a_reason_and_stays_in_sight(desk: Desk) -> None:
    assert desk.commit("1200", "--override", "Urgent", officer="Chef de service")[0] == 0
    override = desk.records("commitment")[0]["override"]
    assert isinstance(override, dict)
    assert (override["by"], override["reason"]) == ("Chef de service", "Urgent")
    assert desk.run("check")[0] == 0
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JO_SECURITY_")}
    line = [
        sys.executable,
        "-m",
        "jo_security",
        "list",
        "commitments",
        str(desk.path),
        "--overridden",
        "--format",
        "csv",
    ]
    listed = subprocess.run(line, env=kept | {"PYTHONPATH": str(CHECKOUT)}, capture_output=True, check=True)
    assert listed.stdout.decode().count("EJ-2023-001") == 1


def test_a_backdated_operation_is_refused_by_the_later_one_that_it_leaves_short(desk: Desk) -> None:
    assert desk.commit("600", "--id", "LATER")[0] == 0
    common = ("--line", "a", "--supplier", "S", "--label", "L", "--amount", "600", "--date", "2023-01-05")
    before = desk.text()
    status, _, err = desk.run("commit", "--id", "EARLY", *common)
    assert (status, desk.text()) == (1, before)
    assert "LATER, which is dated later, would be €200.00 short on " in err
    # An override on the new operation covers those too.
    assert desk.run("commit", "--id", "EARLY", *common, "--override", "Agreed")[0] == 0


def test_an_old_error_blocks_nothing_else(tmp_path: Path) -> None:
    over = '[[commitment]]\nid = "OLD"\ndate = 2023-02-01\nline = "z"\nsupplier = "S"\nlabel = "L"\namount = 900\n'
    desk = Desk(tmp_path, f"{HEAD}\n{over}")
    assert desk.run("check")[0] == 1
    assert desk.commit("10")[0] == 0
    assert desk.commit("10", line="z")[0] == 1


def test_a_budget_whose_references_lead_nowhere_takes_nothing_until_it_is_mended(desk: Desk) -> None:
    assert desk.commit("10")[0] == 0
    sound = desk.text()
    desk.path.write_text(f'{sound}\n[[delivery]]\nid = "D"\ndate = 2023-06-01\ncommitment = "X"\namount = 1\n', "utf-8")
    before = desk.text()
    for line in (("undo",), ("pay", "--line", "a", "--amount", "1", "--date", "2023-06-01")):
        status, out, err = desk.run(*line)
        assert (status, out, desk.text()) == (1, "", before)
        assert "JO111" in err
    # What the credits do not allow does not pass because nobody can add up.
    status, out, _ = desk.commit("5000", "--format", "json")
    answer = json.loads(out)
    assert (status, answer["recorded"], answer["position"]) == (1, False, None)
    assert [each["code"] for each in answer["problems"]] == ["JO111"]
    desk.path.write_text(sound, "utf-8")
    assert desk.run("undo")[0] == 0


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Desk) -> None:
    before = desk.text()
    status, out, _ = desk.commit("12,50", "--dry-run")
    assert (status, desk.text(), (desk.folder / "b.journal").exists()) == (0, before, False)
    assert "EJ-2023-001 would be recorded; nothing was written" in out
    assert "987.50" in out
    assert desk.commit("1200", "--dry-run")[0] == 1


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12 400 000,25", "12,400,000.25"),
        ("12_400_000.25", "12,400,000.25"),
        ("12,4M", "12,400,000.00"),
        ("3*1200+450,50", "4,050.50"),
    ],
)
def test_amounts_are_echoed_in_full_before_they_are_recorded(desk: Desk, amount: str, said: str) -> None:
    assert f"amount: {said}\n" in desk.commit(amount)[2]


@pytest.mark.parametrize("amount", ["1,234", "1.234", "abc", "-5", "0", "1/3"])
def test_what_could_be_two_amounts_or_none_is_refused(desk: Desk, amount: str) -> None:
    before = desk.text()
    status, out, err = desk.commit(amount)
    assert status in {1, 2}
    assert (out, desk.text()) == ("", before)
    if amount in {"1,234", "1.234"}:
        assert "1234" in err
        assert "1.234" in err


@pytest.mark.parametrize(
    "line",
    [
        ("commit", "--line", "a", "--amount", "1", "--date", "2023-05-02"),
        ("pay", "--amount", "1", "--date", "2023-05-02"),
        ("move", "--kind", "transfer", "--from", "a", "--ae", "1", "--date", "2023-05-02"),
        ("deliver", "--amount", "1", "--commitment", "X"),  # the budget has ended: which day?
    ],
)
def test_a_program_is_told_what_is_missing(desk: Desk, line: Sequence[str]) -> None:
    before = desk.text()
    status, out, err = desk.run(*line)
    assert (status, out, desk.text()) == (2, "", before)
    assert "--" in err


def test_undo_takes_back_the_last_and_redo_brings_it_again(desk: Desk) -> None:
    assert desk.run("undo")[0] == 1
    first = desk.text()
    assert desk.commit("10")[0] == 0
    second = desk.text()
    assert (
        desk.run("deliver", "--commitment", "EJ-2023-001", "--amount", "5", "--date", "2023-06-01", officer="B")[0] == 0
    )
    third = desk.text()
    status, _, err = desk.run("undo")
    assert (status, desk.text()) == (1, third)
    assert "EJ-2023-001 is not undone: later operations rest on it." in err
    assert desk.run("undo", officer="B")[0] == 0
    assert desk.text() == second
    assert desk.run("undo")[0] == 0
    assert desk.text() == first
    assert desk.run("redo")[0] == 0
    assert desk.text() == second
    assert desk.run("redo")[0] == 1


def test_redo_asks_the_credits_again(desk: Desk) -> None:
    assert desk.commit("800")[0] == 0
    assert desk.run("undo")[0] == 0
    assert desk.commit("800", "--id", "EJ-B", officer="B")[0] == 0
    before = desk.text()
    status, _, err = desk.run("redo")
    assert (status, desk.text()) == (1, before)
    assert "JO201" in err


def test_an_editor_that_saves_over_an_operation_never_wins_in_silence(desk: Desk) -> None:
    before = desk.text()
    assert desk.commit("10")[0] == 0
    desk.path.write_text(before.replace("Top", "Summit"), "utf-8")
    status, _, err = desk.commit("20", "--id", "EJ-9")
    assert status == 3
    assert "EJ-2023-001" in err
    assert desk.run("restore")[0] == 0
    assert [each["id"] for each in desk.records("commitment")] == ["EJ-2023-001"]
    assert "Summit" in desk.text()
    desk.path.write_text(before, "utf-8")
    assert desk.run("restore", "--accept")[0] == 0
    assert desk.records("commitment") == []
    assert desk.commit("20", "--id", "EJ-9")[0] == 0
    acts = [each["act"] for each in json.loads(desk.run("history", "--format", "json")[1])["history"]]
    assert acts[0] == "commit"
    assert "accept" in acts
    assert desk.run("verify")[0] == 0


def test_of_a_file_that_is_no_toml_nobody_says_that_it_holds_everything(desk: Desk) -> None:
    assert desk.commit("10")[0] == 0
    desk.path.write_text("[[", "utf-8")
    for line in (("restore",), ("restore", "--accept")):
        status, _, err = desk.run(*line)
        assert status == 3
        assert "b.toml cannot be written: it is not TOML" in err
    assert desk.text() == "[["


def test_a_journal_that_somebody_changed_is_found_out(desk: Desk) -> None:
    assert desk.commit("10")[0] == 0
    (chain,) = (desk.folder / "b.journal").glob("*.jsonl")
    chain.write_bytes(chain.read_bytes().replace(b"10.00", b"11.00"))
    status, out, _ = desk.run("verify")
    assert status == 1
    assert "Ana.jsonl:1: this line is not as it was written" in out
    chain.write_bytes(b"")
    assert desk.run("verify")[0] == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_style_of_the_file_is_kept(tmp_path: Path, end: str, mark: str) -> None:
    text = mark + HEAD.rstrip("\n").replace("\n", end)
    desk = Desk(tmp_path, text)
    assert desk.commit("10")[0] == 0
    assert desk.text().startswith(text)
    added = desk.text().removeprefix(text)
    assert added.startswith(f"{end}{end}# EJ-2023-001{end}[[commitment]]  # by Ana 64c871{end}id ")
    assert added.count("\n") == added.count(end)


def test_records_in_brackets_are_refused_with_the_way_out(tmp_path: Path) -> None:
    inline = 'commitment = [{ id = "X", date = 2023-02-01, line = "a", supplier = "S", label = "L", amount = 1 }]\n'
    desk = Desk(tmp_path, HEAD.replace("[budget]", f"{inline}\n[budget]"))
    before = desk.text()
    status, _, err = desk.commit("10")
    assert (status, desk.text()) == (3, before)
    assert "[[commitment]]" in err


def test_record_in_names_the_file_that_receives(tmp_path: Path) -> None:
    text = HEAD.replace("[budget]\n", 'include = ["years/*.toml"]\n[budget]\nrecord-in = "years/{exercise}.toml"\n')
    desk = Desk(tmp_path, text)
    (tmp_path / "years").mkdir()
    status, out, err = desk.commit("10", "--format", "json")
    assert status == 0, err
    assert json.loads(out)["file"] == "years/2023.toml"
    assert desk.text() == text
    assert desk.total("committed") == "10.00"
    assert desk.commit("2000")[0] == 1


def test_a_budget_that_cannot_be_written_says_why(desk: Desk) -> None:
    (desk.folder / "state").mkdir()
    line = ("commit", "--line", "a", "--supplier", "S", "--label", "L", "--amount", "1", "--date", "2023-05-02")
    done = subprocess.run(
        [sys.executable, "-m", "jo_security", line[0], "-", *line[1:], "--lang", "en"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "JO_SECURITY_OFFICER": "A"},
        input=HEAD.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"standard input cannot be written to" in done.stderr
