"""What recording one operation costs in a budget of a hundred thousand."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from faults.world import BASE, World, keys

from jo_security.files.desk import recording
from jo_security.files.read import read

BLOCK = """
# EJ-{0:06}
[[commitment]]
id        = "EJ-{0:06}"
date      = 2024-03-14
line      = "a"
supplier  = "Société fictive nº {1}"
label     = "Marché de démonstration, tranche ferme"
amount    = {2:_}.25
reference = "REF-{0:08}"
note      = "Écrit pour la mesure, comme tout le reste de ce fichier."
"""


@dataclass
class Cost:
    """The size of the file, the bytes written in all, the seconds under the lock, and what did not hold."""

    size: int = 0
    written: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def large(folder: Path, operations: int) -> Cost:
    """Record one operation in a budget that holds so many, and count what is written."""
    blocks = "".join(BLOCK.format(each, each % 977, each % 90_000 + 1) for each in range(1, operations))
    world = World(folder, BASE + blocks.encode()).make()
    told, write = Cost(world.path.stat().st_size), os.write
    files = read(world.name).files

    def counted(handle: int, data: bytes) -> int:
        done = write(handle, data)
        told.written += done
        return done

    os.write = counted  # type: ignore[assignment]
    try:
        begun = time.perf_counter()
        with recording(world.name, world.officer("ana")) as desk:
            desk.append(files, "commit", "commitment", keys("EJ-9"))
        told.seconds = time.perf_counter() - begun
    finally:
        os.write = write
    told.faults += [] if told.written <= 1.2 * told.size else ["more than 1.2 times the file was written"]
    told.faults += world.outside()
    return told
