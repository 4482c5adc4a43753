"""What an officer can ask about a rule: its words, its source in law, the smallest example."""

from jo_security.files import rules as written
from jo_security.files.shipped import example
from jo_security.ledger import rules as ledger
from jo_security.records.rule import Rule

CODES = (*written.CODES, *ledger.REFERENCES, *ledger.AMOUNTS)
"""The codes of all rules, in order."""


def rule(code: str) -> Rule:
    """The rule of a code, which is one of CODES."""
    return written.rule(code) if code in written.CODES else ledger.rule(code)


__all__ = ["CODES", "example", "rule"]
