"""Files that are followed: each state in which they stay is told of and read, and nothing else."""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import watchfiles
from saves import EMPTY, SAVES, background, by_rename, halves, in_place, state, torrent, until, vanish

from jo_security.ledger import answers
from jo_security.office.following import Following
from jo_security.office.naming import Unreadable
from jo_security.office.opening import Opened, open_budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Save = Callable[[Path, str], None]

BROKEN, GONE = -1, -2
MOMENT = 0.2
"""Seconds for which a file is broken or gone."""


@dataclass
class Watch:
    """What somebody who follows a budget reads: the number of each state, or that it is broken or gone."""

    path: Path
    heard: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    """How many files each state has."""

    def __post_init__(self) -> None:
        self.following = Following(str(self.path), self._open())
        self.thread = background(self._follow)

    def _open(self) -> Opened | None:
        try:
            return open_budget(str(self.path))
        except Unreadable:
            return None

    def _follow(self) -> None:
        for each in self.following.settled():
            opened = self._open()
            if self.following.takes(opened, each):
                self.heard.append(number_of(opened))
                self.files.append(len(each))

    def until(self, *heard: int) -> None:
        until(lambda: self.heard == [*heard], lambda: f"{heard}, and not {self.heard}")


def number_of(opened: Opened | None) -> int:
    """The number that a state of the tests bears."""
    if opened is None:
        return GONE
    if opened.ledger is None:
        return BROKEN
    return answers.total(opened.ledger)["committed"] // 100 - 10


@contextmanager
def watching(path: Path) -> Iterator[Watch]:
    watch = Watch(path)
    try:
        yield watch
    finally:
        watch.following.stop()
        watch.thread.join(30)
        assert not watch.thread.is_alive()


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "b.toml"
    path.write_text(state(0))
    return path


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_told_of_once(budget: Path, save: Save) -> None:
    with watching(budget) as watch:
        save(budget, state(1))
        watch.until(1)
        save(budget, state(2))
        watch.until(1, 2)
        # What says the same is no other state; what comes after it shows that it was passed over.
        save(budget, state(2))
        save(budget, state(3))
        watch.until(1, 2, 3)


def test_a_save_between_reading_and_following_is_told_of(budget: Path) -> None:
    opened = open_budget(str(budget))
    in_place(budget, state(1))
    following = Following(str(budget), opened)
    assert number_of(open_budget(next(following.settled())[0][0])) == 1
    following.stop()


def test_a_burst_is_told_of_as_what_it_ends_with(budget: Path) -> None:
    with watching(budget) as watch:
        for number in range(1, 8):
            SAVES[number % 2](budget, state(number))
        until(lambda: 7 in watch.heard)
        assert watch.heard == sorted(watch.heard)


