"""A file's new content put in its place: whole, with its rights, and never over what somebody else saved."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from jo_security.files import exchange, kept, save
from jo_security.files.disk import digest
from jo_security.files.save import Changed, Doubt, put

OLD, NEW, THEIRS = b"old\n", b"new\n", b"theirs\n"


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    """Give a file with an old content, alone in its folder."""
    path = tmp_path / "b.toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=["exchange", "link", "copy"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Work as on a system that exchanges names, that only links them, that does neither."""
    if request.param != "exchange":
        monkeypatch.setattr(save, "exchange", lambda *_: False)
    if request.param == "copy":

        def refused(*_: object) -> None:
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(os, "link", refused)
    return str(request.param)


def versions(path: Path) -> dict[str, bytes]:
    folder = Path(kept.shelf(str(path)))
    return {each.name: each.read_bytes() for each in folder.iterdir()} if folder.exists() else {}


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_the_new_content_is_in_place_and_the_old_is_kept(budget: Path, system: str) -> None:
    assert system
    assert put(str(budget), digest(OLD), NEW, 7, str(budget))
    assert budget.read_bytes() == NEW
    assert versions(budget) == {f"00000007-{digest(OLD)}": OLD}
    assert beside(budget) == [".b.toml.kept", "b.toml"]
    assert budget.stat().st_nlink == 1


def test_a_file_that_is_no_more_what_was_read_is_left_alone(budget: Path, system: str) -> None:
    assert system
    with pytest.raises(Changed):
        put(str(budget), digest(THEIRS), NEW, 7, str(budget))
    assert budget.read_bytes() == OLD
    assert beside(budget) == ["b.toml"]


def renamed(path: Path) -> None:
    fresh = path.with_name("editor~")
    fresh.write_bytes(THEIRS)
    fresh.rename(path)


def in_place(path: Path) -> None:
    path.write_bytes(THEIRS)


@pytest.mark.parametrize("saves", [renamed, in_place])
def test_an_editor_that_saves_at_the_last_moment_wins(
    budget: Path, monkeypatch: pytest.MonkeyPatch, saves: Callable[[Path], None]
) -> None:
    def late(one: str, other: str) -> bool:
        if not versions(budget) and budget.read_bytes() == OLD:
            saves(budget)
        return exchange.exchange(one, other)

    monkeypatch.setattr(save, "exchange", late)
    with pytest.raises(Changed):
        put(str(budget), digest(OLD), NEW, 7, str(budget))
    assert budget.read_bytes() == THEIRS
    # What was in place for an instant is kept, should an editor have opened it.
    assert versions(budget) == {f"00000007-{digest(NEW)}": NEW}
    assert beside(budget) == [".b.toml.kept", "b.toml"]


def test_an_editor_that_opened_what_was_displaced_loses_nothing(budget: Path) -> None:
    with budget.open("r+b") as opened:
        put(str(budget), digest(OLD), NEW, 7, str(budget))
        opened.truncate()
        opened.write(THEIRS)
    (late,) = kept.strays(str(budget))
    assert Path(late).read_bytes() == THEIRS
    kept.tidy(str(budget), 8, None, frozenset())
    assert versions(budget) == {f"stray-{digest(THEIRS)}": THEIRS}
    assert len(kept.strays(str(budget))) == 1
    kept.settled(str(budget), 8)
    assert kept.strays(str(budget)) == []
    assert versions(budget) == {f"00000008-{digest(THEIRS)}": THEIRS}


def test_a_new_file_is_made_whole_in_a_new_folder(budget: Path, system: str) -> None:
    assert system
    budget.chmod(0o640)
    fresh = budget.parent / "x" / "y" / "new.toml"
    assert put(str(fresh), None, NEW, 7, str(budget))
    assert fresh.read_bytes() == NEW
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640
    assert stat.S_IMODE(fresh.parent.stat().st_mode) == 0o750
    assert kept.displaced(str(fresh), 7)


def test_a_new_file_does_not_take_the_place_of_another(budget: Path, system: str) -> None:
    assert system
    with pytest.raises(Changed):
        put(str(budget), None, NEW, 7, str(budget))
    assert budget.read_bytes() == OLD
    assert beside(budget) == ["b.toml"]


