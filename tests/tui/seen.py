"""What a person does in the screens, and what they see."""

from __future__ import annotations

from asyncio import Event, sleep
from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character

from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.pilot import Pilot

    from jo_security.tui.scope import Scope


LONG = 30
"""Seconds after which nothing will come any more."""
MOMENT = 0.002
"""Seconds after which one looks again."""


async def ready(pilot: Pilot[None]) -> None:
    """Wait until what is being read is shown."""
    while True:
        await pilot.pause()
        await _drawn(pilot)
        # Who follows the files never comes to an end.
        reading = [each for each in pilot.app.workers if each.group != "following"]
        if not reading:
            return
        await pilot.app.workers.wait_for_complete(reading)


async def _drawn(pilot: Pilot[None]) -> None:
    """Wait until all messages by now are done and drawn; a pause alone takes a busy machine for an idle app."""
    app, end = pilot.app, monotonic() + LONG
    front = done = None
    while app.is_running and not (done and done.is_set() and app.screen is front):
        assert monotonic() < end, text(pilot)
        if app.screen is not front:
            # A screen that is left draws nothing any more.
            front, done = app.screen, Event()
            front.call_after_refresh(done.set)
        await sleep(MOMENT)


async def until(pilot: Pilot[None], seen: Callable[[], object]) -> None:
    """Wait until something is to be seen that comes from outside."""
    end = monotonic() + LONG
    while not seen():
        assert monotonic() < end, text(pilot)
        await pilot.pause(0.02)
    await ready(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each once what came of the one before is there; a pilot's own way waits several times as long."""
    for key in keys:
        await give(pilot, key)
        await ready(pilot)


async def give(pilot: Pilot[None], *typed: str | events.Event) -> None:
    """Type keys, or other things, right behind one another, and wait until the app says that the last one is done.

    A pilot takes a machine that is busy for an app that has nothing to do.
    """
    app, taken = pilot.app, Event()
    for each in typed:
        app.post_message(_key(each) if isinstance(each, str) else each)
    app.call_later(taken.set)
    while app.is_running and (not taken.is_set() or (isinstance(app, TypedAhead) and app.is_giving)):  # noqa: ASYNC110 - the app has no such event
        await sleep(MOMENT)


def _key(key: str) -> Key:
    """What a terminal gives of a key."""
    name = _character_to_key(key) if len(key) == 1 else key
    return Key(name, key if len(key) == 1 else key_to_character(REPLACED_KEYS.get(key, key)))


def screen(pilot: Pilot[None]) -> HouseScreen:
    assert isinstance(pilot.app.screen, HouseScreen)
    return pilot.app.screen


def text(pilot: Pilot[None]) -> str:
    """All that is on the screen, line by line."""
    lines = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - only the compositor has the whole picture
    return "\n".join(strip.text for strip in lines)


def rows(pilot: Pilot[None]) -> list[str]:
    table = screen(pilot).table
    height = table.scrollable_content_region.height
    return [line for y in range(1, height - 1) if (line := table.render_line(y).text).strip()]


def cursor(pilot: Pilot[None]) -> str:
    return next(row for row in rows(pilot) if row[0] in "▌▏")


def notices(pilot: Pilot[None]) -> list[str]:
    return [str(notice.message) for notice in pilot.app._notifications]  # noqa: SLF001 - toasts come late


def total(pilot: Pilot[None]) -> str:
    """The row of totals."""
    table = screen(pilot).table
    return table.render_line(table.scrollable_content_region.height - 1).text


def scope(pilot: Pilot[None]) -> Scope:
    reading = screen(pilot).reading
    assert reading is not None
    return reading.scope
