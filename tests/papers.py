"""Documents with whatever may go wrong on paper."""

from __future__ import annotations

from collections.abc import Sequence

from jo_security.sheets.sheet import Bar, Bars, Column, Document, Facts, Remarks, Sheet

NASTY = (
    "=cmd|'/C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\u00a0=1",
    "<script>alert(1)</script>",
    "&amp; & <b>",
    "[bold]x[/bold]",
    "[link](http://example.org) ![i](x)",
    "| a | b |",
    "a\\|b \\",
    "`code` *em* _em_ ~~x~~ # h",
    "1. one",
    "- two",
    "> three",
    "'quoted' \"twice\"",
    "semi;colon, comma\ttab",
    "line\nbreak",
    "\r\n",
    "é œ € 警備 🛡️",
    "\u202eright to left\u202c",
    "\x1b[2J\x07",
    "  spaces  ",
    "http://example.org",
    "TRUE",
    "0012",
    "1e5",
    "None",
    "",
)
AMOUNTS = (0, 1, -1, 99, 100, -12_345_678_90, 10**13 - 1, 123_456_789_012_345_67, -(10**17))


def nasty(texts: Sequence[str] = NASTY, amounts: Sequence[int] = AMOUNTS) -> Document:
    """A document of every part and every unit."""
    columns = [
        Column("id", "id", "Identifier"),
        Column("label", "text", "Label <b>", rank=2),
        Column("tags", "texts", "Tags", rank=3),
        Column("kind", "word", "Kind", rank=3),
        Column("date", "date", "Date", rank=1),
        Column("exercise", "year", "Year", rank=1),
        Column("amount", "money", "Amount", summed=True),
        Column("count", "count", "Count", rank=4),
        Column("value", "number", "Value", rank=4),
        Column("flag", "flag", "Flag", rank=4),
        Column("rate", "rate", "Rate", rank=4, machines=False),
        Column("level", "count", "Level", rank=None),
        Column("top", "flag"),
    ]
    rows = [
        (
            f"EJ-{rank}",
            text,
            '["a", "b; c"]' if rank % 2 else None,
            "transfer" if rank % 3 else None,
            "2023-03-14" if rank % 4 else None,
            2023 if rank % 5 else None,
            amounts[rank % len(amounts)],
            rank,
            "-12400.50" if rank % 2 else "3",
            rank % 2,
            (amounts[rank % len(amounts)], 10_000),
            rank % 3,
            rank % 3 == 0,
        )
        for rank, text in enumerate(texts)
    ]
    total = sum(row[6] for row in rows if row[12])
    return Document(
        title="A <title> | with *signs*",
        said=("Sentence & <one>.", "Sentence two."),
        head={"format": 1, "budget": "b"},
        parts=[
            Bars([[Bar("All", 100, 0, 100, strong=True), Bar("Part <i>", -30, 70, 100, strong=False)]]),
            Sheet("rows", columns, rows, "Rows: all/of*them", {"amount": total}, "Total of all", "level", "top"),
            Sheet("empty", columns[:2], [], "Nothing", empty="There is nothing."),
            Facts("facts", [(columns[1], texts[0] if texts else ""), (columns[6], -5), (columns[4], None)], "Facts"),
            Remarks(["One problem:\n  1 | <x>\n    | ^\n"], "Remarks"),
        ],
    )


def flat(texts: Sequence[str], amounts: Sequence[int]) -> Document:
    """A document of one table of texts and amounts."""
    columns = [
        Column("n", "count", "N"),
        Column("text", "text", "Text"),
        Column("amount", "money", "Amount", summed=True),
    ]
    rows = list(zip(range(len(texts)), texts, amounts, strict=True))
    return Document("T", [Sheet("rows", columns, rows, totals={"amount": sum(amounts)}, total="Total")])
