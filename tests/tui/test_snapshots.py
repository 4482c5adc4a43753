"""Each screen in both languages, in a small terminal and in a large one; `--snapshot-update` draws them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from textual.widgets import Input
from tui.recorded import COMMIT, PAY, Recorded
from tui.seen import press, ready

from jo_security.locales.language import speak
from jo_security.office.opening import open_budget
from jo_security.tui.app import JoApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.pilot import Pilot

HERE = Path(__file__).parent
SCREENS = {
    "envelope": (),
    "line": ("down", "down", "enter"),
    "movements": ("down", "down", "enter", "m"),
    "commitment": ("down", "down", "enter", "enter"),
    "problems": ("p",),
    "filter": ("slash", *"heber"),
    "help": ("question_mark",),
    "acts": ("down", "down", "enter", "n"),
    "form": ("down", "down", "C", "tab", *"Radars", "tab", *"12M", "tab", *"2024-03-01"),
}
BAD = 'format = 1\n\n[budget]\nid = "b"\nlabel = "B"\nenvelop = 1.00\n\n[[line]]\nlabel = "[bold]sans id[/]"\n'


class Compare(Protocol):
    """What pytest-textual-snapshot gives."""

    def __call__(
        self,
        app: JoApp,
        *,
        press: Iterable[str] = ...,
        terminal_size: tuple[int, int] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] = ...,
    ) -> bool:
        """Whether the picture is the one that was kept."""


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, name: str, code: str, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(HERE)
    app = JoApp("example.toml", speak(code), open_budget("example.toml"))

    async def pressed(pilot: Pilot[None]) -> None:
        await pilot.press(*SCREENS[name])
        for each in app.screen.query(Input):
            each.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, run_before=pressed, terminal_size=size)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_an_unreadable_budget(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text(BAD, encoding="utf-8")
    assert snap_compare(JoApp("bad.toml", speak(code), open_budget("bad.toml")), terminal_size=(100, 30))


@pytest.mark.parametrize("theme", ["jo-light", "ansi-dark"])
def test_other_themes(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.chdir(HERE)
    app = JoApp("example.toml", speak("en"), open_budget("example.toml"))
    app.theme = theme
    assert snap_compare(app, terminal_size=(140, 45))


def test_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(JoApp("example.toml", speak("en"), open_budget("example.toml")), terminal_size=(140, 45))


def unsound(recorded: Recorded) -> None:
    """A journal of which somebody changed a line."""
    chain = recorded.year().folder / "jeux.journal" / "Ana.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"200_000.00", b"900_000.00"))


def rested_on(recorded: Recorded) -> None:
    """A commitment on which a payment rests."""
    recorded.act("commit", **COMMIT)
    recorded.act("pay", "Bob", commitment="EJ-4", amount=10)


def overwritten(recorded: Recorded) -> None:
    """Two operations over which an editor saved."""
    recorded.act("pay", **PAY)
    recorded.act("commit", "Benoît Caradec", **COMMIT)
    recorded.overwrite()


RECORDED: dict[str, tuple[Callable[[Recorded], object], tuple[str, ...], bool]] = {
    "history": (Recorded.year, ("h",), False),
    "no-history": (Recorded.settle, ("h",), False),
    "history-unsound": (unsound, ("h",), False),
    "change": (Recorded.year, ("h", "ctrl+end", "enter"), False),
    "edit": (Recorded.year, ("h", "ctrl+end", "up", "up", "enter"), False),
    "undo": (Recorded.year, ("u",), False),
    "redo": (Recorded.year, ("U",), False),
    "undo-refused": (rested_on, ("u", "enter"), False),
    "missing": (overwritten, (), False),
    "read-only": (Recorded.year, (), True),
}
"""What was recorded, the keys, and whether it is open read-only."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", RECORDED)
def test_recorded(snap_compare: Compare, recorded: Recorded, name: str, code: str, size: tuple[int, int]) -> None:
    prepare, keys, read_only = RECORDED[name]
    prepare(recorded)

    async def pressed(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, *keys)

    app = recorded.app(code, read_only=read_only)
    assert snap_compare(app, run_before=pressed, terminal_size=size)
