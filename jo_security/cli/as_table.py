"""A document as tables of Rich, for terminals of any width and for paper."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from jo_security.cli import diagnostics
from jo_security.cli.console import UNBOUNDED, sheet_of_paper, terminal
from jo_security.cli.waterfall import waterfall
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.sheets.cells import RIGHT, shown
from jo_security.sheets.sheet import Bars, Column, Document, Facts, Part, Remarks, Sheet
from jo_security.sheets.view import View, at_right, view

LEAST, GAP, INDENT, BAR = 12, 2, 2, 10
"""Cells that a column of text gets at least, what lies between two columns, a level of the tree, the bar of a rate."""
NARROWEST = 100
"""Cells that a line of paper has at least, for the sentences on it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet whose rows are known, in words; `levels` are how deep each row lies."""

    view: View
    rows: Sequence[Sequence[object]]
    texts: Sequence[Sequence[str]]
    levels: Sequence[int]
    foot: Sequence[str] | None

    def widest(self, place: int) -> int:
        """The cells that a column takes to be shown on one line."""
        texts = [row[place] for row in self.texts]
        if place == 0:
            texts = [" " * INDENT * level + text for text, level in zip(texts, self.levels, strict=True)]
        return max(
            (cell_len(text) for text in [*texts, *(self.foot[place : place + 1] if self.foot else [])]), default=0
        )

    def without(self, place: int) -> "Grid":
        """The same without a column."""

        def cut(row: Sequence[Any]) -> list[Any]:
            return [*row[:place], *row[place + 1 :]]

        its = replace(self.view, columns=cut(self.view.columns), places=cut(self.view.places))
        foot = None if self.foot is None else cut(self.foot)
        if foot and self.foot and not place:
            # The label of the total goes to the column that comes first then.
            foot[0] = self.foot[0]
        return Grid(its, [cut(row) for row in self.rows], [cut(row) for row in self.texts], self.levels, foot)


def show(document: Document, language: Language) -> None:
    """Print a document; the headings of columns for which the terminal has no room are said on standard error."""
    drawn = [_grid(part, language) if isinstance(part, Sheet) else part for part in document.parts]
    console = terminal(language, _needed(drawn))
    left_out = _draw(console, document, drawn, language)
    if left_out:
        sys.stdout.flush()
        says = N_("No room for {columns:list}: a wider terminal shows them, and so does --format json.")
        diagnostics.say(language.text(says, columns=tuple(dict.fromkeys(left_out))))


def recorded(document: Document, language: Language) -> Console:
    """A console that has drawn a document, on paper that is wide enough for all of it."""
    drawn = [_grid(part, language) if isinstance(part, Sheet) else part for part in document.parts]
    wanted = max((_wanted(part) + BAR + 1 for part in drawn if isinstance(part, Grid)), default=0)
    console = sheet_of_paper(language, max(_needed(drawn), min(UNBOUNDED, max(NARROWEST, wanted))))
    _draw(console, document, drawn, language)
    return console


def text(document: Document, language: Language) -> str:
    """A document as plain text, on paper that is wide enough for all of it."""
    return recorded(document, language).file.getvalue()  # type: ignore[attr-defined, no-any-return]  # a recording console writes into a text in memory


def _draw(console: Console, document: Document, drawn: Sequence[Grid | Part], language: Language) -> list[str]:
    """Draw a document; the headings that are left out."""
    left_out: list[str] = []
    if document.title:
        console.print(Text(literal(document.title), style="bold"))
    for sentence in document.said:
        console.print(Text(sentence, style="dim"))
    for part in drawn:
        title = part.view.sheet.title if isinstance(part, Grid) else getattr(part, "title", "")
        console.print()
        if title:
            console.print(Text(literal(title), style="bold"))
        if isinstance(part, Grid):
            part, lost = fitted(part, console.width)  # noqa: PLW2901 - the same with fewer columns
            left_out += lost
        for each in _rendered(part, language, console.width):
            console.print(each)
    return left_out


def _rendered(part: "Grid | Part", language: Language, width: int) -> Iterator[RenderableType]:
    """What Rich draws of a part."""
    match part:
        case Grid() if not part.rows:
            yield Text(part.view.sheet.empty, style="dim")
        case Grid() if _least(part) > width:
            yield from _blocks(part)
        case Grid():
            yield _table(part, language, width)
        case Facts(facts=facts):
            yield _facts(facts, language)
        case Bars(falls=falls):
            yield waterfall(falls, language, width=width)
        case Remarks(texts=texts):
            yield from (Text(literal_lines(each)) for each in texts)


def _grid(sheet: Sheet, language: Language) -> Grid:
    """A sheet, its rows in words."""
    its = view(sheet, language)
    held = list(sheet.rows)
    rows = [its.values(row) for row in held]
    return Grid(its, rows, [its.texts(row) for row in rows], [its.level(row) for row in held], its.foot())


def fitted(grid: Grid, width: int) -> tuple[Grid, list[str]]:
    """A grid without the columns that the width has no room for, and their headings.

    Where not even those of rank 0 fit, it is left whole: one value under the other there is room for all.
    """
    its, lost = grid, list[str]()
    while _least(its) > width:
        columns = its.view.columns
        rank = max(column.rank or 0 for column in columns)
        if not rank:
            return grid, []
        place = max(at for at, column in enumerate(columns) if column.rank == rank)
        lost.insert(0, columns[place].heading)
        its = its.without(place)
    return its, lost


def _needed(drawn: Sequence["Grid | Part"]) -> int:
    """The width in which no column of any grid gives way."""
    return max((_least(part) for part in drawn if isinstance(part, Grid)), default=0)


def _least(grid: Grid) -> int:
    """The cells that a grid takes at least: whatever is no text is whole, and text folds."""
    return sum(_width(grid, place) + GAP for place in range(len(grid.view.columns))) - GAP


def _width(grid: Grid, place: int) -> int:
    """The cells that a column takes at least."""
    heading = literal(grid.view.columns[place].heading)
    widest = grid.widest(place)
    if _folds(grid, place):
        deepest = INDENT * max(grid.levels, default=0) if place == 0 else 0
        longest = max(map(cell_len, heading.split()), default=0)
        return max(min(widest, LEAST + deepest), min(longest, LEAST))
    return max(widest, cell_len(heading))


def _folds(grid: Grid, place: int) -> bool:
    """Whether what a column holds may go on in the next line of its cell."""
    unit = grid.view.columns[place].unit
    if unit == "any":
        # Ids, dates and numbers, whatever they are called.
        return any(" " in row[place] for row in grid.texts)
    return unit in {"text", "texts"}


def _numbers(grid: Grid, place: int) -> bool:
    """Whether a column of anything holds numbers only."""
    return all(at_right(row[place], "any") for row in grid.rows if row[place] is not None)


def _table(grid: Grid, language: Language, width: int) -> Table:
    """A grid as one table, its total at the foot."""
    bar = BAR if width >= _wanted(grid) + BAR + 1 else 0
    table = Table(
        box=None,
        padding=(0, 1),
        pad_edge=False,
        show_footer=grid.foot is not None,
        header_style="bold",
        footer_style="bold",
    )
    totals = grid.view.totals() or [None] * len(grid.view.columns)
    for place, column in enumerate(grid.view.columns):
        right = column.unit in RIGHT or (column.unit == "any" and _numbers(grid, place))
        foot = Text("") if grid.foot is None else _cell(column, totals[place], grid.foot[place], language, bar)
        table.add_column(
            Text(literal(column.heading)),
            footer=foot,
            justify="right" if right else "left",
            no_wrap=not _folds(grid, place),
            overflow="fold",
            min_width=_width(grid, place),
        )
    for row, texts, level in zip(grid.rows, grid.texts, grid.levels, strict=True):
        cells = [
            _cell(column, value, word, language, bar)
            for column, value, word in zip(grid.view.columns, row, texts, strict=True)
        ]
        if level:
            cells[0] = Text(" " * INDENT * level) + cells[0]
        table.add_row(*cells)
    return table


def _wanted(grid: Grid) -> int:
    """The cells that a grid takes where no text is folded."""
    headings = [cell_len(literal(column.heading)) for column in grid.view.columns]
    return sum(max(grid.widest(place), heading) + GAP for place, heading in enumerate(headings)) - GAP


def _blocks(grid: Grid) -> Iterator[Table]:
    """Each row by itself, one value under the other; the total like a row."""
    rows = list(zip(grid.rows, grid.texts, strict=True))
    totals = grid.view.totals()
    if grid.foot is not None and totals is not None:
        rows.append((totals, grid.foot))
    for values, texts in rows:
        table = Table(box=None, padding=(0, 1), pad_edge=False, title_justify="left", show_header=False)
        table.title = Text(texts[0], style="bold")
        table.add_column(overflow="fold")
        table.add_column(justify="right", overflow="fold")
        for column, value, word in list(zip(grid.view.columns, values, texts, strict=True))[1:]:
            if word:
                table.add_row(Text(literal(column.heading)), _styled(column, value, word))
        yield table


def _facts(facts: Sequence[tuple[Column, object]], language: Language) -> Table:
    """A heading and a value a line."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=False, overflow="fold")
    amounts = [shown(value, column.unit, language) for column, value in facts if column.unit == "money"]
    widest = max(map(cell_len, amounts), default=0)
    table.add_column(overflow="fold")
    for column, value in facts:
        if value is None or column.rank is None:
            continue
        word = shown(value, column.unit, language)
        styled = _styled(column, value, word)
        # Amounts stand one under the other, their decimals aligned.
        table.add_row(
            Text(literal(column.heading)),
            Text(" " * (widest - cell_len(word))) + styled if column.unit == "money" else styled,
        )
    return table


def _cell(column: Column, value: object, word: str, language: Language, bar: int) -> Text:
    """A cell; a rate stands behind its bar."""
    if column.unit != "rate" or not word or not bar:
        return _styled(column, value, word)
    part, whole = cast("tuple[int, int]", value)
    full = max(0, min(bar, part * bar // whole))
    on, off = ("#", ".") if language.ascii else ("█", "░")
    return Text.assemble((on * full, "cyan"), (off * (bar - full), "dim"), f" {word:>7}")


def _styled(column: Column, value: object, word: str) -> Text:
    """A value; what is negative by its sign, and in red as well; nothing at all recedes."""
    if column.unit == "money" and isinstance(value, int):
        return Text(word, style="red" if value < 0 else "dim" if value == 0 else "")
    return Text(word)


def literal_lines(words: str) -> str:
    """A text of several lines, each as it may stand in a terminal."""
    return "\n".join(map(literal, words.split("\n")))
