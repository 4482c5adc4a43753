"""Starting a budget: a new file to go on from, and beside it what editors and git need to know."""

import json
import re
from collections.abc import Callable
from contextlib import suppress

from jo_security.files.create import Taken, create
from jo_security.files.git import tell
from jo_security.files.naming import beside, file_of
from jo_security.records.json_schema import budget_schema, written
from jo_security.records.problem import Words
from jo_security.records.words import N_

SCHEMA = "budget.schema.json"


def start(text: str, name: str, told: Callable[[Words], None]) -> None:
    """Write a budget's text to a new file, its schema beside it where there is none, and tell git of it.

    What was written is `told` as soon as it is. Raises Unwritable.
    """
    create(name, text.encode())
    told(Words(N_("{file} is written."), {"file": name}))
    schema = beside(name, SCHEMA)
    with suppress(Taken):
        create(schema, written(budget_schema()).encode())
        told(Words(N_("{file} is written."), {"file": schema}))
    for other in tell(name):
        told(Words(N_("{file} now says how git is to treat {budget}."), {"file": other, "budget": name}))


def filled(template: str, *, id: str, label: str, year: int) -> str:  # noqa: A002 - the word of the format
    """The text of a new budget: a template with its id, its label and its year in their places."""
    values = {
        "id": _text(id),
        "label": _text(label),
        "year": str(year),
        "next": str(year + 1),
        "folder": file_of(id).removesuffix(".toml"),
    }
    return re.sub(r"\{(\w+)\}", lambda place: values[place[1]], template)


def _text(value: str) -> str:
    """A text as TOML writes it; a line without control characters looks the same in JSON."""
    return json.dumps(value, ensure_ascii=False)


__all__ = ["file_of", "filled", "start"]
