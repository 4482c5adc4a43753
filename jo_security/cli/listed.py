"""Records of a kind as a sheet."""

from dataclasses import replace
from typing import Any

from jo_security.cli.columns import columns
from jo_security.cli.kinds import RANKS
from jo_security.ledger.answers.listing import Listing, Totals
from jo_security.ledger.columns import machine
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Sheet

WITHIN = frozenset(("n", "op"))
"""What of a record only queries need."""


def sheet(
    listing: Listing, language: Language, totals: Totals | None, *, title: str = "", whole: bool = False
) -> Sheet:
    """The rows of a listing, with their totals at the foot where they are given; the `whole` of them for people too."""
    kind = listing.asking.kind
    shown = columns(
        listing.columns,
        language,
        {name: 0 for name in listing.columns if name not in WITHIN} if whole else RANKS[kind],
        view=listing.kind.view,
        summed=(*listing.kind.amounts, *listing.kind.measures),
    )
    kept = [replace(column, machines=column.key not in WITHIN) for column in shown]
    tree = kind == "lines"
    return Sheet(
        name=kind,
        title=title,
        columns=[*kept, Column("top", "flag")] if tree else kept,
        rows=_topped(listing) if tree else listing.rows(),
        totals=None if totals is None else {machine(name): amount for name, amount in totals.amounts.items()},
        total="" if totals is None else language.plural("Total of {n}", "Total of {n}", totals.count),
        level="level" if tree else None,
        counted="top" if tree else None,
        empty=language.text(N_("No record answers this.")),
    )


def _topped(listing: Listing) -> list[tuple[Any, ...]]:
    """Rows of lines, each with whether no other row holds it: these add up to the total."""
    held = list(listing.rows())
    its, parent = listing.columns.index("id"), listing.columns.index("parent")
    ids = {row[its] for row in held}
    return [(*row, row[parent] not in ids) for row in held]
