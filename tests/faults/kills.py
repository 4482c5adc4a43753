"""kill -9 at random moments: a process records one operation after the other, and is killed in the midst of it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from faults.world import World

TESTS = Path(__file__).parent.parent


@dataclass
class Killed:
    """How often a writer was killed, how many operations it had acknowledged, and what did not hold."""

    kills: int = 0
    acknowledged: int = 0
    faults: tuple[str, ...] = ()


AFRESH = 50
"""After how many kills a budget is left for a new one: a long one is mostly read, and kills would miss the writing."""


def kills(folder: Path, times: int, seed: int = 1, longest: float = 0.25) -> Killed:
    """Kill a writer so many times, each time on what the one before left, after `longest` seconds at most."""
    chance, told = random.Random(seed), Killed()  # noqa: S311 moments to kill at
    found: list[str] = []
    for begun in range(0, times, AFRESH):
        world = World(folder / f"{begun}").make()
        names: list[str] = []
        for number in range(begun, min(begun + AFRESH, times)):
            names += _killed(world, f"EJ-{number + 1}", chance.random() * longest)
            told.kills += 1
            # Every other time it is the next writer that finds what this one left.
            if chance.random() < 0.5:
                world.rest()
                found += world.faults(names) + world.outside()
        world.rest()
        found += world.faults(names) + world.outside()
        told.acknowledged += len(names)
    told.faults = tuple(dict.fromkeys(found))
    return told


def _killed(world: World, prefix: str, seconds: float) -> list[str]:
    """What a writer has acknowledged that is killed so many seconds after it began to record."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "faults.kills", str(world.folder), prefix],
        stdout=subprocess.PIPE,
        cwd=TESTS,
        encoding="utf-8",
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    names = writer.stdout.read().split()
    writer.wait()
    return names


def _write(folder: str, prefix: str) -> None:
    """Record until killed; each id is told once it is recorded."""
    world = World(Path(folder))
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    number = 0
    while True:
        world.record(f"{prefix}.{number}", "ana")
        sys.stdout.write(f"{prefix}.{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    _write(*sys.argv[1:])
