"""A disk that is full: a small one, filled by recording until it takes no more."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from faults.world import LOST, World

from jo_security.files.unwritable import Unfinished, Unwritable


@dataclass
class Filled:
    """How many operations were acknowledged, refused and left unfinished, and what did not hold."""

    acknowledged: int = 0
    refused: int = 0
    unfinished: int = 0
    faults: list[str] = field(default_factory=list)


def filled(folder: Path, size: str = "300k") -> Filled:
    """Record on a disk of a size until twenty operations in a row are refused, then make room and go on.

    Raises CalledProcessError where a disk cannot be mounted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True, capture_output=True)
    try:
        return _filled(World(folder / "w"))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _filled(world: World) -> Filled:
    told, names, number, in_a_row = Filled(), list[str](), 0, 0
    ballast = world.folder.parent / "ballast"
    ballast.write_bytes(bytes(60_000))
    world.make()
    while in_a_row < 20:
        number += 1
        in_a_row += 1
        try:
            world.act(f"EJ-{number}", "ana")
        except Unwritable:
            told.refused += 1
        except Unfinished:
            told.unfinished += 1
        else:
            names.append(f"EJ-{number}")
            in_a_row = 0
    told.faults += [f"{name} {LOST}" for name in names if not world.ids()[name]]
    ballast.unlink()
    # Versions of the last seconds take their room too; with a second disk they would go by themselves.
    world.rest()
    for _ in range(3):
        number += 1
        with suppress(Unwritable):
            world.act(f"EJ-{number}", "ana")
            names.append(f"EJ-{number}")
    told.faults += world.faults(names) + world.outside()
    told.acknowledged = len(names)
    return told
