"""Completion below a field: the names that the budget knows, or the words that a key may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual_autocomplete import AutoComplete, DropdownItem

from jo_security.locales.phrases import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widgets import Input
    from textual_autocomplete import TargetState

    Suggest = Callable[[str], Sequence[tuple[str, str]]]
    """The names that hold what is typed, each with what it stands for."""


class Suggestion(DropdownItem):
    """A name and what it stands for; only the name is taken."""

    def __init__(self, name: str, says: str) -> None:
        """Show both, literally."""
        self.name = name
        words = Content.assemble(literal(name), (f"  {literal(says)}", "dim") if says else "")
        super().__init__(words)

    @property
    def value(self) -> str:
        """What the field holds once it is chosen."""
        return self.name


class Completion(AutoComplete):
    """A list below a field, of what a function suggests, in its order."""

    DEFAULT_CSS = """
    Completion { max-height: 8; max-width: 72; background: $panel; }
    Completion AutoCompleteList { background: $panel; scrollbar-size-vertical: 1; }
    """

    def __init__(self, target: Input, suggest: Suggest, *, unasked: bool = True) -> None:
        """Complete what is typed into an input; unless `unasked`, only where the list was opened."""
        super().__init__(target)
        self.suggest = suggest
        self.unasked = unasked
        self._known: tuple[str, Sequence[tuple[str, str]]] | None = None

    def get_candidates(self, target_state: TargetState) -> list[DropdownItem]:
        """What may be meant by what is typed so far; one text is looked for once."""
        typed = target_state.text
        if self._known is None or self._known[0] != typed:
            self._known = typed, self.suggest(typed)
        return [Suggestion(*each) for each in self._known[1]]

    def forget(self) -> None:
        """Ask again: another reading may know more."""
        self._known = None

    def open(self) -> None:
        """Show all that may be meant; where one of them is there already, the others too."""
        if self.names in ([], [self.target.value]):
            self.option_list.clear_options()
            self.option_list.add_options([Suggestion(*each) for each in self.suggest("")])
        if self.names:
            self.option_list.highlighted = 0
            self.action_show()
        else:
            self.app.bell()

    @property
    def names(self) -> list[str]:
        """The names in the list."""
        return [item.name for item in self.option_list.options if isinstance(item, Suggestion)]

    def get_matches(
        self,
        target_state: TargetState,  # noqa: ARG002 - as its parent has it
        candidates: list[DropdownItem],
        search_string: str,  # noqa: ARG002 - as Textual calls it
    ) -> list[DropdownItem]:
        """All of them: the ledger has searched already, and has its own order."""
        return candidates

    def should_show_dropdown(self, search_string: str) -> bool:
        """Show it while something is typed that is not yet one of the names."""
        wanted = self.unasked or self.display
        return wanted and bool(search_string) and bool(self.names) and self.target.value not in self.names

    def post_completion(self) -> None:
        """Let the form see what was taken, as if it had been typed."""
        super().post_completion()
        self.target.post_message(self.target.Changed(self.target, self.target.value))

    @property
    def chosen(self) -> str | None:
        """The name under the cursor; None where no list is shown."""
        item = self.option_list.highlighted_option
        return item.name if self.display and isinstance(item, Suggestion) else None
