"""What forms begin with, as it would be typed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from jo_security.office.keys import asked
from jo_security.records.money import cents
from jo_security.records.record import Many
from jo_security.records.shapes import AMOUNTS, Shape
from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jo_security.ledger.answers import Header
    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer


def today(officer: Officer, header: Header) -> dict[str, str]:
    """Today as the date of an operation, unless the budget has ended: then one is to be given."""
    day = officer.now().date().isoformat()
    return {"date": day} if header.end is None or day <= header.end else {}


def shown(language: Language, verb: str, keys: Mapping[str, Any]) -> dict[str, str]:
    """The values of keys as they would be typed into a form."""
    shapes = asked(verb)
    return {name: _shown(language, shapes[name], value) for name, value in keys.items() if name in shapes}


def _shown(language: Language, shape: Shape, value: Any) -> str:  # noqa: ANN401 - as TOML gives it
    if isinstance(shape, Many):
        return ", ".join(f"{each['exercise']}={amount(language, cents(each['cp']))}" for each in value)
    if shape in AMOUNTS:
        return amount(language, cents(value))
    if isinstance(value, bool):
        return language.text(N_("yes") if value else N_("no"))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return ", ".join(map(quoted, value)) if isinstance(value, list) else str(value)


def quoted(text: str) -> str:
    """One text among several, in quotes where it holds what parts them."""
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def amount(language: Language, cents: int) -> str:
    """Cents as they would be typed: exact, with the signs that a keyboard has."""
    return language.amount(cents).replace("\u202f", " ").replace("\u2212", "-")
