"""What is typed faster than screens come, in a real terminal: all of it in one write, as over a slow line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

JO_2024 = Path(__file__).parents[2] / "budgets" / "jo-2024.toml"


def opened(folder: Path) -> Terminal:
    """The budget that is shipped, being opened in a terminal, by an officer."""
    budget = str(shutil.copy(JO_2024, folder))
    return Terminal(budget, size=(30, 100), JO_SECURITY_OFFICER="Claire Martin", XDG_STATE_HOME=str(folder / "state"))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The budget that is shipped, open in a terminal."""
    it = opened(tmp_path)
    it.shows("Record…")
    yield it
    it.program.close(force=True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param(
            "jjCRadar SA\tDepuq ua\t9M", ("› New commitment", "Radar SA", "Depuq ua", "€9,000,000.00"), id="form"
        ),
        pytest.param("C\x1b[200~Radar SA\x1b[201~\tq", ("› New commitment", " Radar SA ", " q "), id="paste"),
        pytest.param("C\x1b[200~Radar\r\nSA  B\x1b[201~", ("› New commitment", " Radar SA  B "), id="lines pasted"),
        pytest.param("\x10movements\r", ("› Movements",), id="palette"),
        pytest.param("3/amount:>9M\rj\r", ("› EJ-1000000007",), id="view, filter, row"),
        pytest.param("\x10dron\x15EJ-1000000010\r", ("› EJ-1000000010",), id="palette, searched"),
        pytest.param("=j \r3j\r", ("› EJ-1000000002",), id="dialog and on"),
        pytest.param(
            "jjCRadar SA\tRadars\t1000\t2025-12-01\x13u\r", ("Taken back, word for word",), id="recorded and undone"
        ),
        pytest.param("2jj\r3", ("› All commitments",), id="down and away"),
        pytest.param("3E\x15o.csv\r5", ("› Reservations",), id="export and on"),
        pytest.param("o\t2023-12-31\r5", ("› Reservations",), id="perimeter and on"),
        pytest.param("\x10movements\r5", ("› Reservations",), id="palette and on"),
    ],
)
def test_it_goes_where_it_was_meant_to(terminal: Terminal, typed: str, shown: tuple[str, ...]) -> None:
    terminal.send(typed)
    terminal.until(lambda: all(words in terminal.text() for words in shown), f"{shown}")


def test_what_is_typed_before_the_figures_are_there_waits_for_them(tmp_path: Path) -> None:
    it = opened(tmp_path)
    it.until(lambda: bool(it.text().strip()), "the first frame")
    it.send(*"CDupuy SA\tq")
    it.until(lambda: all(words in it.text() for words in ("› New commitment", "Dupuy SA", " q ")), "a form with text")
    it.program.close(force=True)


def test_who_leaves_waits_for_nothing(tmp_path: Path) -> None:
    it = opened(tmp_path)
    it.until(lambda: bool(it.text().strip()), "the first frame")
    it.send("3", "\x11")
    assert it.ends() == 0
