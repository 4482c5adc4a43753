"""What acts should do to a budget, told from the reference alone: a document, and who recorded what of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import oracle
import tomli
from oracle.text import Record

Key = tuple[str, str]
Named = frozenset[tuple[str, str]]

WAIVED = ("JO201", "JO203", "JO302")
"""What an override covers, on later operations as well."""

IDS = re.compile(r'^id *= *"(.*)"', re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """The errors, those that an override covers, and the warnings that an operation would bring: code and record."""

    errors: Named
    covered: Named = frozenset()
    warnings: Named = frozenset()


@dataclass(frozen=True)
class Kept:
    """An operation that an act recorded: by whom, as which act, and the text of its block at its place in the file."""

    officer: str
    number: int
    text: str
    offset: int
    table: str
    record: Record


def key_of(table: str, record: Record) -> Key:
    """What an operation is known by; an assertion by what it says of itself."""
    if "id" in record:
        return table, record["id"]
    told = [record.get(name) for name in ("measure", "line", "date")]
    return table, " ".join([table, *(str(each) for each in told if each is not None)])


@dataclass
class Model:
    """A budget's text, what it says (None where it is no TOML), and the operations that are due in it."""

    text: str
    excused: Named = frozenset()
    live: dict[Key, Kept] = field(default_factory=dict)
    ever: dict[Key, Kept] = field(default_factory=dict)
    taken: dict[str, list[Kept]] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self.by_hand(self.text)

    def by_hand(self, text: str) -> None:
        """Somebody saved the file: whatever is wrong with it now is of their making."""
        self.text = text
        self.doc = parsed(text)
        self.excused = self.errors()

    @property
    def order(self) -> Sequence[str]:
        """The ids in the order of the file."""
        return IDS.findall(self.text)

    def problems(self, doc: oracle.Doc | None = None, order: Sequence[str] | None = None) -> list[oracle.Found]:
        """What is wrong with a document, or with the budget's own."""
        doc = self.doc if doc is None else doc
        return [] if doc is None else oracle.problems(doc, None, self.order if order is None else order)

    def errors(self) -> Named:
        """The errors of the budget; assertions all under one name, since their rank is not theirs."""
        found = [each for each in self.problems() if each.severity == "error"]
        return frozenset((each.code, "" if each.code == "JO501" else each.record) for each in found)

    @property
    def readable(self) -> bool:
        """Whether every reference leads somewhere, so that the budget can be added up."""
        return self.doc is not None and not any(each.code.startswith("JO11") for each in self.problems())

    @property
    def present(self) -> set[Key]:
        """The records of the file."""
        doc = self.doc or {}
        return {
            key_of(table, record)
            for table, held in doc.items()
            if isinstance(held, list) and table not in ("programme", "line")
            for record in held
        }

    @property
    def missing(self) -> list[Key]:
        """What was recorded and is not in the file, in the order in which it came."""
        return [] if self.doc is None else [key for key in self.live if key not in self.present]

    def weigh(self, table: str, record: Record) -> Verdict:
        """What an operation would bring, were it at the end of the file."""
        assert self.doc is not None
        before = self.problems()
        if not self.readable:
            return Verdict(named(before))
        doc = {**self.doc, table: [*self.doc.get(table, []), record]}
        name = record.get("id", f"assertion {len(doc[table])}")
        fresh = [each for each in self.problems(doc, [*self.order, name]) if named([each]) - named(before)]
        errors = [each for each in fresh if each.severity == "error"]
        waived = [each for each in errors if "override" in record and each.code in WAIVED and each.record != name]
        warnings = [each for each in fresh if each.severity == "warning"]
        return Verdict(named(errors) - named(waived), named(waived), named(warnings))

    def without(self, key: Key) -> oracle.Doc:
        """What the budget says without a record."""
        assert self.doc is not None
        held = [each for each in self.doc.get(key[0], []) if key_of(key[0], each) != key]
        return {**self.doc, key[0]: held}

    def rests(self, key: Key) -> bool:
        """Whether the budget would have an error without a record that it has not with it."""
        left = self.without(key)
        now = named(self.problems())
        if key[0] == "assertion":
            return False
        order = [each for each in self.order if each != key[1]]
        return any(each.severity == "error" and named([each]) - now for each in self.problems(left, order))

    def noticed(self) -> None:
        """An act looks at the file: what somebody put back is due again, unless something else is missing."""
        if self.doc is not None and not self.missing:
            self.live |= self.back()

    def back(self) -> dict[Key, Kept]:
        """What was taken away and is there again."""
        here = self.present
        return {key: self.ever[key] for key in sorted(self.ever) if key in here and key not in self.live}

    def came(self, officer: str, table: str, text: str, excused: Named = frozenset(), *, clear: bool = True) -> None:
        """An act appended: the file is longer by one block."""
        added = text.removeprefix(self.text)
        self.number += 1
        record = tomli.loads(added, parse_float=Decimal)[table][0]
        kept = Kept(officer, self.number, added, len(self.text.encode()), table, record)
        self.live[key_of(table, record)] = self.ever[key_of(table, record)] = kept
        if clear:
            self.taken[officer] = []
        self.text, self.doc = text, parsed(text)
        self.excused |= excused

    def last_of(self, officer: str) -> Kept | None:
        """The operation that an officer would undo."""
        return max((each for each in self.live.values() if each.officer == officer), key=_number, default=None)

    def stands(self, kept: Kept) -> bool:
        """Whether a block is still where it came, or in one place else."""
        content, text = self.text.encode(), kept.text.encode()
        return content.startswith(text, kept.offset) or content.count(text) == 1

    def went(self, kept: Kept, text: str) -> None:
        """An act took a block away."""
        del self.live[key_of(kept.table, kept.record)]
        self.taken.setdefault(kept.officer, []).append(kept)
        self.text, self.doc = text, parsed(text)


def parsed(text: str) -> Any:
    """What a file says; None where it is no TOML."""
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError:
        return None


def named(problems: Sequence[oracle.Found]) -> Named:
    """Problems by their code and record."""
    return frozenset((each.code, each.record) for each in problems)


def _number(kept: Kept) -> int:
    return kept.number
