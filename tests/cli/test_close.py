"""Closing the books: later changes of what is closed are seen, whoever makes them; later acts go on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from cli.test_recording import HEAD, Desk
from commands import Jo
from oracle import digest

from jo_security.office.opening import open_budget

COMMIT = ("--line", "a", "--supplier", "S", "--label", "L")


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a budget with a year of operations, which is closed, and one operation after it."""
    desk = Desk(tmp_path_factory.mktemp("year"))
    for verb, *keys in (
        (
            "commit",
            *COMMIT,
            "--amount",
            "400",
            "--date",
            "2023-05-02",
            "--schedule",
            "2023=300",
            "--schedule",
            "2024=100",
        ),
        ("commit", *COMMIT, "--amount", "100", "--date", "2023-12-31", "--note", 'Une\n« note » \\ "de"\tfin'),
        ("deliver", "--commitment", "EJ-2023-001", "--amount", "300", "--date", "2023-06-01"),
        ("pay", "--commitment", "EJ-2023-001", "--amount", "300", "--date", "2023-07-01"),
        ("plan", "--line", "a", "--label", "P", "--amount", "10", "--date", "2023-08-01", "--probability", "0,8"),
        ("commit", *COMMIT, "--amount", "50", "--date", "2024-01-01"),
    ):
        assert desk.run(verb, *keys)[0] == 0
    assert desk.run("close", "--to", "2023-12-31")[0] == 0
    return desk.folder


@pytest.fixture
def desk(year: Path, tmp_path: Path) -> Desk:
    """Give that budget, with its journal."""
    shutil.copytree(year, tmp_path / "d")
    return Desk(tmp_path / "d", (year / "b.toml").read_bytes().decode())


def problems(desk: Desk) -> list[tuple[str, str | None]]:
    """The codes of what check finds, and the records."""
    opened = open_budget(str(desk.path))
    return [(each.code, each.record) for each in opened.problems()]


def test_a_closing_is_a_record_that_anybody_can_compute_again(desk: Desk) -> None:
    document = tomli.loads(desk.text(), parse_float=Decimal)
    (closing,) = document["closing"]
    assert closing == {
        "to": date(2023, 12, 31),
        "date": date.today(),  # noqa: DTZ011 the officer's own day
        "by": "Ana",
        "digest": digest(document, date(2023, 12, 31)),
    }
    assert problems(desk) == []
    assert "\n# closing 2023-12-31\n[[closing]]" in desk.text()
    assert desk.run("verify")[0] == 0


