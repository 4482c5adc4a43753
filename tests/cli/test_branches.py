"""Two branches of git, and two clones, that record without an id: both are kept, and an id given twice is told."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cli.test_recording import HEAD, Desk

from jo_security.files.branches import ids_on_branches
from jo_security.files.git import tell
from jo_security.files.read import read

SPLIT = 'include = ["b/*.toml"]\n' + HEAD.replace("[budget]\n", '[budget]\nrecord-in = "b/{exercise}.toml"\n')
"""The same budget, which records in files of its folder."""


def git(folder: Path, *line: str) -> str:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", "-C", folder, *names, *line], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout


def keep(desk: Desk, branch: str | None = None) -> None:
    """Commit the budget and its journal, on a new branch where one is named."""
    if branch is not None:
        git(desk.folder, "checkout", "-q", "-b", branch)
    git(desk.folder, "add", "--all")
    git(desk.folder, "commit", "-q", "--allow-empty", "-m", "said")


def repository(folder: Path, text: str = HEAD) -> Desk:
    """Make a budget in a repository, which git was told of as `init` tells it."""
    folder.mkdir()
    git(folder, "init", "-q")
    desk = Desk(folder, text)
    tell(str(desk.path))
    with (folder / ".gitignore").open("a") as file:
        file.write("/state\n")
    keep(desk)
    return desk


def clone(desk: Desk, folder: Path) -> Desk:
    """Make a second desk, with all that the first one's repository holds."""
    git(desk.folder.parent, "clone", "-q", str(desk.folder), str(folder))
    return Desk(folder, desk.text())


def given(desk: Desk) -> list[object]:
    """The ids of the commitments, in the order of the file."""
    return [record["id"] for record in desk.records("commitment")]


@pytest.mark.parametrize("officers", [("Ana", "Bob"), ("Ana", "Ana")])
@pytest.mark.parametrize("text", [HEAD, SPLIT])
def test_two_branches_that_record_merge_into_a_budget_that_holds_both(
    tmp_path: Path, officers: tuple[str, str], text: str
) -> None:
    desk = repository(tmp_path / "r", text)
    keep(desk, "one")
    assert desk.commit("100", officer=officers[0])[0] == 0
    keep(desk)
    git(desk.folder, "checkout", "-q", "main")
    assert desk.commit("200", officer=officers[1])[0] == 0
    assert desk.commit("300", officer=officers[1])[0] == 0
    keep(desk)
    git(desk.folder, "merge", "-q", "one", "-m", "both")
    assert desk.run("check") == (0, "", "")
    book = read(str(desk.path)).book
    assert book is not None
    assert {record.id for record in book.records["commitment"]} == {f"EJ-2023-00{number}" for number in (1, 2, 3)}
    assert desk.total("committed") == "600.00"
    assert desk.run("verify")[0] == 0


def test_two_branches_record_each_its_own_kind_of_act(tmp_path: Path) -> None:
    desk = repository(tmp_path / "r")
    assert desk.commit("400")[0] == 0
    keep(desk)
    keep(desk, "one")
    assert desk.run("pay", "--commitment", "EJ-2023-001", "--amount", "150", "--date", "2023-06-01")[0] == 0
    assert desk.run("deliver", "--commitment", "EJ-2023-001", "--amount", "150", "--date", "2023-06-01")[0] == 0
    keep(desk)
    git(desk.folder, "checkout", "-q", "main")
    assert desk.commit("50")[0] == 0
    amounts = ("--amount=-10", "--reason", "Less", "--date", "2023-07-01")
    assert desk.run("adjust", "--commitment", "EJ-2023-001", *amounts)[0] == 0
    keep(desk)
    git(desk.folder, "merge", "-q", "one", "-m", "both")
    assert desk.run("check")[0] == 0
    totals = {measure: desk.total(measure) for measure in ("committed", "paid", "delivered")}
    assert totals == {"committed": "440.00", "paid": "150.00", "delivered": "150.00"}


