"""The entries of a figure as a sheet."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from jo_security.cli.columns import column
from jo_security.ledger.answers.why import Figure, why
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Sheet

RANKS: Mapping[str, int] = {
    "date": 0,
    "kind": 1,
    "operation": 0,
    "line": 3,
    "exercise": 5,
    "supplier": 7,
    "label": 4,
    "term": 6,
    "amount": 0,
    "running": 2,
}
"""The columns of an entry, and how soon each gives way where there is no room."""
_VALUES = attrgetter(*(name if name != "operation" else "id" for name in RANKS))


def rows(ledger: Ledger, figure: Figure) -> Iterator[tuple[Any, ...]]:
    """The entries of a figure as rows."""
    return (_VALUES(entry) for entry in why(ledger, figure))


def entries(
    held: Iterable[tuple[Any, ...]], language: Language, total: int | None, *, name: str = "entries", title: str = ""
) -> Sheet:
    """A sheet of entries, with the figure at its foot."""
    columns = [column(each, language, summed=each == "amount", rank=rank) for each, rank in RANKS.items()]
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=held,
        totals=None if total is None else {"amount": total},
        total=language.text(N_("Total")),
        empty=language.text(N_("No operation enters it.")),
    )
