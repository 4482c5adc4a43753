"""The keys of a record as options of a command, and what they were given as a file has it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import click

from jo_security.cli import arguments
from jo_security.cli.completing import complete_ids
from jo_security.locales.language import Language
from jo_security.office.acting import Officer
from jo_security.office.keys import Keys, about, asked, keys_of, refers
from jo_security.records.entered import entered
from jo_security.records.record import Many
from jo_security.records.shapes import AMOUNTS, DATE, Shape
from jo_security.records.typed import share
from jo_security.records.words import N_


class Entered(arguments.Typed[object]):
    """A value of a record as people type it, by the shape of its key, as TOML would give it."""

    def __init__(self, language: Language, shape: Shape) -> None:
        super().__init__(language)
        self.name = "share" if isinstance(shape, Many) else str(shape.json.get("type", "amount"))
        # An option that may be given several times has one share each time.
        self.reads = share if isinstance(shape, Many) else partial(entered, shape)

    def read(self, text: str) -> object:
        """The value of a text."""
        return self.reads(text)


def options(verb: str, language: Language) -> list[click.Option]:
    """The options of an act: one for each key of its record, visas and overrides in parts."""
    return [option(verb, name, shape, language) for name, shape in asked(verb).items()]


def given_keys(verb: str, given: Mapping[str, Any], officer: Officer) -> Keys:
    """The keys that were given as options, in the order of the reference, as TOML would give them."""
    values = {name: given[name.replace("-", "_")] for name in asked(verb)}
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return keys_of(verb, {name: value for name, value in said.items() if value not in (None, [])}, officer)


def option(verb: str, name: str, shape: Shape, language: Language) -> click.Option:
    """The option of one key."""
    said = shape.json
    flag, settings = f"--{name}", _kind(name, shape, language)
    if said.get("type") == "boolean":
        flag = f"--{name}/--not-{name}"
    elif name == "tags":
        flag = "--tag"
    elif name == "supplier":
        settings |= {"shell_complete": complete_ids(name)}
    elif kinds := refers(verb, name):
        settings |= {"metavar": "ID", "shell_complete": complete_ids(*kinds)}
    return click.Option([flag, name.replace("-", "_")], help=language.text(about(name)), **settings)


def _kind(name: str, shape: Shape, language: Language) -> dict[str, Any]:
    """What click takes for an option of a shape."""
    text, said = language.text, shape.json
    if isinstance(shape, Many):
        return {"type": Entered(language, shape), "multiple": True, "metavar": text(N_("YEAR=AMOUNT"))}
    if shape in AMOUNTS:
        return {"type": Entered(language, shape), "metavar": text(N_("AMOUNT"))}
    if shape is DATE:
        return {"type": arguments.Day(language), "metavar": text(N_("DAY"))}
    if "enum" in said:
        return {"type": click.Choice(said["enum"])}
    kinds: Mapping[str, dict[str, Any]] = {
        "boolean": {"default": None},
        "integer": {"type": click.IntRange(said.get("minimum"), said.get("maximum")), "metavar": text(N_("YEAR"))},
        "number": {"type": Entered(language, shape), "metavar": text(N_("N"))},
        "array": {"multiple": True, "metavar": text(N_("TEXT"))},
    }
    words = {"visa": N_("NUMBER"), "override": N_("REASON")}
    return kinds.get(said.get("type", ""), {"metavar": text(words.get(name, N_("TEXT")))})
