"""What ships with the program: the sample budgets, and the smallest budget of each rule."""

import os
from collections.abc import Mapping

from jo_security.files.source import load

DEFAULT = os.path.join("budgets", "jo-2024.toml")
VARIABLE = "JO_SECURITY_BUDGET"

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CHECKOUT = os.path.dirname(_PACKAGE)


def default_budget(environ: Mapping[str, str]) -> str:
    """The budget that is meant where none is named: that of the environment, of the current folder, or the shipped."""
    if environ.get(VARIABLE):
        return environ[VARIABLE]
    return DEFAULT if os.path.exists(DEFAULT) else _shipped("budgets", "budgets", "jo-2024.toml")


def example(code: str) -> str:
    """The text of the smallest budget that breaks a rule. Raises Unreadable."""
    return load(_shipped("examples", os.path.join("tests", "errors"), f"{code}.toml")).text


def _shipped(installed: str, checkout: str, name: str) -> str:
    """A file beside the package's modules, or at its place in a checkout."""
    path = os.path.join(_PACKAGE, installed, name)
    return path if os.path.exists(path) else os.path.join(_CHECKOUT, checkout, name)