def test_what_is_shown_before_and_after(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.commit("100")
    before = desk.text()
    status, out, _ = desk.run("close", "--to", "2023-12-31", "--dry-run", "--format", "json")
    tried = json.loads(out)
    assert (status, tried["recorded"], tried["to"], desk.text()) == (0, False, "2023-12-31", before)
    status, out, _ = desk.run("close", "--to", "2023-12-31", "--dry-run")
    assert (status, out.splitlines()[0]) == (0, "The books would be closed to 2023-12-31; nothing was written")
    assert tried["digest"] in out
    assert desk.text() == before
    assert tried["digest"] == digest(tomli.loads(before, parse_float=Decimal), date(2023, 12, 31))
    status, out, _ = desk.run("close", "--to", "2023-12-31", "--format", "json")
    closed = json.loads(out)
    assert closed == tried | {"recorded": True}
    assert closed["position"]["committed"] == "100.00"
    assert desk.text().splitlines()[closed["line"] - 1].startswith("[[closing]]")


def renamed(old: str, new: str) -> Callable[[str], str]:
    """Make an edit that puts one text in the place of another, which is there."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def without(name: str) -> Callable[[str], str]:
    """Make an edit that takes a block away."""
    return lambda text: "\n\n".join(part for part in text.split("\n\n") if not part.startswith(f"# {name}\n"))


LATE = '\n[[delivery]]\nid = "X"\ndate = {day}\ncommitment = "EJ-2023-001"\namount = 1\n'

CHANGES: dict[str, Callable[[str], str]] = {
    "an amount": renamed("amount   = 100.00", "amount   = 100.01"),
    "a label": renamed('label    = "L"', 'label    = "M"'),
    "a note": renamed("Une\\n«", "Une «"),
    "a schedule": renamed(
        "cp = 300.00 }, { exercise = 2024, cp = 100.00", "cp = 301.00 }, { exercise = 2024, cp = 99.00"
    ),
    "a date inside": renamed("2023-07-01", "2023-07-02"),
    "a date moved out": renamed("date     = 2023-12-31", "date     = 2024-01-02"),
    "a date moved in": renamed("date     = 2024-01-01", "date     = 2023-12-30"),
    "a record taken away": without("SF-2023-001"),
    "a plan taken away": without("PREV-2023-001"),
    "a record added": lambda text: text + LATE.format(day="2023-12-31"),
    "another line": renamed('line     = "a"\nsupplier = "S"', 'line     = "z"\nsupplier = "S"'),
    "another parent": renamed('id         = "a"\nparent     = "top"', 'id         = "a"'),
    "an allocation": renamed("allocation = 500.00", "allocation = 501.00"),
    "a line with an allocation": lambda text: text + '\n[[line]]\nid = "n"\nlabel = "N"\nallocation = 1\n',
    "the currency": renamed('id    = "b"\n', 'id    = "b"\ncurrency = "USD"\n'),
    "the day of the closing": renamed("to     = 2023-12-31", "to     = 2023-12-30"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_inside_is_found(desk: Desk, what: str) -> None:
    desk.path.write_text(CHANGES[what](desk.text()), "utf-8")
    assert ("JO502", "closing 1") in problems(desk)


def moved_to_an_include(desk: Desk) -> None:
    """Move half of the blocks into an included file, in the opposite order."""
    head, *blocks = desk.text().split("\n\n# ")
    (desk.folder / "b").mkdir()
    (desk.folder / "b" / "0.toml").write_text("\n\n# ".join(["", *reversed(blocks[::2])]) + "\n", "utf-8")
    rest = "\n\n# ".join([head, *blocks[1::2]])
    desk.path.write_text(f'include = ["b/*.toml"]\n{rest}\n', "utf-8")


def edited(edit: Callable[[str], str]) -> Callable[[Desk], None]:
    def write(desk: Desk) -> None:
        desk.path.write_bytes(edit(desk.text()).encode())

    return write


SAME: dict[str, Callable[[Desk], None]] = {
    "comments": edited(lambda text: text.replace("\n[[", "\n# dit\n[[")),
    "CRLF": edited(lambda text: text.replace("\n", "\r\n")),
    "formatting": edited(lambda text: text.replace(" = ", "=").replace("400.00", "4_00.0").replace("0.8", "0.80")),
    "a text in several lines": edited(
        renamed('"Une\\n« note » \\\\ \\"de\\"\\tfin"', '"""\nUne\n« note » \\\\ "de"\tfin"""')
    ),
    "the same in CRLF": edited(
        lambda text: text.replace(
            '"Une\\n« note » \\\\ \\"de\\"\\tfin"', '"""\nUne\n« note » \\\\ "de"\tfin"""'
        ).replace("\n", "\r\n")
    ),
    "what goes without saying": edited(
        renamed("date     = 2023-05-02", "date     = 2023-05-02\nexercise = 2023\ntags = []")
    ),
    "sub-tables": edited(
        lambda text: text.replace(
            "schedule = [{ exercise = 2023, cp = 300.00 }, { exercise = 2024, cp = 100.00 }]",
            "[[commitment.schedule]]\ncp = 300\nexercise = 2023\n[[commitment.schedule]]\ncp = 100.0\nexercise = 2024",
        )
    ),
    "another file": moved_to_an_include,
    "a record after it": edited(lambda text: text + LATE.format(day="2024-01-01")),
    "a new line": edited(lambda text: text + '\n[[line]]\nid = "n"\nlabel = "N"\n'),
    "a label of a line": edited(renamed('"Z"', '"Zz"')),
    "an assertion": edited(lambda text: text + '\n[[assertion]]\ndate = 2023-12-31\nmeasure = "paid"\namount = 300\n'),
    "controls": edited(lambda text: text + "\n[controls]\nannual = true\n"),
}


@pytest.mark.parametrize("what", SAME)
def test_what_says_the_same_is_no_change(desk: Desk, what: str) -> None:
    before = desk.text()
    SAME[what](desk)
    assert desk.text() != before
    assert [each for each in problems(desk) if each[0] == "JO502"] == []


ACTS = {
    "commit": (*COMMIT, "--amount", "1"),
    "pay": ("--commitment", "EJ-2023-001", "--amount", "1"),
    "deliver": ("--commitment", "EJ-2023-001", "--amount", "1"),
    "adjust": ("--commitment", "EJ-2023-001", "--amount", "1", "--reason", "R"),
    "reserve": ("--line", "a", "--label", "L", "--amount", "1"),
    "move": ("--kind", "freeze", "--line", "a", "--ae", "1"),
    "plan": ("--line", "a", "--label", "L", "--amount", "1"),
}


@pytest.mark.parametrize("broken", [False, True])
def test_an_act_dated_inside_is_refused_and_one_after_it_passes(desk: Desk, broken: bool) -> None:
    if broken:
        desk.path.write_text(CHANGES["a label"](desk.text()), "utf-8")
        assert problems(desk) == [("JO502", "closing 1")]
    before = desk.text()
    for verb, keys in ACTS.items():
        status, out, _ = desk.run(verb, *keys, "--date", "2023-12-31", "--format", "json")
        (problem,) = [each for each in json.loads(out)["problems"] if each["severity"] == "error"]
        assert (status, problem["code"]) == (1, "JO502")
        assert problem["message"] == (
            "dated 2023-12-31, inside what was closed to 2023-12-31; date it 2024-01-01 or later"
        )
    assert desk.text() == before
    # An override passes limits, not closings.
    assert desk.run("commit", *ACTS["commit"], "--date", "2023-12-31", "--override", "R")[0] == 1
    assert desk.run("assert", "--measure", "paid", "--amount", "300", "--date", "2023-12-31")[0] == 0
    for verb, keys in ACTS.items():
        assert desk.run(verb, *keys, "--date", "2024-01-02")[0] == 0
    assert [each for each in problems(desk) if each[0] == "JO502"] == ([("JO502", "closing 1")] if broken else [])


def test_what_is_closed_is_not_undone(desk: Desk) -> None:
    assert desk.run("close", "--to", "2024-03-31", officer="Bob")[0] == 0
    # Ana's last is her own closing, which may go; before it comes an operation that Bob has closed.
    assert desk.run("undo")[0] == 0
    before = desk.text()
    status, _, err = desk.run("undo")
    assert (status, err.splitlines()[0]) == (1, "EJ-2024-001 is not undone: it is closed.")
    assert "JO502 EJ-2024-001, dated 2024-01-01, is inside what was closed to 2024-03-31" in err
    assert desk.text() == before
    assert problems(desk) == []


def test_what_is_undone_before_a_closing_is_not_done_again_inside_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.commit("10")
    assert desk.run("undo")[0] == 0
    assert desk.run("close", "--to", "2023-12-31", officer="Bob")[0] == 0
    status, _, err = desk.run("redo")
    assert status == 1
    assert "JO502 dated 2023-05-02, inside what was closed to 2023-12-31" in err


REFUSED = {
    "2023-12-31": "JO104 the books are closed to 2023-12-31 already",
    "2023-06-30": "JO104 the books are closed to 2023-12-31 already",
    "2022-12-31": "JO104 2022-12-31 comes before the budget, which starts on 2023-01-01",
    "2999-12-31": f"JO104 the books are closed to 2999-12-31 on {date.today()}, before that day",  # noqa: DTZ011
}


@pytest.mark.parametrize("day", REFUSED)
def test_a_day_that_cannot_be_closed_is_refused(desk: Desk, day: str) -> None:
    before = desk.text()
    status, out, _ = desk.run("close", "--to", day, "--format", "json")
    said = [f"{each['code']} {each['message']}" for each in json.loads(out)["problems"]]
    assert (status, said[-1], desk.text()) == (1, REFUSED[day], before)
    assert desk.run("close")[0] == 2


def test_errors_up_to_the_day_are_mended_first(tmp_path: Path) -> None:
    wrong = '\n[[payment]]\nid = "DP-1"\ndate = 2023-06-01\ncommitment = "EJ-1"\namount = 6\n'
    held = '\n[[commitment]]\nid = "EJ-1"\ndate = 2023-05-01\nline = "a"\nsupplier = "S"\nlabel = "L"\namount = 5\n'
    held += wrong
    desk = Desk(tmp_path, HEAD + held)
    status, _, err = desk.run("close", "--to", "2023-12-31")
    assert status == 1
    assert err.startswith("The books are not closed to 2023-12-31; nothing was written.\n")
    assert "error JO301 over-paid" in err
    assert desk.text() == HEAD + held
    assert desk.run("close", "--to", "2023-05-31")[0] == 0
    assert [each for each in problems(desk) if each[0] == "JO502"] == []


def test_a_closing_that_no_longer_holds_stays_in_sight_and_in_no_later_ones_way(desk: Desk) -> None:
    desk.path.write_text(CHANGES["a label"](desk.text()), "utf-8")
    assert desk.run("close", "--to", "2024-06-30")[0] == 0
    assert problems(desk) == [("JO502", "closing 1")]
    assert desk.run("undo")[0] == 0


def test_nothing_is_closed_while_operations_are_missing(desk: Desk) -> None:
    whole = desk.text()
    desk.path.write_text(without("EJ-2024-001")(whole), "utf-8")
    assert desk.run("close", "--to", "2024-06-30", "--dry-run")[0] == 3
    assert desk.run("close", "--to", "2024-06-30")[0] == 3


def test_a_closing_after_the_day_asked_for_is_left_out(desk: Desk) -> None:
    desk.path.write_text(CHANGES["a label"](desk.text()), "utf-8")
    assert desk.run("check", "--as-of", "2024-06-30")[0] == 0
    assert desk.run("check")[0] == 1


def test_closings_are_listed_and_asked(desk: Desk, jo: Jo) -> None:
    desk.path.write_text(CHANGES["a label"](desk.text()), "utf-8")
    assert desk.run("close", "--to", "2024-06-30")[0] == 0
    name = str(desk.path)
    for line in (("list", "closings", name), ("query", "SELECT last_day, closed_by, holds FROM closings", name)):
        out = jo(*line, "--format", "csv").out
        assert "2023-12-31" in out
        assert out.count("Ana") == 2
    assert "no longer as it was" in jo("show", "closing/1", name).out