@pytest.mark.parametrize("officers", [("Ana", "Bob"), ("Ana", "Ana")])
@pytest.mark.parametrize("order", ["theirs into ours", "ours into theirs"])
def test_an_id_that_two_clones_give_is_told_with_both_places(
    tmp_path: Path, officers: tuple[str, str], order: str
) -> None:
    ours = repository(tmp_path / "r")
    theirs = clone(ours, tmp_path / "s")
    assert ours.commit("100", officer=officers[0])[0] == 0
    assert theirs.commit("200", officer=officers[1])[0] == 0
    assert given(ours) == given(theirs) == ["EJ-2023-001"]
    keep(ours)
    keep(theirs)
    here, there = (ours, theirs) if order == "theirs into ours" else (theirs, ours)
    git(here.folder, "pull", "-q", "--no-rebase", "--no-edit", str(there.folder), "main")
    assert given(here) == ["EJ-2023-001", "EJ-2023-001"]
    assert {record["amount"] for record in here.records("commitment")} == {100, 200}
    status, out, _ = here.run("check", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    ids = [number for number, line in enumerate(here.text().splitlines(), 1) if line == 'id       = "EJ-2023-001"']
    assert (status, problem["code"], problem["record"], problem["line"]) == (1, "JO112", "EJ-2023-001", ids[1])
    assert problem["message"] == f"the id EJ-2023-001 is already borne by another record, at b.toml:{ids[0]}"
    assert problem["hint"].startswith("Give one of the two another id, and see which of them")


def test_a_clone_that_fetched_gives_no_id_that_the_other_gave(tmp_path: Path) -> None:
    ours = repository(tmp_path / "r")
    theirs = clone(ours, tmp_path / "s")
    assert ours.commit("100")[0] == 0
    keep(ours)
    git(theirs.folder, "fetch", "-q")
    assert theirs.commit("200", officer="Bob")[0] == 0
    assert given(theirs) == ["EJ-2023-002"]


def test_ids_are_those_that_other_branches_add_to_the_files_of_the_budget(tmp_path: Path) -> None:
    desk = repository(tmp_path / "r", SPLIT)
    name = str(desk.path)
    assert ids_on_branches(name, ["b/*.toml"]) == frozenset()
    keep(desk, "one")
    (desk.folder / "b").mkdir(exist_ok=True)
    (desk.folder / "b" / "2023.toml").write_text("plan = [{ id = 'P-1', date = 2023-01-01 }, {date=1, id=\"P-2\"}]\n")
    (desk.folder / "other.toml").write_text('id = "X-1"\n')
    desk.path.write_text(desk.text().replace('id         = "z"', 'id         = "zz"'))
    keep(desk)
    assert ids_on_branches(name, ["b/*.toml"]) == frozenset()
    git(desk.folder, "checkout", "-q", "main")
    assert ids_on_branches(name, ["b/*.toml"]) == {"P-1", "P-2", "zz"}
    assert ids_on_branches(name, []) == {"zz"}


def test_without_git_or_where_it_refuses_other_branches_have_given_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ids_on_branches(str(tmp_path / "b.toml"), []) == frozenset()
    git(tmp_path, "init", "-q")
    assert ids_on_branches(str(tmp_path / "b.toml"), []) == frozenset()
    desk = repository(tmp_path / "r")
    keep(desk, "one")
    assert desk.commit("100")[0] == 0
    keep(desk)
    git(desk.folder, "checkout", "-q", "main")
    assert ids_on_branches(str(desk.path), ["../*.toml"]) == frozenset()
    assert ids_on_branches(str(desk.path), []) == {"EJ-2023-001"}
    shutil.rmtree(desk.folder / ".git" / "objects")
    assert ids_on_branches(str(desk.path), []) == frozenset()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ids_on_branches(str(desk.path), []) == frozenset()
