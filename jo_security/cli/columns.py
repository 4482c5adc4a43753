"""Columns of sheets out of the ledger's terms, in the reader's words."""

from collections.abc import Iterable, Mapping, Sequence

from jo_security.ledger.columns import machine, term
from jo_security.locales.language import Language
from jo_security.sheets.sheet import Column


def column(name: str, language: Language, *, view: str = "", summed: bool = False, rank: int | None = 0) -> Column:
    """A column of a view."""
    its = term(name, view)
    return Column(machine(name), its.unit, language.text(its.heading), summed=summed, rank=rank)


def columns(
    names: Iterable[str], language: Language, ranks: Mapping[str, int], *, view: str = "", summed: Sequence[str] = ()
) -> list[Column]:
    """Columns of a view; those without a rank are for machines only."""
    return [column(name, language, view=view, summed=name in summed, rank=ranks.get(name)) for name in names]
