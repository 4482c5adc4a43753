"""The journal of a budget, for whoever wants to know who did what, and whether it is what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jo_security.files.batch import key_of, parts, text_of
from jo_security.files.chain import Entry
from jo_security.files.journal import ABORT, Journal
from jo_security.files.officer import Officer
from jo_security.files.place import place
from jo_security.files.source import Source
from jo_security.files.syntax import NotToml, parse
from jo_security.files.unwritable import Unwritable
from jo_security.files.verify import Verdict, verify
from jo_security.office.altered import Altered
from jo_security.records.problem import Words
from jo_security.records.reasons import reason

__all__ = ["Change", "Verdict", "change", "entries", "history", "keys", "told", "verified"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that the journal tells of.

    `act` is what the officer asked for, or what was found: edit (by hand), git, accept, torn. `record` is what it is
    about, the first of those that were recorded together; `others` are the rest of them. `difference` tells the records
    that changed where several did, `absent` those that were not there any more; `commit` is the one that git brought.
    `time` is ISO 8601 with its offset.
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
    absent: Sequence[str] = ()
    commit: str = ""
    others: Sequence[str] = ()

    @property
    def ids(self) -> str:
        """What it is about, all of it."""
        return ", ".join((self.record, *self.others))


def history(name: str, record: str | None = None) -> list[Change]:
    """Every change of a budget that was not given up, or those of a record, oldest first. Raises Unwritable."""
    every = entries(name)
    given_up = {entry.said.get("of") for entry in every if entry.op == ABORT}
    found = [change(entry) for entry in every if entry.op != ABORT and entry.hash not in given_up]
    return [each for each in found if record is None or _about(each, record)]


def entries(name: str) -> list[Entry]:
    """Every entry of the journal of a budget, oldest first. Raises Unwritable."""
    try:
        return Journal(place(name)).entries()
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None


def verified(name: str, officer: Officer) -> Verdict:
    """What comes of reading the journal of a budget through. Raises Unwritable."""
    try:
        return verify(place(name), officer.state)
    except OSError as error:
        raise Unwritable(name, Words(reason(error))) from None


def change(entry: Entry) -> Change:
    """A change as an entry of the journal tells it."""
    table, its = key_of(entry)
    difference = entry.said.get("difference")
    return Change(
        entry.seq,
        str(entry.said.get("time", "")),
        str(entry.said.get("officer", "")),
        str(entry.said.get("act", entry.op)),
        table,
        its,
        entry.file,
        text_of(entry),
        difference if isinstance(difference, Mapping) else None,
        entry.hash,
        [name for key in ("absent", "missing") for _, name in entry.said.get(key, ())],
        str(entry.said.get("commit", "")),
        [key_of(each)[1] for each in parts(entry)[1:]],
    )


def keys(text: str) -> Sequence[Mapping[str, Any]]:
    """What the records of blocks say, by their keys; none of a text that is no block."""
    try:
        held = [each for said in parse(Source("", text.encode())).values() if isinstance(said, list) for each in said]
    except NotToml:
        return ()
    return [each for each in held if isinstance(each, Mapping)]


def told(difference: Mapping[str, Any] | None) -> Iterator[Altered]:
    """The records that a difference tells of; a journal may come from anywhere, and other forms are passed over."""
    for kind in ("added", "removed", "changed"):
        held = (difference or {}).get(kind)
        for each in held if isinstance(held, list) else ():
            match kind, each:
                case "changed", [str(table), str(record), dict(before), dict(after)]:
                    yield Altered(table, record, before, after)
                case "added", [str(table), str(record), dict(after)]:
                    yield Altered(table, record, None, after)
                case "removed", [str(table), str(record), dict(before)]:
                    yield Altered(table, record, before, None)


def _about(each: Change, record: str) -> bool:
    """Whether a change is about a record, or its difference tells of it."""
    return record in (each.record, *each.others) or any(record == one.record for one in told(each.difference))
