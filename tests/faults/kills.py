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


def kills(folder: Path, times: int, seed: int = 1, longest: float = 0.12) -> Killed:
    """Kill a writer so many times, each time on what the one before left, after `longest` seconds at most."""
    chance, world, told = random.Random(seed), World(folder).make(), Killed()  # noqa: S311 moments to kill at
    names: list[str] = []
    found: list[str] = []
    while told.kills < times:
        writer = subprocess.Popen(
            [sys.executable, "-m", "faults.kills", str(folder), f"EJ-{told.kills + 1}"],
            stdout=subprocess.PIPE,
            cwd=TESTS,
            encoding="utf-8",
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * longest)
        writer.kill()
        names += writer.stdout.read().split()
        writer.wait()
        told.kills += 1
        # Every other time it is the next writer that finds what this one left.
        if chance.random() < 0.5 or told.kills == times:
            world.rest()
            found += world.faults(names) + world.outside()
    told.acknowledged = len(names)
    told.faults = tuple(found)
    return told


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
