"""One long working day in a real terminal: from opening over what is refused, undone and edited outside to leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli
from tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ESCAPE, ENTER, TAB, RECORD, ALL = "\x1b", "\r", "\t", "\x13", "\x15"


@pytest.fixture
def terminal(tmp_path: Path, budget: Path) -> Iterator[Terminal]:
    """The interface on a budget, in the folder of the budget."""
    its = {"JO_SECURITY_OFFICER": "Claire Martin", "XDG_STATE_HOME": str(tmp_path / "state")}
    it = Terminal(
        "open", budget.name, "--lang", "en", start=("-m", "jo_security"), size=(45, 140), folder=tmp_path, **its
    )
    it.shows("Whole budget")
    yield it
    it.program.close(force=True)


def stands_on(terminal: Terminal, words: str) -> None:
    def row() -> str:
        return next((line for line in terminal.screen.display if line.startswith("▌")), "")

    terminal.until(lambda: words in row(), f"the cursor on {words}")


def to_row(terminal: Terminal, words: str) -> None:
    """Go down to a row."""

    def found(marks: tuple[str, ...], words: str) -> int | None:
        lines = enumerate(terminal.screen.display)
        return next((y for y, line in lines if line.startswith(marks) and words in line), None)

    terminal.settle()
    terminal.send("\x1b[1;5H")
    terminal.settle()
    terminal.until(lambda: None not in {found(("▌", "  "), words), found(("▌",), "")}, f"a row with {words}")
    at, first = found(("▌", "  "), words), found(("▌",), "")
    assert at is not None
    assert first is not None
    terminal.send(*["j"] * (at - first))
    stands_on(terminal, words)


def fill(terminal: Terminal, values: Mapping[str, str]) -> None:
    """Write into fields by their labels, from the one that has the keys on."""
    for label, value in values.items():

        def here(label: str = label) -> bool:
            line = terminal.screen.display[terminal.screen.cursor.y]
            return line.lstrip().startswith(label)

        for _ in range(30):
            if here():
                break
            terminal.send(TAB)
            terminal.settle()
        assert here(), f"no way to {label}\n{terminal.text()}"
        terminal.send(ALL)
        terminal.settle()
        terminal.send(f"\x1b[200~{value}\x1b[201~")
        terminal.shows(value)


def said(budget: Path, table: str) -> list[dict[str, object]]:
    """What the file says now."""
    found: list[dict[str, object]] = tomli.loads(budget.read_text(encoding="utf-8")).get(table, [])
    return found


def look(terminal: Terminal) -> None:
    """Go to a line, to a commitment, and back to where one was."""
    to_row(terminal, "Brouilleurs")
    terminal.send(ENTER)
    terminal.shows("EJ-1")
    terminal.send(ENTER)
    terminal.shows("› EJ-1")
    terminal.send(ESCAPE)
    terminal.until(lambda: "› EJ-1" not in terminal.text(), "the line again")
    terminal.send(ESCAPE)
    terminal.shows("Whole budget")
    stands_on(terminal, "Brouilleurs")


def look_for(terminal: Terminal, words: str, found: str, other: str) -> None:
    """Filter the commitments, drop the filter, and come back to the envelope as it was left."""
    terminal.send("3")
    terminal.shows(other)
    terminal.send("/")
    terminal.settle()
    terminal.send(words)
    terminal.until(lambda: other not in terminal.text() and found in terminal.text(), f"only {found}")
    # What follows an Escape at once is one key with it.
    terminal.send(ESCAPE)
    terminal.settle()
    terminal.send(ESCAPE)
    terminal.settle()
    terminal.send("1")
    terminal.shows("Whole budget")
    stands_on(terminal, "Brouilleurs")


def begin(terminal: Terminal, letter: str, title: str, **values: str) -> None:
    """Open a form by its letter and fill it in; fields by their labels."""
    terminal.send(letter)
    terminal.shows(title)
    fill(terminal, values)


def record(terminal: Terminal, budget: Path, table: str) -> dict[str, object]:
    """Record what is in the form; what the file then says of it."""
    count = len(said(budget, table))
    terminal.send(RECORD)
    terminal.until(lambda: len(said(budget, table)) == count + 1, f"one more {table} in the file")
    terminal.until(lambda: "Record it" not in terminal.text(), "the screen again")
    return said(budget, table)[-1]


def test_a_working_day(terminal: Terminal, budget: Path, tmp_path: Path) -> None:
    look(terminal)
    look_for(terminal, "hotel", "EJ-3", "EJ-2")
    count = len(said(budget, "commitment"))
    begin(terminal, "C", "New commitment", Supplier="R SA", Purpose="Radars", Amount="20M", Date="2023-05-02")
    terminal.shows("It is refused")
    terminal.send(RECORD)
    terminal.settle()
    assert len(said(budget, "commitment")) == count
    fill(terminal, {"Override": "Urgence"})
    terminal.settle()
    over = record(terminal, budget, "commitment")
    assert over["override"]
    terminal.send("u")
    terminal.shows(f"Undo {over['id']}")
    terminal.send(ENTER)
    terminal.until(lambda: len(said(budget, "commitment")) == count, "the commitment taken back")
    terminal.until(lambda: f"Undo {over['id']}?" not in terminal.text(), "the envelope again")
    begin(terminal, "C", "New commitment", Supplier="R SA", Purpose="Radars", Amount="1,2M", Date="2023-05-02")
    terminal.shows("It passes")
    new = record(terminal, budget, "commitment")
    terminal.send(ENTER)
    terminal.shows(str(new["id"]))
    to_row(terminal, "EJ-1")
    begin(terminal, "P", "New payment", Amount="100000", Date="2023-12-01")
    terminal.shows("It passes")
    assert record(terminal, budget, "payment")["commitment"] == "EJ-1"
    terminal.send(ESCAPE)
    terminal.shows("Whole budget")
    before = budget.read_text(encoding="utf-8")
    budget.write_text(before.replace('"Stratégie anti-drone"', '"Stratégie nouvelle"'), encoding="utf-8")
    terminal.shows("▾ Stratégie nouvelle")
    terminal.send("E")
    terminal.shows("Export what is on the screen")
    terminal.send(ALL)
    terminal.settle()
    terminal.send("jour.csv", ENTER)
    terminal.until((tmp_path / "jour.csv").exists, "the export")
    assert "Stratégie nouvelle" in (tmp_path / "jour.csv").read_text(encoding="utf-8")
    terminal.send("q")
    assert terminal.ends() == 0
