"""The fields of an operation: what is typed, completed, taken from a calendar or from an earlier operation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from jo_security.locales.phrases import literal
from jo_security.office.acting import ACTS
from jo_security.office.keys import refers
from jo_security.records.days import dated
from jo_security.records.shapes import DATE
from jo_security.records.typed import Misread
from jo_security.records.words import N_
from jo_security.tui.acts import TITLES
from jo_security.tui.forms import kinds
from jo_security.tui.forms.completion import Completion
from jo_security.tui.forms.field import Field, FieldInput
from jo_security.tui.forms.known import TEXTS, binds, known, offers
from jo_security.tui.forms.values import shown
from jo_security.tui.screens.reader import Reader, Result

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from textual import events
    from textual.binding import ActiveBinding
    from textual.widget import Widget

    from jo_security.ledger.answers.earlier import Earlier
    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer
    from jo_security.records.shapes import Shape
    from jo_security.tui.reading import Reading


class FieldsScreen(Reader[Result]):
    """Fields of one operation, each with what helps to fill it in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list of a completion, which would take a new name for the first that it has.
        Binding("tab", "next_field", N_("Next field"), show=False, priority=True, id="form.next"),
        Binding("down", "app.focus_next", N_("Next field"), show=False, id="form.down"),
        Binding("shift+tab,up", "app.focus_previous", N_("Field before"), show=False, id="form.previous"),
        Binding(
            "f2",
            "open_beside",
            N_("Choices"),
            tooltip=N_("Open the calendar of a date, or the list of what a field is known to hold"),
            id="form.open",
        ),
        Binding(
            "ctrl+t",
            "earlier",
            N_("As earlier"),
            tooltip=N_("Fill the form with the values of an earlier operation"),
            id="form.earlier",
        ),
    ]

    hint = getters.query_one("#hint", Static)
    fields = getters.query_one("#fields", VerticalScroll)

    def __init__(  # noqa: PLR0913 - what it is about, who acts, what is typed already
        self,
        language: Language,
        reading: Reading,
        verb: str,
        values: Mapping[str, str],
        *,
        officer: Officer,
        draft: MutableMapping[str, str],
    ) -> None:
        """Begin with `values`; what is typed is kept in `draft`, which has the word over them."""
        super().__init__(language, reading)
        self.verb = verb
        self.values = values
        self.officer = officer
        self.draft = draft
        self.shapes: dict[str, Shape] = dict(kinds.fields(verb))
        self.boxes: dict[str, Field] = {}
        """The fields by their keys, in the order in which they are filled in."""
        self.completions: dict[str, Completion] = {}
        self.typed_last: Widget = self

    acting = False
    """Whether what is typed is being recorded."""

    def changed(self) -> None:
        """Look at what is typed by now."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Try what is typed on the reading from now on."""
        raise NotImplementedError

    def offer(self, reading: Reading) -> None:
        """Try it on another reading; what is typed stays."""
        self.reading = reading
        for completion in self.completions.values():
            completion.forget()
        self.prepare()

    @property
    def currency(self) -> str:
        """The currency of the budget."""
        outlook = self.reading.outlook if self.reading else None
        return outlook.header.currency if outlook else "EUR"

    def compose_fields(self) -> Iterator[Field]:
        """The fields, in the order in which they are filled in."""
        text = self.language.text
        rare = next((name for name in self.shapes if name not in kinds.FIRST[self.verb]), None)
        for name, shape in self.shapes.items():
            value = self.draft.get(name, self.values.get(name, ""))
            hint = text(kinds.hint(self.verb, name, shape))
            opens = shape is DATE or offers(name, shape)
            field = Field(name, text(kinds.label(name)), hint, value, opens=opens)
            field.set_class(name == rare, "-rare")
            self.boxes[name] = field
            yield field

    def complete_fields(self) -> None:
        """Complete what can be."""
        for field in self.boxes.values():
            if offers(field.key, self.shapes[field.key]):
                words = partial(self.known, field.key)
                its = Completion(field.input, words, unasked=field.key not in TEXTS)
                self.completions[field.key] = its
                self.mount(its)

    def known(self, key: str, typed: str) -> Sequence[tuple[str, str]]:
        """What a field may be completed with."""
        from jo_security.ledger.answers.suggesting import suggestions

        if self.reading is None:
            return ()
        kinds = ("supplier",) if key == "supplier" else refers(self.verb, key)
        if kinds:
            return suggestions(self.reading.ledger, kinds, typed)
        return known(self.language, self.reading.ledger, key, self.shapes[key], typed)

    def texts(self) -> dict[str, str]:
        """What is typed into each field that goes with the others."""
        every = {field.key: field.text for field in self.boxes.values()}
        return {key: text for key, text in every.items() if kinds.goes(self.verb, key, every)}

    def field(self, key: str) -> Field:
        """The field of a key."""
        return self.boxes[key]

    @on(FieldInput.Changed)
    def typed(self) -> None:
        """Keep what is typed."""
        begun = self.values.get
        self.draft.clear()
        self.draft.update((each.key, each.text) for each in self.boxes.values() if each.text != begun(each.key, ""))
        self.changed()

    @on(FieldInput.Submitted)
    def submitted(self) -> None:
        """Enter goes on, as Tab does; only one key records."""
        self.focus_next()

    def action_next_field(self) -> None:
        """Go on; where a field has to hold one of the names below it, take the one under the cursor."""
        its = self.focused
        if isinstance(its, FieldInput) and its.key in self.completions and binds(its.key):
            its.value = self.completions[its.key].chosen or its.value
        self.focus_next()

    def on_descendant_focus(self) -> None:
        """Say what is to be typed into the field."""
        if isinstance(self.focused, FieldInput):
            self.typed_last = self.focused
            self.hint.update(literal(self.field(self.focused.key).hint))
        else:
            self.hint.update("")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A date that was typed in short is written out once it is left: tomorrow it would be another."""
        if isinstance(event.widget, FieldInput):
            day = self.dated(event.widget.key, event.widget.value)
            if day is not None:
                event.widget.value = day.isoformat()

    def dated(self, key: str, text: str) -> datetime.date | None:
        """The date that is typed into a field; None where it is none."""
        if self.shapes.get(key) is not DATE or not text.strip():
            return None
        try:
            return dated(text.strip(), self.officer.now().date(), day_first=self.language.day_first)
        except Misread:
            return None

    def echo_day(self, field: Field) -> str:
        """The day that is typed into a field, with the name of its weekday; nothing where it is none."""
        day = self.dated(field.key, field.text)
        return "" if day is None else f"= {self.language.weekday(day)[:3]} {self.language.date(day)}"

    @on(Field.Opened)
    def open_clicked(self, event: Field.Opened) -> None:
        """Open what stands beside a field."""
        self.open_beside(event.field)

    def action_open_beside(self) -> None:
        """Open what stands beside the field that is typed into."""
        if isinstance(self.focused, FieldInput):
            self.open_beside(self.field(self.focused.key))

    def open_beside(self, field: Field) -> None:
        """Open the calendar of a date, or the list of what is known."""
        if self.shapes[field.key] is DATE:
            self._open_calendar(field)
        elif field.key in self.completions:
            self.completions[field.key].open()
        else:
            self.app.bell()

    def _open_calendar(self, field: Field) -> None:
        from jo_security.ledger.answers.closings import closed_to
        from jo_security.tui.dialogs.calendar import Calendar

        if self.reading is None or self.reading.outlook is None:
            return
        header, today = self.reading.outlook.header, self.officer.now().date()
        bounds = [None if day is None else dated(day, today, day_first=False) for day in (header.start, header.end)]
        last = closed_to(self.reading.ledger) if field.key == "date" else None
        day = self.dated(field.key, field.text) or min(today, bounds[1] or today)
        its = Calendar(self.language, day, last, today=today, first=bounds[0], last=bounds[1])

        def taken(day: datetime.date | None) -> None:
            if day is not None:
                field.input.value = day.isoformat()

        self.app.push_screen(its, taken)

    def action_earlier(self) -> None:
        """Choose an earlier operation, whose values fill the form."""
        from jo_security.ledger.answers.copying import alike
        from jo_security.ledger.answers.earlier import earlier
        from jo_security.tui.dialogs.earlier import EarlierScreen

        if self.reading is None:
            return
        ledger = self.reading.ledger
        found = earlier(ledger, ACTS[self.verb], {key: text for key, text in self.texts().items() if text})

        def taken(chosen: Earlier | None) -> None:
            if chosen is not None:
                self.fill(shown(self.language, self.verb, alike(ledger, chosen.table, chosen.n)))

        if found:
            title = self.language.text(N_("{act}: as an earlier one"), act=self.language.text(TITLES[self.verb]))
            self.app.push_screen(EarlierScreen(self.language, found, title), taken)
        else:
            self.notify(self.language.text(N_("There is none of this kind yet")), markup=False)

    def own_bindings(self) -> list[ActiveBinding]:
        """The keys of the form; a line of text has many of its own, which nobody needs to be told of."""
        return [each for each in self.active_bindings.values() if each.binding.id is not None]

    def action_help(self) -> None:
        """Show the keys that work here."""
        from jo_security.tui.screens.help import Help

        self.app.push_screen(Help(self.language, self.own_bindings()))

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields; those that are an operation's own stay."""
        from jo_security.ledger.answers.copying import OWN

        for field in self.boxes.values():
            if field.key not in OWN:
                field.input.value = values.get(field.key, "")
