"""Recording, undoing and doing again: one whole write each, told in the journal, refused where it could do harm."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from faults.world import BASE, World, keys

from jo_security.files import desk as desk_module
from jo_security.files.desk import Desk, Receipt, recording
from jo_security.files.history import AGAIN, redoable, undoable
from jo_security.files.read import read
from jo_security.files.refusal import refusal
from jo_security.files.save import Changed
from jo_security.files.unwritable import Overwritten, Unwritable

BLOCK = """
# EJ-1
[[commitment]]  # by ana ac483b
id       = "EJ-1"
date     = 2024-05-02
line     = "a"
supplier = "S"  # EJ-1 ac483b
label    = "L"
amount   = 1_234.50  # EJ-1 ac483b
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give a small budget whose last block is aligned."""
    return World(tmp_path / "w").make()


def commit(world: World, name: str, officer: str = "ana", **more: Any) -> Receipt:
    with recording(world.name, world.officer(officer)) as desk:
        return desk.append(read(world.name).files, "commit", "commitment", keys(name) | more)


def words(caught: pytest.ExceptionInfo[Unwritable]) -> str:
    return caught.value.reason.text


def test_one_block_is_appended_in_the_files_own_style_and_the_rest_is_as_it_was(world: World) -> None:
    receipt = commit(world, "EJ-1")
    assert world.path.read_bytes() == BASE + BLOCK.encode()
    assert (receipt.file, receipt.whole, receipt.entry.said["text"]) == ("b.toml", True, BLOCK)
    assert sorted(each.name for each in world.folder.iterdir()) == [
        *(".b.toml.kept", ".b.toml.lock", "b.journal", "b.toml")
    ]


def test_a_windows_file_stays_one(world: World) -> None:
    old = b"\xef\xbb\xbf" + BASE.replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    world.path.write_bytes(old)
    commit(world, "EJ-1")
    assert world.path.read_bytes() == old + b"\r\n" + BLOCK.encode().replace(b"\n", b"\r\n")


def test_records_in_brackets_are_refused_and_nothing_is_written(world: World) -> None:
    record = 'commitment = [{ id = "X", date = 2024-01-01, line = "a", supplier = "S", label = "L", amount = 1 }]\n'
    world.path.write_bytes(record.encode() + BASE[: BASE.index(b"# EJ-0")])
    before = world.path.read_bytes()
    with pytest.raises(Unwritable) as caught:
        commit(world, "EJ-1")
    assert "under a header of its own" in words(caught)
    assert world.path.read_bytes() == before
    assert sorted(each.name for each in world.folder.iterdir()) == [".b.toml.lock", "b.toml"]


def test_what_was_read_before_somebody_wrote_has_to_be_read_again(world: World) -> None:
    files = read(world.name).files
    commit(world, "EJ-1", "bob")
    with recording(world.name, world.officer("ana")) as desk:
        assert not desk.holds(files)
        with pytest.raises(Changed):
            desk.append(files, "commit", "commitment", keys("EJ-2"))
        assert desk.holds(read(world.name).files)
    assert {*world.ids()} == {"EJ-0", "EJ-1"}


def test_several_operations_are_recorded_under_one_lock(world: World) -> None:
    with recording(world.name, world.officer("ana")) as desk:
        for number in range(1, 4):
            desk.append(read(world.name).files, "commit", "commitment", keys(f"EJ-{number}"))
    assert {*world.ids()} == {"EJ-0", "EJ-1", "EJ-2", "EJ-3"}
    assert world.faults(["EJ-1", "EJ-2", "EJ-3"]) == []


def test_what_is_undone_leaves_the_bytes_that_were_there_and_comes_back_word_for_word(world: World) -> None:
    world.path.write_bytes(BASE.removesuffix(b"\n"))
    states = [world.path.read_bytes()]
    for name in ("EJ-1", "EJ-2"):
        commit(world, name)
        states.append(world.path.read_bytes())
    for expected in (states[1], states[0]):
        with recording(world.name, world.officer("ana")) as desk:
            entry = undoable(desk.entries(), "ana")
            assert entry is not None
            desk.remove(read(world.name).files, "undo", entry)
        assert world.path.read_bytes() == expected
    for expected in (states[1], states[2]):
        with recording(world.name, world.officer("ana")) as desk:
            assert undoable(desk.entries(), "bob") is None
            entry = redoable(desk.entries(), "ana")
            assert entry is not None
            desk.repeat(read(world.name).files, AGAIN, entry)
        assert world.path.read_bytes() == expected
    with recording(world.name, world.officer("ana")) as desk:
        assert redoable(desk.entries(), "ana") is None


def test_nothing_is_done_again_after_something_else(world: World) -> None:
    commit(world, "EJ-1")
    world.undo("EJ-1", "ana")
    commit(world, "EJ-2", "bob")
    with recording(world.name, world.officer("ana")) as desk:
        assert redoable(desk.entries(), "ana") is not None
        assert redoable(desk.entries(), "bob") is None
    commit(world, "EJ-3")
    with recording(world.name, world.officer("ana")) as desk:
        assert redoable(desk.entries(), "ana") is None


def test_an_earlier_operation_is_undone_from_the_middle(world: World) -> None:
    first = commit(world, "EJ-1")
    commit(world, "EJ-2", "bob")
    after = world.path.read_bytes().replace(BLOCK.encode(), b"")
    with recording(world.name, world.officer("ana")) as desk:
        desk.remove(read(world.name).files, "undo", first.entry)
    assert world.path.read_bytes() == after
    assert world.faults(["EJ-2"]) == []


def test_a_block_that_was_edited_is_not_undone(world: World) -> None:
    first = commit(world, "EJ-1")
    edited = world.path.read_bytes().replace(b"1_234.50", b"1_234.51")
    world.path.write_bytes(edited)
    with recording(world.name, world.officer("ana")) as desk, pytest.raises(Unwritable) as caught:
        desk.remove(read(world.name).files, "undo", first.entry)
    assert words(caught) == "the block of {record} is no more as it was recorded; edit the file instead"
    assert world.path.read_bytes() == edited


# ---- Several files --------------------------------------------------------------------------------------------------

SPLIT = b'include = ["b/*.toml"]\n' + BASE.replace(
    b"[budget]\n", b'[budget]\nrecord-in = "b/{officer}-{exercise}.toml"\n'
)


def test_the_file_that_receives_is_made_whole_and_then_added_to(world: World) -> None:
    world.path.write_bytes(SPLIT)
    world.path.chmod(0o640)
    receipt = commit(world, "EJ-1", "Élise")
    file = world.folder / "b" / "%C3%89lise-2024.toml"
    block = BLOCK.lstrip("\n").replace("ana ac483b", "Élise 6148e7").replace("ac483b", "6148e7").encode()
    assert (receipt.file, file.read_bytes()) == ("b/%C3%89lise-2024.toml", block)
    assert file.stat().st_mode & 0o777 == 0o640
    commit(world, "EJ-2", "Élise")
    commit(world, "EJ-3", "Élise", exercise=2025)
    assert file.read_bytes().startswith(block + b"\n# EJ-2\n")
    assert (world.folder / "b" / "%C3%89lise-2025.toml").exists()
    assert world.path.read_bytes() == SPLIT
    assert {*world.ids()} == {"EJ-0", "EJ-1", "EJ-2", "EJ-3"}
    assert world.faults(["EJ-1", "EJ-2", "EJ-3"]) == []
    with recording(world.name, world.officer("Élise")) as desk:
        assert desk.met == ()
        assert [*desk.entries()[-1].states] == ["b.toml", "b/%C3%89lise-2024.toml", "b/%C3%89lise-2025.toml"]


def test_the_first_operation_of_a_file_is_undone_too(world: World) -> None:
    world.path.write_bytes(SPLIT)
    commit(world, "EJ-1")
    world.undo("EJ-1", "ana")
    assert (world.folder / "b" / "ana-2024.toml").read_bytes() == b""
    assert world.faults([]) == []


def test_a_file_that_appeared_meanwhile_is_not_written_over(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.path.write_bytes(SPLIT)
    put, file = desk_module.put, world.folder / "b" / "ana-2024.toml"  # type: ignore[attr-defined]

    def late(*arguments: Any) -> bool:
        file.parent.mkdir()
        file.write_bytes(b"# mine\n")
        return bool(put(*arguments))

    monkeypatch.setattr(desk_module, "put", late)
    with pytest.raises(Changed):
        commit(world, "EJ-1")
    assert file.read_bytes() == b"# mine\n"
    monkeypatch.undo()
    commit(world, "EJ-1")
    assert file.read_bytes() == b"# mine\n" + BLOCK.encode()


def test_a_change_in_any_file_has_to_be_read_again(world: World) -> None:
    world.path.write_bytes(SPLIT)
    commit(world, "EJ-1")
    files = read(world.name).files
    (world.folder / "b" / "z.toml").write_text('[[line]]\nid = "z"\nlabel = "Z"\n', "utf-8")
    with recording(world.name, world.officer("ana")) as desk:
        assert [each.kind for each in desk.met] == ["edited"]
        with pytest.raises(Changed):
            desk.append(files, "commit", "commitment", keys("EJ-2"))


# ---- What is refused, and why ---------------------------------------------------------------------------------------


def test_a_link_leads_to_the_budget_and_everything_stands_beside_it(world: World, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(world.path)
    with recording(str(link), world.officer("ana")) as desk:
        desk.append(read(str(link)).files, "commit", "commitment", keys("EJ-1"))
    assert link.is_symlink()
    assert world.path.read_bytes() == BASE + BLOCK.encode()
    assert (world.folder / "b.journal" / "ana.jsonl").exists()
    assert world.faults(["EJ-1"]) == []


def test_a_second_name_of_the_file_is_refused(world: World) -> None:
    os.link(world.path, world.folder / "other.toml")
    reason = refusal(world.name)
    assert reason is not None
    assert reason.text.startswith("it has a second name, a hard link")
    with pytest.raises(Unwritable) as caught:
        commit(world, "EJ-1")
    assert words(caught) == reason.text
    assert world.path.read_bytes() == BASE


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("-", "what comes from standard input cannot be written to"),
        ("nowhere.toml", "there is no such file"),
        (".", "it is not a regular file"),
        ("a\0b", "its name is not one that a file can bear"),
    ],
)
def test_what_is_no_file_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = refusal(name)
    assert said is not None
    assert said.text == reason
    with pytest.raises(Unwritable) as caught, recording(name, world.officer("ana")):
        pass
    assert words(caught) == reason


def test_a_budget_that_can_be_written_is_not_refused(world: World) -> None:
    assert refusal(world.name) is None
    commit(world, "EJ-1")
    assert refusal(world.name) is None
    assert refusal(world.name, "b/later.toml") is None


AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from faults.world import World
from jo_security.files.refusal import refusal
from jo_security.files.unwritable import Unwritable
from jo_security.office.opening import open_budget
world = World(Path({folder!r}))
# Whoever is nobody may not be let to the modules: they are loaded before.
open_budget(World(Path({other!r})).make().name)
World(Path({other!r})).once("EJ-1", "ana")
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(open_budget(world.name).ledger is not None)
reason = refusal(world.name)
print(reason and (reason.text, [getattr(each, "text", each) for each in reason.values.values()]))
try:
    world.once("EJ-1", "ana")
except Unwritable as error:
    print(error.reason == reason)
else:
    print("recorded")
"""

