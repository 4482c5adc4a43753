"""What each terminal of terminals.toml sends, replayed in a real one: its effect on the screen, and nothing else."""

from __future__ import annotations

import shutil
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
TERMINALS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "terminals.toml").read_text("utf-8"))
JO_2024 = HERE.parents[1] / "budgets" / "jo-2024.toml"
FIRST, SECOND, LAST = "Stratégie anti-drone", "Études et", "Heures suppl"
FILTER = -2
"""The line of the filter, from below."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The budget that is shipped, open in a small terminal."""
    budget = shutil.copy(JO_2024, tmp_path)
    it = Terminal(str(budget), size=(24, 80))
    it.shows("Record…")
    yield it
    it.program.close(force=True)


def row(terminal: Terminal) -> str:
    """The row under the cursor of the table that has the keys."""
    return next((line for line in terminal.screen.display if line.startswith("▌")), "")


def header(terminal: Terminal) -> str:
    """The labels of the columns."""
    return next((line for line in terminal.screen.display if line.startswith("  Line ")), "")


def filtered(terminal: Terminal) -> str:
    """What the filter holds."""
    return terminal.screen.display[FILTER].strip()


def stands_on(terminal: Terminal, label: str) -> None:
    terminal.until(lambda: label in row(terminal), f"the cursor on {label}")


def shows_column(terminal: Terminal, label: str) -> None:
    terminal.until(lambda: label in header(terminal), f"the column {label}")


def caret(terminal: Terminal) -> int | None:
    """Before which character of the filter the next one goes, counted from 0; None where no caret is seen."""
    line = terminal.screen.buffer[terminal.screen.lines + FILTER]
    cells = [line[x] for x in range(1, terminal.screen.columns - 1)]
    return next((x for x, cell in enumerate(cells) if cell.reverse or cell.bg != cells[-1].bg), None)


