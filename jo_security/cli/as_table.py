"""temporary"""

import sys
from rich.console import Console
from rich.table import Table
from rich.text import Text
from jo_security.sheets.cells import shown
from jo_security.sheets.sheet import *


def show(document, language):
    c = Console(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False)
    c.print(Text(document.title, style="bold"))
    for s in document.said:
        c.print(Text(s))
    for p in document.parts:
        c.print()
        if getattr(p, "title", ""):
            c.print(p.title)
        if isinstance(p, Sheet):
            cols = [(i, x) for i, x in enumerate(p.columns) if x.rank is not None and x.key != p.counted]
            t = Table(box=None, show_footer=p.totals is not None)
            for k, (i, x) in enumerate(cols):
                t.add_column(
                    x.heading, footer=(p.total if k == 0 else shown((p.totals or {}).get(x.key), x.unit, language))
                )
            for r in p.rows:
                t.add_row(*[shown(r[i], x.unit, language) for i, x in cols])
            c.print(t)
        elif isinstance(p, Facts):
            for x, v in p.facts:
                if v is not None:
                    c.print(f"{x.heading:30} {shown(v, x.unit, language)}")
        elif isinstance(p, Remarks):
            for s in p.texts:
                c.print(Text(s))
