"""What is wrong with a budget whose files could be read."""

import datetime
from collections.abc import Iterable, Sequence

from jo_security.ledger.ledger import Ledger
from jo_security.ledger.rules import AMOUNTS, REFERENCES, rule
from jo_security.records.problem import Finding


def problems(ledger: Ledger, as_of: datetime.date | None = None) -> list[Finding]:
    """What is wrong with what is referred to; where nothing is, what is wrong with what it amounts to."""
    if not ledger.derived:
        return _find(ledger, REFERENCES)
    ledger.ask(as_of)
    ledger.balance()
    ledger.scope()
    return _find(ledger, AMOUNTS)


def problems_within(ledger: Ledger, commitments: Iterable[int]) -> list[Finding]:
    """The same of what concerns these commitments, by number, and every line."""
    ledger.scope(None, commitments)
    return _find(ledger, AMOUNTS)


def _find(ledger: Ledger, codes: Sequence[str]) -> list[Finding]:
    """What breaks the rules of the codes."""
    return [finding for code in codes for finding in rule(code).find(ledger.connection)]