FOLDER, LOCK = "no file can be made in its folder: {reason}", "the lock beside it cannot be had: {reason}"
JOURNAL, DENIED = "its journal cannot be written: {reason}", "permission is denied"
SHUT: dict[str, tuple[Callable[[World], None], str]] = {
    "the file": (lambda world: world.path.chmod(0o444), str((DENIED, []))),
    "its folder": (lambda world: world.folder.chmod(0o555), str((FOLDER, [DENIED]))),
    "its lock": (lambda world: (world.folder / ".b.toml.lock").chmod(0o400), str((LOCK, [DENIED]))),
    "its journal": (lambda world: (world.folder / "b.journal").chmod(0o555), str((JOURNAL, [DENIED]))),
}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder to which everybody is let, as pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("what", SHUT)
def test_whoever_may_not_write_can_look_and_is_told_why(open_folder: Path, what: str) -> None:
    shut, expected = SHUT[what]
    world, other = World(open_folder / "w").make(), open_folder / "other"
    world.once("EJ-0.5", "ana")
    for each in [world.folder, *world.folder.rglob("*")]:
        os.chown(each, 65534 if os.getuid() == 0 else -1, -1)
    shut(world)
    code = AS_NOBODY.format(tests=str(Path(__file__).parent.parent), folder=str(world.folder), other=str(other))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    world.folder.chmod(0o755)
    (world.folder / "b.journal").chmod(0o755)
    assert run.stdout.splitlines() == ["True", expected, "True"], run.stderr
    assert {*world.ids()} == {"EJ-0", "EJ-0.5"}


