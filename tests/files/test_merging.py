"""Two branches of git that each record merge without a conflict, and into a budget that reads as both."""

import datetime
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drawn import keyed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jo_security.files.block import addition, block
from jo_security.files.read import read
from jo_security.files.style import style

HEAD = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'
LINE = '[[line]]\nid = "a"\nlabel = "A"\n'
WAYS: dict[str, list[str]] = {
    "as git does": [],
    "recursive": ["-s", "recursive"],
    "patience": ["-X", "patience"],
    "diff3": ["-c", "merge.conflictStyle=diff3"],
    "zdiff3": ["-c", "merge.conflictStyle=zdiff3"],
}

Git = Callable[..., str]
Keys = dict[str, Any]


@pytest.fixture(scope="session")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    """Run git in a repository of its own, whose budgets are merged by union."""
    folder = tmp_path_factory.mktemp("repository")

    def run(*arguments: str) -> str:
        names = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        return subprocess.run(
            ["git", "-C", folder, *names, *arguments], check=True, capture_output=True, encoding="utf-8"
        ).stdout

    run("init", "-q")
    (folder / ".gitattributes").write_text("*.toml -text merge=union\n", "utf-8")
    run("add", ".")
    run("commit", "-qm", "attributes")
    return run


def extended(content: bytes, records: list[tuple[str, Keys]], by: str = "ana") -> bytes:
    for table, keys in records:
        content += addition(content, block(table, keys, style(content), by))
    return content


def merged(git: Git, base: bytes, one: bytes, other: bytes, way: list[str]) -> Path:
    """The budget where a branch that made it `one` is merged into a branch that made it `other`."""
    path = Path(git("rev-parse", "--show-toplevel").strip()) / "b.toml"
    git("checkout", "-qfB", "base", "main")
    for branch, content in (("base", base), ("one", one), ("other", other)):
        git("checkout", "-qfB", branch, "base")
        path.write_bytes(content)
        git("add", ".")
        git("commit", "-qm", branch, "--allow-empty")
    before = way if way[:1] == ["-c"] else []
    git(*before, "merge", "-qm", "both", *([] if before else way), "one")
    return path


def same(count: int, first: int) -> list[tuple[str, Keys]]:
    """Operations that differ in nothing but their ids."""
    keys: Keys = {
        "date": datetime.date(2024, 5, 2),
        "line": "a",
        "supplier": "S",
        "label": "L",
        "amount": 5,
        "exercise": 2024,
    }
    keys |= {"ceiling": 7, "reference": "R", "note": "N", "tags": ["t"]}
    return [("commitment", {"id": f"EJ-{first + at}", **keys}) for at in range(count)]


OLD = {
    "plain": HEAD + LINE,
    "no final line end": (HEAD + LINE).rstrip("\n"),
    "CRLF": (HEAD + LINE).replace("\n", "\r\n"),
}


# Not in the style diff3 where the base has no final line end: both branches then change its last line, and git takes
# that for a conflict as a whole, which a union says twice.
@pytest.mark.parametrize(
    ("way", "old"), [(way, old) for way in WAYS for old in OLD if (way, old) != ("diff3", "no final line end")]
)
@pytest.mark.parametrize(("mine", "theirs"), [(1, 1), (2, 1), (3, 5)])
def test_operations_that_are_alike_stay_two(git: Git, way: str, old: str, mine: int, theirs: int) -> None:
    base = OLD[old].encode()
    path = merged(git, base, extended(base, same(mine, 10)), extended(base, same(theirs, 20)), WAYS[way])
    book = read(str(path)).book
    assert book is not None, path.read_text()
    ids = sorted(record.id for record in book.records["commitment"])
    assert ids == sorted(f"EJ-{10 + at}" for at in range(mine)) + sorted(f"EJ-{20 + at}" for at in range(theirs))
    assert len({(record.label, record.amount, record.note, record.tags) for record in book.records["commitment"]}) == 1


@pytest.mark.parametrize(
    ("way", "old"), [(way, old) for way in WAYS for old in OLD if (way, old) != ("diff3", "no final line end")]
)
@pytest.mark.parametrize("counts", [(1, 1), (3, 2)])
@pytest.mark.parametrize("who", ["two officers", "two clones of one"])
def test_operations_of_one_id_stay_two(git: Git, way: str, old: str, counts: tuple[int, int], who: str) -> None:
    base = OLD[old].encode()
    mine, theirs = (same(count, 10) for count in counts)
    if who == "two clones of one":
        theirs = [(table, keys | {"amount": 6}) for table, keys in theirs]
    sides = extended(base, mine, "ana"), extended(base, theirs, "bob" if who == "two officers" else "ana")
    for ours, other in (sides, sides[::-1]):
        path = merged(git, base, ours, other, WAYS[way])
        book = read(str(path)).book
        assert book is not None, path.read_text()
        ids = [keys["id"] for _, keys in (*mine, *theirs)]
        assert sorted(record.id for record in book.records["commitment"]) == sorted(ids)
        assert len({repr(record) for record in book.records["commitment"]}) == (
            max(counts) if who == "two officers" else sum(counts)
        )


@given(st.lists(keyed(), min_size=1, max_size=3), st.lists(keyed(), min_size=1, max_size=3), st.booleans())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_two_officers_record_under_the_same_ids_is_all_there(
    git: Git,
    one: list[tuple[str, Keys, Any]],
    other: list[tuple[str, Keys, Any]],
    twice: bool,
) -> None:
    base = (HEAD + LINE).encode()
    mine, theirs = named(one, "x"), named(one if twice else other, "x")
    path = merged(git, base, extended(base, mine, "ana"), extended(base, theirs, "bob"), [])
    whole = read(str(path))
    # What is broken by a merge is a syntax error, or a record that lost its keys.
    assert not [problem for problem in whole.problems if problem.code in {"JO101", "JO102", "JO103"}], path.read_text()
    assert path.read_bytes().count(b"]  # by ana ") == len(mine)
    assert path.read_bytes().count(b"]  # by bob ") == len(theirs)


def named(records: list[tuple[str, Keys, Any]], letter: str) -> list[tuple[str, Keys]]:
    """Records of which those of two branches have no id in common."""
    return [(table, keys | {"id": f"{letter}{at}"}) for at, (table, keys, _) in enumerate(records) if "id" in keys]


@given(st.lists(keyed(), min_size=1, max_size=3), st.lists(keyed(), min_size=1, max_size=3), st.booleans())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_two_branches_record_is_all_there(
    git: Git,
    one: list[tuple[str, Keys, Any]],
    other: list[tuple[str, Keys, Any]],
    twice: bool,
) -> None:
    base = (HEAD + LINE).encode()
    # Where `twice`, the second branch records the same as the first, under other ids.
    sides = extended(base, named(one, "m")), extended(base, named(one if twice else other, "t"))
    path = merged(git, base, *sides, [])
    whole = read(str(path)).book
    parts = []
    for content in sides:
        path.write_bytes(content)
        parts.append(read(str(path)).book)
    assert whole is not None
    assert all(part is not None for part in parts)
    for table, records in whole.records.items():
        expected = [record for part in parts if part for record in part.records.get(table, ())]
        assert set(map(repr, records)) == set(map(repr, expected))
        assert len(records) == len({getattr(record, "id", None) for record in expected})
