"""Records of a kind as a sheet."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from jo_security.cli.columns import columns
from jo_security.cli.kinds import RANKS
from jo_security.ledger.answers.listing import Listing, Totals
from jo_security.ledger.columns import PLUMBING, machine
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Sheet


def sheet(
    listing: Listing, language: Language, totals: Totals | None, *, title: str = "", whole: bool = False
) -> Sheet:
    """The rows of a listing, with their totals at the foot where they are given; the `whole` of them for people too."""
    kind = listing.asking.kind
    # People's columns stand first, in their order.
    names = [*RANKS[kind], *(name for name in listing.columns if name not in RANKS[kind] and name not in PLUMBING)]
    shown = columns(
        names,
        language,
        dict.fromkeys(names, 0) if whole else RANKS[kind],
        view=listing.kind.view,
        summed=(*listing.kind.amounts, *listing.kind.measures),
    )
    rows = map(itemgetter(*map(listing.columns.index, names)), listing.rows())
    tree = kind == "lines"
    return Sheet(
        name=kind,
        title=title,
        columns=[*shown, Column("top", "flag")] if tree else shown,
        rows=_topped(list(rows), names) if tree else rows,
        totals=None if totals is None else {machine(name): amount for name, amount in totals.amounts.items()},
        total="" if totals is None else language.plural("Total of {n}", "Total of {n}", totals.count),
        level="level" if tree else None,
        counted="top" if tree else None,
        empty=language.text(N_("No record answers this.")),
    )


def _topped(rows: Sequence[tuple[Any, ...]], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of lines, each with whether no other row holds it: these add up to the total."""
    its, parent = names.index("id"), names.index("parent")
    ids = {row[its] for row in rows}
    return [(*row, row[parent] not in ids) for row in rows]
