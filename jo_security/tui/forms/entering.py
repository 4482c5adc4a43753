"""Entering an operation: fields, what is wrong beside each, and what it would come to while it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from jo_security.office.keys import unborne
from jo_security.records.money import cents
from jo_security.records.typed import Misread, flag
from jo_security.records.words import N_
from jo_security.tui.acts import TITLES
from jo_security.tui.forms import kinds
from jo_security.tui.forms.entries import Entries, echo, entries
from jo_security.tui.forms.field import Field
from jo_security.tui.forms.fields import FieldsScreen
from jo_security.tui.forms.prospect import Prospect
from jo_security.tui.forms.sight import Sight, foreseen, in_fields, refused
from jo_security.tui.screens.reader import Result
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.widgets.keys_bar import KeysBar
from jo_security.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from textual.app import ComposeResult

    from jo_security.ledger.answers.settling import Rest
    from jo_security.locales.language import Language
    from jo_security.office.acting import Officer, Outcome
    from jo_security.office.foreseeing import Foreseen
    from jo_security.office.keys import Keys
    from jo_security.tui.forms.foreseer import Foreseer
    from jo_security.tui.forms.sight import Trying
    from jo_security.tui.reading import Reading


CENT: Final = Decimal("0.01")
SCROLL: Final = N_("Scroll what it would come to")


class EntryScreen(FieldsScreen[Result]):
    """Fields of one operation, and what it would come to; it records nothing."""

    weighs_all = True
    CSS_PATH = "../styles/form.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no class variable to mypy
    BINDINGS: ClassVar[list[BindingType]] = [
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
    ]

    @dataclass
    class Foresaw(Message):
        """What was tried, on what, and what came of it; nothing once it is only known how to."""

        tried: tuple[Foreseer, Keys, Foreseen] | None = None

    trail_bar = getters.query_one(Trail)
    prospect = getters.query_one(Prospect)

    def __init__(  # noqa: PLR0913 - what it is about, who acts, what is typed already
        self,
        language: Language,
        reading: Reading,
        verb: str,
        values: Mapping[str, str],
        *,
        officer: Officer,
        draft: MutableMapping[str, str],
        foresee: Callable[[Reading], Foreseer],
    ) -> None:
        """Begin with `values`; what is typed is kept in `draft`, which has the word over them."""
        super().__init__(language, reading, verb, values, officer=officer, draft=draft)
        self.foresee = foresee
        self.foreseer: Foreseer | None = None
        self.entries: Entries = entries(verb, {}, officer, day_first=language.day_first)
        self.foreseen: Foreseen | None = None
        self.refused: Outcome | None = None
        self.insists = False
        self.tried: tuple[Foreseer, Keys, Foreseen] | None = None
        self.trying = False
        self.waits = False

    def compose(self) -> ComposeResult:
        """The trail, the fields beside what they come to, a hint about the field, the keys."""
        outlook = self.reading.outlook if self.reading else None
        yield Trail(markup=False)
        with Horizontal(id="form"):
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.compose_fields()
            yield Prospect(self.language, follows_cp=outlook is not None and outlook.header.follows_cp)
        yield Static(id="hint", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """Complete what can be, say where one is, and go to the first field that is to be filled in."""
        header = self.reading.outlook.header if self.reading and self.reading.outlook else None
        self.trail_bar.show([header.label if header else "", self.language.text(TITLES[self.verb])])
        self.complete_fields()
        self.prepare()
        self.begin()

    def begin(self) -> None:
        """Go to the first field that is to be filled in."""
        empty = (field for field in self.boxes.values() if field.display and not field.text)
        (next(empty, None) or next(iter(self.boxes.values()))).input.focus()

    def prepare(self) -> None:
        """Foresee by the reading from now on."""
        self.refused = None
        if self.reading is not None:
            self.foreseer = self.foresee(self.reading)
            self.look()
            if not self.trying:
                self._try(self.foreseer, None)

    def changed(self) -> None:
        """Look at what is typed by now, whatever was refused before."""
        self.refused = None
        self.look()

    def look(self) -> None:
        """Read what is typed, try it, and say what is wrong and what it comes to."""
        texts = self.texts()
        self.entries = entries(self.verb, texts, self.officer, day_first=self.language.day_first)
        self._foresee()
        tried = self._tried()
        sight = Sight(self.language, self.currency, self.entries, tried, self.rest(), self.insists)
        for field in self.boxes.values():
            field.display = field.key in texts
            field.say(self._read(field), sight.wrong(field.key) or self._unborne(field))
            field.set_class(field.key in self.entries.needed, "-needed")
        verdict = sight.verdict(texts)
        if self.acting:
            verdict = Content(self.language.text(N_("It is being recorded…")))
        elif self.waits and self.refused is None:
            verdict = Content("\n").join((Content("…"), *([verdict] if verdict else [])))
        self._show(verdict, tried)

    def _read(self, field: Field) -> str:
        """How what is typed is read, where that is not what is typed: an amount, or a date."""
        amount = echo(self.verb, field.key, field.text)
        if amount is not None:
            return "= " + self.language.money(amount, self.currency)
        return self.echo_day(field)

    def _unborne(self, field: Field) -> str:
        """What is wrong with an id that nothing bears, once its field is left, however little else is typed yet."""
        if self.reading is None or not field.text or (field.input.has_focus and not self.insists):
            return ""
        found = unborne(self.reading.ledger, self.verb, field.key, field.text)
        return "" if found is None else ". ".join(self.language.render(each.text, in_fields(each)) for each in found)

    @on(events.DescendantBlur)
    def left(self) -> None:
        """Look at a field anew once it is left."""
        self.look()

    def _foresee(self) -> None:
        """Try what is typed, unless it was tried already."""
        keys = self.entries.whole(self.verb)
        # The first try about a line, a commitment and a day takes longest: it is over before an amount is typed.
        ahead = keys or self.entries.whole(self.verb, CENT)
        known = self.tried is not None and self.tried[:2] == (self.foreseer, ahead)
        if self.foreseer is not None and ahead is not None and not known and not self.trying:
            self._try(self.foreseer, ahead)
        self.foreseen = self.tried[2] if keys and known and self.tried is not None else None
        self.waits = keys is not None and self.foreseen is None

    def _try(self, foreseer: Foreseer, keys: Keys | None) -> None:
        """Try in a thread what would be recorded, or get ready to; what is typed last has the word."""
        self.trying = True
        self._ask(foreseer, keys)

    @work(thread=True, group="foreseeing")
    def _ask(self, foreseer: Foreseer, keys: Keys | None) -> None:
        if keys is None:
            foreseer.prepare()
            self.post_message(self.Foresaw())
        else:
            self.post_message(self.Foresaw((foreseer, keys, foreseer.of(self.verb, keys))))

    @on(Foresaw)
    def _foresaw(self, event: Foresaw) -> None:
        """Show what was foreseen, unless something else is typed by now, which is tried next."""
        self.trying = False
        self.tried = event.tried or self.tried
        self.look()

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
            every = self.language.text(N_("all years"))
            self.prospect.show(verdict, f"{label} · {every}", before, seen.after if seen else None)
            return
        where = next((each.label for each in outlook.lines if each.id == short.line), short.line or label)
        year = "" if short.exercise is None else f" · {short.exercise}"
        then = seen.short if seen is not None and self.refused is None else None
        self.prospect.show(verdict, f"{where}{year}", short.position, then, rest=short.exercise is None)

    def action_scroll_prospect(self, way: int) -> None:
        """Scroll what it would come to, which takes no keys itself."""
        self.prospect.scroll_relative(y=way * max(1, self.prospect.size.height - 1))

    def action_help(self) -> None:
        """Explain the rules that refuse it, then the keys that work here and what fields ask for."""
        from jo_security.tui.dialogs.rules import whole
        from jo_security.tui.screens.help import Help

        codes = self.refusing()
        words = ((field.label, field.hint) for field in self.boxes.values() if field.display)
        first = whole(self.language, codes) if codes else None
        self.app.push_screen(Help(self.language, self.own_bindings(), words, first=first))

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
        from jo_security.ledger.answers.settling import rest

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
