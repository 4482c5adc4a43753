"""Every call to the system made to fail in turn: the first, the second, up to the last of one act."""

from __future__ import annotations

import errno
import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.world import BASE, LOST, World

from jo_security.files import recovery, save
from jo_security.files.save import Changed
from jo_security.files.source import Unreadable
from jo_security.files.unwritable import Unfinished, Unwritable

CALLS = (
    *("open", "read", "write", "fsync", "close", "ftruncate", "rename", "replace", "link", "unlink"),
    *("mkdir", "listdir", "fchmod", "fchown", "stat", "fstat"),
)
CRASHED, REFUSED, UNFINISHED, UNSURE, CHANGED, DONE = 77, 3, 4, 5, 6, 0
OUTCOMES = {
    CRASHED: "crashed",
    REFUSED: "refused",
    UNFINISHED: "unfinished",
    UNSURE: "unsure",
    CHANGED: "begin anew",
    DONE: "done",
}

Act = Callable[[World], None]
BATCH = ("EJ-9", "EJ-9.1", "EJ-9.2")
"""Operations that are recorded together."""


def _append(world: World) -> None:
    world.once("EJ-9", "ana")


def _act(world: World) -> None:
    if world.act("EJ-9", "ana") != "recorded":
        raise Changed


def _undo(world: World) -> None:
    world.undo("EJ-8", "ana")


def _batch(world: World) -> None:
    world.act_all(BATCH, "ana")


def _unbatch(world: World) -> None:
    world.undo_last("ana")


def _recover(world: World) -> None:
    world.rest()


ACTS: dict[str, Act] = {
    "append": _append,
    "act": _act,
    "first": _append,
    "batch": _batch,
    "undo": _undo,
    "unbatch": _unbatch,
    "recover": _recover,
    "restore": _recover,
    "receive": _append,
}
"""An operation on a budget that has some, the same by way of the office, the first one of a budget, several together,
an operation taken back, several together, the end of one that was interrupted, what is missing restored, an operation
that a file receives which is not there yet."""

RECEIVING = b'include = ["b/*.toml"]\n' + BASE.replace(b"[budget]\n", b'[budget]\nrecord-in = "b/{exercise}.toml"\n')

MODES = (
    "EIO",
    "ENOSPC",
    "crash",
    "EIO for good",
    "ENOSPC for good",
    "crash after",
    "short and ENOSPC",
    "short and crash",
)
SYSTEMS = ("exchange", "link", "copy")


@dataclass
class Swept:
    """How many points failed in each way, what came of them, and what did not hold."""

    points: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def sweep(folder: Path, act: str, mode: str, system: str = "exchange") -> Swept:
    """Make the k-th call of an act fail, for every k that there is."""
    told = Swept()
    recovery.SETTLING = 0.0  # no editor is at work here
    before = folder / "before"
    base = {"receive": RECEIVING, "restore": BASE + b"# by hand\n"}.get(act, BASE)
    _prepare(World(before / "w", base).make(), act)
    point = 0
    while True:
        point += 1
        here = folder / "here"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(before, here)
        world = World(here / "w", base)
        status = forked(lambda world=world, point=point: tried(world, ACTS[act], Fault(point, mode), system))  # type: ignore[misc]
        if status == 1:
            return told
        told.points += 1
        told.outcomes[OUTCOMES.get(status, "traceback")] += 1
        told.faults += [f"{act}, {mode}, {system}, call {point}: a traceback"] if status not in OUTCOMES else []
        told.faults += [f"{act}, {mode}, {system}, call {point}: {one}" for one in _after(world, act, status)]


def _prepare(world: World, act: str) -> None:
    """Make the budget as the act finds it."""
    if act not in {"first", "receive"}:
        world.once("EJ-8", "ana")
    if act == "unbatch":
        world.act_all(BATCH, "ana")
    if act == "restore":
        world.once("EJ-7", "bob")
        world.path.write_bytes(world.base)
    if act == "recover":
        # As after a crash: the journal has the operation, and the file has not.
        world.path.write_bytes(BASE)
        shutil.rmtree(world.folder / ".b.toml.kept")


def _after(world: World, act: str, status: int) -> list[str]:
    """What does not hold after a fault and the next opening."""
    world.rest()
    there = world.ids()
    found = world.faults(
        {"append": ["EJ-8"], "act": ["EJ-8"], "recover": ["EJ-8"], "restore": ["EJ-7", "EJ-8"]}.get(act, [])
    )
    name, done = ("EJ-8", 0) if act == "undo" else ("EJ-9", int(act != "unbatch"))
    if "batch" in act and len({there[each] for each in BATCH}) > 1:
        found.append("some of a batch are there, and others are not")
    if act not in {"recover", "restore"}:
        if status in {DONE, UNFINISHED} and there[name] != done:
            found.append(f"it {LOST}" if done else "it was undone and is there")
        if status in {REFUSED, CHANGED} and there[name] == done:
            found.append("it was refused and is there")
    found += world.outside()
    world.once("EJ-10", "bob")
    return found + world.faults(["EJ-10"]) + world.outside()


class Fault:
    """Lets calls pass, up to the one that fails."""

    def __init__(self, point: int, mode: str) -> None:
        self.left = point
        self.mode = mode

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A call that counts."""

        def call(*arguments: Any, **named: Any) -> Any:
            if self.mode.startswith("short") and name != "write":
                return function(*arguments, **named)
            self.left -= 1
            if self.left > 0 or (self.left < 0 and "for good" not in self.mode):
                return function(*arguments, **named)
            if self.mode.startswith("short"):
                function(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if self.mode == "crash after":
                function(*arguments, **named)
            if "crash" in self.mode:
                os._exit(CRASHED)  # as if the power went
            code = getattr(errno, "EIO" if "EIO" in self.mode else "ENOSPC")
            self.failed = name
            raise OSError(code, os.strerror(code))

        return call


def tried(world: World, act: Act, fault: Fault, system: str) -> int:
    """Act with the fault in the way; 1 where the act made fewer calls."""
    if system != "exchange":
        save.exchange = lambda *_: False  # type: ignore[attr-defined]
    if system == "copy":
        os.link = _no_link  # type: ignore[assignment]
    for name in CALLS:
        setattr(os, name, fault.around(name, getattr(os, name)))
    save.exchange = fault.around("exchange", save.exchange)  # type: ignore[attr-defined]
    try:
        act(world)
    except (Unwritable, Unreadable):
        return REFUSED
    except Changed:
        return CHANGED
    except Unfinished as error:
        return UNFINISHED if error.sure else UNSURE
    return 1 if fault.left > 0 else DONE


def _no_link(*_: object) -> None:
    raise PermissionError(errno.EPERM, "no links here")


def forked(act: Callable[[], int]) -> int:
    """The status of an act in a process of its own."""
    child = os.fork()
    if not child:
        status = 99
        try:
            status = act()
        except BaseException:  # noqa: BLE001 the process ends here, whatever it is
            traceback.print_exc()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
