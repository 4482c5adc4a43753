"""The filter of a screen: what is typed is read, what is wrong with it said, and what may come next offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from textual import getters, on
from textual.widgets import OptionList

from jo_security.records.words import N_
from jo_security.tui.screens.reader import Reader
from jo_security.tui.terms import WARNING_SIGN
from jo_security.tui.widgets.filter import Filter, FilterBar, FilterList, FilterNote
from jo_security.tui.widgets.ledger_table import LedgerTable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.filtering.fields import Fields
    from jo_security.ledger.filtering.terms import Query
    from jo_security.locales.language import Language
    from jo_security.office.settings import Settings
    from jo_security.records.problem import Path
    from jo_security.tui.reading import Reading
    from jo_security.tui.screens.offers import Offer
    from jo_security.tui.screens.rows import Rows

FEW: Final = 8
"""How many words are said that may stand in place of a wrong one; the list shows more."""
PLACEHOLDER: Final = N_("Words, or field:value; {key} explains")
RECENT: Final = 5
"""How many filters that were kept are offered again."""


class Filtering(Protocol):
    """What the filter asks of the app."""

    settings: Settings
    recent_filters: dict[str, list[str]]

    def key_of(self, binding: str, key: str) -> str:
        """The key of a binding as the reader knows it, which is that key where they chose no other."""

    def change_setting(self, path: Path, value: object) -> bool:
        """Write a choice into the reader's settings; whether it could be written."""

    def tell_column(self, table: str, key: str, known: Sequence[str]) -> None:
        """Say that the settings name a column that a table does not have."""

    def today(self) -> datetime.date:
        """The day on which one looks."""


