"""The waterfall: from what was announced to what is left to commit, and to what is left to pay."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from jo_security.ledger.answers import Step
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Bar, Bars

NAMES = {
    "envelope": N_("Envelope announced"),
    "unallocated": N_("not opened"),
    "opened": N_("AE opened"),
    "frozen": N_("frozen"),
    "reserved": N_("reserved"),
    "committed": N_("committed"),
    "lost": N_("withdrawn, not reusable"),
    "available": N_("AE available"),
    "paid": N_("paid"),
    "outstanding": N_("Outstanding"),
    "delivered": N_("delivered"),
    "payable": N_("payable"),
}
RESULTS = ("envelope", "opened", "available", "outstanding")
LEAST, MOST = 10, 60


def bars(falls: Sequence[Sequence[Step]], language: Language) -> Bars:
    """The steps of waterfalls in words."""
    return Bars(
        [[Bar(language.text(NAMES[i.key]), i.amount, i.low, i.high, i.key in RESULTS) for i in fall] for fall in falls]
    )


def waterfall(falls: Sequence[Sequence[Bar]], language: Language, *, width: int) -> Table:
    """Each step with its exact amount and a bar from where it begins to where it ends, all at one scale."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    names = max((len(bar.label) for fall in falls for bar in fall), default=0) + 2
    room = min(MOST, width - names - 20)
    if room >= LEAST:
        table.add_column(no_wrap=True)
    scale = max((bar.high for fall in falls for bar in fall), default=0)
    for rank, fall in enumerate(falls):
        if rank:
            table.add_row()
        for bar in fall:
            name = Text(("" if bar.strong else "  ") + bar.label, style="bold" if bar.strong else "")
            cells = [name, Text(language.amount(bar.amount), style="red" if bar.amount < 0 else name.style)]
            if room >= LEAST:
                cells.append(_bar(bar, scale, room, language))
            table.add_row(*cells)
    return table


def _bar(step: Bar, scale: int, width: int, language: Language) -> Text:
    """The part of the scale that a step takes; at least a mark where it is not nothing."""
    if scale <= 0 or step.low == step.high or step.high <= 0:
        return Text("")
    start = max(0, step.low) * width // scale
    end = max(start + 1, step.high * width // scale)
    full, light = ("#", "=") if language.ascii else ("█", "▒")
    return Text(" " * start + (full if step.strong else light) * (end - start), style="cyan" if step.strong else "")
