"""The changes that a journal tells of as rows of a table, newest first, and each of them in full."""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from jo_security.ledger.answers.search import fold, words
from jo_security.records.words import N_
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.office.journals import Change

ACTS: Final = {
    "reserve": N_("Reservation"),
    "commit": N_("Commitment"),
    "adjust": N_("Adjustment"),
    "deliver": N_("Delivery"),
    "pay": N_("Payment"),
    "move": N_("Movement"),
    "plan": N_("Plan"),
    "assert": N_("Assertion"),
    "close": N_("Closing"),
    "undo": N_("Undone"),
    "redo": N_("Done again"),
    "restore": N_("Put back"),
    "edit": N_("Edited by hand"),
    "git": N_("Brought by git"),
    "accept": N_("Left out"),
    "torn": N_("Line torn"),
}
"""What acts are called, and what was found and not asked for."""
FOUND: Final = frozenset(("edit", "git", "accept", "torn"))
KEYS: Final = ("when", "officer", "act", "record", "changes", "file", "number", "hash")
MOST: Final = {"officer": 20, "act": 18, "record": 20, "file": 24}
LEAST: Final = {"officer": 11, "act": 14, "record": 13, "file": 12}
"""How wide columns may be in a wide terminal, and in a narrow one."""


class ChangeRows:
    """The changes of a journal, oldest first; a row is a place in that order."""

    def __init__(self, changes: Sequence[Change], language: Language, ledger: Ledger | None) -> None:
        """Show changes; where the budget has figures, `ledger` tells whether a record is still there."""
        self.changes = changes
        self.language = language
        self.ledger = ledger
        self._texts: list[str] = []
        self._places = {each.hash: row for row, each in enumerate(changes)}

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        text, most = self.language.text, MOST if width >= WIDE else LEAST
        labels = {
            "when": N_("When"),
            "officer": N_("Officer"),
            "act": N_("Act"),
            "record": N_("Record"),
            "changes": N_("What changed"),
            "file": N_("File"),
            "number": N_("No."),
            "hash": N_("Hash"),
        }
        held: dict[str, set[str]] = {
            "officer": {each.officer for each in self.changes},
            "act": {self.act(each) for each in self.changes},
            "record": {each.record for each in self.changes},
            "file": {each.file for each in self.changes},
        }
        columns = [Column("when", text(labels["when"]), 16)]
        for key, its in held.items():
            longest = max(map(len, its), default=0)
            wide = max(len(text(labels[key])) + 2, min(longest, most[key]))
            columns.append(Column(key, text(labels[key]), wide))
        columns.insert(4, Column("changes", text(labels["changes"]), 16, flexible=True, sortable=False))
        columns.append(Column("number", text(labels["number"]), 7, "right", sortable=False))
        columns.append(Column("hash", text(labels["hash"]), 16, sortable=False))
        return filling(columns, "file" if width >= WIDE else "changes", width)

    def totals(self, search: str) -> Row | None:
        """How many changes hold the words."""
        count = len(self.order(search, None)) if search else len(self.changes)
        return Row((Cell(self.language.plural("{n:number} change", "{n:number} changes", count)),))

    def order(self, search: str, sorting: tuple[str, bool] | None) -> Sequence[int]:
        """Those that hold the words, the newest first unless sorted otherwise."""
        rows = [*range(len(self.changes))]
        if sought := words(search):
            texts = self._searched()
            rows = [row for row in rows if all(word in texts[row] for word in sought)]
        key, reverse = sorting or ("when", True)
        if key != "when":
            rows.sort(key=lambda row: (self._sorted_by(self.changes[row], key), row))
        return rows[::-1] if reverse else rows

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of changes."""
        return [Row(tuple(self._cell(self.changes[row], key) for key in KEYS)) for row in ids]

    def key_of(self, row: int) -> str:
        """Its hash."""
        return self.changes[row].hash

    def row_of(self, key: str) -> int:
        """The change of that hash."""
        return self._places.get(key, -1)

    def record(self, row: int) -> tuple[str, int] | None:
        """The record that a change is about, where the budget still holds it."""
        from jo_security.ledger.answers.lookup import find

        each = self.changes[row]
        if self.ledger is None or not each.record:
            return None
        found = find(self.ledger, f"{each.table}/{each.record}")
        return next(((one.table, one.n) for one in found if one.table == each.table), None)

    def act(self, each: Change) -> str:
        """What was done, in the reader's language; an act that is not known here by the name it has."""
        return self.language.text(ACTS[each.act]) if each.act in ACTS else each.act

    def _searched(self) -> list[str]:
        """What is looked through for the words of a filter, once for all of them."""
        if not self._texts:
            self._texts = [
                fold(" ".join((moment(self.language, each.time), each.officer, self.act(each), *_told(each))))
                for each in self.changes
            ]
        return self._texts

    def _sorted_by(self, each: Change, key: str) -> str:
        return self.act(each) if key == "act" else str(getattr(each, key))

    def _cell(self, each: Change, key: str) -> Cell:
        match key:
            case "act":
                return Cell(self.act(each), "warning" if each.act in FOUND else "")
            case "record":
                return Cell(each.record, "strong")
            case "changes":
                return Cell(in_few_words(self.language, each))
            case "officer":
                return Cell(each.officer)
        said = {"when": moment(self.language, each.time), "hash": each.hash[:16], "number": str(each.number)}
        return Cell(said.get(key, each.file), "" if key == "when" else "dim")


def moment(language: Language, time: str) -> str:
    """A day and a time as they were taken down; what is none as it stands there."""
    with suppress(ValueError):
        datetime.datetime.fromisoformat(time)
        return f"{language.date(time[:10])} {time[11:16]}"
    return time


def in_few_words(language: Language, each: Change) -> str:
    """What a change changed: amounts and a purpose, the records of a difference by their signs, a commit."""
    from jo_security.office.journals import keys, told

    if each.text:
        return " · ".join(_of_block(language, keys(each.text)))
    parts = [f"+{one.record}" if one.before is None else f"~{one.record}" for one in told(each.difference) if one.after]
    parts += [f"−{one.record}" for one in told(each.difference) if not one.after]
    more = (each.difference or {}).get("more")
    if isinstance(more, int):
        parts.append(language.text(N_("and {n:number} more"), n=more))
    said = [language.text(N_("commit {commit}"), commit=each.commit[:12])] if each.commit else []
    if parts:
        said.append(" ".join(parts))
    if each.absent:
        said.append(language.text(N_("missing: {ids}"), ids=", ".join(each.absent)))
    elif each.difference is not None and not parts:
        said.append(language.text(N_("no record is another")))
    return " · ".join(said)


def _of_block(language: Language, its: Mapping[str, Any]) -> Iterator[str]:
    """An operation by its amounts and its purpose."""
    from jo_security.records.money import cents

    for key in ("amount", "ae", "cp"):
        with suppress(ValueError, TypeError, ArithmeticError):
            if key in its:
                label = "" if key == "amount" else f"{key.upper()} "
                yield label + language.amount(cents(its[key]))
    for key in ("label", "reason", "note"):
        if key in its:
            yield " ".join(str(its[key]).split())
            return


def _told(each: Change) -> Iterator[str]:
    """The texts of a change that a search finds."""
    from jo_security.office.journals import told

    yield from (each.record, each.file, each.text, each.hash, each.commit, *each.absent)
    yield from (one.record for one in told(each.difference))
