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
VIEWS = {
    "envelope": ("1",),
    "lines": ("2",),
    "commitments": ("3", "right", "right", "s"),
    "movements": ("4",),
    "reservations": ("5",),
    "problems": ("6",),
}
"""The keys of each view; of the history others are below."""
SCREENS = {
    "line": ("down", "down", "enter"),
    "movements-of-a-line": ("down", "down", "enter", "m"),
    "commitment": ("down", "down", "enter", "enter"),
    "grouped": ("3", "right", "right", "G", "x", "x"),
    "filter": ("3", "slash", *"amount:>1M date:202"),
    "narrowed": ("f", "f", "a"),
    "why": ("right", "right", "w"),
    "glossary": ("i",),
    "help": ("question_mark",),
    "help-filter": ("3", "slash", "f1"),
    "palette": ("ctrl+p", *"hotel"),
    "jump": ("ctrl+o",),
    "perimeter": ("o",),
    "columns": ("3", "equals_sign"),
    "export": ("3", "E"),
    "settings": ("comma",),
    "rule": ("6", "exclamation_mark"),
    "calendar": ("down", "down", "C", "tab", "tab", "tab", *"2024-03-01", "f2"),
    "deliveries": ("3", "x", "x", "D", *"2024-03-01"),
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


@pytest.fixture(params=["dark", "light", "without-colour"])
def look(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """How the screens look: chosen in the settings, or by NO_COLOR."""
    look: str = request.param
    if look == "without-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        settings = tmp_path / "settings.toml"
        settings.write_text(f'theme = "{look}"\n', encoding="utf-8")
        monkeypatch.setenv("JO_SECURITY_SETTINGS", str(settings))
    return look


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, name: str, code: str, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(HERE)
    app = JoApp("example.toml", speak(code), open_budget("example.toml"))
    assert snap_compare(app, run_before=pressed(SCREENS[name]), terminal_size=size)


def pressed(keys: Iterable[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, and let nothing blink."""

    async def press_all(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, *keys)
        for each in pilot.app.screen.query(Input):
            each.cursor_blink = False
        await ready(pilot)

    return press_all


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("look")
def test_view(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, view: str, code: str, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(HERE)
    app = JoApp("example.toml", speak(code), open_budget("example.toml"))
    assert snap_compare(app, run_before=pressed(VIEWS[view]), terminal_size=size)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_an_unreadable_budget(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text(BAD, encoding="utf-8")
    assert snap_compare(JoApp("bad.toml", speak(code), open_budget("bad.toml")), terminal_size=(100, 30))


@pytest.mark.parametrize("theme", ["jo-ansi", "jo-contrast"])
def test_other_themes(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.chdir(HERE)
    app = JoApp("example.toml", speak("en"), open_budget("example.toml"))
    app.theme = theme
    assert snap_compare(app, terminal_size=(140, 45))


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


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", RECORDED)
def test_recorded(snap_compare: Compare, recorded: Recorded, name: str, code: str, size: tuple[int, int]) -> None:
    prepare, keys, read_only = RECORDED[name]
    prepare(recorded)
    app = recorded.app(code, read_only=read_only)
    assert snap_compare(app, run_before=pressed(keys), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.usefixtures("look")
def test_view_of_the_history(snap_compare: Compare, recorded: Recorded, code: str, size: tuple[int, int]) -> None:
    recorded.year()
    assert snap_compare(recorded.app(code), run_before=pressed(("7",)), terminal_size=size)