def test_rights_are_those_of_the_file(budget: Path) -> None:
    for mode in (0o600, 0o640, 0o664, 0o604):
        budget.chmod(mode)
        old = budget.read_bytes()
        put(str(budget), digest(old), old + NEW, mode, str(budget))
        assert stat.S_IMODE(budget.stat().st_mode) == mode
        assert {stat.S_IMODE(each.stat().st_mode) for each in Path(kept.shelf(str(budget))).glob(f"{mode:08d}*")} == {
            mode
        }
    assert stat.S_IMODE(Path(kept.shelf(str(budget))).stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_an_access_list_is_kept(budget: Path) -> None:
    # Of the owner: all; of user 12: to read; of the group: nothing; of others: nothing.
    entries = [(1, 6, 0xFFFFFFFF), (2, 4, 12), (4, 0, 0xFFFFFFFF), (16, 4, 0xFFFFFFFF), (32, 0, 0xFFFFFFFF)]
    acl = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + mode.to_bytes(2, "little") + who.to_bytes(4, "little") for tag, mode, who in entries
    )
    try:
        os.setxattr(budget, "system.posix_acl_access", acl)
    except OSError:
        pytest.skip("this disk has no access lists")
    put(str(budget), digest(OLD), NEW, 7, str(budget))
    assert os.getxattr(budget, "system.posix_acl_access") == acl


def test_the_last_versions_are_kept_and_older_ones_go(budget: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SECONDS", -1)
    for number in range(1, 12):
        old = budget.read_bytes()
        put(str(budget), digest(old), old + NEW, number, str(budget))
    assert sorted(int(name[:8]) for name in versions(budget)) == [7, 8, 9, 10, 11]
    assert kept.version(str(budget), digest(OLD + 10 * NEW)) == OLD + 10 * NEW
    assert kept.version(str(budget), digest(OLD)) is None


def test_versions_of_the_last_seconds_are_kept_however_many(budget: Path) -> None:
    for number in range(1, 12):
        old = budget.read_bytes()
        put(str(budget), digest(old), old + NEW, number, str(budget))
    assert len(versions(budget)) == 11


def test_what_an_interrupted_write_left_is_cleared_away(budget: Path) -> None:
    left = {"part": b"half", "new": NEW}
    for number, (kind, said) in enumerate(left.items()):
        (budget.parent / f".b.toml.{number:012x}.{kind}").write_bytes(said)
    (budget.parent / f".b.toml.{2:012x}.new").write_bytes(OLD)
    (budget.parent / f".b.toml.{3:012x}.new").write_bytes(THEIRS)
    (budget.parent / f".c.toml.{4:012x}.part").write_bytes(THEIRS)
    (budget.parent / f".b.toml.{5:012x}.new").write_bytes(b"in place\n")
    budget.write_bytes(b"in place\n")
    kept.tidy(str(budget), 9, digest(NEW), frozenset([digest(OLD)]))
    assert beside(budget) == [".b.toml.kept", f".c.toml.{4:012x}.part", "b.toml"]
    assert versions(budget) == {f"00000009-{digest(OLD)}": OLD, f"stray-{digest(THEIRS)}": THEIRS}


def test_a_failure_after_the_exchange_is_a_doubt(budget: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folder: str) -> None:
        raise OSError(5, folder)

    monkeypatch.setattr(save, "settle", fails)
    with pytest.raises(Doubt) as caught:
        put(str(budget), digest(OLD), NEW, 7, str(budget))
    assert isinstance(caught.value.__cause__, OSError)
    assert budget.read_bytes() == NEW


ORDER = ["fsync", "rename", "exchange", "replace", "fsync"]


def test_the_content_is_on_the_disk_before_it_bears_the_name(budget: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(kept.shelf(str(budget))).mkdir()
    calls: list[str] = []

    def told(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            calls.append(name)
            return function(*arguments)

        return call

    for name in ("fsync", "rename", "replace"):
        monkeypatch.setattr(os, name, told(name, getattr(os, name)))
    monkeypatch.setattr(save, "exchange", told("exchange", exchange.exchange))
    put(str(budget), digest(OLD), NEW, 7, str(budget))
    assert calls == ORDER
