"""The keys of the record that an act appends: what a person is asked for, and what that is as a file has it."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, cast

from jo_security.ledger.answers.lookup import bears
from jo_security.ledger.columns import COLUMNS
from jo_security.ledger.ledger import Ledger
from jo_security.office.acting import ACTS, Officer
from jo_security.records.problem import Words
from jo_security.records.record import key, shapes
from jo_security.records.shapes import DATE, TEXT, Shape
from jo_security.records.tables import kind
from jo_security.records.words import N_

Keys = dict[str, Any]

VISA: Mapping[str, tuple[str, Shape]] = {
    "visa": ("number", TEXT),
    "visa-date": ("date", DATE),
    "visa-by": ("by", TEXT),
}
"""The parts of a visa as a person gives them: the key of each in the visa, and its shape."""
_REFERS: Mapping[str, str] = {"line": "line", "from": "line", "to": "line", "reservation": "reservation"}
_ABOUT: Mapping[str, str] = {
    "line": N_("The budget line"),
    "from": N_("The line that a transfer takes from"),
    "to": N_("The line that a transfer gives to"),
    "amount": N_("The amount; a sum is one too, such as 3*1200+450,50"),
    "schedule": N_("The CP of a financial year; once for each"),
    "commitment": N_("The commitment, or the reservation that an adjustment is about"),
    "supplier": N_("The supplier"),
    "tags": N_("A tag; once for each"),
    "visa": COLUMNS["visa_number"].about,
    "override": N_("Let it pass a limit, for that reason: who does so and when is recorded."),
}
"""What is asked for, where a column of a listing says something else or more."""


def asked(verb: str) -> dict[str, Shape]:
    """What a person may give for an act, with its shape: each key of its record, a visa in its parts, why it passes."""
    found: dict[str, Shape] = {}
    for name, shape in shapes(kind(ACTS[verb])).items():
        if name == "visa":
            found |= {part: its for part, (_, its) in VISA.items()}
        else:
            found[name] = TEXT if name == "override" else shape
    return found


def refers(verb: str, name: str) -> tuple[str, ...]:
    """The kinds of records that a key may name; none where it names no record."""
    if name == "commitment":
        return ("commitment", "reservation") if verb == "adjust" else ("commitment",)
    return (_REFERS[name],) if name in _REFERS else ()


def unborne(ledger: Ledger, verb: str, name: str, target: str) -> tuple[Words, Words] | None:
    """What is wrong with an id that a key names, and what to do; None where a record that the key may name bears it."""
    kinds = refers(verb, name)
    if not kinds or bears(ledger, kinds, target):
        return None
    from jo_security.ledger.rules.jo111 import RULE  # for a mistake only

    wants = Words(RULE.names["wants"][kinds[0]])
    message, hint = (RULE.message, RULE.hint) if len(kinds) == 1 else RULE.instead[ACTS[verb]]
    return Words(message, {"key": name, "target": target, "wants": wants}), Words(hint)


def about(name: str) -> str:
    """What is asked for, in words."""
    column = COLUMNS.get(name.replace("-", "_"))
    return _ABOUT.get(name) or (column.about if column else "")


def keys_of(verb: str, given: Mapping[str, object], officer: Officer) -> Keys:
    """The record's keys in the order of the reference, of what was given as TOML would give it."""
    keys: Keys = {}
    for name in shapes(kind(ACTS[verb])):
        if name == "visa":
            visa = {its: given[part] for part, (its, _) in VISA.items() if part in given}
            if visa:
                keys[name] = visa
        elif name == "override" and name in given:
            keys[name] = {"by": officer.name, "reason": given[name], "date": officer.now().date()}
        elif name in given:
            keys[name] = given[name]
    return keys


def needed(verb: str, keys: Mapping[str, object]) -> Iterator[str]:
    """The keys that a record cannot do without, but for its id and its date; some depend on others."""
    table = ACTS[verb]
    for field in fields(cast("Any", kind(table))):
        if field.default is MISSING and key(field.name) not in {"id", "date"}:
            yield key(field.name)
    if table == "movement":
        yield from ("from", "to") if keys.get("kind") == "transfer" else ("line",)
        if "ae" not in keys and "cp" not in keys:
            yield "ae"
    if table == "payment" and "line" not in keys:
        yield "commitment"
