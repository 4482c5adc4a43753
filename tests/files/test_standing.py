"""What became of a budget since it was last written: a hand edit, a state of git, an editor that saved over us."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faults.world import BASE, World

from jo_security.files import desk as desk_module
from jo_security.files import kept
from jo_security.files.chain import Entry
from jo_security.files.desk import recording
from jo_security.files.journal import Journal
from jo_security.files.place import place, snapshot
from jo_security.files.standing import Standing, look

LINE = b'\n[[line]]\nid    = "b"\nlabel = "B"\n'


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give a budget in which two operations were recorded."""
    world = World(tmp_path / "w").make()
    world.once("EJ-1", "ana")
    world.once("EJ-2", "bob")
    return world


def seen(world: World) -> Standing:
    """How the budget stands, by a look that writes nothing."""
    before = {each: each.stat().st_mtime_ns for each in world.folder.rglob("*")}
    standing = look(place(world.name), snapshot(place(world.name)))
    assert before == {each: each.stat().st_mtime_ns for each in world.folder.rglob("*")}
    return standing


def settled(world: World, officer: str = "ana") -> list[str]:
    with recording(world.name, world.officer(officer)) as desk:
        return [each.kind for each in desk.met]


def last(world: World) -> Entry:
    return Journal(place(world.name)).entries()[-1]


def ids(entries: object) -> list[str]:
    return [str(entry.said["id"]) for entry in entries]  # type: ignore[attr-defined]


def test_a_budget_without_journal_is_not_followed(tmp_path: Path) -> None:
    world = World(tmp_path / "w").make()
    assert seen(world).kind == "untracked"
    world.path.write_bytes(BASE + LINE)
    assert settled(world) == []
    assert not (world.folder / "b.journal").exists()


def test_what_was_recorded_is_as_recorded(world: World) -> None:
    assert seen(world) == Standing("recorded", last(world), strays=[])
    assert settled(world) == []


def test_a_hand_edit_is_taken_down_with_its_difference_once(world: World) -> None:
    text = world.path.read_bytes().replace(b"amount   = 5.00", b"amount   = 6.00")
    world.path.write_bytes(text + LINE)
    standing = seen(world)
    assert (standing.kind, standing.missing) == ("edited", [])
    assert settled(world) == ["edited"]
    entry = last(world)
    assert (entry.op, entry.said["officer"]) == ("edit", "ana")
    told = entry.said["difference"]
    assert told["added"] == [["line", "b", {"id": "b", "label": "B"}]]
    assert told["removed"] == []
    ((table, name, before, after),) = told["changed"]
    assert (table, name, before["amount"], after["amount"]) == ("commitment", "EJ-0", "5.00", "6.00")
    assert settled(world) == []


def test_a_second_hand_edit_is_told_against_the_first(world: World) -> None:
    world.path.write_bytes(world.path.read_bytes() + LINE)
    settled(world)
    world.path.write_bytes(world.path.read_bytes() + LINE.replace(b'"b"', b'"c"'))
    settled(world, "bob")
    assert [each[1] for each in last(world).said["difference"]["added"]] == ["c"]
    world.record("EJ-3", "ana")
    world.path.write_bytes(world.path.read_bytes().replace(LINE, b""))
    settled(world)
    assert [each[1] for each in last(world).said["difference"]["removed"]] == ["b"]


def test_without_the_versions_a_hand_edit_is_taken_down_all_the_same(world: World) -> None:
    for each in (world.folder / ".b.toml.kept").iterdir():
        each.unlink()
    world.path.write_bytes(world.path.read_bytes() + LINE)
    assert settled(world) == ["edited"]
    assert "difference" not in last(world).said


def test_a_record_that_was_moved_by_hand_is_not_missing(world: World) -> None:
    text = world.path.read_text("utf-8")
    at, end = text.index("\n# EJ-1"), text.index("\n# EJ-2")
    world.path.write_text(text[:at] + text[end:] + text[at:end], "utf-8")
    assert settled(world) == ["edited"]
    assert last(world).said["difference"] == {"added": [], "removed": [], "changed": []}


def test_a_file_that_is_no_toml_is_left_until_it_is(world: World) -> None:
    text = world.path.read_bytes()
    world.path.write_bytes(text + b"[[line")
    assert settled(world) == ["unreadable"]
    world.path.write_bytes(text)
    assert settled(world) == []


