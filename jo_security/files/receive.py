"""The included file that receives what is recorded: `record-in` under `[budget]`, such as `jo-2024/{exercise}.toml`."""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from typing import Any

from jo_security.files.unwritable import Unwritable
from jo_security.records.problem import Words
from jo_security.records.words import N_

KEY = "record-in"
ANYBODY = "officer"
"""The name of an officer where a budget is checked."""

MOST_YEARS = 100


def receiver(name: str, record_in: str, patterns: Iterable[str], exercise: int, officer: str) -> str:
    """The name, from the budget's folder, of the file that receives an operation of an exercise.

    `officer` is a name that files may bear. Raises Unwritable where no pattern of `include` matches it.
    """
    file = filled(record_in, exercise, officer)
    if not any(matches(pattern, file) for pattern in patterns):
        says = N_("no include of the budget matches {file}, which is to receive the operation by record-in")
        raise Unwritable(name, Words(says, {"file": file}))
    return file


def filled(record_in: str, exercise: int, officer: str) -> str:
    """The name that `record-in` gives for an exercise and an officer."""
    return record_in.replace("{exercise}", str(exercise)).replace("{officer}", officer)


def candidates(document: Mapping[str, Any]) -> Iterator[str]:
    """The names that `record-in` may give, one an exercise of the budget; none where it is absent."""
    budget = document.get("budget")
    if not isinstance(budget, Mapping) or not isinstance(budget.get(KEY), str):
        return
    first, last = budget.get("start"), budget.get("end")
    if isinstance(first, datetime.date) and isinstance(last, datetime.date):
        years = range(first.year, min(last.year, first.year + MOST_YEARS) + 1)
    else:
        years = range(2000, 2001)
    for year in years:
        yield filled(budget[KEY], year, ANYBODY)


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern of `include` would match a file of that name, were it there."""
    return _match(_parts(pattern), _parts(name))


def _parts(path: str) -> list[str]:
    return [part for part in path.replace(os.sep, "/").split("/") if part not in {"", "."}]


def _match(pattern: list[str], name: list[str]) -> bool:
    """The same, by the parts of both; as for `glob`, a star matches no hidden name."""
    if not pattern or not name:
        return not pattern and not name
    if pattern[0] == "**" and len(pattern) > 1:
        shown = not name[0].startswith(".")
        return _match(pattern[1:], name) or (shown and _match(pattern, name[1:]))
    hidden = name[0].startswith(".") and not pattern[0].startswith(".")
    return not hidden and fnmatch(name[0], pattern[0]) and _match(pattern[1:], name[1:])
