"""Somebody who saves a file as editors do, for the tests that follow it."""

from __future__ import annotations

import os
import random
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = 30
"""Seconds after which nothing will come any more."""

EMPTY = 'format = 1\n[budget]\nid = "b"\nlabel = "B"\nstart = 2024-01-01\nend = 2024-12-31\n'


def in_place(path: Path, text: str) -> None:
    """Cut the file short and write it anew, as nano does."""
    path.write_text(text, "utf-8")


def rewrite(path: Path, before: str, after: str) -> None:
    """Write it anew with other words for some."""
    in_place(path, path.read_text("utf-8").replace(before, after))


def by_rename(path: Path, text: str) -> None:
    """Put another file in its place, as vim does."""
    other = path.with_name(f"{path.name}~")
    other.write_text(text, "utf-8")
    other.replace(path)


SAVES: tuple[Callable[[Path, str], None], ...] = (by_rename, in_place)


def halves(path: Path, text: str, between: Callable[[], object]) -> None:
    """Write one half, do something else, and write the other."""
    half = text[: len(text) // 2]
    with path.open("w", encoding="utf-8") as file:
        file.write(half)
        file.flush()
        between()
        file.write(text[len(half) :])


def state(number: int) -> str:
    """A budget that bears a number in its one commitment, and is now longer, now shorter."""
    more = "".join(
        f'[[payment]]\nid = "DP-{each}"\ndate = 2024-02-01\ncommitment = "EJ-1"\namount = 1\n'
        for each in range(number * 7 % 5)
    )
    return (
        f'{EMPTY}[[line]]\nid = "a"\nlabel = "A"\nallocation = 100_000\n[[commitment]]\nid = "EJ-1"\n'
        f'date = 2024-01-01\nline = "a"\nsupplier = "S"\nlabel = "L"\namount = {number + 10}\n{more}'
    )


def torrent(path: Path, count: int, heard: Callable[[int], bool], *, seed: int = 1) -> list[int]:
    """Save so many states one after the other, of both kinds, at random distances; now and then wait to be heard.

    Returns the states that were waited for, the last one among them.
    """
    draws, waited = random.Random(seed), list[int]()  # noqa: S311 - of no secret
    for number in range(1, count + 1):
        SAVES[number % 2](path, state(number))
        if number == count or draws.random() < 1 / 20:
            until(partial(heard, number), partial("state {}".format, number))
            waited.append(number)
        else:
            time.sleep(draws.uniform(0, 0.005))
    return waited


def until(seen: Callable[[], object], what: Callable[[], str] = str) -> None:
    """Wait until something is so; `what` says what was waited for."""
    end = time.monotonic() + LONG
    while not seen():
        assert time.monotonic() < end, what()
        time.sleep(0.01)


def background(work: Callable[[], None]) -> threading.Thread:
    """Do something at the same time."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def vanish(path: Path, seconds: float) -> None:
    """Take a file away, and bring it back."""
    away = path.with_name(f"{path.name}.away")
    os.rename(path, away)
    time.sleep(seconds)
    os.rename(away, path)
