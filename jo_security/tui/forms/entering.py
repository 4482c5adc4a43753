"""Entering an operation: fields, what is wrong beside each, and what it would come to while it is typed."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from jo_security.locales.phrases import literal
from jo_security.office.keys import refers
from jo_security.records.money import cents
from jo_security.records.names import NAMES
from jo_security.records.typed import Misread, flag
from jo_security.records.words import N_
from jo_security.tui.forms import kinds
from jo_security.tui.forms.acts import TITLES
from jo_security.tui.forms.completion import Completion
from jo_security.tui.forms.entries import Entries, echo, entries
from jo_security.tui.forms.field import Field, FieldInput
from jo_security.tui.forms.prospect import Prospect
from jo_security.tui.forms.sight import Sight, foreseen, refused
from jo_security.tui.screens.reader import Reader, Result
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer, Outcome
    from jo_security.office.foreseeing import Foreseen, Foresight
    from jo_security.office.keys import Keys
    from jo_security.office.settling import Rest
    from jo_security.records.shapes import Shape
    from jo_security.tui.forms.sight import Trying
    from jo_security.tui.reading import Reading


CENT: Final = Decimal("0.01")
SCROLL: Final = N_("Scroll what it would come to")


class EntryScreen(Reader[Result]):
    """Fields of one operation, and what it would come to; it records nothing."""

    CSS_PATH = "../styles/form.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no class variable to mypy
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list of a completion, which would take a new name for the first that it has.
        Binding("tab", "next_field", N_("Next field"), show=False, priority=True, id="form.next"),
        Binding("down", "app.focus_next", N_("Next field"), show=False, id="form.down"),
        Binding("shift+tab,up", "app.focus_previous", N_("Field before"), show=False, id="form.previous"),
        Binding(
            "pagedown",
            "scroll_prospect(1)",
            N_("More"),
            show=False,
            tooltip=SCROLL,
            id="form.more",
        ),
        Binding(
            "pageup",
            "scroll_prospect(-1)",
            N_("Less"),
            show=False,
            tooltip=SCROLL,
            id="form.less",
        ),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False, tooltip=N_("Leave the program"), id="form.quit"),
    ]

    trail_bar = getters.query_one(Trail)
    prospect = getters.query_one(Prospect)
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
        foresee: Callable[[Reading], Foresight],
    ) -> None:
        """Begin with `values`; what is typed is kept in `draft`, which has the word over them."""
        super().__init__(language, reading)
        self.verb = verb
        self.values = values
        self.officer = officer
        self.draft = draft
        self.foresee = foresee
        self.shapes: dict[str, Shape] = dict(kinds.fields(verb))
        self.completions: dict[str, Completion] = {}
        self.foresight: Foresight | None = None
        self.entries: Entries = entries(verb, {}, officer)
        self.foreseen: Foreseen | None = None
        self.refused: Outcome | None = None
        self.insists = False
        self.acting = False
        self.tried: tuple[Foresight, Keys, Foreseen] | None = None
        self.typed_last: Widget = self

    def compose(self) -> ComposeResult:
        """The trail, the fields beside what they come to, a hint about the field, the keys."""
        yield Trail(markup=False)
        with Horizontal(id="form"):
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._fields()
            yield Prospect(self.language)
        yield Static(id="hint", markup=False)
        yield Footer(show_command_palette=False)

    def _fields(self) -> Iterator[Field]:
        text = self.language.text
        rare = next(name for name in self.shapes if name not in kinds.FIRST[self.verb])
        for name, shape in self.shapes.items():
            value = self.draft.get(name, self.values.get(name, ""))
            hint = text(kinds.hint(self.verb, name, shape))
            field = Field(name, text(kinds.label(name)), hint, value)
            field.set_class(name == rare, "-rare")
            yield field

    def on_mount(self) -> None:
        """Complete what can be, say where one is, and go to the first field that is to be filled in."""
        header = self.reading.outlook.header if self.reading and self.reading.outlook else None
        self.trail_bar.show([header.label if header else "", self.language.text(TITLES[self.verb])])
        for field in self.query(Field):
            if self._words(field.key, ""):
                self.completions[field.key] = Completion(field.input, partial(self._words, field.key))
                self.mount(self.completions[field.key])
        self.look()
        # The form is seen first: in a large budget getting ready takes a moment.
        self.call_after_refresh(self._prepare)
        empty = (field for field in self.query(Field) if field.display and not field.text)
        (next(empty, None) or self.query(Field).first()).input.focus()

    def offer(self, reading: Reading) -> None:
        """Foresee by another reading; what is typed stays."""
        self.reading = reading
        self.foresight = self.refused = None
        self._prepare()

    @property
    def currency(self) -> str:
        """The currency of the budget."""
        outlook = self.reading.outlook if self.reading else None
        return outlook.header.currency if outlook else "EUR"

    def texts(self) -> dict[str, str]:
        """What is typed into each field that goes with the others."""
        every = {field.key: field.text for field in self.query(Field)}
        return {key: text for key, text in every.items() if kinds.goes(self.verb, key, every)}

    def _prepare(self) -> None:
        """Foresee from now on; here, for one thread at a time asks a ledger."""
        if self.foresight is None and self.reading is not None:
            self.foresight = self.foresee(self.reading)
            self.look()

    @on(FieldInput.Changed)
    def typed(self) -> None:
        """Keep what is typed, and look at what it comes to."""
        begun = self.values.get
        self.draft.clear()
        self.draft.update((each.key, each.text) for each in self.query(Field) if each.text != begun(each.key, ""))
        self.refused = None
        self.look()

    @on(FieldInput.Submitted)
    def submitted(self) -> None:
        """Enter goes on, as Tab does; only one key records."""
        self.focus_next()

    def action_next_field(self) -> None:
        """Go on; where a field has to hold one of the names below it, take the one under the cursor."""
        its = self.focused
        if isinstance(its, FieldInput) and its.key != "supplier" and its.key in self.completions:
            its.value = self.completions[its.key].chosen or its.value
        self.focus_next()

    def on_descendant_focus(self) -> None:
        """Say what is to be typed into the field."""
        if isinstance(self.focused, FieldInput):
            self.typed_last = self.focused
            key = self.focused.key
            self.hint.update(literal(next(field.hint for field in self.query(Field) if field.key == key)))

    def look(self) -> None:
        """Read what is typed, try it, and say what is wrong and what it comes to."""
        texts = self.texts()
        self.entries = entries(self.verb, texts, self.officer)
        self._foresee()
        tried = self._tried()
        sight = Sight(self.language, self.currency, self.entries, tried, self.rest(), self.insists)
        for field in self.query(Field):
            field.display = field.key in texts
            amount = echo(self.verb, field.key, field.text)
            read = "" if amount is None else "= " + self.language.money(amount, self.currency)
            field.say(read, sight.wrong(field.key))
            field.set_class(field.key in self.entries.needed, "-needed")
        verdict = sight.verdict(texts)
        self._show(Content(self.language.text(N_("It is being recorded…"))) if self.acting else verdict, tried)

    def _foresee(self) -> None:
        """Try what is typed, unless it was tried already."""
        keys = self.entries.whole(self.verb)
        # The first try about a line, a commitment and a day takes longest: it is over before an amount is typed.
        ahead = keys or self.entries.whole(self.verb, CENT)
        known = self.tried is not None and self.tried[:2] == (self.foresight, ahead)
        if self.foresight is not None and ahead is not None and not known:
            self.tried = self.foresight, ahead, self.foresight.of(self.verb, ahead)
        self.foreseen = self.tried[2] if keys and self.tried is not None and self.tried[1] == keys else None

    def _show(self, verdict: Content, tried: Trying | None) -> None:
        """Show what it comes to: on its line, or where it is short."""
        outlook = self.reading.outlook if self.reading else None
        if outlook is None:
            return
        seen = self.foreseen
        line = seen.line if seen else self.texts().get("line") or self.texts().get("from")
        its = next((each for each in outlook.lines if each.id == line), None)
        label = its.label if its else self.language.text(N_("Whole budget"))
        before = (seen.before if seen else None) or (its.position if its else outlook.total)
        short = next((each for each in tried.shortages if each.position), None) if tried else None
        if short is None or short.position is None or (short.line == line and short.exercise is None):
            self.prospect.show(verdict, label, before, seen.after if seen else None)
            return
        where = next((each.label for each in outlook.lines if each.id == short.line), short.line or label)
        year = "" if short.exercise is None else f" · {short.exercise}"
        self.prospect.show(verdict, f"{where}{year}", short.position)

    def _words(self, key: str, typed: str) -> Sequence[tuple[str, str]]:
        """What a field may be completed with."""
        from jo_security.ledger.answers import found
        from jo_security.ledger.answers.suggesting import suggestions

        shape = self.shapes[key]
        kind = ("supplier",) if key == "supplier" else refers(self.verb, key)
        if kind and self.reading is not None:
            return suggestions(self.reading.ledger, kind, typed)
        if shape.json.get("type") == "boolean":
            choices = {self.language.text(each): "" for each in (N_("yes"), N_("no"))}
        else:
            choices = {each: self.language.text(NAMES[each]) for each in shape.json.get("enum", ())}
        # A name in the reader's language that is the term itself says nothing more.
        told = [(each, "" if says == each else says) for each, says in choices.items()]
        return [(each, says) for each, says in told if found(typed, each, says)]

    def action_scroll_prospect(self, way: int) -> None:
        """Scroll what it would come to, which takes no keys itself."""
        self.prospect.scroll_relative(y=way * max(1, self.prospect.size.height - 1))

    def action_help(self) -> None:
        """Explain the rules that refuse it, then the keys that work here and what fields ask for."""
        from jo_security.tui.dialogs.rules import whole
        from jo_security.tui.screens.help import Help

        codes = self.refusing()
        words = ((field.label, field.hint) for field in self.query(Field) if field.display)
        first = whole(self.language, codes) if codes else None
        self.app.push_screen(Help(self.language, tuple(self.active_bindings.values()), words, first=first))

    def refusing(self) -> Sequence[str]:
        """The codes of the rules that refuse what is typed."""
        tried = self._tried()
        return [*dict.fromkeys(each.code for each in tried.errors)] if tried is not None else []

    def _tried(self) -> Trying | None:
        """What came of trying it, on the disk or as it is foreseen."""
        if self.refused is not None:
            return refused(self.refused)
        return foreseen(self.foreseen) if self.foreseen is not None else None

    def rest(self) -> Rest | None:
        """What a final payment leaves of its commitment; None where it is not final, or leaves nothing."""
        from jo_security.office.settling import rest

        keys, text = self.entries.keys, self.texts().get(kinds.FINAL, "")
        if self.reading is None or not {"commitment", "amount", "date"} <= keys.keys() or not _says_yes(text):
            return None
        year = keys.get("exercise", keys["date"].year)
        return rest(self.reading.ledger, keys["commitment"], cents(keys["amount"]), year)


def _says_yes(text: str) -> bool:
    """Whether a text says yes."""
    try:
        return bool(text) and flag(text)
    except Misread:
        return False
