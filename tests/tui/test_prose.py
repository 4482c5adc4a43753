"""Sentences in a narrow place: no line begins in the midst of a number."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content

from jo_security.locales.language import speak
from jo_security.tui.widgets.prose import Prose, broken

AMOUNT = speak("fr").money(12_345_678_90, "EUR")
SAYS = f"l’échéancier de EJ-1 totalise {AMOUNT}, et l’engagement {AMOUNT} au 2024-03-01"


@pytest.mark.parametrize("width", range(len(AMOUNT) + 1, 80))
def test_lines_break_at_blanks_only(width: int) -> None:
    lines = broken(Content(SAYS), width).plain.split("\n")
    assert " ".join(lines) == SAYS
    assert max(map(cell_len, lines)) <= width
    assert sum(AMOUNT in line for line in lines) == (2 if not any(line.count(AMOUNT) == 2 for line in lines) else 1)


async def test_they_are_drawn_so_and_selected_so() -> None:
    class Said(App[None]):
        CSS = "Prose { width: 30; }"

        def compose(self) -> ComposeResult:
            yield Prose(SAYS, markup=False)

    async with Said().run_test(size=(60, 20)) as pilot:
        prose = pilot.app.query_one(Prose)
        drawn = [prose.render_line(y).text.rstrip() for y in range(prose.size.height)]
        assert " ".join(drawn) == SAYS
        assert all(AMOUNT in line or "345" not in line for line in drawn)
        pilot.app.screen.text_select_all()
        assert (pilot.app.screen.get_selected_text() or "").split() == SAYS.split()