# ---- Costs ----------------------------------------------------------------------------------------------------------


def test_recording_in_a_large_file_writes_it_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(BLOCK.replace("EJ-1", f"EJ-{number}") for number in range(2, 14_000))
    world.path.write_bytes(BASE + more.encode())
    size, written, write = world.path.stat().st_size, 0, os.write

    def counted(handle: int, data: bytes) -> int:
        nonlocal written
        done = write(handle, data)
        written += done
        return done

    monkeypatch.setattr(os, "write", counted)
    commit(world, "EJ-1")
    assert size > 2_000_000
    assert size < written < 1.01 * size


def test_an_amount_is_any_number_that_toml_gives(world: World) -> None:
    commit(world, "EJ-1", amount=12_400_000, visa={"number": "V", "date": datetime.date(2024, 5, 1)})
    commit(world, "EJ-2", amount=Decimal("0.5"))
    assert b"amount   = 12_400_000.00\n" in world.path.read_bytes()
    assert b"amount   = 0.50  # EJ-2 " in world.path.read_bytes()


def test_missing_operations_come_first(world: World) -> None:
    commit(world, "EJ-1")
    commit(world, "EJ-2")
    world.path.write_bytes(BASE + b"# by hand\n")
    with recording(world.name, world.officer("ana")) as desk:
        assert isinstance(desk, Desk)
        with pytest.raises(Overwritten) as caught:
            desk.append(read(world.name).files, "commit", "commitment", keys("EJ-3"))
        assert caught.value.missing == ("EJ-1", "EJ-2")
        assert len(desk.restore()) == 2
        desk.append(read(world.name).files, "commit", "commitment", keys("EJ-3"))
    assert world.path.read_bytes().startswith(BASE + b"# by hand\n" + BLOCK.encode())
    assert world.faults(["EJ-1", "EJ-2", "EJ-3"]) == []
