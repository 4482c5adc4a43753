"""Records of a kind as a sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from jo_security.cli.columns import columns
from jo_security.cli.kinds import RANKS
from jo_security.ledger.answers.listing import Listing, Totals
from jo_security.ledger.columns import PLUMBING, machine
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Sheet

TREE = ("id", "level")
"""What is needed of lines to draw their tree."""


def sheet(
    listing: Listing, language: Language, totals: Totals | None, *, title: str = "", chosen: Sequence[str] = ()
) -> Sheet:
    """The rows of a listing, with their totals at the foot where they are given; only the columns that are `chosen`."""
    kind = listing.asking.kind
    # People's columns stand first, in their order.
    rest = (name for name in listing.columns if name not in RANKS[kind] and name not in PLUMBING)
    names = list(chosen) or [*RANKS[kind], *rest]
    tree = kind == "lines"
    held = [*names, *(name for name in TREE if tree and name not in names)]
    shown = columns(
        held,
        language,
        dict.fromkeys(chosen, 0) or RANKS[kind],
        view=listing.kind.view,
        summed=(*listing.kind.amounts, *listing.kind.measures),
    )
    if chosen:
        shown = [replace(column, machines=column.rank is not None) for column in shown]
    places = [listing.columns.index(name) for name in held]
    # Of one place alone, itemgetter would give a bare value.
    cells = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
    rows = map(cells, listing.rows())
    return Sheet(
        name=kind,
        title=title,
        columns=[*shown, Column("top", "flag")] if tree else shown,
        rows=_topped(rows, held, listing.topmost()) if tree else rows,
        totals=None if totals is None else {machine(name): amount for name, amount in totals.amounts.items()},
        total="" if totals is None else language.plural("Total of {n}", "Total of {n}", totals.count),
        level="level" if tree and not listing.asking.sort else None,
        counted="top" if tree else None,
        empty=language.text(N_("No record answers this.")),
    )


def _topped(rows: Iterable[tuple[Any, ...]], names: Sequence[str], topmost: frozenset[str]) -> list[tuple[Any, ...]]:
    """Rows of lines, each with whether it adds up to the total."""
    its = names.index("id")
    return [(*row, row[its] in topmost) for row in rows]
