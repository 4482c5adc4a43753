"""The journal of a budget, for whoever wants to know who did what, and whether it is what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.files.journal import ABORT, Journal
from jo_security.files.officer import Officer
from jo_security.files.place import place
from jo_security.files.standing import key_of
from jo_security.files.unwritable import Unwritable
from jo_security.files.verify import Verdict, verify
from jo_security.records.problem import Words
from jo_security.records.reasons import reason

__all__ = ["Change", "Verdict", "history", "verified"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that the journal tells of.

    `act` is what the officer asked for, or what was found: edit (by hand), git, accept, torn. `record` is what it is
    about, `difference` tells the records that changed where several did; `time` is ISO 8601 with its offset.
    """

    number: int
    time: str
    officer: str
    act: str
    table: str
    record: str
    file: str
    text: str
    difference: Mapping[str, Any] | None
    hash: str


def history(name: str, record: str | None = None) -> list[Change]:
    """Every change of a budget that was not given up, or those of a record, oldest first. Raises Unwritable."""
    try:
        entries = Journal(place(name)).entries()
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None
    given_up = {entry.said.get("of") for entry in entries if entry.op == ABORT}
    found = [_change(entry) for entry in entries if entry.op != ABORT and entry.hash not in given_up]
    return [each for each in found if record is None or record == each.record or _tells(each.difference, record)]


def verified(name: str, officer: Officer) -> Verdict:
    """What comes of reading the journal of a budget through. Raises Unwritable."""
    try:
        return verify(place(name), officer.state)
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None


def _change(entry: Any) -> Change:  # noqa: ANN401
    table, its = key_of(entry)
    told = entry.said.get("difference")
    return Change(
        entry.seq,
        str(entry.said.get("time", "")),
        str(entry.said.get("officer", "")),
        str(entry.said.get("act", entry.op)),
        table,
        its,
        entry.file,
        str(entry.said.get("text", "")),
        told if isinstance(told, Mapping) else None,
        entry.hash,
    )


def _tells(difference: Mapping[str, Any] | None, record: str) -> bool:
    """Whether a difference tells of a record."""
    return difference is not None and record in _names(difference)


def _names(difference: Mapping[str, Any]) -> Sequence[str]:
    """The ids of the records that a difference tells of."""
    return [str(each[1]) for held in difference.values() if isinstance(held, list) for each in held if len(each) > 1]
