"""What is on the screen as a sheet for a file: the rows shown, in their order and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_
from jo_security.sheets.sheet import Column as SheetColumn
from jo_security.sheets.sheet import Document, Sheet
from jo_security.tui.screens.rows import Typed
from jo_security.tui.screens.summing import pages, sums
from jo_security.tui.widgets.copying import plain
from jo_security.tui.widgets.grouping import is_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from jo_security.locales.language import Language
    from jo_security.tui.screens.rows import Rows
    from jo_security.tui.widgets.cells import Cell, Row
    from jo_security.tui.widgets.columns import Column


TOP: Final = "top"
"""The column that says which rows add up, in a tree."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen shows: its name, the title and sentences above it, its columns and the ids of its rows."""

    name: str
    title: str
    said: Sequence[str]
    columns: Sequence[Column]
    ids: Sequence[int]
    cells: Callable[[Row], Sequence[Cell | str]]
    """The cells of a row that stand in these columns."""


def document(shown: Shown, rows: Rows, language: Language) -> Document:
    """The document of what is shown; `rows` are asked of the ledger of this thread, page by page."""
    columns = [
        SheetColumn(
            column.key,
            rows.unit(column.key) if isinstance(rows, Typed) else "text",
            column.label,
            summed=isinstance(rows, Typed) and column.key in rows.summed,
        )
        for column in shown.columns
    ]
    ids = [row for row in shown.ids if not is_heading(row)]
    tops = {*rows.apart(ids)} if isinstance(rows, Typed) else {*ids}
    # What a parent holds counts once.
    tree = len(tops) < len(ids)
    if tree:
        columns.append(SheetColumn(TOP, "flag"))
    totals = dict[str, object](sums(rows, ids)) if isinstance(rows, Typed) and rows.summed and ids else None
    sheet = Sheet(
        name=shown.name,
        title="",
        columns=columns,
        rows=_values(rows, shown, ids, tops if tree else None),
        totals=totals,
        total=language.text(N_("Total")) if totals is not None else "",
        counted=TOP if tree else None,
        empty=language.text(N_("No record answers this.")),
    )
    return Document(title=shown.title, parts=[sheet], said=shown.said)


def _values(rows: Rows, shown: Shown, ids: Sequence[int], tops: AbstractSet[int] | None) -> Iterator[Sequence[object]]:
    """The values of the rows shown, in the order of the columns; where rows say none, the text that is shown."""
    keys = [column.key for column in shown.columns]
    for page in pages(ids):
        values = rows.values(page) if isinstance(rows, Typed) else [{} for _ in page]
        cells: Sequence[Sequence[Cell | str]] = [()] * len(page)
        if not values[0].keys() >= {*keys}:
            cells = [shown.cells(row) for row in rows.cells(page)]
        for n, its, drawn in zip(page, values, cells, strict=True):
            row = [its[key] if key in its else plain(drawn[place]) for place, key in enumerate(keys)]
            yield row if tops is None else [*row, n in tops]
