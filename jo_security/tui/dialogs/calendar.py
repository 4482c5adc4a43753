"""A calendar: a month in weeks, from which a day is taken."""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from jo_security.records.days import days_on, months_on
from jo_security.records.shapes import FIRST_DAY
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult, RenderResult

    from jo_security.locales.language import Language

CELL: Final = 4
"""How many columns a day takes."""
WEEKS: Final = 6
HEADS: Final = 2
"""The lines over the days: the month, and the days of the week."""
WEEK: Final = 7


class Month(Widget):
    """The days of a month; the one under the cursor stands out, those that are closed are dim."""

    DEFAULT_CSS = f"Month {{ width: {CELL * WEEK}; height: {WEEKS + HEADS}; }}"

    day: reactive[datetime.date] = reactive(FIRST_DAY)

    class Taken(Message):
        """The day under the cursor is meant."""

    def __init__(
        self, language: Language, day: datetime.date, today: datetime.date | None, closed_to: datetime.date | None
    ) -> None:
        """Show the month of a day."""
        super().__init__()
        self.language = language
        self.today = today
        self.closed_to = closed_to
        self.set_reactive(Month.day, day)

    @property
    def first(self) -> int:
        """In which column the first of the month stands."""
        return self.day.replace(day=1).weekday()

    def render(self) -> RenderResult:
        """The month, the days of the week, the weeks."""
        head = self.language.month(self.day).center(CELL * WEEK - 4)
        lines = [Content.assemble(("‹ ", "bold $text-accent"), (head, "bold"), (" ›", "bold $text-accent"))]
        lines.append(Content("".join(name.rjust(CELL - 1) + " " for name in self.language.weekdays)).stylize("dim"))
        cells = [Content(" " * CELL)] * self.first
        cells += [
            self._cell(self.day.replace(day=n)) for n in range(1, monthrange(self.day.year, self.day.month)[1] + 1)
        ]
        lines += [Content("").join(cells[at : at + WEEK]) for at in range(0, len(cells), WEEK)]
        return Content("\n").join(lines)

    def _cell(self, day: datetime.date) -> Content:
        style = "bold underline" if day == self.today else ""
        if self.closed_to is not None and day <= self.closed_to:
            style = f"{style} dim".strip()
        if day == self.day:
            style = f"{style} reverse".strip()
        return Content.assemble((str(day.day).rjust(CELL - 1), style), " ")

    def move(self, *, days: int = 0, months: int = 0) -> None:
        """Go on by days, or by months; the calendar ends where dates do."""
        before = self.day
        self.day = days_on(months_on(before, months), days)
        if self.day == before and (days or months):
            self.app.bell()

    def on_click(self, event: events.Click) -> None:
        """Take the day that is clicked, or go to the month before or after."""
        column, week = event.x // CELL, event.y - HEADS
        if event.y == 0:
            self.move(months=-1 if column == 0 else 1 if column == WEEK - 1 else 0)
        number = week * WEEK + column - self.first + 1
        if week >= 0 and 1 <= number <= monthrange(self.day.year, self.day.month)[1]:
            self.day = self.day.replace(day=number)
            self.post_message(self.Taken())

    def on_mouse_scroll_down(self) -> None:
        """Go to the month after."""
        self.move(months=1)

    def on_mouse_scroll_up(self) -> None:
        """Go to the month before."""
        self.move(months=-1)


class Calendar(Dialog[datetime.date | None]):
    """A month over the screen; it is dismissed with the day that is taken.

    Days up to `closed_to` are dim; what lies outside `first` and `last` is told. `today` is where `t` goes.
    """

    CSS_PATH = "../styles/calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", N_("Leave"), show=False, id="calendar.leave"),
        Binding("enter,space", "take", N_("Take the day"), show=False, id="calendar.take"),
        Binding("left,h", "days(-1)", N_("Day before"), show=False, id="calendar.left"),
        Binding("right,l", "days(1)", N_("Day after"), show=False, id="calendar.right"),
        Binding("up,k", "days(-7)", N_("Week before"), show=False, id="calendar.up"),
        Binding("down,j", "days(7)", N_("Week after"), show=False, id="calendar.down"),
        Binding("pageup", "months(-1)", N_("Month before"), show=False, id="calendar.month_before"),
        Binding("pagedown", "months(1)", N_("Month after"), show=False, id="calendar.month_after"),
        Binding("shift+pageup,less_than_sign", "months(-12)", N_("Year before"), show=False, id="calendar.year_before"),
        Binding(
            "shift+pagedown,greater_than_sign", "months(12)", N_("Year after"), show=False, id="calendar.year_after"
        ),
        Binding("t", "today", N_("Today"), show=False, id="calendar.today"),
    ]

    month = getters.query_one(Month)
    told = getters.query_one("#told", Static)

    def __init__(  # noqa: PLR0913 - the day, and what is told of others
        self,
        language: Language,
        day: datetime.date,
        closed_to: datetime.date | None = None,
        *,
        today: datetime.date | None = None,
        first: datetime.date | None = None,
        last: datetime.date | None = None,
    ) -> None:
        """Begin with a day."""
        super().__init__()
        self.language = language
        self.began = day
        self.closed_to = closed_to
        self.today = today
        self.first = first
        self.last = last

    def compose(self) -> ComposeResult:
        """The month, and below it the day under the cursor in full."""
        with Vertical(id="calendar", classes="panel") as panel:
            panel.border_title = Content(self.language.text(N_("Calendar")))
            panel.border_subtitle = Content(self.language.text(N_("Enter takes the day · Escape closes")))
            yield Month(self.language, self.began, self.today, self.closed_to)
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Tell of each day that the cursor comes to."""
        self.watch(self.month, "day", self._tell)

    def _tell(self, day: datetime.date) -> None:
        text = self.language.text
        said = [f"{self.language.weekday(day)} {self.language.date(day)}"]
        if self.closed_to is not None and day <= self.closed_to:
            said.append(text(N_("The books are closed to {day:date}"), day=self.closed_to))
        if self.first is not None and day < self.first:
            said.append(text(N_("The budget begins on {day:date}"), day=self.first))
        if self.last is not None and day > self.last:
            said.append(text(N_("The budget ended on {day:date}"), day=self.last))
        self.told.update("\n".join(said))

    def on_month_taken(self) -> None:
        """A day was clicked."""
        self.action_take()

    def action_take(self) -> None:
        """Take the day under the cursor."""
        self.dismiss(self.month.day)

    def action_leave(self) -> None:
        """Leave without a day."""
        self.dismiss(None)

    def action_days(self, days: int) -> None:
        """Go on by days."""
        self.month.move(days=days)

    def action_months(self, months: int) -> None:
        """Go on by months."""
        self.month.move(months=months)

    def action_today(self) -> None:
        """Go to today."""
        if self.today is not None:
            self.month.day = self.today