def filters(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.shows("To the rows")


def holds(terminal: Terminal, text: str) -> None:
    terminal.until(lambda: filtered(terminal) == text, f"{text!r} in the filter")


@pytest.mark.parametrize("name", TERMINALS)
def test_keys_move_and_edit(terminal: Terminal, name: str) -> None:
    keys = TERMINALS[name]
    for key, label in {
        "down": SECOND,
        "up": FIRST,
        "ctrl+end": LAST,
        "ctrl+home": FIRST,
    }.items():
        if key in keys:
            terminal.send(keys[key])
            stands_on(terminal, label)
    terminal.send(keys["pagedown"])
    terminal.until(lambda: bool(row(terminal)) and not any(each in row(terminal) for each in (FIRST, SECOND)), "a page")
    terminal.send(keys["pageup"])
    stands_on(terminal, FIRST)
    for key, times, label in (
        ("end", 1, "AE frozen"),
        ("home", 1, "AE rate"),
        ("right", 6, "AE opened"),
        ("left", 6, "AE committed"),
    ):
        terminal.send(*[keys[key]] * times)
        shows_column(terminal, label)
    # What is typed at once with the key of the filter goes into the filter, and is no key of the table.
    terminal.send("/ab cd")
    holds(terminal, "ab cd")
    for key, place, typed, text in (
        ("left", 4, "X", "ab cXd"),
        ("word left", 3, "Y", "ab YcXd"),
        ("end", 7, "", "ab YcXd"),
        ("shift+left", 6, "W", "ab YcXW"),
        ("end", 7, keys["backspace"], "ab YcX"),
        ("home", 0, keys["delete"], "b YcX"),
        ("word right", 2, "\x1b[200~1 2\x1b[201~", "b 1 2YcX"),
        ("end", 8, "\x1b[200~3 4\x1b[20", "b 1 2YcX"),
    ):
        terminal.send(keys[key])
        terminal.until(lambda place=place: caret(terminal) == place, f"{key}: before the character {place}")  # type: ignore[misc]
        terminal.send(typed)
        holds(terminal, text)
    terminal.send("1~")
    holds(terminal, "b 1 2YcX3 4")
    terminal.send(keys["shift+tab"])
    terminal.until(
        lambda: "e Edit" in terminal.screen.display[-1] or "n Record" in terminal.screen.display[-1],
        "keys of the table",
    )
    terminal.send(keys["escape"])
    stands_on(terminal, FIRST)
    terminal.send("C")
    terminal.shows("New commitment")
    terminal.send(keys["f1"])
    terminal.shows("Escape closes")
    terminal.send(keys["escape"])
    terminal.until(lambda: "Escape closes" not in terminal.text(), "the form again")
    terminal.send(keys["escape"])
    stands_on(terminal, FIRST)


@pytest.mark.parametrize("name", TERMINALS)
def test_nothing_of_what_nobody_typed_shows(terminal: Terminal, name: str) -> None:
    nothing = TERMINALS[name]["nothing"]
    # No letter of a sequence is a key: some of them quit, others open the editor.
    before = terminal.text()
    terminal.send(*nothing)
    terminal.send("j")
    stands_on(terminal, SECOND)
    terminal.send("k")
    stands_on(terminal, FIRST)
    terminal.until(lambda: terminal.text() == before, "the screen as it was")
    # And none is text, whether it comes at once, in pieces, or while the window changes.
    filters(terminal)
    terminal.send("a")
    holds(terminal, "a")
    terminal.send("".join(nothing))
    terminal.send("b")
    holds(terminal, "ab")
    terminal.resize(30, 100)
    for sequence in nothing:
        terminal.send(*sequence)
    terminal.send("c")
    holds(terminal, "abc")


def test_all_is_done_with_the_mouse(terminal: Terminal) -> None:
    def click(x: int, y: int, times: int = 1) -> None:
        for _ in range(times):
            terminal.send(f"\x1b[<0;{x};{y}M", f"\x1b[<0;{x};{y}m")

    def at(words: str, line: int = 0) -> tuple[int, int]:
        """Where words stand, counted from 1, below a line."""
        terminal.until(lambda: any(words in text for text in terminal.screen.display[line:]), words)
        y = next(n for n, text in enumerate(terminal.screen.display) if words in text and n >= line)
        return terminal.screen.display[y].index(words) + 1, y + 1

    def press(key: str, seen: Callable[[], bool]) -> None:
        """Click on a key of the last line; whoever clicks while the keys are drawn anew clicks once more."""
        for _ in range(5):
            click(*at(key, 23))
            with suppress(AssertionError):
                terminal.until(seen, patience=2)
                return
        terminal.until(seen, key)

    footer = terminal.screen.display[-1]
    click(*at("Détection et"))
    stands_on(terminal, "Détection et")
    for _ in range(5):
        terminal.send("\x1b[<65;10;12M")
    terminal.shows(LAST)
    for _ in range(5):
        terminal.send("\x1b[<64;10;12M")
    terminal.shows("Études et")
    before = at("Détection et")
    click(*at("AE committed", 6))
    shows_column(terminal, "▲")
    # The sign of an order is there at once, the rows in that order a moment later.
    terminal.until(lambda: at("Détection et") != before, "the rows in another order")
    click(*at("Détection et"), times=2)
    terminal.shows("› Détection et")
    click(*at("EJ-"), times=2)
    terminal.shows("… › EJ-")
    click(*at("Détection e"))
    terminal.until(lambda: "› EJ-" not in terminal.screen.display[1], "the line again")
    click(*at("… › Str"))
    terminal.until(lambda: "›" not in terminal.screen.display[1], "the envelope again")
    press("Filter", lambda: "To the rows" in terminal.screen.display[-1])
    terminal.send("Z")
    press("Back", lambda: terminal.screen.display[-1] == footer)
    press("Record…", lambda: "New commitment" in terminal.text())
    click(*at("New commitment"))
    terminal.shows("Still to fill in")
    click(*at("Sécurité des Jeux"))
    terminal.until(lambda: terminal.screen.display[-1] == footer, "the envelope again")
