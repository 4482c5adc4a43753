"""The journal: one chain an officer, sealed line by line; `verify` names the first line that is not as it was."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from faults.world import World, keys, now

from jo_security.files.chain import sealed
from jo_security.files.desk import recording
from jo_security.files.journal import Journal
from jo_security.files.officer import Officer, slug, state_folder
from jo_security.files.place import place
from jo_security.files.read import read
from jo_security.files.verify import Remark, verify


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give a budget in which Ana recorded six operations, and Bob one after the third."""
    world = World(tmp_path / "w").make()
    for number in range(1, 7):
        world.once(f"EJ-{number}", "ana")
        if number == 3:
            world.once("EJ-B", "bob")
    return world


def chain(world: World, officer: str = "ana") -> Path:
    return world.folder / "b.journal" / f"{officer}.jsonl"


def told(world: World, officer: str = "ana") -> tuple[list[tuple[str, int, str]], list[tuple[str, int, str]]]:
    """The faults and the notes, as file, line and words."""
    verdict = verify(place(world.name), world.officer(officer).state)

    def short(remarks: list[Remark]) -> list[tuple[str, int, str]]:
        return [(Path(each.path).name, each.line, each.says.text) for each in remarks]

    return short([*verdict.faults]), short([*verdict.notes])


def test_an_entry_says_who_what_and_when(world: World) -> None:
    first, second = (json.loads(line) for line in chain(world).read_bytes().splitlines()[:2])
    before, after = hashlib.sha256(world.base).hexdigest(), first["after"]
    text = '\n# EJ-1\n[[commitment]]  # by ana ac483b\nid       = "EJ-1"\n'
    assert first.pop("text").startswith(text)
    assert first.pop("hash") == second["prev"][0]
    assert first == {
        "v": 1,
        "seq": 1,
        "time": "2024-05-02T12:00:00+00:00",
        "officer": "ana",
        "op": "append",
        "act": "commit",
        "table": "commitment",
        "id": "EJ-1",
        "file": "b.toml",
        "offset": len(world.base),
        "before": before,
        "after": after,
        "files": {"b.toml": after},
        "prev": [],
        "seen": {},
    }
    assert second["before"] == after
    assert list(second) == ["hash", *sorted(second.keys() - {"hash"})]


def test_numbers_grow_across_chains_and_each_chain_knows_the_others(world: World) -> None:
    entries = Journal(place(world.name)).entries()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.said["officer"] for entry in entries] == ["ana", "ana", "ana", "bob", "ana", "ana", "ana"]
    assert entries[3].said["seen"] == {"ana.jsonl": entries[2].hash}
    assert entries[4].said["seen"] == {"bob.jsonl": entries[3].hash}
    assert entries[4].prev == (entries[2].hash,)
    assert told(world) == ([], [])
    verdict = verify(place(world.name), world.officer("ana").state)
    assert [(Path(each.path).name, each.entries, each.head) for each in verdict.chains] == [
        ("ana.jsonl", 6, (7, entries[6].hash)),
        ("bob.jsonl", 1, (4, entries[3].hash)),
    ]


def test_a_hash_is_that_of_the_entry_without_it_as_other_tools_see_it(world: World) -> None:
    for line in chain(world).read_text("utf-8").splitlines():
        said = json.loads(line)
        sha256 = said.pop("hash")
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(again.encode()).hexdigest() == sha256


Lines = list[bytes]
CHANGED, UNKNOWN = "this line is not as it was written", "the entry that this one follows is not before it"
TWICE, GONE = "this entry is there already", "entry {number}, {hash}, which you have seen, is no more there"
UNSEEN = "it follows an entry of {chain} that is not there"


def flipped(lines: Lines, at: int, byte: int) -> Lines:
    line = lines[at]
    return [*lines[:at], line[:byte] + bytes([line[byte] ^ 1]) + line[byte + 1 :], *lines[at + 1 :]]


