"""What an officer at the forms does, for the tests that drive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from tui.seen import give, press, ready, screen, text

from jo_security.tui.forms.field import Field
from jo_security.tui.forms.form import FormScreen
from jo_security.tui.screens.acting import ActingScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.pilot import Pilot


LONG = 8
"""How many characters are typed one by one."""


def form(pilot: Pilot[None]) -> FormScreen:
    """The form that is in front."""
    assert isinstance(pilot.app.screen, FormScreen)
    return pilot.app.screen


def field(pilot: Pilot[None], key: str) -> Field:
    """A field of the form, by its key."""
    return next(each for each in form(pilot).query(Field) if each.key == key)


async def fill(pilot: Pilot[None], values: Mapping[str, str]) -> None:
    """Put values into the fields of a form: go to each by Tab, write over what is there; what is long is pasted."""
    for key, value in values.items():
        for _ in form(pilot).query(Field):
            if pilot.app.focused is field(pilot, key).input:
                break
            await give(pilot, "tab")
        assert pilot.app.focused is field(pilot, key).input, f"no way to the field {key}"
        await give(pilot, "end", "ctrl+u", *([events.Paste(value)] if len(value) > LONG else value))
        await ready(pilot)


async def stand_on(pilot: Pilot[None], line: str, commitment: str | None = None) -> None:
    """Go from wherever one is to a line of the envelope, and on to a commitment on it."""
    for _ in range(10):
        if len(pilot.app.screen_stack) == 1:
            break
        await press(pilot, "escape")
    assert len(pilot.app.screen_stack) == 1, text(pilot)
    await press(pilot, "1")
    await _to(pilot, line=line)
    if commitment is not None:
        await press(pilot, "enter")
        await _to(pilot, commitment=commitment)


async def _to(pilot: Pilot[None], **where: str) -> None:
    """Move the cursor down to where the officer then stands."""
    acting = screen(pilot)
    assert isinstance(acting, ActingScreen)
    await press(pilot, "ctrl+home")
    for _ in range(100):
        if where.items() <= {"line": acting.spot().line, "commitment": acting.spot().commitment}.items():
            return
        await press(pilot, "down")
    msg = f"nothing there: {where}"
    raise LookupError(msg)
