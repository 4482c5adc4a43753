"""What git makes of the lines that it is told: of this budget, and of no other file."""

import subprocess
from pathlib import Path

import pytest

from jo_security.files.git import tell

NAMES = [
    "drones.toml",
    "my budget.toml",
    'a"b.toml',
    "[a]*?.toml",
    "#b.toml",
    "!b.toml",
    "été.toml",
    "back\\slash.toml",
]


def git(folder: Path, *line: str) -> str:
    done = subprocess.run(["git", *line], cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60)
    return done.stdout


def ignored(folder: Path, name: str) -> bool:
    status = subprocess.run(["git", "check-ignore", "-q", "--", name], cwd=folder, check=False, timeout=60).returncode
    assert status in {0, 1}
    return status == 0


def attributes(folder: Path, name: str) -> dict[str, str]:
    fields = git(folder, "check-attr", "-z", "text", "merge", "--", name).split("\0")
    return dict(zip(fields[1::3], fields[2::3], strict=True))


OURS = {"text": "unset", "merge": "union"}


@pytest.mark.parametrize("name", NAMES)
def test_git_keeps_the_bytes_and_merges_the_blocks_of_this_budget_only(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "-q")
    folder = tmp_path / "budgets"
    folder.mkdir()
    told = list(tell(str(folder / name)))
    assert told == [str(folder / ".gitattributes"), str(folder / ".gitignore")]
    stem = name.removesuffix(".toml")
    for ours in (name, f"{stem}/2024.toml", f"{stem}/a/b.toml"):
        assert attributes(folder, ours) == OURS
    for other in ("pyproject.toml", f"x{name}", f"below/{name}", f"x{stem}/2024.toml", f"{stem}/2024.txt"):
        assert attributes(folder, other) == dict.fromkeys(OURS, "unspecified")
    assert all(ignored(folder, f".{name}.{end}") for end in ("lock", "0a1b"))
    assert not any(ignored(folder, other) for other in (name, f".x{name}.lock", ".gitignore"))
    assert list(tell(str(folder / name))) == []


def test_a_worktree_is_one_as_well(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert len(list(tell(str(tmp_path / "b.toml")))) == 2


@pytest.mark.parametrize("name", ["b.toml", "line\nend.toml"])
def test_outside_a_work_tree_and_of_strange_names_nothing_is_said(tmp_path: Path, name: str) -> None:
    if "\n" in name:
        (tmp_path / ".git").mkdir()
    before = sorted(tmp_path.iterdir())
    assert list(tell(str(tmp_path / name))) == []
    assert sorted(tmp_path.iterdir()) == before
