"""A document as Markdown with tables, as forges and editors read it; text of a budget comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jo_security.locales.phrases import literal
from jo_security.sheets.cells import RIGHT, shown
from jo_security.sheets.sheet import Bar, Bars, Column, Document, Facts, Remarks, Sheet
from jo_security.sheets.view import View, view

if TYPE_CHECKING:
    from jo_security.locales.language import Language

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
SIGNS = re.compile(r"[\\`*_{}\[\]|#~$&<>]|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
"""What could be markup or HTML, or make a link of an address."""

EDGES = re.compile(r"^\s+|\s+$")
"""Blanks that a reader of Markdown would drop. Line breaks never come here: `literal` shows them."""

FIRST = re.compile(r"\A(?:(?P<number>\d{1,9})(?P<after>[.)])|[-+=])")
"""How a paragraph begins that would be a list, a rule or the line under a title."""

STEP = "&emsp;"
"""What a name is moved by, a level of the tree."""

WIDTH = 40
"""Signs of the longest bar of a waterfall."""


def written(document: Document, language: Language) -> Iterator[str]:
    """The document, its parts with a title each."""
    yield f"# {_inline(literal(document.title))}\n"
    for sentence in document.said:
        yield f"\n{_paragraph(sentence)}\n"
    for part in document.parts:
        body = _body(part, language)
        if body:
            yield f"\n## {_inline(literal(part.title))}\n" if part.title else ""
            yield f"\n{body}"


def _body(part: Sheet | Facts | Bars | Remarks, language: Language) -> str:
    """A part below its title; nothing where people see nothing of it."""
    if isinstance(part, Sheet):
        return _sheet(view(part, language)) if view(part, language).columns else ""
    if isinstance(part, Facts):
        return _facts(part.facts, language)
    if isinstance(part, Bars):
        return "\n".join(_fall(fall, _scale(part), language) for fall in part.falls)
    return "\n".join(map(_remark, part.texts))


def _sheet(seen: View) -> str:
    """A table, its total in bold in the last row."""
    right = [column.unit in RIGHT for column in seen.columns]
    rows = []
    for row in seen.sheet.rows:
        values = seen.values(row)
        cells = [_inline(text) for text in seen.texts(values)]
        rows.append([STEP * seen.level(row) + cells[0], *cells[1:]])
    if not rows:
        return f"{_paragraph(seen.sheet.empty)}\n" if seen.sheet.empty else ""
    foot = seen.foot()
    if foot is not None:
        rows.append([f"**{_inline(text)}**" if text else "" for text in foot])
    return _table([_inline(heading) for heading in seen.headings()], rows, right)


def _facts(facts: Sequence[tuple[Column, object]], language: Language) -> str:
    """A table of two columns; what is not known is left out."""
    rows = [
        [f"**{_inline(literal(column.heading))}**", _inline(shown(value, column.unit, language))]
        for column, value in facts
        if value is not None and column.rank is not None
    ]
    return _table(["", ""], rows, [False, False]) if rows else ""


def _scale(bars: Bars) -> int:
    """The cents of the longest bar."""
    return max((bar.high for fall in bars.falls for bar in fall), default=0)


def _fall(fall: Sequence[Bar], scale: int, language: Language) -> str:
    """A waterfall, each bar drawn from where it begins to where it ends."""
    rows = []
    for bar in fall:
        name, amount = _inline(literal(bar.label)), _inline(language.amount(bar.amount))
        cells = [f"**{name}**", f"**{amount}**"] if bar.strong else [STEP + name, amount]
        rows.append([*cells, _drawn(bar, scale, language)])
    return _table(["", "", ""], rows, [False, True, False])


def _drawn(bar: Bar, scale: int, language: Language) -> str:
    """A bar in signs of one width."""
    if scale <= 0 or bar.low == bar.high or bar.high <= 0:
        return ""
    start = max(0, bar.low) * WIDTH // scale
    end = max(start + 1, bar.high * WIDTH // scale)
    full, light, before = ("#", "=", ".") if language.ascii else ("█", "▒", "\u00b7")
    return f"`{before * start}{(full if bar.strong else light) * (end - start)}`"


def _remark(text: str) -> str:
    """A sentence as a paragraph; what has lines keeps them, in letters of one width."""
    lines = [literal(line) for line in text.rstrip("\n").split("\n")]
    if len(lines) == 1:
        return f"{_paragraph(lines[0])}\n"
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    return "\n".join([fence, *lines, f"{fence}\n"])


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """A table whose columns also stand under each other where it is read as it is written."""
    widths = [
        max(map(len, column), default=0) for column in zip(("---",) * len(headings), headings, *rows, strict=True)
    ]
    rule = [f"{'-' * (width - 1)}:" if at else "-" * width for width, at in zip(widths, right, strict=True)]
    return "".join(_line(cells, widths, right) for cells in (headings, rule, *rows))


def _line(cells: Iterable[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """A row of a table."""
    placed = (
        cell.rjust(width) if at else cell.ljust(width) for cell, width, at in zip(cells, widths, right, strict=True)
    )
    return f"| {' | '.join(placed)} |\n"


def _paragraph(text: str) -> str:
    """A text as a paragraph, which no sign at its beginning makes something else; its lines are kept."""
    lines = (_inline(literal(line)) for line in text.split("\n"))
    return FIRST.sub(lambda found: f"{found['number'] or ''}\\{found['after'] or found[0]}", "<br>".join(lines))


def _inline(text: str) -> str:
    """A text in which no sign is markup."""
    escaped = SIGNS.sub(lambda found: ENTITIES.get(found[0], f"\\{found[0]}"), text)
    return EDGES.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), escaped)