TAMPERED: dict[str, tuple[Callable[[Lines], Lines], tuple[int, str]]] = {
    "a bit of a text": (lambda lines: flipped(lines, 2, 200), (3, CHANGED)),
    "a bit of a hash": (lambda lines: flipped(lines, 2, 20), (3, CHANGED)),
    "the first bit": (lambda lines: flipped(lines, 0, 0), (1, CHANGED)),
    "the last bit of all": (lambda lines: flipped(lines, 5, -2), (6, CHANGED)),
    "an amount": (
        lambda lines: [line.replace(b"1_234.50", b"1_234.51", 1) for line in lines],
        (1, CHANGED),
    ),
    "a space": (lambda lines: [*lines[:3], lines[3].replace(b",", b", ", 2), *lines[4:]], (4, CHANGED)),
    "a line removed": (lambda lines: lines[:2] + lines[3:], (3, UNKNOWN)),
    "the first line removed": (lambda lines: lines[1:], (1, UNKNOWN)),
    "a line twice": (lambda lines: lines[:3] + lines[1:2] + lines[3:], (4, TWICE)),
    "a line inserted": (
        lambda lines: [*lines[:3], lines[1].replace(b"EJ-2", b"EJ-9"), *lines[3:]],
        (4, CHANGED),
    ),
    "an empty line": (lambda lines: [*lines[:3], b"\n", *lines[3:]], (4, CHANGED)),
    "lines swapped": (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], (3, UNKNOWN)),
    "the tail cut": (lambda lines: lines[:4], (5, GONE)),
    "the last line cut": (lambda lines: lines[:5], (6, GONE)),
    "a torn tail": (lambda lines: [*lines[:5], lines[5][:99]], (6, CHANGED)),
    "zeros at the end": (lambda lines: [*lines, bytes(512)], (7, CHANGED)),
    "everything": (lambda _: [], (1, GONE)),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_verify_names_the_first_bad_line(world: World, how: str) -> None:
    tamper, (line, why) = TAMPERED[how]
    chain(world).write_bytes(b"".join(tamper(chain(world).read_bytes().splitlines(keepends=True))))
    faults, notes = told(world)
    assert (faults[0], notes) == (("ana.jsonl", line, why), [])


def test_a_chain_that_is_gone_is_missed_by_whoever_saw_it(world: World) -> None:
    chain(world, "bob").unlink()
    assert told(world, "nobody")[0] == [("ana.jsonl", 4, UNSEEN)]
    assert ("bob.jsonl", 1, GONE) in told(world)[0]


def test_a_head_that_was_seen_stays_missed_whatever_comes_after(world: World) -> None:
    lines = chain(world).read_bytes().splitlines(keepends=True)
    chain(world).write_bytes(b"".join(lines[:4]))
    assert told(world, "nobody")[0] == []
    # The budget holds what the journal no longer tells, which is then taken down as an edit.
    world.once("EJ-9", "ana")
    assert told(world)[0] == [("ana.jsonl", 7, GONE)]


def test_an_entry_forged_with_all_its_hashes_is_at_least_remarked(world: World) -> None:
    lines = chain(world).read_bytes().splitlines(keepends=True)
    body = b"{" + lines[2].replace(b"EJ-3", b"EJ-X").split(b'",', 1)[1].rstrip(b"\n")
    forged = b'{"hash":"' + hashlib.sha256(body).hexdigest().encode() + b'",' + body[1:] + b"\n"
    chain(world).write_bytes(b"".join([*lines[:3], forged, *lines[3:]]))
    faults, notes = told(world)
    assert faults == []
    assert [note[:2] for note in notes] == [("ana.jsonl", 4)]


@pytest.mark.parametrize("keep", [1, 60, 200, -30])
def test_a_torn_tail_is_ended_with_a_note(world: World, keep: int) -> None:
    chain(world).write_bytes(chain(world).read_bytes() + (line := b'{"hash":"00","op":"append",' + b"x" * 300)[:keep])
    assert told(world)[0] == [("ana.jsonl", 7, CHANGED)]
    before = chain(world).read_bytes()
    world.once("EJ-9", "bob")
    world.once("EJ-10", "ana")
    assert told(world) == ([], [("ana.jsonl", 7, "a crash tore this line, as an entry says")])
    # Nothing of it was taken away.
    assert chain(world).read_bytes().startswith(before + b"\n")
    assert line.startswith(before.splitlines()[-1])


def test_a_line_that_lacks_only_its_end_is_an_entry(world: World) -> None:
    chain(world).write_bytes(chain(world).read_bytes().removesuffix(b"\n"))
    assert told(world) == ([], [])
    world.once("EJ-9", "ana")
    assert told(world) == ([], [])
    assert len(chain(world).read_bytes().splitlines()) == 7


def test_a_line_changed_by_hand_stays_bad_however_much_comes_after(world: World) -> None:
    lines = chain(world).read_bytes().splitlines(keepends=True)
    chain(world).write_bytes(b"".join(flipped(lines, 5, 300)))
    world.once("EJ-9", "ana")
    assert told(world)[0][0] == ("ana.jsonl", 6, CHANGED)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Give what this process takes from the rights of new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664], ids=oct)
