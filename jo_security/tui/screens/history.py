"""The history: who did what and when, as the journal tells, and whether the journal is what was written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import getters, on, work
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.screens.changes import ChangeRows
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.terms import ERROR_SIGN
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer
    from jo_security.office.journals import Change, Verdict
    from jo_security.records.problem import Words
    from jo_security.tui.reading import Reading

BEGINS: Final = N_(
    "The journal begins with the first operation that is recorded here or by a command such as jo-security commit."
    " From then on it also tells of edits by hand and of what git brings."
)


class HistoryScreen(HouseScreen):
    """All that the journal tells of, the newest first."""

    view = "history"
    everywhere = True
    EMPTY = N_("Nothing is recorded yet")

    notice = getters.query_one("#notice", Static)

    @dataclass
    class Told(Message):
        """The journal was read."""

        changes: Sequence[Change]
        failure: Words | None = None

    @dataclass
    class Verified(Message):
        """The journal was read through."""

        verdict: Verdict

    def __init__(self, language: Language, reading: Reading, officer: Callable[[], Officer], words: str = "") -> None:
        """Show what holds these words at first; `officer` says who asks whether the journal is sound."""
        super().__init__(language, reading)
        self.officer = officer
        self.words = words
        self.changes: Sequence[Change] | None = None
        self.failure: Words | None = None
        self.verdict: Verdict | None = None

    def compose_body(self) -> ComposeResult:
        """How entries come about, where there are none; the changes."""
        yield Prose(id="notice", classes="dim", markup=False)
        yield LedgerTable((), NoRows(), empty_text="…")

    def on_mount(self) -> None:
        """Keep to some words, and read the journal."""
        if self.words:
            self.filter_bar.hold(self.words)
        self.read_journal()

    def offer(self, reading: Reading) -> None:
        """Whenever the files are read again, the journal is too."""
        super().offer(reading)
        if self.is_mounted:
            self.read_journal()

    @work(thread=True, exclusive=True, group="journal")
    def read_journal(self) -> None:
        """Read the journal in a thread, first what it tells, then whether it is sound."""
        from jo_security.office.journals import history, verified
        from jo_security.office.naming import Unwritable

        name, worker = self.reading.name if self.reading is not None else "", get_current_worker()

        def tell(message: Message) -> None:
            # Who reads the journal anew meanwhile has the word.
            if not worker.is_cancelled:
                self.post_message(message)

        try:
            tell(self.Told(history(name)))
            tell(self.Verified(verified(name, self.officer())))
        except Unwritable as error:
            tell(self.Told((), error.reason))

    @on(Told)
    def show_changes(self, event: Told) -> None:
        """Show what the journal tells; the cursor stays on its change."""
        self.changes, self.failure = event.changes, event.failure
        self.show_reading()

    @on(Verified)
    def show_verdict(self, event: Verified) -> None:
        """Say whether the journal is sound."""
        self.verdict = event.verdict
        self.show_trail()

    def trail(self) -> Sequence[str]:
        """The budget and its history."""
        reading = self.reading
        name = reading.outlook.header.label if reading and reading.outlook else reading.name if reading else ""
        return [name, self.language.text(N_("History"))]

    def aside(self) -> Sequence[str]:
        """That the journal is sound, quietly."""
        sound = self.verdict is not None and self.verdict.chains and not self.verdict.faults
        return [*([self.language.text(N_("journal intact"))] if sound else []), *super().aside()]

    def show_trail(self) -> None:
        """Say where the reader stands, and what of the journal is not as it was written."""
        super().show_trail()
        if self.verdict is not None and self.verdict.faults and self.broken() is None:
            said = [
                f"{os.path.basename(each.path)}:{each.line} {self.language.render(each.says.text, each.says.values)}"
                for each in self.verdict.faults
            ]
            self.broken_bar.show(f"{ERROR_SIGN} {self.language.text(N_('journal altered'))}", said)

    def fill(self) -> ChangeRows:
        """The changes."""
        reading = self.reading
        ledger = reading.ledger if reading is not None and reading.outlook is not None else None
        return ChangeRows(self.changes or (), self.language, ledger)

    def draw(self) -> None:
        """Say how entries come about where there are none, or why there is nothing to see."""
        words = ""
        if self.failure is not None:
            words = self.language.render(self.failure.text, self.failure.values)
        elif self.changes is not None and not self.changes:
            words = self.language.text(BEGINS)
        self.notice.display = bool(words)
        self.notice.update(literal(words))

    def reorder(self, keep: int | None = None) -> None:
        """Show the rows of another filter or order; nothing is said of a journal that is not read yet."""
        super().reorder(keep)
        if self.changes is None:
            self.table.empty_text = "…"

    def record(self) -> tuple[str, int] | None:
        """None: changes have their own records."""

    @on(LedgerTable.Selected)
    def open_change(self, event: LedgerTable.Selected) -> None:
        """Show a change in full."""
        if isinstance(self.rows, ChangeRows):
            from jo_security.tui.dialogs.change import shown

            change = self.rows.changes[event.row_id]
            self.app.push_screen(shown(self.language, change, self.rows.act(change)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The history is what is here."""
        if action == "history":
            return False
        return super().check_action(action, parameters)
