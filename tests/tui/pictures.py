"""Draws the pictures of the README: `python tests/tui/pictures.py`. They are of the budget that is shipped."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))
os.environ["JO_SECURITY_SETTINGS"] = ""

from tui.seen import press, ready  # noqa: E402 - found by the line above

from jo_security.locales.language import speak  # noqa: E402 - likewise
from jo_security.tui.app import JoApp  # noqa: E402 - likewise

PICTURES = {
    "envelope": (),
    "commitments": ("3", "slash", *"amount:>1M date:2024-Q1 -tag:dr"),
    "why": ("right", "right", "w"),
    "refused": (*["down"] * 2, "C", *"Radar SA", "tab", *"Radars", "tab", *"9M", "tab", *"2025-12-01"),
}
"""What is pressed for each."""
FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace"
SIZE = (150, 40)


async def draw(name: str) -> None:
    """Draw one picture, in English."""
    app = JoApp("budgets/jo-2024.toml", speak("en"), environ=dict(os.environ), read_only=name != "refused")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, *PICTURES[name])
        svg = app.export_screenshot(title=f"jo-security · {name}")
    # No picture asks another machine for its letters.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", FONT)
    (CHECKOUT / ".readme" / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    for each in PICTURES:
        asyncio.run(draw(each))
