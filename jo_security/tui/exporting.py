"""Exporting: what is on the screen is written to a file, in a thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from jo_security.office.views import VIEWS
from jo_security.records.problem import Words
from jo_security.records.words import N_
from jo_security.tui.moving import Moving
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.rows import Many
from jo_security.tui.twins import ask

if TYPE_CHECKING:
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.exporting import Shown
    from jo_security.tui.screens.rows import Rows


class Exporting(Moving):
    """An app that writes what is on the screen to files."""

    @dataclass
    class Exported(Message):
        """What was on the screen is in a file, or there is something to say against it."""

        name: str
        failure: Words | None = None

    @on(HouseScreen.Export)
    def export(self) -> None:
        """Ask for a file, and write to it what is on the screen."""
        screen = self.screen
        if not isinstance(screen, HouseScreen) or screen.rows is None or screen.reading is None:
            return
        from jo_security.tui.dialogs.export import Export, free

        shown, rows, reading = screen.shown(), screen.rows, screen.reading
        view = self.language.text(VIEWS[shown.name]).lower() if shown.name in VIEWS else shown.name
        name = free(f"{view}-{self.today().isoformat()}")

        def asked(answer: tuple[str, str] | None) -> None:
            if answer is None:
                return
            if screen.rows is None or screen.reading is None or screen.busy:
                self._export(shown, rows, reading, *answer)
            else:
                # Somebody may have saved the files meanwhile, and the screen shows what they hold now.
                self._export(screen.shown(), screen.rows, screen.reading, *answer)

        self.push_screen(Export(self.language, name), asked)

    @work(thread=True, group="exporting")
    def _export(self, shown: Shown, rows: Rows, reading: Reading, name: str, form: str) -> None:
        """Write a file, in a thread, of rows asked of a ledger of its own where they are asked of one."""
        from jo_security.ledger import answers
        from jo_security.office.naming import Unwritable
        from jo_security.office.paper import put
        from jo_security.sheets.writing import write
        from jo_security.tui.screens.exporting import document

        failure: Words | None = None
        its = rows
        if isinstance(rows, Many) and reading.twins is not None:
            ledger = reading.twins.own()
            ask(ledger, reading.scope.question)
            answers.note(ledger, reading.opened.findings if reading.opened is not None else ())
            its = rows.over(ledger)
        try:
            # A spreadsheet reads csv as people do where it runs.
            pieces = write(document(shown, its, self.language), form, self.language, self.language.code)
            put(name, pieces, reading.opened)
        except Unwritable as error:
            failure = Words(N_("{file} cannot be written: {reason}"), {"file": name, "reason": error.reason})
        self.post_message(self.Exported(name, failure))

    @on(Exported)
    def show_exported(self, event: Exported) -> None:
        """Say where it is."""
        if event.failure is not None:
            self.say(event.failure)
        else:
            words = self.language.text(N_("What was on the screen is in {file}"), file=os.path.abspath(event.name))
            self.notify(words, markup=False)