class FilteringScreen(Reader[None]):
    """A screen whose rows a filter sifts."""

    CSS = "FilteringScreen { layers: default offers; }"

    table = getters.query_one(LedgerTable)
    filter_bar = getters.query_one(Filter)
    filter_note = getters.query_one(FilterNote)
    filter_list = getters.query_one(FilterList)
    _offers: Sequence[Offer] = ()

    def compose_filter(self) -> ComposeResult:
        """The line, and the list above it."""
        yield FilterList()
        with FilterBar():
            yield Filter(self.placeholder)
            yield FilterNote()

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__(language, reading)
        self.rows: Rows | None = None
        self._searched = ""

    @property
    def placeholder(self) -> str:
        """What the line says where nothing is written in it."""
        return self.language.text(PLACEHOLDER, key=self._app.key_of("filter.help", "f1"))

    @property
    def search(self) -> str:
        """The filter as its rows understand it: saved filters written out, days as dates.

        A word that is being typed and may become the name of a field asks nothing yet.
        """
        from jo_security.ledger.filtering.complete import ahead
        from jo_security.ledger.filtering.spell import spell

        bar, fields = self.filter_bar, self.fields
        if not bar.value or fields is None:
            return bar.value
        text = ahead(bar.value, bar.cursor_position, fields) if self.filter_has_keys else bar.value
        return spell(text, self._app.today, self.saved).strip()

    @property
    def fields(self) -> Fields | None:
        """What the rows can be asked for."""
        from jo_security.ledger.filtering import VIEWS

        return None if self.rows is None else VIEWS[self.rows.view]

    @property
    def saved(self) -> Mapping[str, str]:
        """The saved filters of these rows."""
        return {} if self.rows is None else self._app.settings.filters.get(self.rows.view, {})

    @property
    def recent(self) -> list[str]:
        """The filters of such rows that were kept last, the latest first."""
        return self._app.recent_filters.setdefault(self.rows.view if self.rows is not None else "", [])

    @property
    def _app(self) -> Filtering:
        return cast("Filtering", self.app)

    @on(Filter.Changed)
    def read_filter(self) -> None:
        """Say what is wrong with what is typed, and offer what may come next."""
        self._offer()
        self._say_faults()

    def _query(self) -> Query | None:
        """What is typed, as it is read."""
        from jo_security.ledger.filtering import parse
        from jo_security.ledger.filtering.spell import names_day

        text, fields = self.filter_bar.value, self.fields
        if fields is None:
            return None
        return parse(text, fields, self._app.today() if names_day(text) else None, frozenset(self.saved.items()))

    def _say_faults(self) -> None:
        """Mark the terms that could not be read, and say why the first of them was not.

        While a term is still being typed, it is marked and not yet spoken of as wrong; what is offered says enough.
        """
        query, bar = self._query(), self.filter_bar
        faults = query.faults if query is not None else ()
        bar.mark([(each.start, each.end) for each in faults])
        end = len(bar.value) if self.filter_has_keys else -1
        fault = next((each for each in faults if each.end < end or end < 0), faults[0] if faults else None)
        if fault is None or (fault.end == end and self.filter_list.is_shown):
            self.filter_note.say("", typing=False)
            return
        words = self.language.render(fault.says.text, fault.says.values)
        if fault.nearest is not None:
            words += " " + self.language.text(N_("Did you mean {name}?"), name=fault.nearest)
        elif fault.possible and len(fault.possible) <= FEW:
            known = ", ".join(each.named(self.language.code) for each in fault.possible)
            words += " " + self.language.text(N_("It may be: {words}."), words=known)
        self.filter_note.say(f"{WARNING_SIGN} {words}", typing=fault.end == end)

    def _offer(self) -> None:
        """Offer what may come at the cursor."""
        from jo_security.tui.screens.offers import Known, offers

        fields = self.fields
        if fields is None or not self.filter_has_keys:
            self._offers = ()
            self.filter_list.hide()
            return
        known = Known(self.language, fields, self.saved, self.recent, self._values)
        self._offers = offers(known, self.filter_bar.value, self.filter_bar.cursor_position)
        self.filter_list.show([(each.name, each.says) for each in self._offers], above=self.table.foot)

    def _values(self, field: str, typed: str) -> Sequence[tuple[str, str]]:
        """What the budget knows of a field."""
        from jo_security.ledger import answers

        if self.reading is None or self.reading.outlook is None:
            return ()
        return answers.offered(self.reading.ledger, field, typed)

    @on(Filter.Moved)
    def move_in_list(self, event: Filter.Moved) -> None:
        """Go up or down what is offered; where nothing is, to the rows."""
        if self.filter_list.is_shown:
            self.filter_list.move(event.by)
        elif event.by > 0:
            self.table.focus()

    @on(Filter.Taken)
    def take_offer(self) -> None:
        """Write what is offered into the filter; where nothing is, go on to the next part of the screen."""
        place = self.filter_list.highlighted
        if place is None or not self.filter_list.is_shown:
            self.focus_next()
            return
        offer = self._offers[place]
        self.filter_bar.put(offer.text, offer.start, offer.end)

    @on(OptionList.OptionSelected, "FilterList")
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Take what is clicked."""
        event.stop()
        self.take_offer()
        self.filter_bar.focus()

    @on(Filter.Submitted)
    def filter_kept(self) -> None:
        """Go to the rows that are left."""
        text = self.filter_bar.value.strip()
        if text:
            self.recent[:] = [text, *(each for each in self.recent if each != text)][:RECENT]
        self.table.focus()

    def filter_changed(self) -> None:
        """Show the rows that the filter leaves."""
        raise NotImplementedError

    def on_descendant_focus(self) -> None:
        """Offer what may be written where the filter has the keys, and nothing elsewhere."""
        if self.search != self._searched:
            self.filter_changed()
        self._offer()
        self._say_faults()

    @on(Filter.Saved)
    def save_filter(self) -> None:
        """Ask for the name of the filter."""
        from jo_security.tui.dialogs.filter_name import FilterName

        text = self.filter_bar.value.strip()
        if text and self.rows is not None:
            self.app.push_screen(FilterName(self.language, text, self.saved), self._saved_as)

    def _saved_as(self, name: str | None) -> None:
        text = self.filter_bar.value.strip()
        if name and self.rows is not None and self._app.change_setting(("filters", self.rows.view, name), text):
            self.notify(
                self.language.text(N_("Saved: @{name} stands for this filter from now on"), name=name), markup=False
            )

    @on(Filter.Explained)
    def explain_filter(self) -> None:
        """Show how filters are written, and the keys that work in them."""
        from jo_security.tui.screens.filter_words import written
        from jo_security.tui.screens.help import Help

        # A line of text has many keys of its own, which nobody needs to be told of and which speak no French.
        keys = [each for each in self.active_bindings.values() if each.binding.id is not None]
        before = written(self.language, self.fields) if self.fields is not None else ()
        self.app.push_screen(Help(self.language, keys, before=before))

    @property
    def filter_has_keys(self) -> bool:
        """Whether what is typed goes into the filter."""
        return isinstance(self.focused, Filter)
