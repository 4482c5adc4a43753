"""The keys of a record as options of a command, and what they were given as a file has it."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any

import click

from jo_security.cli import arguments, diagnostics
from jo_security.cli.completing import complete_ids
from jo_security.ledger.columns import COLUMNS
from jo_security.locales.language import Language
from jo_security.office.acting import ACTS, Officer
from jo_security.office.known import known as names_of
from jo_security.records.money import number, plain
from jo_security.records.record import Many, key, shapes
from jo_security.records.shapes import ANY, DATE, NOT_NEGATIVE, POSITIVE, SIGNED, Shape
from jo_security.records.tables import kind
from jo_security.records.words import N_

AMOUNTS = (POSITIVE, NOT_NEGATIVE, SIGNED, ANY)
COMPLETED: Mapping[str, Sequence[str]] = {
    "line": ("line",),
    "from": ("line",),
    "to": ("line",),
    "commitment": ("commitment",),
    "reservation": ("reservation",),
}
"""The kinds of names that a shell offers for a key."""
ABOUT: Mapping[str, str] = {
    "line": N_("The budget line"),
    "from": N_("The line that a transfer takes from"),
    "to": N_("The line that a transfer gives to"),
    "amount": N_("The amount; a sum is one too, such as 3*1200+450,50"),
    "schedule": N_("The CP of a financial year; once for each"),
    "commitment": N_("The commitment, or the reservation that an adjustment is about"),
    "supplier": N_("The supplier"),
    "tags": N_("A tag; once for each"),
}
"""What keys are, where a column of a listing says something else or more."""
VISA = {"visa": "number", "visa-date": "date", "visa-by": "by"}
"""The options of a visa, each with its key."""

Keys = dict[str, Any]


class Decimals(arguments.Typed[Decimal]):
    """An exact number, such as 0.8."""

    name = "number"

    def read(self, text: str) -> Decimal:
        """The number, with a comma or a point."""
        try:
            return number(text.replace(",", "."))
        except ArithmeticError:
            raise self.misread(N_("{value} is not a number such as 0.8."), value=text) from None


class Part(arguments.Typed[Keys]):
    """A share of a schedule: a financial year and an amount, such as 2024=1200000."""

    name = "share"

    def read(self, text: str) -> Keys:
        """The share as a file has it."""
        year, equals, amount = text.partition("=")
        if not equals or not (year.isascii() and year.isdigit()):
            raise self.misread(N_("{value} is not a share such as 2024=1200000."), value=text)
        return {"exercise": int(year), "cp": money(arguments.Amount(self.language).read(amount))}


def money(cents: int) -> Decimal:
    """An amount in cents as TOML gives it."""
    return Decimal(plain(cents))


def options(verb: str, language: Language) -> list[click.Option]:
    """The options of an act: one for each key of its record, visas and overrides in parts."""
    found: list[click.Option] = []
    for name, shape in shapes(kind(ACTS[verb])).items():
        if name == "visa":
            found += _visa(language)
        elif name == "override":
            says = N_("Let it pass a limit, for that reason: who does so and when is recorded.")
            found.append(click.Option(["--override"], metavar=language.text(N_("REASON")), help=language.text(says)))
        else:
            found.append(_option(name, shape, language))
    return found


def keys_of(verb: str, given: Mapping[str, Any], officer: Officer) -> Keys:
    """The keys that were given, in the order of the reference, as TOML would give them."""
    keys: Keys = {}
    for name, shape in shapes(kind(ACTS[verb])).items():
        value = given.get(name.replace("-", "_"))
        if name == "visa":
            visa = {part: given[option.replace("-", "_")] for option, part in VISA.items()}
            if any(visa.values()):
                keys[name] = {part: said for part, said in visa.items() if said is not None}
        elif value is None or value == ():
            continue
        elif name == "override":
            keys[name] = {"by": officer.name, "reason": value, "date": officer.now().date()}
        else:
            keys[name] = money(value) if shape in AMOUNTS else list(value) if isinstance(value, tuple) else value
    return keys


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
            raise self.misread(N_("It is blank."))
        if self.names and its not in self.names:
            from difflib import get_close_matches  # loaded for a mistake only

            near = get_close_matches(its, self.names, n=1)
            if near:
                raise self.misread(N_("The budget knows no {name}. Did you mean {near}?"), name=its, near=near[0])
            raise self.misread(N_("The budget knows no {name}."), name=its)
        return its


def asked_for(verb: str, keys: Keys, file: str, language: Language) -> Keys:
    """The keys with those that were missing: a person is asked for them, a program told. Raises UsageError."""
    table = ACTS[verb]
    known = shapes(kind(table))
    for name in _needed(table, keys):
        if name in keys:
            continue
        if not person():
            raise click.UsageError(language.text(N_("{option} is missing."), option=f"--{name}"))
        value = click.prompt(f"--{name}", type=_typed(verb, name, known[name], file, language), err=True)
        keys[name] = money(value) if known[name] in AMOUNTS else value
    whole = {name: keys[name] for name in known if name in keys}
    for name, value in whole.items():
        if known[name] in AMOUNTS:
            cents = int(value * 100)
            diagnostics.say(language.text(N_("{option}: {amount:money}"), option=name, amount=cents))
    return whole


def _typed(verb: str, name: str, shape: Shape, file: str, language: Language) -> click.ParamType[Any]:
    """What a person who is asked for a key may type."""
    its = _option(name, shape, language).type
    if its is not click.STRING:
        return its
    kinds = ("commitment", "reservation") if verb == "adjust" and name == "commitment" else COMPLETED.get(name, ())
    return Name(language, tuple(names_of(file, kinds)))


def person() -> bool:
    """Whether somebody sits at the terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _needed(table: str, keys: Keys) -> Iterator[str]:
    """The keys that a record cannot do without; some depend on others."""
    for field in fields(kind(table)):  # type: ignore[arg-type]
        if field.default is MISSING and key(field.name) not in {"id", "date"}:
            yield key(field.name)
    if table == "movement":
        yield from ("from", "to") if keys.get("kind") == "transfer" else ("line",)
        if "ae" not in keys and "cp" not in keys:
            yield "ae"
    if table == "payment" and "line" not in keys:
        yield "commitment"


