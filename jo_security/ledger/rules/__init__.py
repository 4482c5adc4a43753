"""The rules about what is referred to and what it amounts to, one module each: JO111 to JO502.

A new rule is a module `joNNN.py` with a `RULE`, and its code in one of the lists below.
"""

from functools import cache
from importlib import import_module
from typing import cast

from jo_security.ledger.rules.rule import LedgerRule

REFERENCES = ("JO111", "JO112", "JO113", "JO114")
"""What is referred to: checked first, on the records alone."""

AMOUNTS = (
    "JO121",
    "JO122",
    "JO123",
    "JO201",
    "JO202",
    "JO203",
    "JO204",
    "JO205",
    "JO206",
    "JO207",
    "JO208",
    "JO301",
    "JO302",
    "JO303",
    "JO304",
    "JO305",
    "JO401",
    "JO402",
    "JO403",
    "JO404",
    "JO501",
    "JO502",
)
"""What the budget amounts to: checked where every reference leads somewhere."""


@cache
def rule(code: str) -> LedgerRule:
    """The rule that a code names; its module is loaded when it is asked for."""
    return cast("LedgerRule", import_module(f"{__name__}.{code.lower()}").RULE)
