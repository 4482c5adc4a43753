"""The columns of a table: which are shown, in which order, and back to how they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from jo_security.locales.phrases import literal
from jo_security.records.words import N_
from jo_security.tui.widgets.dialog import Dialog
from jo_security.tui.widgets.layout import Layout, apply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from jo_security.locales.language import Language
    from jo_security.tui.widgets.columns import Column


def _key(keys: str, action: str, name: str, words: str, tooltip: str) -> Binding:
    return Binding(keys, action, words, show=False, tooltip=tooltip, id=f"columns.{name}")


class Columns(Dialog[Layout | None]):
    """A list of all columns, those shown first; dismissed with their layout, or None where all is to stay as it is."""

    CSS_PATH = "../styles/columns.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("space,x", "show_or_hide", "toggle", N_("Show"), N_("Show the column, or hide it")),
        # The list binds enter too; a binding with priority is the one that is heard.
        Binding("enter", "keep", N_("Keep"), tooltip=N_("Show the columns so"), priority=True, id="columns.keep"),
        _key("K,left_parenthesis", "carry(-1)", "earlier", N_("Move up"), N_("Move the column to the left")),
        _key("J,right_parenthesis", "carry(1)", "later", N_("Move down"), N_("Move the column to the right")),
        _key("k", "step(-1)", "up", N_("Up"), N_("Go one row up")),
        _key("j", "step(1)", "down", N_("Down"), N_("Go one row down")),
        _key("r", "reset", "reset", N_("As given"), N_("Show all columns as they are given")),
        _key("escape,q,equals_sign", "leave", "leave", N_("Leave"), N_("Leave the columns as they were")),
    ]

    options = getters.query_one(OptionList)

    def __init__(self, language: Language, columns: Sequence[Column], layout: Layout) -> None:
        """Offer columns that are shown as a layout says."""
        super().__init__()
        self.language = language
        self._given = tuple(columns)
        self._labels = {column.key: column.label for column in columns}
        self._widths = dict(layout)
        shown = [column.key for column in apply(layout, columns)]
        self._keys = [*shown, *(key for key in self._labels if key not in shown)]
        self._shown = set(shown)

    def compose(self) -> ComposeResult:
        """The list, and the keys that change it."""
        with Vertical(id="columns", classes="panel") as panel:
            panel.border_title = Content(self.language.text(N_("Columns")))
            yield OptionList(*self._options(), markup=False)
            yield Static(
                self.language.text(N_("Space shows or hides · J and K move · r resets · Enter keeps · Escape leaves")),
                id="keys",
                markup=False,
            )

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, in the reader's language."""
        from dataclasses import replace

        text = self.language.text
        return {
            key: active._replace(
                binding=replace(active.binding, description=text(active.binding.description)),
                tooltip=text(active.tooltip),
            )
            for key, active in super().active_bindings.items()
        }

    def _options(self) -> list[Option]:
        return [
            Option(Content.assemble("[x] " if key in self._shown else "[ ] ", literal(self._labels[key])), id=key)
            for key in self._keys
        ]

    def _show(self, place: int) -> None:
        self.options.set_options(self._options())
        self.options.highlighted = place

    def _here(self) -> int:
        return self.options.highlighted or 0

    def action_step(self, rows: int) -> None:
        """Go to another column of the list."""
        self.options.highlighted = max(0, min(self._here() + rows, len(self._keys) - 1))

    def action_show_or_hide(self) -> None:
        """Show the column under the cursor or hide it; the last one stays."""
        changed = self._shown ^ {self._keys[self._here()]}
        if changed:
            self._shown = changed
            self._show(self._here())

    def action_carry(self, steps: int) -> None:
        """Move the column under the cursor up or down the list."""
        place = self._here()
        key = self._keys.pop(place)
        place = max(0, min(place + steps, len(self._keys)))
        self._keys.insert(place, key)
        self._show(place)

    def action_reset(self) -> None:
        """Show all columns as they are given."""
        self._widths = {}
        self._keys = list(self._labels)
        self._shown = set(self._keys)
        self._show(0)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Show or hide the column that is clicked."""
        self.options.highlighted = event.option_index
        self.action_show_or_hide()

    def action_keep(self) -> None:
        """Answer with the layout; with none where the columns are as they are given."""
        layout = tuple((key, self._widths.get(key)) for key in self._keys if key in self._shown)
        as_given = tuple((column.key, None) for column in self._given)
        self.dismiss(() if layout == as_given else layout)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
