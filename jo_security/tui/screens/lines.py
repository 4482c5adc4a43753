"""The lines of a budget as rows of a table: columns, cells and what they are sorted by."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from jo_security.records.measures import MEASURES
from jo_security.records.words import N_
from jo_security.tui.scope import EVERYTHING, Scope
from jo_security.tui.screens.rows import WIDE, sort
from jo_security.tui.terms import LABELS, MEANINGS, flag_cell, money_cell, use_style
from jo_security.tui.widgets.bars import bar
from jo_security.tui.widgets.cells import Cell, Row
from jo_security.tui.widgets.columns import Column, filling, spare
from jo_security.tui.widgets.tree import Tree, indent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jo_security.ledger.answers import Consumption, Flags, LinePosition
    from jo_security.locales.language import Language
    from jo_security.records.units import Unit
    from jo_security.tui.reading import Outlook
    from jo_security.tui.widgets.sorting import Sorting

FULL: Final = 170
WHOLE: Final = (
    *("line", "opened", "frozen", "reserved", "committed", "lost", "available", "use"),
    *("cp-opened", "cp-frozen", "paid", "cp-available", "outstanding", "delivered", "payable"),
    *("flags", "programme", "title"),
)
"""Every column that lines have."""
FIRST: Final = ("line", "available", "opened", "committed", "use")
WHOLE_NARROW: Final = (*FIRST, *(key for key in WHOLE if key not in FIRST))
"""The same where few are in sight: what is left comes first."""
ONLY_AE: Final = frozenset(("opened", "frozen", "reserved", "committed", "lost", "available", "use"))
ONLY_CP: Final = frozenset(("cp-opened", "cp-frozen", "paid", "cp-available", "delivered", "payable"))
CP_FIRST: Final = (
    *("line", "cp-opened", "paid", "cp-available", "outstanding", "flags"),
    *("payable", "delivered", "cp-frozen"),
)
"""Keys of the columns where only CP are shown."""
ORDERS: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (FULL, ("line", "opened", "frozen", "committed", "available", "use", "paid", "outstanding", "flags", "reserved")),
    (WIDE, ("line", "opened", "committed", "available", "use", "paid", "outstanding", "flags", "frozen", "reserved")),
    (0, ("line", "committed", "available", "use", "flags", "opened", "paid", "outstanding", "frozen", "reserved")),
)
"""Keys of the columns from a width on: where few are in sight, what is left comes first."""
LINE_WIDTH, BAR_WIDTH, SHARE_WIDTH, FLAGS_WIDTH = 20, 10, 8, 6
UNITS: Final[dict[str, Unit]] = {"use": "rate", "programme": "id", "title": "count"}


class LineRows:
    """Rows for the lines of an outlook, by their numbers."""

    view = "lines"

    def __init__(
        self,
        outlook: Outlook,
        language: Language,
        folded: set[str],
        scope: Scope = EVERYTHING,
        *,
        every_column: bool = False,
    ) -> None:
        """Take `folded` as it is and as it will be: the ids of the closed branches."""
        self.scope = scope
        self.every_column = every_column
        self.outlook = outlook
        self.language = language
        self.folded = folded
        self.lines: Mapping[int, LinePosition] = {line.n: line for line in outlook.lines}
        self.tree = Tree((line.n, line.id, line.parent) for line in outlook.lines)
        self.keys: tuple[str, ...] = ()
        self.bar_width = BAR_WIDTH

    def columns(self, width: int) -> list[Column]:
        """The columns for a terminal of that width, each as wide as what it holds."""
        self.keys = self._keys(width)
        self.bar_width = BAR_WIDTH if width >= WIDE else BAR_WIDTH // 2
        if self.every_column:
            columns = [self._column(key) for key in self.keys]
            longest = max((len(line.label) + 2 * line.depth for line in self.outlook.lines), default=0)
            columns[0] = replace(columns[0], width=max(LINE_WIDTH, min(longest + 2, width // 3)))
            fitting = [column.key for column in columns if spare(columns, column.key, width) >= 0]
            return filling(columns, fitting[-1] if fitting else "line", width)
        return filling([self._column(key) for key in self.keys], self.keys[-1] if width >= FULL else "flags", width)

    def _keys(self, width: int) -> tuple[str, ...]:
        """The keys of the columns: what is not in the perimeter is not shown."""
        if self.every_column:
            keys: tuple[str, ...] = tuple(sorted(WHOLE if width >= WIDE else WHOLE_NARROW, key=self._holds_nothing))
        elif not self.scope.ae:
            keys = CP_FIRST
        else:
            keys = next(keys for least, keys in ORDERS if width >= least)
        hidden: frozenset[str] = frozenset() if self.scope.ae else ONLY_AE
        hidden |= frozenset() if self.scope.cp else ONLY_CP
        return tuple(key for key in keys if key not in hidden)

    def _holds_nothing(self, key: str) -> bool:
        """Whether a measure is nothing on any line: what nobody looks for comes last."""
        return key in MEASURES and not any(line.position[key] for line in self.outlook.lines)

    def cells(self, ids: Sequence[int]) -> Sequence[Row]:
        """The rows of lines."""
        return [self._row(self.lines[number]) for number in ids]

    def totals(self, search: str) -> Row:  # noqa: ARG002 - figures are those of the whole, whatever rows are in sight
        """The row of the whole budget."""
        language, total = self.language, self.outlook.total
        flagged = flag_cell(None, illustrative=bool(self.outlook.perimeter.illustrative))
        whole = self.scope.by is None
        cells = {
            "line": Cell(language.text(N_("Whole budget") if whole else N_("Perimeter"))),
            "programme": Cell(),
            "title": Cell(),
            "use": self._use(self.outlook.consumption.get(None), total["available"]),
            "flags": flagged,
        }
        return Row(tuple(cells.get(key) or money_cell(language, total[key]) for key in self.keys))

    def order(self, search: str, sorting: Sorting) -> Sequence[int]:
        """The lines that answer to the filter with those above them, or the tree as it is folded."""
        within = self.outlook.within
        kept = None if within is None else self.tree.with_above(within)
        if search:
            from jo_security.tui.screens.sifting import sifted

            names = [(line.id, line.label, line.parent) for line in self.outlook.lines]
            rows = self.lines if kept is None else [n for n in self.lines if n in kept]
            matching = sifted(self.view, search, rows, self._value, names)
            kept = kept if matching is None else self.tree.with_above(matching)
        return self.tree.flat(self.folded, kept, lambda nodes: sort(nodes, sorting, self._key))

    def key_of(self, row: int) -> str:
        """A line's id."""
        return self.tree.ids[row]

    def row_of(self, key: str) -> int:
        """The line of that id."""
        return self.tree.numbers.get(key, -1)

    def record(self, row: int) -> tuple[str, int]:
        """The line itself."""
        return "line", row

    def _key(self, row: int, key: str) -> Any:  # noqa: ANN401 - what a column holds
        """What siblings are sorted by."""
        match key:
            case "line":
                return row
            case "use":
                return _share(self.outlook.consumption.get(row))
            case "flags":
                return _weight(self.outlook.flags.get(row))
            case "programme":
                return self.lines[row].programme or ""
            case "title":
                return self.lines[row].title or 0
        return self.lines[row].position[key]

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - each field has its own
        """What a line has of a field."""
        line = self.lines[row]
        match name:
            case "":
                return " ".join((line.id, line.label, line.programme or ""))
            case "line":
                return line.id
            case "tag":
                return self.outlook.tags.get(row, ())
            case "is":
                return self._states(line)
            case "id" | "label" | "programme" | "title":
                return getattr(line, name)
        return line.position[name]

    def _states(self, line: LinePosition) -> set[str]:
        """The words that are true of a line."""
        flags, position = self.outlook.flags.get(line.n), line.position
        least = min(position["available"], position["cp-available"] if self.outlook.header.follows_cp else 0)
        said = {
            "overdrawn": least < 0,
            "illustrative": line.holds_illustrative,
            "error": flags is not None and flags.errors > 0,
            "warning": flags is not None and flags.warnings > 0,
            "problem": flags is not None,
        }
        return {word for word, true in said.items() if true}

    def _column(self, key: str) -> Column:
        text = self.language.text
        if key == "line":
            return Column(key, text(N_("Line")), LINE_WIDTH, flexible=True)
        if key == "flags":
            tooltip = text(N_("Errors, warnings, illustrative figures"))
            return Column(key, text(N_("Signs")), FLAGS_WIDTH, tooltip=tooltip)
        if key == "use":
            tooltip = text(N_("AE committed or lost, over those opened and not frozen"))
            return Column(key, text(N_("AE rate")), self.bar_width + SHARE_WIDTH, "right", tooltip=tooltip)
        if key == "programme":
            return Column(key, text(N_("Programme")), 9)
        if key == "title":
            return Column(key, text(N_("Title")), 5)
        label = text(LABELS[key])
        amounts = [line.position[key] for line in self.outlook.lines]
        widest = {min([*amounts, 0]), max([*amounts, 0]), self.outlook.total[key]}
        width = max(len(label), *(len(self.language.amount(cents)) for cents in widest))
        return Column(key, label, width, "right", tooltip=text(MEANINGS[key]))

    summed = frozenset(MEASURES)
    groups: frozenset[str] = frozenset()
    """None: lines are a tree already."""

    def values(self, ids: Sequence[int]) -> Sequence[Mapping[str, object]]:
        """What lines hold."""
        return [self._values(self.lines[number]) for number in ids]

    def unit(self, key: str) -> Unit:
        """Measures are money, and a rate is a part of a whole."""
        return "money" if key in MEASURES else UNITS.get(key, "text")

    def group_of(self, values: Mapping[str, object], key: str) -> str:
        """The value itself."""
        return str(values[key])

    def apart(self, ids: Sequence[int]) -> Sequence[int]:
        """The lines that lie below no other of them: what they hold together counts once."""
        held = {*ids}
        return [number for number in ids if held.isdisjoint(self.tree.path(number)[:-1])]

    def _values(self, line: LinePosition) -> Mapping[str, object]:
        use = self.outlook.consumption.get(line.n)
        return {
            **line.position,
            "line": line.label,
            "use": use.ae if use is not None and use.ae[1] > 0 else None,
            "programme": line.programme,
            "title": line.title,
        }

    def _row(self, line: LinePosition) -> Row:
        cells = tuple(self._cell(line, key) for key in self.keys)
        return Row(cells, "" if line.depth else "group", branch=self.tree.has_below(line.n))

    def _cell(self, line: LinePosition, key: str) -> Cell:
        if key == "line":
            branch = self.tree.has_below(line.n)
            before = indent(line.depth, branch=branch, folded=line.id in self.folded)
            return Cell(line.label, parts=((before + line.label, ""),))
        if key == "use":
            return self._use(self.outlook.consumption.get(line.n), line.position["available"])
        if key == "programme":
            return Cell(line.programme or "")
        if key == "title":
            return Cell(str(line.title or ""))
        if key == "flags":
            return flag_cell(self.outlook.flags.get(line.n), illustrative=line.holds_illustrative)
        return money_cell(self.language, line.position[key], "strong" if key == "available" else "")

    def _use(self, use: Consumption | None, available: int) -> Cell:
        if use is None:
            return Cell()
        width = self.bar_width
        full, track = bar(*use.ae, width)
        share = self.language.percent(*use.ae)
        return Cell(share, parts=((full, use_style(use, available)), (track, "dim"), (f"{share:>{SHARE_WIDTH}}", "")))


def _share(use: Consumption | None) -> Fraction:
    """How much of the credits is used up; a line without any comes first."""
    return Fraction(*use.ae) if use is not None and use.ae[1] > 0 else Fraction(-1)


def _weight(flags: Flags | None) -> tuple[int, int]:
    return (flags.errors, flags.warnings) if flags is not None else (0, 0)
