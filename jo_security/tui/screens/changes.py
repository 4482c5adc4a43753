"""The changes that a journal tells of as rows of a table, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jo_security.ledger.answers.search import fold
from jo_security.records.words import N_
from jo_security.tui.screens.rows import WIDE, Keyed, sort
from jo_security.tui.screens.sifting import kept
from jo_security.tui.told import in_few_words, moment
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jo_security.ledger.ledger import Ledger
    from jo_security.locales.language import Language
    from jo_security.office.journals import Change
    from jo_security.tui.widgets.sorting import Sorting

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
    "restore": N_("Restored"),
    "edit": N_("Edited by hand"),
    "git": N_("Brought by git"),
    "accept": N_("Left out"),
    "torn": N_("Line torn"),
}
"""What acts are called, and what was found and not asked for."""
FOUND: Final = frozenset(("edit", "git", "accept", "torn"))
KEYS: Final = ("when", "officer", "act", "record", "changes", "file", "number")
MOST: Final = {"officer": 20, "act": 18, "record": 20, "file": 24}
LEAST: Final = {"officer": 10, "act": 14, "record": 13, "file": 12}
"""How wide columns may be in a wide terminal, and in a narrow one."""


class ChangeRows(Keyed):
    """The changes of a journal, oldest first; a row is a place in that order."""

    view = "history"

    def __init__(self, changes: Sequence[Change], language: Language, ledger: Ledger | None) -> None:
        """Show changes; where the budget has figures, `ledger` tells whether a record is still there."""
        self.changes = changes
        self.language = language
        self.ledger = ledger
        self._texts: list[str] = []
        self.count = len(changes)
        # Acts are few and changes many: each is put into words once.
        self._acts = {act: language.text(ACTS[act]) if act in ACTS else act for act in {each.act for each in changes}}

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width."""
        text, most = self.language.text, MOST if width >= WIDE else LEAST
        labels = {
            "when": N_("When"),
            "officer": N_("Officer"),
            "act": N_("Act"),
            "record": N_("Operation"),
            "changes": N_("What changed"),
            "file": N_("File"),
            "number": N_("No."),
        }
        held: dict[str, set[str]] = {
            "officer": {each.officer for each in self.changes},
            "act": {*self._acts.values()},
            "record": {each.ids for each in self.changes},
            "file": {each.file for each in self.changes},
        }
        columns = [Column("when", text(labels["when"]), 16)]
        for key, its in held.items():
            longest = max(map(len, its), default=0)
            label = text(labels[key])
            columns.append(Column(key, label, max(len(label), min(longest, most[key]))))
        columns.insert(4, Column("changes", text(labels["changes"]), 16, flexible=True, sortable=False))
        number = max((each.number for each in self.changes), default=0)
        label = text(labels["number"])
        columns.append(Column("number", label, max(len(label), len(str(number))), "right", sortable=False))
        whole = width >= WIDE or not self.changes
        return filling(columns, "number" if whole else "changes", width)

    def totals(self, search: str) -> Row | None:
        """How many changes answer to the filter."""
        if not self.changes:
            return None
        count = len(self.order(search, ())) if search else len(self.changes)
        return Row((Cell(self.language.plural("{n:number} change", "{n:number} changes", count)),))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """Those that answer to the filter, the newest first unless sorted otherwise."""
        rows = kept(self.view, search, range(self.count), self._value)
        return sort(rows, sorting or (("when", True),), self._key)

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of changes."""
        return [Row(tuple(self._cell(self.changes[row], key) for key in KEYS)) for row in ids]

    def key_of(self, row: int) -> str:
        """Its hash."""
        return self.changes[row].hash

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
        return self._acts[each.act]

    def _value(self, row: int, name: str) -> str | tuple[str, ...]:
        """What a change has of a field."""
        if not name:
            return self._searched()[row]
        each = self.changes[row]
        match name:
            case "date":
                return each.time[:10]
            case "act":
                return each.act, self.act(each)
            case "id":
                return each.record
        return each.file if name == "file" else each.officer

    def _searched(self) -> list[str]:
        """What is looked through for the words of a filter, once for all of them."""
        if not self._texts:
            self._texts = [
                fold(" ".join((moment(self.language, each.time), each.officer, self.act(each), *_told(each))))
                for each in self.changes
            ]
        return self._texts

    def _key(self, row: int, key: str) -> int | str:
        return row if key == "when" else self._sorted_by(self.changes[row], key)

    def _sorted_by(self, each: Change, key: str) -> str:
        return self.act(each) if key == "act" else str(getattr(each, key))

    def _cell(self, each: Change, key: str) -> Cell:
        match key:
            case "act":
                return Cell(self.act(each), "warning" if each.act in FOUND else "")
            case "record":
                return Cell(each.ids, "strong")
            case "changes":
                return Cell(in_few_words(self.language, each))
            case "officer":
                return Cell(each.officer)
            case "when":
                return Cell(moment(self.language, each.time))
        return Cell(str(each.number) if key == "number" else each.file, "dim")


def _told(each: Change) -> Iterator[str]:
    """The texts of a change that a search finds."""
    from jo_security.office.journals import told

    yield from (each.ids, each.file, each.text, each.hash, each.commit, *each.absent)
    yield from (one.record for one in told(each.difference))
