"""Folders that are written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from jo_security.files.folder import INDEX, OWNER, Size, replacing
from jo_security.files.unwritable import Unwritable

OLD, NEW = b"old\n", b"new\n"


def index(*names: str) -> bytes:
    return json.dumps({OWNER: {}, "resources": [{"path": name} for name in names]}).encode()


def put(folder: Path | str, files: Mapping[str, bytes]) -> None:
    with replacing(str(folder)) as place:
        for name, content in files.items():
            place.write(name, [content])


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that this program wrote, the only one of its parent."""
    put(tmp_path / "f", {"a.csv": OLD, "b.csv": OLD, INDEX: index("a.csv", "b.csv")})
    return tmp_path / "f"


def alone(folder: Path) -> bool:
    return list(folder.parent.iterdir()) == [folder]


def why(caught: pytest.ExceptionInfo[Unwritable]) -> str:
    return caught.value.reason.text


def test_a_folder_is_made(folder: Path) -> None:
    assert held(folder) == {"a.csv": OLD, "b.csv": OLD, INDEX: index("a.csv", "b.csv")}
    assert alone(folder)


def test_a_file_is_measured(tmp_path: Path) -> None:
    with replacing(str(tmp_path / "f")) as place:
        size = place.write("a", [b"one", b"", b"two"])
    assert size == Size(6, hashlib.sha256(b"onetwo").hexdigest())
    assert held(tmp_path / "f") == {"a": b"onetwo"}


def test_an_earlier_folder_is_replaced_whole(folder: Path) -> None:
    folder.chmod(0o750)
    put(folder, {"a.csv": NEW, INDEX: index("a.csv")})
    assert held(folder) == {"a.csv": NEW, INDEX: index("a.csv")}
    assert folder.stat().st_mode & 0o777 == 0o750
    assert alone(folder)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    put(tmp_path / "f", {"a": NEW})
    assert held(tmp_path / "f") == {"a": NEW}


def test_a_link_leads_to_the_folder(folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to("f")
    put(link, {"a.csv": NEW, INDEX: index("a.csv")})
    assert link.is_symlink()
    assert held(folder) == {"a.csv": NEW, INDEX: index("a.csv")}


class Stopped(Exception):
    """What goes wrong while a folder is being filled."""


def test_nothing_changes_where_writing_stops(folder: Path) -> None:
    before = held(folder)

    def stop() -> None:
        with replacing(str(folder)) as place:
            place.write("a.csv", [NEW])
            raise Stopped

    with pytest.raises(Stopped):
        stop()
    assert held(folder) == before
    assert alone(folder)


@pytest.mark.parametrize("failing", [1, 2])
def test_the_earlier_folder_comes_back_where_moving_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, rename, calls = held(folder), os.rename, []

    def fails(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == failing:
            raise PermissionError(1, "no")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fails)
    with pytest.raises(Unwritable) as caught:
        put(folder, {"a.csv": NEW})
    assert why(caught) == "permission is denied"
    assert held(folder) == before
    assert alone(folder)


def test_a_file_that_comes_in_the_meantime_is_not_lost(folder: Path) -> None:
    def meanwhile() -> None:
        with replacing(str(folder)) as place:
            place.write("a.csv", [NEW])
            (folder / "notes.txt").write_bytes(b"mine")

    with pytest.raises(Unwritable):
        meanwhile()
    assert held(folder)["notes.txt"] == b"mine"
    assert held(folder)["a.csv"] == OLD
    assert alone(folder)


FOREIGN: Mapping[str, Mapping[str, bytes]] = {
    "any file": {"notes.txt": b"mine"},
    "a package of another program": {"a.csv": OLD, INDEX: b'{"name": "x", "resources": [{"path": "a.csv"}]}'},
    "an index that is not JSON": {INDEX: b"\xff{"},
    "an index that is no object": {INDEX: b"[1]"},
    "an index without resources": {INDEX: b'{"jo-security": {}}'},
    "an index that is nested too deep": {INDEX: b"[" * 100_000},
    "a file beside an earlier export": {"notes.txt": b"mine", "a.csv": OLD, INDEX: index("a.csv")},
    "a hidden file beside an earlier export": {".git": b"mine", INDEX: index()},
}


@pytest.mark.parametrize("what", FOREIGN)
def test_foreign_files_are_left_alone(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name, content in FOREIGN[what].items():
        (folder / name).write_bytes(content)
    with pytest.raises(Unwritable) as caught:
        put(folder, {"a.csv": NEW})
    assert why(caught) == "it holds {file}, which is not of an earlier export"
    assert caught.value.reason.values["file"] in FOREIGN[what]
    assert held(folder) == FOREIGN[what]
    assert alone(folder)


def test_what_is_no_plain_file_is_foreign(folder: Path) -> None:
    for make in (lambda path: path.mkdir(), lambda path: path.symlink_to("b.csv"), os.mkfifo):
        (folder / "a.csv").unlink()
        make(folder / "a.csv")
        with pytest.raises(Unwritable) as caught:
            put(folder, {"a.csv": NEW})
        assert caught.value.reason.values == {"file": "a.csv"}
        if (folder / "a.csv").is_dir():
            (folder / "a.csv").rmdir()
            (folder / "a.csv").touch()


def test_an_index_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    os.mkfifo(tmp_path / "f" / INDEX)
    with pytest.raises(Unwritable):
        put(tmp_path / "f", {"a": NEW})


def test_a_place_that_cannot_be_had_is_said(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").touch()
    monkeypatch.chdir(folder)
    reasons = {
        "": "it has no name",
        "a\0b": "its name is not one that a file can bear",
        str(tmp_path / "file"): "it is not a folder",
        str(tmp_path / "circle"): "it is not a folder",
        str(tmp_path / "file" / "f"): "the folder that it would lie in does not exist",
        str(tmp_path / "none" / "f"): "the folder that it would lie in does not exist",
        str(tmp_path / ("x" * 5_000)): "its name is too long",
        ".": "it is the current folder, or holds it; change to another one first",
        "..": "it is the current folder, or holds it; change to another one first",
    }
    for name, reason in reasons.items():
        with pytest.raises(Unwritable) as caught:
            put(name, {"a": NEW})
        assert why(caught) == reason, name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["circle", "f", "file"]
