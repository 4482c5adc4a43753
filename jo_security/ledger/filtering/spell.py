"""A filter that depends on nothing but the budget: saved filters written out, and words for days as days."""

import datetime
from collections.abc import Mapping

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.parse import SAVED, named
from jo_security.ledger.filtering.scan import scan
from jo_security.ledger.filtering.spans import DAYS

BEFORE, AFTER = " :.<>=,|", " .,|"
"""What stands before and after a word that is a value."""


def spell(text: str, today: datetime.date, saved: Mapping[str, str] | None = None) -> str:
    """The text with the filters that it names, and with days for words such as `today` in its values."""
    return " ".join(_spelled(text, today, dict(saved or {})))


def _spelled(text: str, today: datetime.date, saved: dict[str, str]) -> list[str]:
    found: list[str] = []
    for token in scan(text):
        whole = text[token.start : token.end]
        if token.bare.startswith(SAVED):
            name = token.text[1:]
            # A filter that names itself says nothing more.
            others = {other: its for other, its in saved.items() if other != name}
            found += _spelled(saved.get(name, ""), today, others)
        else:
            found.append(_dated(whole, today) if named(token) else whole)
    return found


def _dated(term: str, today: datetime.date) -> str:
    """A term whose words for days are days."""
    folded = fold(term).replace("\u2019", "'")
    if len(folded) != len(term):
        return term
    for word, step in DAYS.items():
        place = folded.find(word)
        while place >= 0:
            end = place + len(word)
            around = (folded[place - 1 : place] or " ") in BEFORE and (folded[end : end + 1] or " ") in AFTER
            day = (today + datetime.timedelta(step)).isoformat() if around else term[place:end]
            term, folded = term[:place] + day + term[end:], folded[:place] + day + folded[end:]
            place = folded.find(word, place + len(day))
    return term
