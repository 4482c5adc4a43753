"""What a form foresees: whether the operation passes and why not, and the position of its line before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from rich.cells import cell_len
from textual import getters
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.office.wording import COUNTED
from jo_security.records.words import N_
from jo_security.tui.terms import LABELS
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers import Position
    from jo_security.locales.language import Language

Styled: TypeAlias = "tuple[str, str]"
REST: Final = ("delivered", "outstanding", "payable")
MAIN: Final = frozenset(("available", "cp-available"))
OVER, GOOD = "bold $text-error", "bold $text-success"


class Prospect(VerticalScroll, can_focus=False):
    """What an operation would come to: a verdict over the position of its line."""

    DEFAULT_CSS = """
    Prospect { padding: 0 1; background: $surface; scrollbar-size: 1 1; }
    Prospect Static { height: auto; }
    Prospect #about { text-style: bold; margin-top: 1; }
    """

    verdict = getters.query_one("#verdict", Static)
    about = getters.query_one("#about", Static)
    figures = getters.query_one("#figures", Static)

    def __init__(self, language: Language, *, follows_cp: bool) -> None:
        """Speak a language; CP are shown where the budget follows them."""
        super().__init__()
        self.language = language
        self.follows_cp = follows_cp
        self._shown: tuple[Content, str, Position, Position | None, bool] | None = None

    def compose(self) -> ComposeResult:
        """The verdict, the line, its position."""
        yield Prose(id="verdict", markup=False)
        yield Static(id="about", markup=False)
        yield Static(id="figures", markup=False)

    def show(
        self, verdict: Content, line: str, before: Position, after: Position | None = None, *, rest: bool = True
    ) -> None:
        """Show a verdict, and the position of the line of that label, with the `rest` to be delivered and paid."""
        if self._shown != (verdict, line, before, after, rest):
            self._shown = verdict, line, before, after, rest
            self.verdict.update(verdict)
            self.about.update(literal(line))
            self.on_resize()

    def on_resize(self) -> None:
        """Show as many measures as there is room for now."""
        if self._shown is not None:
            *_, before, after, rest = self._shown
            keys = self._keys(before, after or before, rest=rest)
            self.figures.update(position(self.language, before, after, keys))

    def _keys(self, before: Position, after: Position, *, rest: bool) -> Sequence[str]:
        """The measures of which something is to be said; where room is short, only those that matter.

        What is outstanding means nothing in one financial year: what is paid in it was committed in others.
        """
        short = self.screen.has_class("-narrow")
        follows = self.follows_cp or any(each[key] for each in (before, after) for key in ("cp-opened", "cp-frozen"))
        every = (*COUNTED["ae"], *(COUNTED["cp"] if follows else ("paid",)), *(REST if rest else ()))
        return [key for key in every if before[key] != after[key] or key in MAIN or (before[key] and not short)]


def position(language: Language, before: Position, after: Position | None, keys: Sequence[str]) -> Content:
    """Measures of a line, before and, where it is known, after."""
    columns = 3 if after is not None else 2
    heads = (("", ""), (language.text(N_("before")), "dim"), (language.text(N_("after")), "dim"))
    rows = [row[:columns] for row in (heads, *_rows(language, before, after or before, keys))]
    widths = [max(cell_len(row[i][0]) for row in rows) for i in range(columns)]
    return Content("\n").join(_line(row, widths) for row in rows)


def _rows(language: Language, before: Position, now: Position, keys: Sequence[str]) -> Iterator[Sequence[Styled]]:
    """A label and two amounts each, with their styles."""
    for key in keys:
        changed = before[key] != now[key]
        style = "bold" if key in MAIN else "" if changed else "dim"
        yield (
            (language.text(LABELS[key]), style),
            (language.amount(before[key]), OVER if before[key] < 0 else style),
            (language.amount(now[key]), OVER if now[key] < 0 else GOOD if key in MAIN and changed else style),
        )


def _line(cells: Sequence[Styled], widths: Sequence[int]) -> Content:
    """A label to the left and amounts to the right, in columns."""
    (label, style), *amounts = cells
    parts: list[Styled] = [(label + " " * (widths[0] - cell_len(label)), style)]
    for (text, its), width in zip(amounts, widths[1:], strict=True):
        parts.append(("  " + " " * (width - cell_len(text)) + text, its))
    return Content.assemble(*parts)