def _option(name: str, shape: Shape, language: Language) -> click.Option:
    """The option of one key."""
    column = COLUMNS.get(name.replace("-", "_"))
    about = ABOUT.get(name) or (column.about if column else "")
    said = shape.json
    flag, settings = f"--{name}", _kind(shape, language)
    if said.get("type") == "boolean":
        flag = f"--{name}/--not-{name}"
    elif said.get("type") == "array" and not isinstance(shape, Many):
        flag = "--tag"
    elif name == "supplier":
        settings |= {"shell_complete": complete_ids(name)}
    elif name in COMPLETED:
        settings |= {"metavar": "ID", "shell_complete": complete_ids(*COMPLETED[name])}
    return click.Option([flag, name.replace("-", "_")], help=language.text(about), **settings)


def _kind(shape: Shape, language: Language) -> dict[str, Any]:
    """What click takes for an option of a shape."""
    text, said = language.text, shape.json
    if isinstance(shape, Many):
        return {"type": Part(language), "multiple": True, "metavar": text(N_("YEAR=AMOUNT"))}
    if shape in AMOUNTS:
        return {"type": arguments.Amount(language), "metavar": text(N_("AMOUNT"))}
    if shape is DATE:
        return {"type": arguments.Day(language), "metavar": text(N_("DAY"))}
    if "enum" in said:
        return {"type": click.Choice(said["enum"])}
    kinds: Mapping[str, dict[str, Any]] = {
        "boolean": {"default": None},
        "integer": {"type": click.IntRange(said.get("minimum"), said.get("maximum")), "metavar": text(N_("YEAR"))},
        "number": {"type": Decimals(language), "metavar": text(N_("N"))},
        "array": {"multiple": True, "metavar": text(N_("TEXT"))},
    }
    return kinds.get(said.get("type", ""), {"metavar": text(N_("TEXT"))})


def _visa(language: Language) -> list[click.Option]:
    """The parts of a visa."""
    text = language.text

    def told(name: str) -> str:
        return text(COLUMNS[name].about)

    return [
        click.Option(["--visa"], metavar=text(N_("NUMBER")), help=told("visa_number")),
        click.Option(["--visa-date"], type=arguments.Day(language), metavar=text(N_("DAY")), help=told("visa_date")),
        click.Option(["--visa-by"], metavar=text(N_("TEXT")), help=told("visa_by")),
    ]
