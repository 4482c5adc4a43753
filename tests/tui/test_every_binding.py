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
    "lines": ("2",),
    "line": ("down", "down", "enter"),
    "commitments": ("3",),
    "range": ("3", "v", "down"),
    "filter": ("3", "slash"),
    "filter-name": ("3", "slash", "a", "ctrl+s"),
    "commitment": ("3", "enter"),
    "reservations": ("5",),
    "problems": ("6",),
    "menu": ("n",),
    "form": FORM,
    "amount": (*FORM, "tab", "tab"),
    "choices": (*FORM, "f2"),
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
    "glossary": ("i",),
    "why": ("right", "w"),
    "altered": ("g",),
    "history": ("7",),
    "change": ("7", "enter"),
    "question": ("u",),
    "rule": ("6", "exclamation_mark"),
}
"""The keys to places in which bindings work."""
OF_GROUPS = {
    **dict.fromkeys(("house", "view", "perimeter", "act"), "envelope"),
    "table": "commitments",
    "filter": "filter",
    "form": "form",
}
"""Where the bindings of a group are pressed; others are pressed wherever they work."""
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
    name = "jeux.toml" if place in {"history", "change", "question"} else "example.toml"
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
            works = node.check_action(each.action.partition("(")[0], ()) is not False
            if each.id is not None and each.id in bindings() and works:
                found.setdefault(each.id, (key, each.action))
    return found


@pytest.mark.parametrize("place", PLACES)
async def test_each_key_does_what_it_is_bound_to(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    async with open_app(folder, place).run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, *PLACES[place])
        there = active(pilot)
    ours = {name: its for name, its in there.items() if where(name) in {place, ""} and name not in ELSEWHERE}
    while ours:
        app = open_app(folder, place)
        async with app.run_test(size=(140, 45)) as pilot:
            await ready(pilot)
            await press(pilot, *PLACES[place])
            ran, before = watched(app, monkeypatch), standing(pilot)
            # What leads elsewhere is the last that is pressed in one app.
            while ours and standing(pilot) == before:
                name, (key, action) = ours.popitem()
                ran.clear()
                await pilot.press(key)
                if name not in {"house.quit", "house.leave", "form.record"}:
                    await ready(pilot)
                done = {each.removeprefix("app.") for each in ran}
                assert action.removeprefix("app.") in done, f"{key} ({name}) did not {action}, but {ran}"


def standing(pilot: Pilot[None]) -> tuple[object, ...]:
    """Where one stands: the screens, what has the keys, the rows and the perimeter."""
    app = pilot.app
    assert isinstance(app, JoApp)
    names = [type(each).__name__ for each in app.screen_stack]
    return *names, app.focused, app.scope, app.is_running, app.screen.active_bindings.keys()


def where(name: str) -> str:
    """The place in which a binding is pressed; nothing where it is wherever it works."""
    if name in APART:
        return APART[name]
    return OF_GROUPS.get(name.partition(".")[0], "")


async def test_no_binding_is_left_out(folder: Path) -> None:
    seen = set[str]()
    for place, keys in PLACES.items():
        async with open_app(folder, place).run_test(size=(140, 45)) as pilot:
            await ready(pilot)
            await press(pilot, *keys)
            seen |= {name for name in active(pilot) if where(name) in {place, ""}}
    left = sorted({*bindings()} - seen - ELSEWHERE)
    assert not left, " ".join(left)
