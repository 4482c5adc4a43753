"""Searching: words are found whatever their case and their accents."""

import unicodedata

from jo_security.ledger.ledger import Ledger


def fold(text: str) -> str:
    """A text without its case and its accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def words(search: str) -> list[str]:
    """The words of a search, folded; a text is found where it holds all of them."""
    return fold(search).split()


def found(search: str, *texts: str) -> bool:
    """Whether these texts hold every word of a search."""
    sought = words(search)
    whole = fold(" ".join(texts))
    return all(word in whole for word in sought)


def prepare(ledger: Ledger) -> None:
    """Teach the ledger's queries to fold."""
    ledger.connection.create_function("fold", 1, fold, deterministic=True)