def test_files_have_the_rights_of_the_budget_and_never_wider(
    tmp_path: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "w").make()
    world.path.chmod(mode)
    born = dict[str, int]()
    opened, made = os.open, os.mkdir

    def opens(path: str, flags: int, rights: int = 0o777, **more: Any) -> int:
        handle = opened(path, flags, rights, **more)
        if flags & os.O_CREAT:
            born.setdefault(path, stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    def makes(path: str, rights: int = 0o777, **more: Any) -> None:
        made(path, rights, **more)
        born[path] = stat.S_IMODE(os.stat(path).st_mode)

    monkeypatch.setattr(os, "open", opens)
    monkeypatch.setattr(os, "mkdir", makes)
    assert world.act("EJ-1", "ana") == "recorded"
    assert world.act("EJ-2", "bob") == "recorded"
    monkeypatch.undo()
    # Not for an instant, either: what is new is the owner's alone until it has the budget's rights.
    folders = mode | (mode & 0o444) >> 2
    wider = {path: oct(rights) for path, rights in born.items() if rights & ~(folders | 0o700) & 0o777}
    assert (len(born) > 6, wider) == (True, {})
    modes = {each.relative_to(world.folder): stat.S_IMODE(each.stat().st_mode) for each in world.folder.rglob("*")}
    assert modes.pop(Path("b.journal")) == folders
    assert modes.pop(Path(".b.toml.kept")) == folders
    assert {Path("b.toml"), Path(".b.toml.lock"), Path("b.journal/ana.jsonl")} < {*modes}
    assert set(modes.values()) == {mode}
    assert stat.S_IMODE(next(Path(world.officer("ana").state, "heads").iterdir()).stat().st_mode) == 0o600


def test_names_of_officers_become_names_of_files() -> None:
    assert slug("ana.b_c-1") == "ana.b_c-1"
    assert slug("Élise D/../x\\") == "%C3%89lise%20D%2F..%2Fx%5C"
    assert slug("..") == "%2E."
    assert slug("") == "%"
    assert len(slug("é" * 500)) == 100


def test_the_state_of_an_officer_lies_where_the_system_has_it() -> None:
    home = {"HOME": "/h", "USERPROFILE": "U"}
    assert state_folder(home, "linux") == "/h/.local/state/jo-security"
    assert state_folder(home | {"XDG_STATE_HOME": "/s"}, "linux") == "/s/jo-security"
    assert state_folder(home, "darwin") == "/h/Library/Application Support/jo-security"
    assert state_folder(home | {"LOCALAPPDATA": "/l"}, "win32") == "/l/jo-security"


def test_a_state_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    world = World(tmp_path / "w").make()
    (tmp_path / "file").touch()
    with recording(world.name, Officer("ana", str(tmp_path / "file" / "x"), now)) as desk:
        receipt = desk.append(read(world.name).files, "commit", "commitment", keys("EJ-1"))
    assert receipt.whole
    assert receipt.mark == f"1 {receipt.entry.hash[:16]}"


def test_branches_of_git_merge_chains_too_the_same_officers_included(world: World) -> None:
    def git(*arguments: str) -> None:
        names = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", "-C", world.folder, *names, *arguments], check=True, capture_output=True)

    (world.folder / ".gitattributes").write_text("*.toml -text merge=union\n", "utf-8")
    (world.folder / ".gitignore").write_text(".*.toml.*\n", "utf-8")
    git("init", "-qb", "main")
    git("add", ".")
    git("commit", "-qm", "base")
    for branch in ("one", "other"):
        git("checkout", "-qb", branch, "main")
        world.once(f"{branch}-1", "ana")
        world.once(f"{branch}-2", branch)
        git("add", ".")
        git("commit", "-qm", branch)
    git("merge", "-qm", "both", "one")
    assert {"one-1", "one-2", "other-1", "other-2"} < {*world.ids()}
    faults, notes = told(world, "nobody")
    assert faults == []
    assert [note[0] for note in notes] == ["ana.jsonl"]
    with recording(world.name, world.officer("ana")) as desk:
        assert [(each.kind, [*each.missing]) for each in desk.met] == [("git", [])]
    world.once("EJ-9", "ana")
    assert told(world, "nobody")[0] == []
    last = Journal(place(world.name)).entries()[-1]
    assert last.said["id"] == "EJ-9"
    assert world.faults(["EJ-9"]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        *({"seq": "1"}, {"seq": -1}, {"seq": True}, {"op": 1}, {"prev": "x"}, {"prev": [1]}, {"seen": []}),
        *({"files": {"b.toml": 1}}, {"text": 1}, {"offset": "0"}, {"offset": -1}, {"before": 1}, {"after": None}),
        *({"absent": [["commitment"]]}, {"back": 1}, {"file": ["b.toml"]}, {"id": {}}),
    ],
)
def test_a_sealed_line_that_is_no_entry_is_a_bad_line_and_stops_nobody(world: World, wrong: dict[str, object]) -> None:
    last = Journal(place(world.name)).entries()[-1]
    chain(world, "eve").write_bytes(sealed({**last.said, **wrong})[1])
    assert told(world)[0] == [("eve.jsonl", 1, CHANGED)]
    world.once("EJ-9", "ana")
    assert world.ids()["EJ-9"] == 1


def test_half_a_character_is_no_entry(world: World) -> None:
    body = json.dumps({**Journal(place(world.name)).entries()[-1].said, "text": "\ud800"}).encode()
    line = b'{"hash":"' + hashlib.sha256(body).hexdigest().encode() + b'",' + body[1:] + b"\n"
    chain(world, "eve").write_bytes(line)
    assert told(world)[0] == [("eve.jsonl", 1, CHANGED)]
