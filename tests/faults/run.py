"""Every fault there is against a small budget, with the counts: `python tests/faults/run.py [--long] [FOLDER]`.

The status is 1 where anything did not hold.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from faults.world import LOST, OUTSIDE, TWICE, UNREADABLE

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
    *(("act", "EIO", "exchange"), ("act", "ENOSPC", "exchange"), ("act", "crash", "exchange")),
    *(("batch", "EIO", "exchange"), ("batch", "crash", "exchange"), ("batch", "short and crash", "exchange")),
    ("unbatch", "crash", "exchange"),
    *(("append", "crash", "link"), ("append", "crash", "copy"), ("append", "EIO for good", "copy")),
)
MEMORY = "/dev/shm"  # noqa: S108 a disk in memory: faults there come from us, and nothing waits for a real one


WIDTHS = (50, 76)
"""How wide the columns of the table are: what is tried, and what came of it."""

NEVER = {
    "acknowledged operations lost": LOST,
    "operations there twice": TWICE,
    "files that cannot be read": UNREADABLE,
    "budgets changed outside the blocks": OUTSIDE,
}
"""What is counted in the end, each by the words that tell of it."""


def main(arguments: Sequence[str]) -> int:
    """Run every harness, print a line for each, and in the end what did not hold."""
    long, places = "--long" in arguments, [each for each in arguments if not each.startswith("-")]
    faults: list[str] = []
    _line("#", "what is tried", "what came of it", "faults")
    with tempfile.TemporaryDirectory(dir=places[0] if places else None) as name:
        for number, (what, told) in enumerate(_all(Path(name), long=long), 1):
            found = told.pop("faults")
            faults += found
            _line(number, what, ", ".join(_counts(told)), len(found))
            sys.stdout.writelines(f"       {fault}\n" for fault in found[:10])
    sys.stdout.write("\n")
    for what, words in NEVER.items():
        sys.stdout.write(f"{what:36}{sum(words in fault for fault in faults):6}\n")
    others = sum(not any(words in fault for words in NEVER.values()) for fault in faults)
    sys.stdout.write(f"{'anything else':36}{others:6}\n{'faults in all':36}{len(faults):6}\n")
    return 1 if faults else 0


def _line(number: object, what: str, came: str, faults: object) -> None:
    """Write a line of the table at once: the long form takes its time."""
    sys.stdout.write(f"{number:>3}  {what:{WIDTHS[0]}}  {came:{WIDTHS[1]}}  {faults:>6}\n")
    sys.stdout.flush()


def _counts(told: Mapping[str, Any]) -> Iterator[str]:
    """What a harness counted, in words."""
    for name, value in told.items():
        if isinstance(value, dict):
            yield from (f"{each} {count}" for each, count in sorted(value.items()))
        else:
            yield (
                f"{name.replace('_', ' ')} {value:.2f}"
                if isinstance(value, float)
                else f"{name.replace('_', ' ')} {value}"
            )


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
            yield f"{act}: each call, {mode}, by {system}", vars(sweep(place, act, mode, system))
    yield (
        "kill -9 at random moments, through the office",
        vars(kills(folder / "kills", *((500, 1, 0.4) if long else (60,)))),
    )
    yield "four writers, through the office", vars(crowd(folder / "writers", 4, 100 if long else 25))
    for how in ("rename", "in place"):
        told = crowd(folder / how, 4, 100 if long else 10, how, 300 if long else 30)
        yield f"four writers and an editor that saves {how}", vars(told)
    try:
        yield "a full disk, through the office", vars(filled(folder / "full"))
    except (OSError, subprocess.CalledProcessError) as error:
        _line("", "a full disk", f"not tried, since no disk can be mounted ({error})", "")
    yield "a large budget", vars(large(folder / "large", 100_000 if long else 10_000))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
