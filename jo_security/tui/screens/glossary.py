"""The glossary: every term with its official names in both languages, and the one under the cursor in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.content import Content
from textual.widgets import Static

from jo_security.records.words import N_
from jo_security.tui.screens.house import HouseScreen
from jo_security.tui.screens.terms import TermRows
from jo_security.tui.widgets.cells import NoRows
from jo_security.tui.widgets.ledger_table import LedgerTable
from jo_security.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading

NOT_HERE = frozenset(("glossary", "edit"))


class GlossaryScreen(HouseScreen):
    """The terms, the same whatever the budget."""

    CSS_PATH = "../styles/glossary.tcss"

    detail = getters.query_one("#detail", Static)

    def __init__(self, language: Language, reading: Reading | None, term: str | None = None) -> None:
        """Begin at the term of that key."""
        super().__init__(language, reading)
        self.wanted = term

    def compose_body(self) -> ComposeResult:
        """The terms; the one under the cursor."""
        yield LedgerTable((), NoRows())
        yield Prose(id="detail", markup=False)

    def on_mount(self) -> None:
        """Wait for no budget."""
        if self.reading is None:
            self.show_reading()

    def trail(self) -> Sequence[str]:
        """The budget and the glossary."""
        outlook = self.reading and self.reading.outlook
        return [*([outlook.header.label] if outlook else []), self.language.text(N_("Glossary"))]

    def fill(self) -> TermRows:
        """The terms."""
        return TermRows(self.language)

    def draw(self) -> None:
        """Nothing else stands here."""

    def record(self) -> None:
        """None: terms are no records."""

    @property
    def deeper(self) -> bool:
        """All is said of a term already."""
        return False

    @on(LedgerTable.Highlighted)
    def explain(self) -> None:
        """Show the term under the cursor in full."""
        row = self.table.record_id
        self.detail.display = row is not None
        if row is not None and isinstance(self.rows, TermRows):
            each = self.rows.terms[row]
            self.detail.update(
                Content.assemble(
                    (each.french, "bold"), " · ", (each.english, "bold"), "\n", each.about, "\n", (each.source, "dim")
                )
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The glossary is what is here, and nothing of it stands in the file."""
        return False if action in NOT_HERE else super().check_action(action, parameters)
