"""Every fault there is against a small budget, with the counts: `python tests/faults/run.py [--long] [FOLDER]`.

The status is 1 where anything did not hold.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

SHORT_SWEEPS = (
    *(("append", mode, "exchange") for mode in ("EIO", "ENOSPC", "crash", "EIO for good")),
    *(("append", mode, "exchange") for mode in ("short and crash", "short and ENOSPC")),
    *(("first", "crash", "exchange"), ("undo", "crash", "exchange"), ("undo", "ENOSPC for good", "exchange")),
    *(
        ("recover", "crash", "exchange"),
        ("restore", "crash", "exchange"),
        ("receive", "crash", "exchange"),
        ("receive", "EIO", "copy"),
    ),
    *(("append", "crash", "link"), ("append", "crash", "copy"), ("append", "EIO for good", "copy")),
)
MEMORY = "/dev/shm"  # noqa: S108 a disk in memory: faults there come from us, and nothing waits for a real one


def main(arguments: Sequence[str]) -> int:
    """Run every harness, and print a line for each."""
    long, places = "--long" in arguments, [each for each in arguments if not each.startswith("-")]
    bad = 0
    with tempfile.TemporaryDirectory(dir=places[0] if places else None) as name:
        for number, (what, told) in enumerate(_all(Path(name), long=long)):
            said = {key: dict(value) if isinstance(value, dict) else value for key, value in told.items()}
            faults = said.pop("faults")
            bad += len(faults)
            counts = ", ".join(f"{key} {value}" for key, value in said.items())
            sys.stdout.write(f"{number + 1:3}  {what}: {counts}; {len(faults)} faults\n")
            sys.stdout.writelines(f"       {fault}\n" for fault in faults[:10])
            sys.stdout.flush()
    sys.stdout.write(f"{bad} faults in all\n")
    return 1 if bad else 0


def _all(folder: Path, *, long: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each harness found, under its name."""
    from faults.crowd import crowd
    from faults.full import filled
    from faults.kills import kills
    from faults.large import large
    from faults.sweep import ACTS, MODES, SYSTEMS, sweep

    every = [(act, mode, system) for system in SYSTEMS for act in ACTS for mode in MODES]
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else folder) as memory:
        for act, mode, system in every if long else SHORT_SWEEPS:
            place = Path(memory) / f"{act} {mode} {system}"
            yield f"each call fails, {act}, {mode}, {system}", vars(sweep(place, act, mode, system))
    yield "kill -9", vars(kills(folder / "kills", *((500, 1, 0.4) if long else (60,))))
    yield "four writers", vars(crowd(folder / "writers", 4, 100 if long else 25))
    for how in ("rename", "in place"):
        told = crowd(folder / how, 4, 100 if long else 10, how, 300 if long else 30)
        yield f"four writers and an editor that saves {how}", vars(told)
    try:
        yield "a full disk", vars(filled(folder / "full"))
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stdout.write(f"     a full disk: not tried, since no disk can be mounted ({error})\n")
    yield "a large budget", vars(large(folder / "large", 100_000 if long else 10_000))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
