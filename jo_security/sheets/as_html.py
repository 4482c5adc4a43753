"""A document as one page of HTML that needs nothing else: to be read on a screen, printed, or sent."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, cast

from jo_security.locales.phrases import literal
from jo_security.sheets.cells import RIGHT, shown
from jo_security.sheets.sheet import Bar, Bars, Column, Document, Facts, Remarks, Sheet, Values
from jo_security.sheets.view import View, at_right, tone, view

if TYPE_CHECKING:
    from jo_security.locales.language import Language

STYLE = os.path.join(os.path.dirname(__file__), "page.css")
STEP = 1.3
"""Letters that a name is moved by, a level of the tree."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing."""


def written(document: Document, language: Language) -> Iterator[str]:
    """The page: its title, the sentences under it, its parts."""
    with open(STYLE, encoding="utf-8") as file:
        style = file.read()
    title = _text(document.title)
    yield (
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    )
    for sentence in document.said:
        yield f"<p>{_text(sentence)}</p>\n"
    yield "</header>\n<main>\n"
    for part in document.parts:
        yield from _section(part, language)
    yield "</main>\n</body>\n</html>\n"


def _section(part: Sheet | Facts | Bars | Remarks, language: Language) -> Iterator[str]:
    """A part with its title; nothing where people see nothing of it."""
    if isinstance(part, Sheet) and not view(part, language).columns:
        return
    title = f"<h2>{_text(part.title)}</h2>\n" if part.title else ""
    yield f"<section>\n{title}"
    if isinstance(part, Sheet):
        yield from _sheet(view(part, language))
    elif isinstance(part, Facts):
        yield _facts(part.facts, language)
    elif isinstance(part, Bars):
        yield _bars(part, language)
    else:
        yield f'<div class="remarks">\n{"".join(map(_remark, part.texts))}</div>\n'
    yield "</section>\n"


def _sheet(seen: View) -> Iterator[str]:
    """A table, a row at a time, its total at the foot; a sentence in its place where it is empty."""
    rows = iter(seen.sheet.rows)
    first = next(rows, None)
    if first is None:
        yield f'<p class="empty">{_text(seen.sheet.empty)}</p>\n'
        return
    headings = (
        f'<th scope="col"{_classes("r" if column.unit in RIGHT else "")}>{escape(heading)}</th>'
        for column, heading in zip(seen.columns, seen.headings(), strict=True)
    )
    tree = " tree" if seen.sheet.level else ""
    yield f'<div class="wide">\n<table class="sheet{tree}">\n<thead>\n<tr>{"".join(headings)}</tr>\n</thead>\n<tbody>\n'
    yield _row(first, seen)
    for row in rows:
        yield _row(row, seen)
    yield f"</tbody>\n{_foot(seen)}</table>\n</div>\n"


def _row(row: Values, seen: View) -> str:
    """A row, its first cell moved by its level."""
    level = seen.level(row)
    top = ' class="top"' if seen.sheet.level and not level else ""
    return f"<tr{top}>{_cells(seen.values(row), seen, level)}</tr>\n"


def _cells(values: Sequence[object], seen: View, level: int) -> str:
    """Cells of a table; the first one names the row."""
    found = []
    for place, (value, text, column) in enumerate(zip(values, seen.texts(values), seen.columns, strict=True)):
        shown_text = f"{_meter(value)}{escape(text)}" if column.unit == "rate" and text else escape(text)
        classes = _class(value, column)
        if place:
            found.append(f"<td{classes}>{shown_text}</td>")
        else:
            style = f' style="padding-left:{level * STEP + 0.2:.1f}em"' if level else ""
            found.append(f'<th scope="row"{classes}{style}>{shown_text}</th>')
    return "".join(found)


def _foot(seen: View) -> str:
    """The total."""
    totals, foot = seen.totals(), seen.foot()
    if totals is None or foot is None:
        return ""
    first, *others = zip(totals, foot, seen.columns, strict=True)
    cells = "".join(
        f"<td{_class(value, column)}>{_meter(value) if column.unit == 'rate' and text else ''}{escape(text)}</td>"
        for value, text, column in others
    )
    return f'<tfoot>\n<tr><th scope="row">{escape(first[1])}</th>{cells}</tr>\n</tfoot>\n'


def _class(value: object, column: Column) -> str:
    """How a cell stands, and whether its amount is negative or nothing."""
    unit = column.unit
    stands = "t" if unit in {"text", "texts"} else "r n" if at_right(value, unit) else "" if unit == "any" else "n"
    return _classes(stands, tone(value, unit))


def _classes(*names: str) -> str:
    """The attribute of some classes, where there are any."""
    named = " ".join(filter(None, names))
    return f' class="{named}"' if named else ""


def _meter(value: object) -> str:
    """A rate as a small bar; what is over the whole fills it."""
    part, whole = cast("tuple[int, int]", value)
    return f'<span class="meter"><i style="width:{_percent(min(max(part, 0), whole), whole)}"></i></span>'


def _facts(facts: Sequence[tuple[Column, object]], language: Language) -> str:
    """A heading and a value a row; what is not known is left out."""
    rows = "".join(
        f'<tr><th scope="row">{_text(column.heading)}</th>'
        f"<td{_classes(tone(value, column.unit))}>{escape(shown(value, column.unit, language))}</td></tr>\n"
        for column, value in facts
        if value is not None and column.rank is not None
    )
    return f'<table class="facts">\n<tbody>\n{rows}</tbody>\n</table>\n'


def _bars(bars: Bars, language: Language) -> str:
    """Waterfalls below each other: each bar from where it begins to where it ends, its amount in figures."""
    scale = max((bar.high for fall in bars.falls for bar in fall), default=0)
    falls = "".join(f"<tbody>\n{''.join(_bar(bar, scale, language) for bar in fall)}</tbody>\n" for fall in bars.falls)
    return f'<table class="fall">\n{falls}</table>\n'


def _bar(bar: Bar, scale: int, language: Language) -> str:
    """A bar in its row."""
    return (
        f'<tr class="{"result" if bar.strong else "step"}"><th scope="row">{_text(bar.label)}</th>'
        f"<td{_classes('r n amount', tone(bar.amount, 'money'))}>{escape(language.amount(bar.amount))}</td>"
        f'<td><div class="track">{_drawn(bar, scale)}</div></td></tr>\n'
    )


def _drawn(bar: Bar, scale: int) -> str:
    """A bar at its place; nothing where it is nothing, or under zero."""
    low, high = max(0, bar.low), bar.high
    if scale <= 0 or low >= high:
        return ""
    return f'<div class="bar" style="left:{_percent(low, scale)};width:{_percent(high - low, scale)}"></div>'


def _percent(part: int, whole: int) -> str:
    """A share as CSS has it, to a hundredth of a percent."""
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _remark(text: str) -> str:
    """A sentence as a paragraph; what has lines keeps them, in letters of one width."""
    shown_text = "\n".join(_text(line) for line in text.rstrip("\n").split("\n"))
    return f'<div class="lines">{shown_text}</div>\n' if "\n" in shown_text else f"<p>{shown_text}</p>\n"


def _text(text: str) -> str:
    """A text that is shown as it is; what steers a terminal or a page has a sign in its place."""
    return escape(literal(text))
