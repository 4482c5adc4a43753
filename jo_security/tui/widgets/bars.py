"""Bars of eighth blocks: amounts become widths, and nothing else here counts."""

from __future__ import annotations

from typing import Final

EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
FULL: Final = "█"


def bar(part: int, whole: int, width: int) -> tuple[str, str]:
    """A thin bar for a share of a whole and the rest of its track, in half cells; such bars do not run together.

    What is over zero shows, and what is not whole is not full; a share over the whole fills the track.
    """
    if whole <= 0:
        return "", " " * width
    halves = max(part > 0, min(part * width * 2 // whole, width * 2))
    full, half = divmod(halves, 2)
    return "━" * full + "╾" * half, "─" * (width - full - half)


def span(low: int, high: int, whole: int, width: int) -> tuple[str, str, str]:
    """A bar that floats: the blanks before it, its left edge to be drawn in reverse, the rest of it.

    Bars that meet at one amount meet at one eighth of a cell.
    """
    if whole <= 0 or high <= low:
        return "", "", ""
    start = max(0, min(low * width * 8 // whole, width * 8 - 1))
    end = max(start + 1, min(high * width * 8 // whole, width * 8))
    before, inside = divmod(start, 8)
    cells, rest = divmod(end, 8)
    if not inside:
        return " " * before, "", FULL * (cells - before) + EIGHTHS[rest].strip()
    if cells == before:  # thinner than a cell: an edge on either side cannot be drawn, so the right one gives way
        return " " * before, EIGHTHS[inside], ""
    return " " * before, EIGHTHS[inside], FULL * (cells - before - 1) + EIGHTHS[rest].strip()
