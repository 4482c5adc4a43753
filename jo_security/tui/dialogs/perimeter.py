"""Choosing the perimeter: exercise, day, credits and lines; what is behind the dialog follows at each choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Select, Static

from jo_security.locales.phrases import literal
from jo_security.records.days import in_full
from jo_security.records.typed import Misread
from jo_security.records.words import N_
from jo_security.tui.scope import CREDITS, Scope
from jo_security.tui.screens.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from jo_security.locales.language import Language
    from jo_security.tui.reading import Reading
    from jo_security.tui.scope import By

CREDIT_WORDS: Final = {"both": N_("AE and CP"), "ae": N_("AE only"), "cp": N_("CP only")}


class PerimeterDialog(Reader[None], ModalScreen[None]):
    """Four choices; each is taken at once. Where the budget has other lines or years by now, those are offered."""

    CSS_PATH = "../styles/perimeter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Close"), show=False, id="perimeter.close"),
    ]

    def __init__(self, language: Language, whole: Reading, scope: Scope, choose: Callable[[Scope], None]) -> None:
        """Begin with a perimeter; `choose` is told of every other one."""
        super().__init__(language, whole)
        self.scope = scope
        self.choose = choose
        self.wrong = ""
        """What is wrong with the day that is typed."""
        self._offered = self._choices()

    def offer(self, reading: Reading) -> None:
        """Offer what another reading has; what is chosen is its perimeter, where that is another."""
        self.reading = reading.whole
        if self._choices() != self._offered:
            self.scope = reading.scope
            self.call_later(self._show_again, self.focused.id if self.focused is not None else None)

    async def _show_again(self, at: str | None) -> None:
        """Show other choices; who stood at one of them still does."""
        self._offered = self._choices()
        await self.recompose()
        if at is not None:
            self.query_one(f"#{at}").focus()

    def _choices(self) -> tuple[object, ...]:
        """The years and the parts of the budget that are offered."""
        outlook = self.reading and self.reading.outlook
        return tuple(outlook.exercises) if outlook else (), [*self._narrow()]

    def compose(self) -> ComposeResult:
        """The choices under their names."""
        text, scope, outlook = self.language.text, self.scope, self.reading and self.reading.outlook
        exercises = scope.years(outlook.exercises if outlook else ())
        years = [(text(N_("all years")), 0), *((str(year), year) for year in exercises)]
        narrow = [(Content(text(N_("Whole budget"))), ""), *self._narrow()]
        known = {value for _, value in narrow}
        now = f"{scope.by}/{scope.of}" if scope.by else ""
        with Vertical(id="perimeter") as panel:
            panel.border_title = Content(text(N_("Perimeter")))
            panel.border_subtitle = Content(text(N_("What is chosen holds at once · Escape closes")))
            yield Static(text(N_("Financial year")), markup=False)
            yield Select(years, value=scope.exercise or 0, allow_blank=False, compact=True, id="year")
            yield Static(text(N_("As of")), markup=False)
            day = scope.as_of.isoformat() if scope.as_of else ""
            yield Input(day, placeholder=text(N_("all dates, or a day such as 2024-07-26")), compact=True, id="day")
            yield Static("", id="wrong", markup=False)
            yield Static(text(N_("Credits")), markup=False)
            words = [(text(CREDIT_WORDS[each]), each) for each in CREDITS]
            yield Select(words, value=scope.credits, allow_blank=False, compact=True, id="credits")
            yield Static(text(N_("Lines")), markup=False)
            yield Select(narrow, value=now if now in known else "", allow_blank=False, compact=True, id="lines")

    def _narrow(self) -> Iterator[tuple[Content, str]]:
        """What the perimeter can be narrowed to: lines, programmes, tags."""
        from jo_security.ledger.answers.lookup import tags
        from jo_security.ledger.answers.positions import programmes

        if self.reading is None or self.reading.outlook is None:
            return
        outlook, ledger = self.reading.outlook, self.reading.ledger
        for line in outlook.lines:
            yield Content(literal("  " * line.depth + f"{line.id}  {line.label}")), f"line/{line.id}"
        for programme, label in programmes(ledger).items():
            words = self.language.text(N_("programme {programme}"), programme=programme)
            yield Content(literal(f"{words}  {label}")), f"programme/{programme}"
        for tag in sorted(tags(ledger)):
            yield Content(literal(f"#{tag}")), f"tag/{tag}"

    @on(Select.Changed)
    def take(self, event: Select.Changed) -> None:
        """Take a choice."""
        value = event.value
        match event.select.id:
            case "year" if isinstance(value, int):
                self._take(replace(self.scope, exercise=value or None))
            case "credits":
                self._take(replace(self.scope, credits=next(each for each in CREDITS if each == value)))
            case "lines" if isinstance(value, str):
                name, _, of = value.partition("/")
                by: By | None = next((each for each in ("line", "programme", "tag") if each == name), None)
                self._take(replace(self.scope, by=by, of=of))

    @on(Input.Changed, "#day")
    def take_day(self, event: Input.Changed) -> None:
        """Take a day once it is one."""
        typed = event.value.strip()
        try:
            day = in_full(typed, day_first=self.language.day_first) if typed else None
        except Misread as error:
            self.wrong = self.language.render(error.words.text, error.words.values)
        else:
            self.wrong = ""
            self._take(replace(self.scope, as_of=day))
        self.query_one("#wrong", Static).update(literal(self.wrong))

    @on(Input.Submitted, "#day")
    def close(self) -> None:
        """A day that is taken closes the dialog; one that is none stays to be mended."""
        if not self.wrong:
            self.dismiss()

    def _take(self, scope: Scope) -> None:
        self.scope = scope
        self.choose(scope)
