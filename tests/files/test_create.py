"""A new file appears whole or not at all, and never in the place of another."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

import pytest

from jo_security.files.create import Taken, add_lines, create
from jo_security.files.unwritable import Unwritable

CONTENT = b"a = 1\n" * 1_000


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def fails(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture(params=["links", "no links"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder on a disk with hard links, and on one without."""
    if request.param == "no links":
        monkeypatch.setattr(os, "link", fails(errno.EPERM))
    return tmp_path


def test_a_file_is_written_whole_and_nothing_else(disk: Path) -> None:
    create(str(disk / "b.toml"), CONTENT)
    assert (disk / "b.toml").read_bytes() == CONTENT
    assert names(disk) == ["b.toml"]


@pytest.mark.parametrize("kind", ["file", "folder", "link that leads nowhere"])
def test_what_is_there_stays(disk: Path, kind: str) -> None:
    path = disk / "b.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.touch()
    else:
        path.symlink_to("nowhere")
    with pytest.raises(Taken) as told:
        create(str(path), CONTENT)
    assert told.value.reason.text == "there is a file of that name already"
    assert names(disk) == ["b.toml"]
    assert path.is_symlink() or path.is_dir() or path.read_bytes() == b""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_nothing(disk: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(os, "fsync", fails(number))
    with pytest.raises(Unwritable):
        create(str(disk / "b.toml"), CONTENT)
    assert names(disk) == []


def test_a_disk_that_fails_between_both_writings_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_once(opened: int) -> None:
        synced.append(opened)
        if len(synced) > 1:
            fails(errno.EIO)()

    synced: list[int] = []
    monkeypatch.setattr(os, "link", fails(errno.EPERM))
    monkeypatch.setattr(os, "fsync", only_once)
    with pytest.raises(Unwritable, match="fails"):
        create(str(tmp_path / "b.toml"), CONTENT)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere/b.toml", "there is no such folder"),
        ("a-file/b.toml", "there is no such folder"),
        ("x" * 300, "its name is too long"),
        ("a\0b", "its name is not one that a file can bear"),
        ("", "its name is not one that a file can bear"),
        ("folder/", "its name is not one that a file can bear"),
        ("-", "its name is not one that a file can bear"),
    ],
)
def test_a_name_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").touch()
    with pytest.raises(Unwritable) as told:
        create(name, CONTENT)
    assert (told.value.name, told.value.reason.text) == (name, reason)
    assert names(tmp_path) == ["a-file"]


def _won(name: str, content: bytes) -> bool:
    try:
        create(name, content)
    except Taken:
        return False
    return True


def test_of_many_that_write_one_file_at_once_one_wins(tmp_path: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(16)]
    with get_context("spawn").Pool(4) as pool:
        won = pool.starmap(_won, [(str(tmp_path / "b.toml"), content) for content in contents], chunksize=1)
    assert won.count(True) == 1
    assert (tmp_path / "b.toml").read_bytes() == contents[won.index(True)]
    assert names(tmp_path) == ["b.toml"]


FILLING = """
import os, sys
from jo_security.files.create import create
from jo_security.files.unwritable import Unwritable
try:
    create(sys.argv[1], b"x" * 100_000)
except Unwritable as error:
    sys.exit(error.reason.text)
"""


def filling(path: Path, **more: Any) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", FILLING, path], capture_output=True, encoding="utf-8", check=False, timeout=60, **more
    )
    return done.returncode, done.stderr.strip()


def test_a_file_larger_than_the_system_allows_leaves_nothing(tmp_path: Path) -> None:
    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    assert filling(tmp_path / "b.toml", preexec_fn=small) == (1, "the file would be too large")
    assert names(tmp_path) == []


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few pages."""
    mounting = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(tmp_path)]
    try:
        subprocess.run(mounting, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small disk")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


def test_a_full_disk_leaves_nothing(full: Path) -> None:
    assert filling(full / "b.toml") == (1, "no space is left on the disk")
    assert names(full) == []


LINES = ["/b.toml -text merge=union", "/b/**/*.toml -text merge=union"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, "{0}\n{1}\n"),
        ("", "{0}\n{1}\n"),
        ("* text\n", "* text\n{0}\n{1}\n"),
        ("* text", "* text\n{0}\n{1}\n"),
        ("* text\r\n", "* text\r\n{0}\r\n{1}\r\n"),
        ("* text\r\n{1}", "* text\r\n{1}\r\n{0}\r\n"),
        ("{1}\n* text\n  {0}\n", None),
        ("#é{0}\n", "#é{0}\n{0}\n{1}\n"),
    ],
)
def test_lines_are_added_once_with_the_ends_of_the_file(tmp_path: Path, held: str | None, expected: str | None) -> None:
    path = tmp_path / ".gitattributes"
    if held is not None:
        path.write_bytes(held.format(*LINES).encode())
    assert add_lines(str(path), LINES) is (expected is not None)
    assert path.read_bytes() == (expected or held or "").format(*LINES).encode()
    assert add_lines(str(path), LINES) is False
    assert names(tmp_path) == [".gitattributes"]


def test_lines_that_cannot_be_added_leave_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".gitattributes"
    path.write_text("* text\n", "utf-8")
    monkeypatch.setattr(os, "fsync", fails(errno.ENOSPC))
    with pytest.raises(Unwritable, match="no space"):
        add_lines(str(path), LINES)
    assert path.read_text("utf-8") == "* text\n"
    with pytest.raises(Unwritable, match="it is a folder"):
        add_lines(str(tmp_path), LINES)
