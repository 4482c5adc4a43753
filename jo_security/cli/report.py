"""The summary as tables of Rich, for terminals of any width and for paper."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jo_security.cli.asked import Asked
from jo_security.cli.diagnostics import coloured
from jo_security.cli.groups import name_of
from jo_security.cli.performance import performance
from jo_security.cli.perimeter import sentences
from jo_security.cli.waterfall import waterfall
from jo_security.ledger import answers
from jo_security.ledger.answers import Header, Position
from jo_security.ledger.answers.rates import ae_rate, cp_rate
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.locales.phrases import literal
from jo_security.records.words import N_

UNBOUNDED = 200
"""The width in which whatever is not a terminal gets its tables; a name is never cut for it."""

NAME, RATE, BAR = 20, 8, 10
"""Cells that a name gets at least, those of a rate, and those of its bar."""

AE = {
    6: ("opened", "frozen", "reserved", "committed", "lost", "available"),
    5: ("opened", "frozen", "reserved", "committed", "available"),
    4: ("opened", "frozen", "committed", "available"),
    3: ("opened", "committed", "available"),
}
CP = {
    5: ("cp-opened", "cp-frozen", "paid", "cp-available", "outstanding"),
    4: ("cp-opened", "paid", "cp-available", "outstanding"),
    3: ("paid", "cp-available", "outstanding"),
}
UNFOLLOWED = ("paid", "outstanding")
"""Measures by how many of them a table has room for; the last is about budgets that do not follow CP."""

HEADINGS = {
    "opened": N_("AE opened"),
    "frozen": N_("frozen"),
    "reserved": N_("reserved"),
    "committed": N_("committed"),
    "lost": N_("not reusable"),
    "available": N_("available"),
    "cp-opened": N_("CP opened"),
    "cp-frozen": N_("CP frozen"),
    "paid": N_("paid"),
    "cp-available": N_("CP available"),
    "delivered": N_("delivered"),
    "outstanding": N_("outstanding"),
    "payable": N_("payable"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tables: its name, its level in the tree, its position, whether it holds made-up figures."""

    name: str
    level: int
    position: Position
    illustrative: bool = False


def report(ledger: Ledger, language: Language, asked: Asked) -> None:
    """Print the summary: what it is about, the waterfall, then a row for each line or group and the total."""
    console = _console(language)
    header = answers.header(ledger, asked.as_of)
    total = answers.total(ledger, asked.as_of, asked.exercise)
    console.print(Text(literal(header.label), style="bold"))
    for sentence in sentences(header, answers.perimeter(ledger, asked.as_of, asked.exercise), asked, language):
        console.print(Text(sentence, style="dim"))
    rows = _rows(ledger, language, asked)
    if rows:
        console.print()
        falls = answers.waterfall(ledger, asked.as_of, asked.exercise)
        console.print(waterfall(falls, language, width=console.width))
        console.print()
        _tables(console, rows, total, header, language)
    for table in performance(ledger, language):
        console.print()
        console.print(table)


class Paper(Console):
    """A console that leaves a closed pipe to diagnostics."""

    def on_broken_pipe(self) -> None:
        """Say so again, where Rich would end the process."""
        raise BrokenPipeError


def _console(language: Language) -> Console:
    """A console as wide as the terminal, or wide enough for everything."""
    width = None if sys.stdout.isatty() else UNBOUNDED
    return Paper(
        width=width,
        no_color=not coloured(),
        highlight=False,
        markup=False,
        emoji=False,
        safe_box=language.ascii,
        color_system="auto" if coloured() else None,
    )


def _rows(ledger: Ledger, language: Language, asked: Asked) -> list[Row]:
    """The lines, or the groups, with their positions."""
    if asked.by == "line":
        every = answers.lines(ledger, asked.as_of, asked.exercise)
        return [
            Row(line.label, line.depth, line.position, line.holds_illustrative)
            for line in answers.tree(every)
            if asked.depth is None or line.depth < asked.depth
        ]
    return [
        Row(name_of(ledger, language, asked.by, key), 0, position)
        for key, position in answers.groups(ledger, asked.by, asked.as_of, asked.exercise)
    ]


def _tables(console: Console, rows: Sequence[Row], total: Position, header: Header, language: Language) -> None:
    """A table of AE and one of CP, with as many measures as there is room for; where it is narrow, a block a row."""
    amount = max(len(language.amount(cents)) for row in (*rows, Row("", 0, total)) for cents in row.position.values())
    room = (console.width - NAME - RATE) // (amount + 2)
    if room < min(AE):
        for row in (*rows, Row(language.text(N_("Total")), 0, total)):
            console.print(_block(row, header, language))
        return
    tables = (AE[min(room, max(AE))], CP[min(room, max(CP))] if header.follows_cp else UNFOLLOWED)
    name = max(cell_len(row.name) + 2 * row.level + 2 for row in rows)
    for rank, measures in enumerate(tables):
        if rank:
            console.print()
        bar = BAR if console.width > name + len(measures) * (amount + 2) + RATE + BAR else 0
        console.print(_table(rows, total, measures, language, bar=bar))


def _table(rows: Sequence[Row], total: Position, measures: Sequence[str], language: Language, *, bar: int) -> Table:
    """A table of some measures, its total at the foot."""
    ae = "committed" in measures
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_footer=True, header_style="bold", footer_style="bold")
    table.add_column("", footer=language.text(N_("Total")), overflow="fold", min_width=NAME)
    for measure in measures:
        heading, footer = language.text(HEADINGS[measure]), language.amount(total[measure])
        table.add_column(heading, footer=footer, justify="right", no_wrap=True)
    rated = measures is not UNFOLLOWED
    heading = language.text(N_("AE rate") if ae else N_("CP rate")) if rated else ""
    table.add_column(heading, footer=_rate(total, language, bar, ae=ae) if rated else "", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            Text("  " * row.level + _name(row)),
            *(_amount(row.position[measure], language) for measure in measures),
            _rate(row.position, language, bar, ae=ae) if rated else "",
        )
    return table


def _block(row: Row, header: Header, language: Language) -> Table:
    """A row by itself, one measure under the other."""
    title = Text(_name(row), style="bold")
    table = Table(box=None, padding=(0, 1), pad_edge=False, title=title, title_justify="left", show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for measure in (*AE[max(AE)], *(CP[max(CP)] if header.follows_cp else UNFOLLOWED)):
        table.add_row(language.text(HEADINGS[measure]), _amount(row.position[measure], language))
    return table


def _name(row: Row) -> str:
    """A row's name, marked where it holds made-up figures."""
    return literal(row.name) + ("\u00a0*" if row.illustrative else "")


def _amount(cents: int, language: Language) -> Text:
    """An amount; what is negative by its sign, and in red as well."""
    return Text(language.amount(cents), style="red" if cents < 0 else "dim" if cents == 0 else "")


def _rate(position: Position, language: Language, bar: int, *, ae: bool) -> Text:
    """A bar and the rate: consumed AE over opened less frozen, or paid over CP opened less frozen."""
    part, whole = ae_rate(position) if ae else cp_rate(position)
    if whole <= 0:
        return Text("")
    full = max(0, min(bar, part * bar // whole))
    on, off = ("#", ".") if language.ascii else ("█", "░")
    return Text(f"{on * full}{off * (bar - full)} {language.percent(part, whole):>7}")
