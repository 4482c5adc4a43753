"""A filter that depends on nothing but the budget: saved filters written out, and words for days as days."""

import datetime
from collections.abc import Callable, Mapping

from jo_security.ledger.answers.search import fold
from jo_security.ledger.filtering.named import SAVED, written_out
from jo_security.ledger.filtering.parse import named
from jo_security.ledger.filtering.scan import scan
from jo_security.ledger.filtering.spans import DAYS

BEFORE, AFTER = " :.<>=,|", " .,|"
"""What stands before and after a word that is a value."""


def spell(text: str, today: Callable[[], datetime.date], saved: Mapping[str, str]) -> str:
    """The text with the filters that it names, and with days for words such as `today`; they alone ask for the day."""
    said = written_out(text, frozenset(saved.items())) if SAVED in text else text
    if not names_day(said):
        return said
    day = today()
    return " ".join(
        _dated(said[token.start : token.end], day) if named(token) else said[token.start : token.end]
        for token in scan(said)
    )


def names_day(text: str) -> bool:
    """Whether a text holds a word that may depend on the day."""
    folded = _folded(text)
    return any(word in folded for word in DAYS)


def _dated(term: str, today: datetime.date) -> str:
    """A term whose words for days are days."""
    folded = _folded(term)
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


def _folded(text: str) -> str:
    return fold(text).replace("\u2019", "'")
