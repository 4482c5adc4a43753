"""Several writers at once, and editors that know nothing of the lock."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from faults.world import World

from jo_security.files.journal import Journal
from jo_security.files.place import place

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

SPAWN = multiprocessing.get_context("spawn")


@dataclass
class Crowd:
    """How many operations were acknowledged, how many times an editor saved, and what did not hold."""

    acknowledged: int = 0
    saves: int = 0
    in_versions: int = 0
    restored: int = 0
    faults: list[str] = field(default_factory=list)


def crowd(folder: Path, writers: int, each: int, editor: str | None = None, saves: int = 60) -> Crowd:
    """Let writers record so many operations each, while an editor saves by rename or in place so many times."""
    world = World(folder).make()
    names = [[f"EJ-{writer + 1}.{number}" for number in range(each)] for writer in range(writers)]
    processes = [SPAWN.Process(target=_write, args=(str(folder), mine, f"w{at}")) for at, mine in enumerate(names)]
    saved = SPAWN.Value("i", 0)
    if editor is not None:
        processes.append(SPAWN.Process(target=_edit, args=(str(world.path), editor, saved, saves)))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    told = Crowd(writers * each, saved.value)
    told.faults += [f"{process.name} ended with {process.exitcode}" for process in processes if process.exitcode]
    world.rest()
    told.faults += world.faults([name for mine in names for name in mine])
    if editor is None:
        told.faults += world.outside()
    else:
        told.restored = sum(entry.said.get("act") == "restore" for entry in Journal(place(world.name)).entries())
        told.in_versions, lost = _hand_saves(world, told.saves)
        told.faults += lost
    return told


def _write(folder: str, names: list[str], officer: str) -> None:
    """Record operations one after the other."""
    world = World(Path(folder))
    for name in names:
        world.record(name, officer)


def _edit(path: str, how: str, saved: Synchronized[int], saves: int) -> None:
    """Save again and again, as an editor does that looks whether the file is still what it loaded, and has no lock."""
    chance = random.Random(how)  # noqa: S311 moments to save at
    while saved.value < saves:
        text = _loaded(path)
        time.sleep(chance.random() * 0.005)
        if _loaded(path) != text:
            continue
        # From here on the file may change under the editor's hands.
        time.sleep(chance.random() * 0.001)
        text += f"# hand {saved.value} of {how}\n".encode()
        if how == "rename":
            with open(f"{path}~", "wb") as file:
                file.write(text)
            os.rename(f"{path}~", path)
        else:
            with open(path, "r+b") as file:
                file.truncate()
                file.write(text)
        saved.value += 1
        time.sleep(chance.random() * 0.05)


def _loaded(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _hand_saves(world: World, saves: int) -> tuple[int, list[str]]:
    """How many of the editor's lines are in kept versions only, and those that are nowhere."""
    there = _loaded(world.name)
    versions = b"".join(_loaded(str(each)) for each in (world.folder / ".b.toml.kept").iterdir())
    marks = [f"# hand {number} of ".encode() for number in range(saves)]
    kept = [mark for mark in marks if mark not in there and mark in versions]
    return len(kept), [f"{mark!r} is nowhere" for mark in marks if mark not in there and mark not in versions]
