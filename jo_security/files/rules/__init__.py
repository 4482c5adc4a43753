"""The rules about what is written, one module each: JO101 to JO106."""

from functools import cache
from importlib import import_module
from typing import cast

from jo_security.records.rule import Rule

CODES = ("JO101", "JO102", "JO103", "JO104", "JO105", "JO106")


@cache
def rule(code: str) -> Rule:
    """The rule that a code names; its module is loaded when it is asked for."""
    return cast("Rule", import_module(f"{__name__}.{code.lower()}").RULE)
