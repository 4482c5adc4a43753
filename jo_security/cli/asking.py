"""Asking whoever sits at the terminal for what an act cannot do without."""

import sys
from collections.abc import Collection
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.keys import option
from jo_security.locales.language import Language
from jo_security.office.keys import Keys, asked, needed, refers
from jo_security.office.known import known
from jo_security.records.money import cents
from jo_security.records.problem import Words
from jo_security.records.record import Many
from jo_security.records.shapes import AMOUNTS, Shape
from jo_security.records.typed import Misread
from jo_security.records.words import N_


class Name(arguments.Typed[str]):
    """A text that somebody types when asked, not blank; one of some names where the budget has any."""

    name = "text"

    def __init__(self, language: Language, names: Collection[str]) -> None:
        super().__init__(language)
        self.names = names

    def read(self, text: str) -> str:
        """The text without blanks around it."""
        its = text.strip()
        if not its:
            raise Misread(Words(N_("It is blank.")))
        if self.names and its not in self.names:
            from difflib import get_close_matches  # loaded for a mistake only

            near = get_close_matches(its, self.names, n=1)
            says = N_("The budget knows no {name}.")
            if near:
                says = N_("The budget knows no {name}. Did you mean {near}?")
            raise Misread(Words(says, {"name": its, "near": near[0] if near else None}))
        return its


def asked_for(verb: str, keys: Keys, file: str, language: Language) -> Keys:
    """The keys with those that were missing: a person is asked for them, a program told. Raises UsageError."""
    shapes = asked(verb)
    for name in needed(verb, keys):
        if name in keys:
            continue
        if not person():
            raise click.UsageError(language.text(N_("{option} is missing."), option=f"--{name}"))
        keys[name] = click.prompt(f"--{name}", type=_typed(verb, name, shapes[name], file, language), err=True)
    whole = {name: keys[name] for name in shapes if name in keys}
    for name, value in whole.items():
        if shapes[name] in AMOUNTS or isinstance(shapes[name], Many):
            amount = sum(each["cp"] for each in value) if isinstance(value, list) else value
            diagnostics.say(language.text(N_("{option}: {amount:amount}"), option=name, amount=cents(amount)))
    return whole


def person() -> bool:
    """Whether somebody sits at the terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _typed(verb: str, name: str, shape: Shape, file: str, language: Language) -> click.ParamType[Any]:
    """What a person who is asked for a key may type."""
    its = option(verb, name, shape, language).type
    return its if its is not click.STRING else Name(language, tuple(known(file, refers(verb, name))))
