"""Any terminal: every theme is legible, nothing is told by colour alone, plain is plain, and any size is borne."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.color import ColorType
from textual.color import Color
from tui.seen import press, ready, text

from jo_security.locales.language import speak
from jo_security.office.opening import open_budget
from jo_security.tui.app import JoApp
from jo_security.tui.themes import ANSI, CONTRAST, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.segment import Segment
    from textual.pilot import Pilot

HERE = Path(__file__).parent
SCREENS = {
    "envelope": (),
    "line": ("down", "down", "enter"),
    "commitment": ("down", "down", "enter", "enter"),
    "problems": ("p",),
    "filter": ("slash", *"heber"),
    "help": ("question_mark",),
    "acts": ("n",),
    "form": ("down", "down", "C", "tab", *"Radars", "tab", *"12"),
    "settings": ("comma",),
    "marked": ("3", "x"),
    "why": ("right", "w"),
    "history": ("h",),
}
DIALOGS = {"help", "acts", "settings"}
"""What lies behind them is veiled on purpose."""
LEAST = {CONTRAST.name: 7.0}
NORMAL = 4.5


def open_app(monkeypatch: pytest.MonkeyPatch, *, plain: bool = False) -> JoApp:
    monkeypatch.chdir(HERE)
    return JoApp("example.toml", speak("fr", ascii=plain), open_budget("example.toml"))


def segments(pilot: Pilot[None]) -> Iterator[Segment]:
    """All that is drawn."""
    for strip in pilot.app.screen._compositor.render_strips():  # noqa: SLF001 - only the compositor has the whole picture
        yield from strip


def words(pilot: Pilot[None]) -> Iterator[tuple[str, Color, Color]]:
    """Texts with letters or figures in front of a dialog, or on the screen, with their colour and their ground."""
    for each in segments(pilot):
        style = each.style
        if style and style.color and style.bgcolor and any(sign.isalnum() for sign in each.text):
            pair = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            yield each.text, *(pair[::-1] if style.reverse else pair)


@pytest.mark.parametrize("name", sorted(SCREENS.keys() - DIALOGS))
async def test_every_text_stands_out_from_its_ground(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    poor = set[tuple[str, str, float]]()
    app = open_app(monkeypatch)
    async with app.run_test(size=(140, 45)) as pilot:
        await ready(pilot)
        await press(pilot, *SCREENS[name])
        for theme in (theme.name for theme in THEMES if theme is not ANSI):
            app.theme = theme
            await ready(pilot)
            for shown, colour, ground in words(pilot):
                ratio = _ratio(colour, ground)
                if ratio < LEAST.get(theme, NORMAL):
                    poor.add((theme, shown.strip()[:40], round(ratio, 2)))
    assert not poor, sorted(poor)


def _ratio(one: Color, other: Color) -> float:
    """The contrast of WCAG 2."""

    def light(color: Color) -> float:
        parts = (each / 255 for each in color.rgb)
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", SCREENS)
async def test_plain_has_no_colours_and_no_signs_but_those_of_a_keyboard(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(monkeypatch, plain=True)
    async with app.run_test(size=(100, 34)) as pilot:
        await ready(pilot)
        await press(pilot, *SCREENS[name])
        strange = {sign for sign in text(pilot) if not sign.isascii() and not sign.isalpha()}
        assert not strange
        assert app.animation_level == "none"
        for each in segments(pilot):
            colours = (each.style.color, each.style.bgcolor) if each.style else ()
            assert all(colour is None or colour.type is ColorType.DEFAULT for colour in colours)


@pytest.mark.parametrize("keys", [(), ("comma",), ("n",)], ids=["table", "settings", "menu"])
async def test_without_colours_it_shows_where_one_is(monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(monkeypatch)
    marked = []
    async with app.run_test(size=(100, 34)) as pilot:
        await ready(pilot)
        await press(pilot, *keys)
        for _ in range(2):
            lines = app.screen._compositor.render_strips()  # noqa: SLF001 - likewise
            found = [
                y
                for y, strip in enumerate(lines)
                for each in strip
                if each.style
                and each.text.strip()
                and (each.style.bold and (each.style.reverse or each.style.underline))
            ]
            marked.append(set(found))
            await press(pilot, "down")
    assert marked[0] - marked[1]
    assert marked[1] - marked[0]


@pytest.mark.parametrize("name", SCREENS)
async def test_any_size_at_any_moment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    sizes = random.Random(name)  # noqa: S311 - a draw that comes again
    app, untouched = open_app(monkeypatch), open_app(monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        keys = iter(SCREENS[name])
        for _ in range(20):
            await pilot.resize_terminal(sizes.randint(20, 300), sizes.randint(5, 100))
            if (key := next(keys, None)) is not None:
                await pilot.press(key)
        await press(pilot, *keys)
        await pilot.resize_terminal(100, 34)
        await ready(pilot)
        lines = text(pilot).split("\n")
        assert len(lines) == 34
    async with untouched.run_test(size=(100, 34)) as pilot:
        await ready(pilot)
        await press(pilot, *SCREENS[name])
        # Nothing of another size is left: what is drawn is what is drawn at this one.
        assert _still(lines) == _still(text(pilot).split("\n"))


def _still(lines: list[str]) -> list[str]:
    """Lines of a screen, without where it scrolled to."""
    return [line.rstrip("▁▂▃▄▅▆▇█ ") for line in lines]
