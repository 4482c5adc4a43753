"""Undoing and doing again from the screens; what happened to the files; what cannot be written can be looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui.recorded import COMMIT, PAY, Recorded
from tui.seen import cursor, notices, press, ready, rows, screen, text

from jo_security.files.lock import locked
from jo_security.files.place import place
from jo_security.office import standings
from jo_security.tui.dialogs.missing import Missing
from jo_security.tui.dialogs.question import Question
from jo_security.tui.screens.envelope import EnvelopeScreen
from jo_security.tui.screens.line import LineScreen

if TYPE_CHECKING:
    from collections.abc import Callable


# ---- Undoing --------------------------------------------------------------------------------------------------------


async def test_undo_shows_the_operation_takes_it_back_and_redo_records_it_again(recorded: Recorded) -> None:
    before = recorded.text
    recorded.act("commit", **COMMIT)
    after = recorded.text
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, *["down"] * 4, "enter", "down", "u")
        assert isinstance(pilot.app.screen, Question)
        for words in ("Undo EJ-4?", 'label    = "Repas [des renforts] en salle"', "2023-10-02 09:45"):
            assert words in text(pilot)
        await press(pilot, "enter")
        assert recorded.text == before
        assert notices(pilot) == ["Taken back, word for word: EJ-4. U records it again."]
        assert isinstance(screen(pilot), LineScreen)
        assert len(rows(pilot)) == 1
        await press(pilot, "U")
        assert "Record EJ-4 again?" in text(pilot)
        await press(pilot, "enter")
        assert recorded.text == after
        assert notices(pilot)[-1] == "Recorded again, word for word: EJ-4."
        assert [row.split()[0].lstrip("▌") or row.split()[1] for row in rows(pilot)] == ["EJ-3", "EJ-4"]
        assert "EJ-3" in cursor(pilot)


@pytest.mark.parametrize("keys", [("escape",), ("right", "enter"), ("tab", "enter"), ("q",)])
async def test_who_thinks_again_changes_nothing(recorded: Recorded, keys: tuple[str, ...]) -> None:
    recorded.act("commit", **COMMIT)
    before = recorded.text
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "u", *keys)
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert recorded.text == before
        assert notices(pilot) == []


async def test_an_undo_that_later_operations_rest_on_is_refused_and_names_them(recorded: Recorded) -> None:
    recorded.act("commit", **COMMIT)
    recorded.act("pay", "Bob", commitment="EJ-4", amount=Decimal(10))
    before = recorded.text
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "u", "enter")
        assert isinstance(pilot.app.screen, Question)
        for words in ("Not undone: EJ-4", "Later operations rest on it", "DP-4  JO111"):
            assert words in text(pilot)
        await press(pilot, "enter")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert recorded.text == before


async def test_a_redo_that_the_credits_no_longer_allow_is_refused_in_figures(recorded: Recorded) -> None:
    recorded.act("commit", **COMMIT, id="EJ-9")
    recorded.undo()
    recorded.act("move", "Bob", kind="freeze", line="hebergement", ae=2_680_000)
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+r", "enter")
        for words in ("Not recorded again: EJ-9", "JO201", "hebergement −€6,400.50"):
            assert words in text(pilot)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("u", "There is nothing of Ana to undo in jeux.toml."),
        ("U", "There is nothing of Ana to do again in jeux.toml."),
    ],
)
async def test_there_may_be_nothing_of_ones_own(recorded: Recorded, key: str, says: str) -> None:
    recorded.act("pay", "Bob", **PAY)
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, key)
        assert notices(pilot) == [says]


async def test_what_was_recorded_while_the_question_was_open_is_left_alone(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "u")
        recorded.act("commit", **COMMIT)
        before = recorded.text
        await press(pilot, "enter")
        assert recorded.text == before
        assert notices(pilot) == ["Nothing was done: something else was recorded meanwhile. Ask again."]


async def test_letters_go_into_the_filter(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", "h", "u", "U", "ctrl+r")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert screen(pilot).search == "huU"


# ---- How the files stand --------------------------------------------------------------------------------------------


async def test_an_edit_by_hand_is_told_once_and_taken_down(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    recorded.edit()
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert notices(pilot) == ["The files were edited by hand since: 1 record; the history says how."]
        await press(pilot, "r", "h")
        assert len(notices(pilot)) == 1
        assert "~EJ-1 (label)" in cursor(pilot)


async def test_an_edit_between_two_acts_is_told_with_the_act(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "u")
        recorded.edit()
        await press(pilot, "enter")
        assert notices(pilot) == [
            "The files were edited by hand since: 1 record; the history says how.",
            "Taken back, word for word: DP-4. U records it again.",
        ]


async def test_a_comment_is_no_record(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    recorded.edit("# EJ-1\n", "# EJ-1, notified in March\n")
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert notices(pilot) == ["The files were edited by hand since; no record is another."]


async def test_an_interrupted_write_is_finished_and_shown(recorded: Recorded) -> None:
    before = recorded.path.read_bytes()
    recorded.act("commit", **COMMIT)
    after = recorded.path.read_bytes()
    # As after a crash between the two: the version that a write displaces is not there yet.
    for each in (recorded.folder / ".jeux.toml.kept").iterdir():
        each.unlink()
    recorded.path.write_bytes(before)
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert notices(pilot) == ["The writing of EJ-4 had been interrupted; it is finished now."]
        assert recorded.path.read_bytes() == after
        await press(pilot, "c")
        assert any(" EJ-4 " in row for row in rows(pilot))


async def test_what_git_brought_is_said(recorded: Recorded) -> None:
    def git(*line: str) -> str:
        known = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
        done = subprocess.run(["git", *known, *line], capture_output=True, encoding="utf-8", check=True, timeout=60)
        return done.stdout

    git("init", "-q")
    git("add", "jeux.toml")
    git("commit", "-qm", "First")
    recorded.act("pay", **PAY)
    git("commit", "-qam", "Second")
    git("reset", "-q", "--hard", "HEAD^")
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        assert notices(pilot) == [f"Git brought the files to commit {git('rev-parse', 'HEAD')[:12]} since."]
        await press(pilot, "h")
        assert "Brought by git" in cursor(pilot)


async def test_what_somebody_saved_meanwhile_is_told_once(recorded: Recorded) -> None:
    recorded.act("pay", **PAY)
    version = next((recorded.folder / ".jeux.toml.kept").iterdir())
    version.write_bytes(b"# saved by an editor that still had it open\n")
    async with recorded.app().run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        (said,) = notices(pilot)
        assert said.startswith("Somebody saved while the program was writing; what they saved is kept in ")
        await press(pilot, "r")
        assert notices(pilot) == [said]


@pytest.fixture
def overwritten(recorded: Recorded) -> Recorded:
    """A budget over which an editor saved what it had read before two operations were recorded."""
    recorded.act("pay", **PAY)
    recorded.act("commit", "Benoît Caradec", **COMMIT)
    recorded.overwrite()
    return recorded


async def test_missing_operations_are_listed_and_put_back(overwritten: Recorded) -> None:
    async with overwritten.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, Missing)
        for words in ("2 operations were recorded", "DP-4", "EJ-4", "Benoît Caradec", "200,000.00", "86,400.50"):
            assert words in text(pilot)
        await press(pilot, "enter")
        assert notices(pilot) == ["Back in jeux.toml: DP-4, EJ-4."]
        assert "Taxe de séjour 2023" in overwritten.text
        assert overwritten.text.count("\n# DP-4\n") == overwritten.text.count("\n# EJ-4\n") == 1
        await press(pilot, "r")
        assert isinstance(screen(pilot), EnvelopeScreen)
        await press(pilot, "c")
        assert any(" EJ-4 " in row for row in rows(pilot))


async def test_missing_operations_may_be_left_out(overwritten: Recorded) -> None:
    before = overwritten.text
    async with overwritten.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "right", "enter")
        assert notices(pilot) == ["Left out, as the journal says from now on: DP-4, EJ-4."]
        await press(pilot, "r")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert overwritten.text == before


async def test_who_decides_later_is_asked_again_at_the_next_reading_or_act(overwritten: Recorded) -> None:
    before = overwritten.text
    async with overwritten.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "escape")
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert notices(pilot) == []
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, Missing)
        await press(pilot, "escape", "u", "enter")
        assert isinstance(pilot.app.screen, Missing)
        assert "jeux.toml lacks operations that were recorded in it: DP-4, EJ-4." in notices(pilot)[0]
        assert overwritten.text == before


# ---- Read-only ------------------------------------------------------------------------------------------------------


def stamps(folder: Path) -> dict[Path, int]:
    """Every file of a folder, and when it was written."""
    return {each: each.stat().st_mtime_ns for each in folder.rglob("*")}


@pytest.mark.parametrize("key", ["u", "U"])
async def test_a_budget_that_is_open_read_only_is_shown_and_left_as_it_is(recorded: Recorded, key: str) -> None:
    recorded.act("pay", **PAY)
    recorded.edit()
    before = stamps(recorded.folder)
    async with recorded.app(read_only=True).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert text(pilot).split("\n")[1].rstrip().endswith("read-only · all years, all dates")
        assert notices(pilot) == ["The files were edited by hand since: 1 record."]
        await press(pilot, key)
        assert notices(pilot)[1:] == ["jeux.toml is open read-only: nothing is recorded in it."]
        assert isinstance(screen(pilot), EnvelopeScreen)
        await press(pilot, "h")
        assert text(pilot).split("\n")[1].rstrip().endswith("journal intact · read-only · all years, all dates")
    assert stamps(recorded.folder) == before


async def test_missing_operations_are_only_told_where_nothing_can_be_recorded(overwritten: Recorded) -> None:
    before = stamps(overwritten.folder)
    async with overwritten.app(read_only=True).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert isinstance(screen(pilot), EnvelopeScreen)
        assert notices(pilot) == ["Recorded and no longer in the files: DP-4, EJ-4. Somebody saved over them."]
    assert stamps(overwritten.folder) == before


async def test_a_budget_that_somebody_else_holds_is_only_looked_at(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "PATIENCE", 0.01)
    recorded.act("pay", **PAY)
    recorded.edit()
    before, at = stamps(recorded.folder), place("jeux.toml")
    app = recorded.app()
    with locked(at.name, at.path, at.lock, 1):
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert notices(pilot) == ["The files were edited by hand since: 1 record."]
            assert "read-only" not in text(pilot)
    assert stamps(recorded.folder) == before


LOOKING = """
import asyncio, os, sys
sys.path.insert(0, {tests!r})
from tui.recorded import PAY, Recorded
from tui.seen import notices, press, ready, text
from pathlib import Path