# ---- An editor saves over us ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("stale", [BASE, BASE + LINE, BASE + b"\n\n"])
def test_an_editor_never_silently_wins(world: World, stale: bytes) -> None:
    world.path.write_bytes(stale)
    standing = seen(world)
    assert (standing.kind, ids(standing.missing)) == ("overwritten", ["EJ-1", "EJ-2"])
    # Nothing is decided for the officer, however often the budget is opened.
    for _ in range(2):
        assert settled(world) == ["overwritten"]
    with recording(world.name, world.officer("ana")) as desk:
        desk.restore()
    assert settled(world) == []
    assert {*world.ids()} == {"EJ-0", "EJ-1", "EJ-2"}
    assert world.faults(["EJ-1", "EJ-2"]) == []
    restored = Journal(place(world.name)).entries()[-2:]
    assert [(entry.said["act"], entry.said["id"]) for entry in restored] == [("restore", "EJ-1"), ("restore", "EJ-2")]


class Crashed(BaseException):
    """What ends a process in the midst of it."""


@pytest.mark.parametrize("before", [True, False], ids=["before the file", "after the file"])
def test_what_is_missing_is_not_forgotten_in_the_midst_of_restoring(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    before: bool,
) -> None:
    world.path.write_bytes(BASE + LINE)
    put = desk_module.put  # type: ignore[attr-defined]

    def crashing(*arguments: Any) -> None:
        if not before:
            put(*arguments)
        raise Crashed

    monkeypatch.setattr(desk_module, "put", crashing)
    with pytest.raises(Crashed), recording(world.name, world.officer("ana")) as desk:
        desk.restore()
    monkeypatch.undo()
    assert settled(world) == (["unfinished", "overwritten"] if before else ["overwritten"])
    assert ids(seen(world).missing) == ["EJ-2"]
    world.rest()
    assert settled(world) == []
    assert world.faults(["EJ-1", "EJ-2"]) == []
    # How the files were is taken down as well.
    entry = next(entry for entry in Journal(place(world.name)).entries() if entry.op == "edit")
    assert [each[1] for each in entry.said["difference"]["added"]] == ["b"]


def test_an_absence_may_be_accepted(world: World) -> None:
    world.path.write_bytes(BASE + LINE)
    with recording(world.name, world.officer("ana")) as desk:
        entry = desk.accept()
        assert entry is not None
        assert entry.said["absent"] == [["commitment", "EJ-1"], ["commitment", "EJ-2"]]
        assert desk.accept() is None
    assert settled(world) == []
    world.record("EJ-3", "ana")
    assert world.faults(["EJ-3"]) == []
    assert {*world.ids()} == {"EJ-0", "EJ-3"}


def test_the_last_block_taken_out_by_hand_is_missing_too(world: World) -> None:
    # Its bytes are then those from before the write, as after a crash; but the version displaced says it was done.
    text = world.path.read_bytes()
    world.path.write_bytes(text[: text.index(b"\n# EJ-2")])
    assert ids(seen(world).missing) == ["EJ-2"]
    assert settled(world) == ["overwritten"]


def test_an_operation_written_back_by_hand_is_followed_again(world: World) -> None:
    text = world.path.read_bytes()
    world.path.write_bytes(BASE + LINE)
    with recording(world.name, world.officer("ana")) as desk:
        desk.accept()
    world.path.write_bytes(text)
    assert settled(world) == ["edited"]
    assert last(world).said["back"] == [["commitment", "EJ-1"], ["commitment", "EJ-2"]]
    world.path.write_bytes(BASE)
    assert ids(seen(world).missing) == ["EJ-1", "EJ-2"]


# ---- Interrupted writes ---------------------------------------------------------------------------------------------


def test_what_the_journal_has_and_the_file_has_not_is_put_there(world: World) -> None:
    # As after a crash between the two: the version that a write displaces is not there yet.
    text = world.path.read_bytes()
    world.path.write_bytes(text[: text.index(b"\n# EJ-2")])
    for each in (world.folder / ".b.toml.kept").glob("00000002-*"):
        each.unlink()
    assert seen(world).kind == "unfinished"
    assert settled(world, "eve") == ["unfinished"]
    assert world.path.read_bytes() == text
    assert settled(world) == []


def test_an_operation_is_not_put_where_somebody_wrote_since(world: World) -> None:
    text = world.path.read_bytes()
    world.path.write_bytes(text[: text.index(b"\n# EJ-2")] + LINE)
    for each in (world.folder / ".b.toml.kept").glob("00000002-*"):
        each.unlink()
    standing = seen(world)
    assert (standing.kind, ids(standing.missing)) == ("overwritten", ["EJ-2"])


