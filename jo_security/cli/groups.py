"""The names of groups of lines."""

from jo_security.ledger import answers
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.records.words import N_

TITLES = {
    1: N_("public powers"),
    2: N_("staff"),
    3: N_("operating"),
    4: N_("debt"),
    5: N_("investment"),
    6: N_("intervention"),
    7: N_("financial operations"),
}
"""The titles of the LOLF (organic law 2001-692, article 5)."""


def name_of(ledger: Ledger, language: Language, by: str, key: str | int | None) -> str:
    """The name of a group: its key, and what that stands for."""
    if key is None:
        return language.text({"programme": N_("no programme"), "title": N_("no title"), "tag": N_("no tag")}[by])
    if by == "programme":
        return f"{key} {answers.programmes(ledger)[str(key)]}"
    return f"{key} {language.text(TITLES[int(key)])}" if by == "title" else str(key)
