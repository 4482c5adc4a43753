"""How filters are written, and what they can ask for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.records.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jo_security.ledger.filtering.fields import Field, Fields
    from jo_security.locales.language import Language

EXAMPLES: Final = (
    ({"en": "drone"}, N_("Rows that hold the word, whatever its case and accents")),
    ({"en": '"two words"', "fr": "« deux mots »"}, N_("What holds blanks stands in quotes")),
    ({"en": "-drone"}, N_("Not those: a leading - excludes")),
    ({"en": "supplier:acme", "fr": "fournisseur:acme"}, N_("In one field; every term must hold")),
    ({"en": "tag:drone,cyber", "fr": "étiquette:drone,cyber"}, N_("One or the other; of amounts apart by |")),
    ({"en": "drone | cyber"}, N_("Either of two terms")),
    ({"en": "id:=EJ-1"}, N_("Exactly that, not a part of it")),
    ({"en": "amount:>1M", "fr": "montant:>1M"}, N_("Over a million; also >=, <, <=, 1M..2M; k, M, bn")),
    ({"en": "date:2024-Q1", "fr": "date:2024-T1"}, N_("A quarter; also a year, a month, a day, today, from..to")),
    ({"en": "@name", "fr": "@nom"}, N_("A saved filter")),
)
"""How filters are written, in each language, and what that means."""


def written(language: Language, fields: Fields) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """How a filter is written, and what it can ask for, each under its title."""
    text, code = language.text, language.code
    examples = [(example.get(code, example["en"]), text(says)) for example, says in EXAMPLES]
    named = [(f"{field.named(code)}:", _meaning(language, field)) for field in fields.each]
    return (text(N_("How a filter is written")), examples), (text(N_("What it can ask for")), named)


def _meaning(language: Language, field: Field) -> str:
    """What a field holds; of a field of words, which these are."""
    said = language.text(field.about)
    words = ", ".join(each.named(language.code) for each in field.choices)
    return language.text(N_("{meaning}: {words}"), meaning=said, words=words) if words else said