def test_a_journal_from_elsewhere_writes_no_file_that_is_not_the_budgets(world: World, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    empty, text = hashlib.sha256(b"").hexdigest(), "evil\n"
    journal, after = Journal(place(world.name)), hashlib.sha256(b"evil\n").hexdigest()
    for name in ("../victim", str(victim), "new.toml"):
        before = None if name == "new.toml" else empty
        states = {**snapshot(place(world.name)).states, name: after}
        said = {"table": "line", "id": "x", "file": name, "text": text, "offset": 0, "before": before, "after": after}
        journal.add(world.officer("mallory"), "append", states, **said)
        settled(world)
        assert victim.read_bytes() == b""
        assert not (world.folder / "new.toml").exists()


# ---- git ------------------------------------------------------------------------------------------------------------

Git = Callable[..., str]


@pytest.fixture
def git(world: World) -> Git:
    """Run git in the budget's folder, where a first commit holds the budget, and its journal is not followed."""

    def run(*arguments: str) -> str:
        names = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        command = ["git", "-C", str(world.folder), *names, *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    run("init", "-qb", "main")
    (world.folder / ".gitignore").write_text(".*.toml.*\n*.journal\n", "utf-8")
    run("add", ".")
    run("commit", "-qm", "two operations")
    return run


def test_a_state_that_git_brought_is_said_and_is_no_loss(world: World, git: Git) -> None:
    first = git("rev-parse", "HEAD").strip()
    world.once("EJ-3", "ana")
    git("commit", "-qam", "a third")
    git("checkout", "-q", first)
    standing = seen(world)
    assert (standing.kind, standing.commit, ids(standing.missing)) == ("git", first, ["EJ-3"])
    assert settled(world) == ["git"]
    assert (last(world).op, last(world).said["absent"]) == ("git", [["commitment", "EJ-3"]])
    assert settled(world) == []
    git("checkout", "-q", "main")
    assert settled(world) == ["git"]
    assert last(world).said["back"] == [["commitment", "EJ-3"]]
    # From then on it is followed again.
    world.path.write_bytes(BASE)
    assert ids(seen(world).missing) == ["EJ-1", "EJ-2", "EJ-3"]


def test_a_stale_buffer_that_equals_a_commit_is_not_taken_for_git(world: World, git: Git) -> None:
    committed = world.path.read_bytes()
    assert git("status", "--porcelain") == ""
    world.once("EJ-3", "ana")
    world.path.write_bytes(committed)
    standing = seen(world)
    assert (standing.kind, ids(standing.missing)) == ("overwritten", ["EJ-3"])
    assert standing.commit == git("rev-parse", "HEAD").strip()


def test_a_pull_that_brings_what_others_recorded_is_said(world: World, git: Git) -> None:
    git("checkout", "-qb", "theirs")
    world.path.write_bytes(world.path.read_bytes() + LINE)
    git("commit", "-qam", "theirs")
    theirs = git("rev-parse", "HEAD").strip()
    git("checkout", "-q", "main")
    assert settled(world) == []
    git("merge", "-q", "--ff-only", "theirs")
    standing = seen(world)
    assert (standing.kind, standing.commit) == ("git", theirs)
    assert standing.difference is not None
    assert [*standing.difference.added] == [("line", "b")]


def test_what_is_in_no_commit_is_a_hand_edit(world: World, git: Git) -> None:
    assert git("rev-parse", "HEAD")
    world.path.write_bytes(world.path.read_bytes() + LINE)
    assert seen(world).kind == "edited"


def test_no_program_that_a_repository_names_is_run(world: World, git: Git, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\n", "utf-8")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "diff.x.textconv", "filter.x.clean"):
        git("config", key, str(script))
    git("config", "log.showSignature", "true")
    (world.folder / ".gitattributes").write_text("*.toml diff=x filter=x\n", "utf-8")
    world.path.write_bytes(world.path.read_bytes() + LINE)
    assert seen(world).kind == "edited"
    assert not (tmp_path / "ran").exists()


# ---- Strays ---------------------------------------------------------------------------------------------------------


def test_what_somebody_saved_into_a_displaced_version_is_told_until_it_is_seen(world: World) -> None:
    with open(world.path, "r+b") as opened:
        world.once("EJ-3", "ana")
        opened.seek(0, os.SEEK_END)
        opened.write(b"# late\n")
    for _ in range(2):
        with recording(world.name, world.officer("ana")) as desk:
            assert [each.kind for each in desk.met] == ["recorded"]
            (stray,) = desk.met[-1].strays
            assert Path(stray).read_bytes().endswith(b"# late\n")
    with recording(world.name, world.officer("ana")) as desk:
        desk.seen_strays()
    assert settled(world) == []
    assert kept.strays(world.name) == []