async def look(recorded):
    async with recorded.app().run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        print("read-only · all years" in text(pilot).split("\\n")[1])
        await press(pilot, "u", "h")
        print(notices(pilot))
        print("DP-4" in text(pilot), "journal intact" in text(pilot))

recorded = Recorded(Path({folder!r}) / "budgets")
os.chdir(recorded.folder)
asyncio.run(look(recorded))
"""
ORDINARY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""What lets a command of root do no more with files than anybody else."""
SHUT: dict[str, tuple[Callable[[Recorded], None], str]] = {
    "the file": (lambda recorded: recorded.path.chmod(0o444), "permission is denied"),
    "its folder": (
        lambda recorded: recorded.folder.chmod(0o555),
        "no file can be made in its folder: permission is denied",
    ),
    "its lock": (
        lambda recorded: (recorded.folder / ".jeux.toml.lock").chmod(0o400),
        "the lock beside it cannot be had: permission is denied",
    ),
}


@pytest.mark.parametrize("what", SHUT)
def test_whoever_may_not_write_can_look_and_is_told_why(tmp_path: Path, what: str) -> None:
    shut, reason = SHUT[what]
    recorded = Recorded(tmp_path / "budgets").make()
    recorded.act("pay", **PAY)
    shut(recorded)
    before = stamps(recorded.folder)
    code = LOOKING.format(tests=str(Path(__file__).parent.parent), folder=str(tmp_path))
    run = subprocess.run(
        [*(ORDINARY if os.getuid() == 0 else ()), sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout.splitlines()[-3:] == [
        "True",
        str([f"jeux.toml cannot be written: {reason}"]),
        "True True",
    ], run.stderr
    assert stamps(recorded.folder) == before
    recorded.folder.chmod(0o755)