def test_a_file_half_written_or_gone_for_a_moment_is_neither(budget: Path) -> None:
    with watching(budget) as watch:
        halves(budget, state(1), lambda: vanish(budget, MOMENT))
        watch.until(1)
        vanish(budget, MOMENT)
        in_place(budget, state(2))
        watch.until(1, 2)
        # The first half of this one is a budget, with one commitment less.
        text = state(3) + "".join(f"# {'x' * 70}\n" for _ in range(len(state(3)) // 70))
        halves(budget, text, lambda: vanish(budget, MOMENT))
        watch.until(1, 2, 3)


def test_what_stays_broken_or_away_is_told_of_and_so_is_what_mends_it(budget: Path) -> None:
    with watching(budget) as watch:
        in_place(budget, "x" + state(1))
        watch.until(BROKEN)
        by_rename(budget, state(1))
        watch.until(BROKEN, 1)
        budget.unlink()
        watch.until(BROKEN, 1, GONE)
        in_place(budget, state(2))
        watch.until(BROKEN, 1, GONE, 2)


def test_included_files_may_come_change_and_go(budget: Path) -> None:
    def text(number: int) -> str:
        return state(number).replace("format = 1\n", 'format = 1\ninclude = ["x/*.toml", "y/**/*.toml"]\n')

    line = '[[line]]\nid = "{0}"\nlabel = "L"\n'
    (budget.parent / "x").mkdir()
    in_place(budget.parent / "x" / "1.toml", line.format("x1"))
    (budget.parent / "y").mkdir()
    in_place(budget.parent / "y" / "1.toml", line.format("y1"))
    in_place(budget, text(1))
    with watching(budget) as watch:
        in_place(budget.parent / "x" / "2.toml", line.format("x2"))
        until(lambda: watch.files == [4])
        (budget.parent / "y" / "z").mkdir()
        by_rename(budget.parent / "y" / "z" / "1.toml", line.format("y2"))
        until(lambda: watch.files == [4, 5])
        by_rename(budget.parent / "y" / "z" / "1.toml", line.format("y3"))
        until(lambda: watch.files == [4, 5, 5])
        vanish(budget.parent / "x" / "2.toml", MOMENT)
        (budget.parent / "x" / "2.toml").unlink()
        until(lambda: watch.files == [4, 5, 5, 4])
        # What such a file says does not matter while the budget's own cannot be read, and is not missed afterwards.
        in_place(budget, text(1) + "x")
        until(lambda: watch.heard[-1] == BROKEN)
        (budget.parent / "y" / "z" / "1.toml").unlink()
        in_place(budget, text(2))
        until(lambda: watch.heard[-1] == 2 and watch.files[-1] == 3)


def test_a_link_is_followed_and_so_is_the_folder_that_takes_the_place_of_another(budget: Path) -> None:
    folder = budget.parent / "of"
    folder.mkdir()
    by_rename(folder / "real.toml", state(0))
    link = budget.parent / "link.toml"
    link.symlink_to(folder / "real.toml")
    with watching(link) as watch:
        in_place(folder / "real.toml", state(1))
        watch.until(1)
        folder.rename(budget.parent / "former")
        folder.mkdir()
        in_place(folder / "real.toml", state(2))
        watch.until(1, 2)
        in_place(folder / "real.toml", state(3))
        watch.until(1, 2, 3)


def test_where_the_system_tells_nothing_the_files_are_looked_at(budget: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(24, "inotify instance limit reached")

    monkeypatch.setattr(watchfiles, "watch", refused)
    with watching(budget) as watch:
        by_rename(budget, state(1))
        watch.until(1)


def test_an_equal_time_and_an_equal_length_hide_no_save(budget: Path) -> None:
    in_place(budget, state(1))
    with watching(budget) as watch:
        stamp = budget.stat()
        in_place(budget, state(6))
        os.utime(budget, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert budget.stat().st_size == stamp.st_size
        watch.until(6)


def check(budget: Path, count: int) -> None:
    """Save many states, and see that those that stay are all told of, in their order, and no others."""
    with watching(budget) as watch:
        waited = torrent(budget, count, lambda number: watch.heard[-1:] == [number])
        heard = [*watch.heard]
    assert heard[-1] == count
    assert set(waited) <= set(heard)
    assert all(before < after for before, after in itertools.pairwise(heard)), heard
    assert set(heard) <= {*range(1, count + 1)}
    print(f"\n{count} saves: {len(waited)} stayed and were all told of, {len(heard)} were told of")


def test_a_watch_over_60_saves_of_both_kinds_misses_none(budget: Path) -> None:
    check(budget, 60)


@pytest.mark.slow
def test_a_watch_over_1000_saves_of_both_kinds_misses_none(budget: Path) -> None:
    check(budget, 1000)


def test_an_empty_file_is_broken(budget: Path) -> None:
    with watching(budget) as watch:
        in_place(budget, "")
        watch.until(BROKEN)
        in_place(budget, EMPTY)
        watch.until(BROKEN, -10)
