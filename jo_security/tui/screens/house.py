"""What every screen of a budget has in common: a table with its filter and its order, and the keys of the house."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.content import Content

from jo_security.locales.phrases import literal
from jo_security.office.views import SHORT, VIEWS, At
from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING
from jo_security.tui.screens.explaining import ExplainingScreen
from jo_security.tui.screens.faults import in_short
from jo_security.tui.screens.keys import KEYS, ROOMY
from jo_security.tui.screens.perimeter import short_scope
from jo_security.tui.screens.rows import WIDE
from jo_security.tui.terms import WARNING_SIGN
from jo_security.tui.widgets.broken import Broken
from jo_security.tui.widgets.keys_bar import KeysBar
from jo_security.tui.widgets.trail import Trail
from jo_security.tui.widgets.views import Views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, BindingType

    from jo_security.locales.language import Language
    from jo_security.office.places import Place
    from jo_security.tui.dialogs.jump import Target
    from jo_security.tui.reading import Reading
    from jo_security.tui.scope import Scope
    from jo_security.tui.screens.exporting import Shown
    from jo_security.tui.screens.rows import Rows


STALE: Final = N_("stale figures")
"""Said of figures of files that could not be read again."""
BUSY: Final = N_("working…")
"""Said while rows are looked for."""
ENVELOPE: Final = "envelope"
READ_ONLY: Final = N_("read-only")
"""Said of a budget in which nothing can be recorded."""
BY_LETTER: Final = frozenset(
    (
        *("edit", "reload", "problems", "help", "filter", "history", "changes", "take_back", "settings"),
        *("view", "perimeter", "rescope", "export", "why", "why_total", "glossary"),
    )
)
"""What is not to be done while letters go into the filter."""


class HouseScreen(ExplainingScreen):
    """A screen that shows a reading of a budget in one table, with something above it.

    The cursor stays on its record, or goes to the one that is `wanted`.
    A screen says what it shows in `trail`, `fill`, `draw` and `record`; `offer` gives it another reading.
    """

    AUTO_FOCUS = "LedgerTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no class variable to mypy
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - likewise
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    views_bar = getters.query_one(Views)
    trail_bar = getters.query_one(Trail)
    broken_bar = getters.query_one(Broken)
    keys_bar = getters.query_one(KeysBar)

    def __init__(self, language: Language, reading: Reading | None = None) -> None:
        """Speak a language; without a reading, wait for one."""
        super().__init__(language, reading)
        self.wanted: str | None = None
        self.expected: Scope | None = None
        self._stale = False
        self._kept: str | None = None

    def trail(self) -> Sequence[str]:
        """Where the reader stands."""
        raise NotImplementedError

    def fill(self) -> Rows | None:
        """The rows of the reading; None where what the screen is about is no more."""
        raise NotImplementedError

    def draw(self) -> None:
        """Fill what stands around the table."""
        raise NotImplementedError

    def record(self) -> tuple[str, int] | None:
        """The table and the number of the record that the screen is about."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Stack the trail, what the screen is about, the table, the filter and the keys."""
        yield Views()
        yield Trail(markup=False)
        yield Broken(markup=False)
        yield from self.compose_body()
        yield from self.compose_filter()
        yield KeysBar()

    def compose_body(self) -> ComposeResult:
        """What the screen is about, and the table."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the reading, or wait for one."""
        if self.language.ascii:
            self.table.mark_sign = "*"
        self.show_trail()
        if self.reading is not None:
            self.show_reading()

    def show_trail(self) -> None:
        """Say which view this is, where the reader stands in it, and the perimeter."""
        text, base = self.language.text, self.app.screen_stack[0]
        self.views_bar.labels = {view: (text(label), text(SHORT[view])) for view, label in VIEWS.items()}
        self.views_bar.current = self.view if self.everywhere else base.view if isinstance(base, HouseScreen) else ""
        self.trail_bar.show(self.trail(), self.warning(), self._aside())
        self.broken_bar.show(*in_short(self.broken(), self.language))

    def warning(self) -> str:
        """What is to be known before anything on the screen is read; nothing where all is well."""
        stale = self.reading is not None and self.reading.stale
        return f"{WARNING_SIGN} {self.language.text(STALE)}" if stale else ""

    def broken(self) -> Reading | None:
        """What came of reading files that are broken, while the figures of those before them stay."""
        return self.reading.broken if self.reading is not None else None

    def aside(self) -> Sequence[str]:
        """What is quietly said at the end of the trail: that something is being done, that nothing is recorded."""
        said = [self.language.text(BUSY)] if self.busy or self.expected is not None else []
        if self.reading is not None:
            said += [self.language.text(READ_ONLY)] if self.reading.read_only else []
        return said

    def _aside(self) -> Content:
        """What is said aside, and the perimeter: it recedes where it is the whole budget, and stands out where not."""
        said = [(literal(each), "dim") for each in self.aside()]
        if self.reading is not None:
            scope = self.expected or self.reading.scope
            words = " · ".join(short_scope(self.language, scope))
            said.append((literal(words), "dim" if scope == EVERYTHING else "bold $text-accent"))
        return Content(" · ").stylize("dim").join([Content.styled(*each) for each in said])

    def expect(self, scope: Scope | None) -> None:
        """Say that the figures of another perimeter are on their way, or that they are there."""
        self.expected = scope
        if self.is_mounted:
            self.show_trail()

    def want(self, key: str) -> None:
        """Put the cursor on a record once it is shown."""
        self.wanted = key
        if self.rows is not None and (row := self.rows.row_of(key)) in self.table.order:
            self.wanted = None
            self.table.set_order(self.table.order, row)

    def offer(self, reading: Reading) -> None:
        """Show another reading, now or once the screen is seen again; nothing is asked of the one before any more."""
        row = self.table.record_id if self.is_mounted else None
        if row is not None and self.rows is not None:
            self._kept = self.rows.key_of(row)
        if self.is_mounted:
            self.remember_marks()
        self.reading, self.rows = reading, None
        if self.is_current:
            self.show_reading()
        else:
            self._stale = True

    def retell(self) -> None:
        """Say all that is on the screen again: the language is another."""
        self.filter_bar.placeholder = self.placeholder
        if self.reading is not None:
            self.offer(self.reading)
        else:
            self.show_trail()

    def on_screen_resume(self) -> None:
        """Catch up with readings that came while another screen was in front."""
        self.post_message(self.Resumed())
        if self._stale:
            self._stale = False
            self.show_reading()

    def show_reading(self) -> None:
        """Show the reading; the cursor stays on its record where it stood in one before."""
        row = self.table.record_id
        kept = self._kept if row is None or self.rows is None else self.rows.key_of(row)
        self._kept = None
        self.rows = self.fill()
        if self.rows is None:
            self._leave()
            return
        self.show_trail()
        self.draw()
        self.show_columns(self.size.width)
        keep = None if kept is None else self.rows.row_of(kept)
        if self.wanted is not None and (row := self.rows.row_of(self.wanted)) >= 0:
            keep = row
        self.wanted = None
        self.show_rows(keep)
        self.refresh_bindings()

    def _leave(self) -> None:
        """Leave, since what was shown is no more; where another screen is in front, once this one is seen again."""
        if self.app.screen is self:
            self.notify(self.language.text(N_("What was shown is no longer in the budget")), markup=False)
            self.dismiss()
        else:
            self._stale = True

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that the new width has room for."""
        self.keys_bar.compact = event.size.width < WIDE
        self.refresh_bindings()
        if self.rows is not None:
            self.show_columns(event.size.width)
            self.reorder(self.table.cursor_id)

    @on(Trail.Chosen)
    def go_back_to(self, event: Trail.Chosen) -> None:
        """Go back to the screen of a step of the trail; where none is behind this one, to where the step leads."""
        steps, stack = list(self.trail()), self.app.screen_stack
        if event.step == len(steps) - 1 or not self.check_action("back", ()):
            return
        under = [isinstance(each, HouseScreen) and each.ends(steps[: event.step + 1]) for each in stack[:-1]]
        if any(under):
            for _ in range(under[::-1].index(True) + 1):
                self.app.pop_screen()
        elif (at := self.leads_to(event.step)) is not None:
            self.post_message(self.GoTo(at))

    def ends(self, steps: Sequence[str]) -> bool:
        """Whether steps lead here; trails may pass over what lies between their first and their last."""
        mine = self.trail()
        return (mine[0], mine[-1], len(mine) > 1) == (steps[0], steps[-1], len(steps) > 1)

    @on(Trail.AsideChosen)
    def choose_perimeter(self) -> None:
        """Ask to choose the perimeter, which is said there."""
        self.action_perimeter()

    def leads_to(self, step: int) -> At | None:
        """Where a step of the trail leads that is behind no screen; the first one to the envelope."""
        return At(ENVELOPE) if step == 0 else None

    def action_filter(self) -> None:
        """Write what rows must hold."""
        self.filter_bar.open()

    def action_back(self) -> None:
        """Drop the filter; without one, go back."""
        if self.filter_bar.is_open:
            self.filter_bar.close()
            self.table.focus()
        elif self.app.screen_stack[0] is not self:
            self.dismiss()
        elif self.view != ENVELOPE:
            self.post_message(self.View(ENVELOPE))

    def action_edit(self) -> None:
        """Ask for the editor."""
        place = self.place()
        if place is not None:
            self.post_message(self.Edit(place))

    def place(self) -> Place | None:
        """Where the record under the cursor stands in its file; without rows, that of the screen."""
        from jo_security.office.places import place

        row = self.table.record_id
        record = self.record() if row is None or self.rows is None else self.rows.record(row)
        if record is None or self.reading is None or self.reading.opened is None:
            return None
        return place(self.reading.opened, *record)

    def shown(self) -> Shown:
        """What is on the screen, for a file."""
        from jo_security.tui.screens.exporting import Shown

        outlook = self.reading.outlook if self.reading is not None else None
        name = self.table_name if self.view else type(self).__name__.removesuffix("Screen").lower()
        said = [" › ".join(self.trail())]
        if self.reading is not None:
            said.append(" · ".join(short_scope(self.language, self.reading.scope)))
        if self.search:
            said.append(self.language.text(N_("Only: {conditions}."), conditions=self.search))
        title = outlook.header.label if outlook is not None else ""
        return Shown(name, title, said, self.table.columns, tuple(self.table.order), self.table.shown)

    def jumps(self) -> list[Target]:
        """What is in sight to jump to: the rows of the table."""
        from jo_security.tui.dialogs.jump import Target

        table = self.table
        return [Target(table.region.x, y, partial(table.go_to, position)) for position, y in table.rows_in_sight()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual calls it
        """Letters are text while the filter has the keys; nothing lies behind the first screen."""
        if action in {"why", "why_total"} and not self.MAIN:
            return False
        if action in BY_LETTER:
            return not self.filter_has_keys
        if action == "back":
            root = self.app.screen_stack[0] is self and self.view == ENVELOPE
            return not root or (self.is_mounted and self.filter_bar.is_open)
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here; none to go deeper where nothing lies behind a row."""
        return {
            key: active
            for key, active in super().active_bindings.items()
            if self.deeper or active.binding.action != "select"
        }

    def _translated(self, active: ActiveBinding) -> ActiveBinding:
        """A key in the reader's language; where room is short, some are known to help only."""
        if active.binding.id in ROOMY and self.size.width < WIDE:
            active = active._replace(binding=replace(active.binding, show=False))
        return super()._translated(active)
