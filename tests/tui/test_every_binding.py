"""Every binding that has an id is pressed where it works, and does what it is bound to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tui.recorded import Recorded
from tui.seen import press, ready

from jo_security.locales.language import speak
from jo_security.tui.app import JoApp
from jo_security.tui.bindings import bindings

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.pilot import Pilot

HERE = Path(__file__).parent
FORM = ("down", "down", "C")
PLACES: dict[str, tuple[str, ...]] = {
    "envelope": (),
    "amounts": ("tab",),
    "line": ("down", "down", "enter"),
    "commitments": ("3",),
    "range": ("3", "v", "down"),
    "filter": ("3", "slash"),
    "filter-name": ("3", "slash", "a", "ctrl+s"),
    "commitment": ("3", "enter"),
    "problems": ("6",),
    "menu": ("n",),
    "form": FORM,
    "amount": (*FORM, "tab", "tab"),
    "calendar": (*FORM, "tab", "tab", "tab", "f2"),
    "earlier": (*FORM, "ctrl+t"),
    "batch": ("3", "x", "x", "D", "tab", "tab", "tab", "tab", "tab"),
    "perimeter": ("o",),
    "settings": ("comma",),
    "pressing": ("comma", *["down"] * 6, "enter"),
    "columns": ("3", "equals_sign"),
    "export": ("3", "E"),
    "jump": ("ctrl+o",),
    "help": ("question_mark",),
    "question": ("u",),
}
"""The keys to the places in which bindings are pressed."""
OF_GROUPS = {
    **dict.fromkeys(("house", "view", "perimeter", "act"), "envelope"),
    "table": "commitments",
    "filter_name": "filter-name",
}
"""Where the bindings of a group are pressed, unless the place bears the name of the group."""
APART = {
    "house.back": "line",
    "table.drop_range": "range",
    "perimeter.close": "perimeter",
    "form.down": "amount",
}
"""Where bindings are pressed that do not work where the others of their group do."""
ELSEWHERE = {"house.copy"}
"""What needs more than keys: text that is selected is copied in the tests of the screens."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a budget in which an officer recorded."""
    made = Recorded(tmp_path / "recorded").make().year()
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("JO_SECURITY_OFFICER", "Ana")
    return made.folder


def open_app(folder: Path, place: str) -> JoApp:
    name = "jeux.toml" if place == "question" else "example.toml"
    shutil.copy(HERE / "example.toml", folder / "example.toml")
    return JoApp(name, speak("en"), environ={**os.environ, "XDG_STATE_HOME": str(folder / "state")})


def watched(app: JoApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the keys of an app ask for, and is done, from now on."""
    ran: list[str] = []
    run = app.run_action

    async def run_action(action: str | ActionParseResult, *given: Any, **named: Any) -> bool:
        done = await run(action, *given, **named)
        if done:
            ran.append(str(action))
        return done

    monkeypatch.setattr(app, "run_action", run_action)
    return ran


def active(pilot: Pilot[None]) -> dict[str, tuple[str, str]]:
    """The keys and the actions of the bindings that work now, by their ids.

    A key may have several: what scrolls leaves it to the next one where there is nothing to scroll.
    """
    found: dict[str, tuple[str, str]] = {}
    for node, its in pilot.app.screen._modal_binding_chain:  # noqa: SLF001 - only this has them all
        for key, each in its:
            if each.id is not None and node.check_action(each.action.partition("(")[0], ()) is not False:
                found.setdefault(each.id, (key, each.action))
    return found


def test_every_binding_has_its_place() -> None:
    assert {where(name) for name in bindings()} == PLACES.keys()


@pytest.mark.parametrize("place", PLACES)
async def test_each_key_does_what_it_is_bound_to(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    async with open_app(folder, place).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, *PLACES[place])
        there = active(pilot)
    ours = {name: there[name] for name in bindings() if where(name) == place and name not in ELSEWHERE}
    while ours:
        app = open_app(folder, place)
        async with app.run_test(size=(140, 45)) as pilot:
            await ready(pilot)
            await press(pilot, *PLACES[place])
            ran, before = watched(app, monkeypatch), standing(pilot)
            # What leads where Escape does not lead back from is the last that is pressed in one app.
            while ours and standing(pilot) == before:
                name, (key, action) = ours.popitem()
                ran.clear()
                await pilot.press(key)
                if name not in {"house.quit", "house.leave", "form.record"}:
                    await ready(pilot)
                done = {each.removeprefix("app.") for each in ran}
                assert action.removeprefix("app.") in done, f"{key} ({name}) did not {action}, but {ran}"
                if app.is_running and standing(pilot) != before:
                    await press(pilot, "escape")


def standing(pilot: Pilot[None]) -> tuple[object, ...]:
    """Where one stands: the screens, what has the keys, the rows and the perimeter."""
    app = pilot.app
    assert isinstance(app, JoApp)
    names = [type(each).__name__ for each in app.screen_stack]
    return *names, app.focused, app.scope, app.is_running, app.screen.active_bindings.keys()


def where(name: str) -> str:
    """The place in which a binding is pressed."""
    group = name.partition(".")[0]
    return APART.get(name) or OF_GROUPS.get(group, group)
