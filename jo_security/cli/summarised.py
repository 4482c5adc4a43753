"""The summary as a document: what people read, and the one table that machines do."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jo_security.cli.answering import head
from jo_security.cli.asked import Asked
from jo_security.cli.columns import column
from jo_security.cli.groups import name_of
from jo_security.cli.performance import performance
from jo_security.cli.perimeter import sentences
from jo_security.cli.waterfall import bars
from jo_security.ledger import answers
from jo_security.ledger.answers import Position
from jo_security.ledger.answers.rates import Share, ae_rate, cp_rate
from jo_security.ledger.columns import MEASURES, machine
from jo_security.ledger.ledger import Ledger
from jo_security.locales.language import Language
from jo_security.records.words import N_
from jo_security.sheets.sheet import Column, Document, Part, Sheet

AE = {"opened": 0, "frozen": 1, "reserved": 2, "committed": 0, "lost": 3, "available": 0}
CP = {
    "cp_opened": 1, "cp_frozen": 2, "delivered": 3, "payable": 4, "paid": 0, "cp_available": 0, "outstanding": 0
}  # fmt: skip
UNFOLLOWED = {"delivered": 3, "payable": 4, "paid": 0, "outstanding": 0}
"""The measures of the two tables, and how soon each gives way; the last are those of a budget that follows no CP."""

HEADINGS = {
    "opened": N_("AE opened"),
    "frozen": N_("frozen"),
    "reserved": N_("reserved"),
    "committed": N_("committed"),
    "lost": N_("not reusable"),
    "available": N_("available"),
    "cp_opened": N_("CP opened"),
    "cp_frozen": N_("CP frozen"),
    "paid": N_("paid"),
    "cp_available": N_("CP available"),
    "delivered": N_("delivered"),
    "outstanding": N_("outstanding"),
    "payable": N_("payable"),
}
"""What measures are called under a title that says of which appropriations they are."""


class Summary:
    """The summary of a budget, in a language."""

    def __init__(self, ledger: Ledger, language: Language, asked: Asked) -> None:
        self.ledger = ledger
        self.language = language
        self.asked = asked
        self.header = answers.header(ledger, asked.as_of)
        self.total = answers.total(ledger, asked.as_of, asked.exercise)

    def document(self, *, machines: bool) -> Document:
        """The summary whole; `machines` are given one table with everything in it."""
        asked, header = self.asked, self.header
        perimeter = answers.perimeter(self.ledger, asked.as_of, asked.exercise)
        return Document(
            title=header.label,
            parts=[self._table(), *self._falls()] if machines else list(self._parts()),
            said=sentences(header, perimeter, asked, self.language),
            head=head(header, asked.as_of, asked.exercise),
        )

    def _table(self) -> Sheet:
        """Every line, or every group, with all measures. Groups of tags do not add up: a line may bear several."""
        summed = self.asked.by != "tag"
        measures = [column(name, self.language, summed=summed) for name in MEASURES]
        totals = dict(self.total) if summed else None
        if self.asked.by != "line":
            key = Column("key", heading=self.language.text(N_("Group")))
            rows = [(key, *position.values()) for key, position in self._groups()]
            return Sheet("groups", [key, *measures], rows, totals=totals, total=self.language.text(N_("Total")))
        names = ("id", "label", "parent", "level", "programme", "title", "illustrative")
        columns = [column(name, self.language) for name in names]
        lines = [
            (i.id, i.label, i.parent, i.depth, i.programme, i.title, i.illustrative, *i.position.values(), not i.depth)
            for i in self._lines()
        ]
        return Sheet(
            "lines",
            [*columns, *measures, Column("top", "flag")],
            lines,
            totals=totals,
            total=self.language.text(N_("Total")),
            level="level",
            counted="top",
        )

    def _parts(self) -> Iterator[Part]:
        """The waterfall, what is left to commit, what is left to pay; how programmes fare."""
        if rows := self._rows():
            yield from self._falls()
            yield self._sheet(rows, AE, N_("AE rate"), ae_rate)
            if self.header.follows_cp:
                yield self._sheet(rows, CP, N_("CP rate"), cp_rate)
            else:
                yield self._sheet(rows, UNFOLLOWED)
        yield from performance(self.ledger, self.language, self.asked.as_of)

    def _falls(self) -> Iterator[Part]:
        """How the envelope comes down to what is left."""
        yield bars(answers.waterfall(self.ledger, self.asked.as_of, self.asked.exercise), self.language)

    def _sheet(
        self,
        rows: Sequence[tuple[str, int, Position]],
        measures: Mapping[str, int],
        heading: str = "",
        rate: Callable[[Position], Share] | None = None,
    ) -> Sheet:
        """Some measures of each row, with their rate."""
        text = self.language.text
        columns = [
            Column("name"),
            Column("level", "count", rank=None),
            *(Column(machine(each), "money", text(HEADINGS[each]), rank=rank) for each, rank in measures.items()),
            *([Column("rate", "rate", text(heading))] if rate else []),
        ]

        def cells(position: Position) -> list[object]:
            return [*(position[machine(each)] for each in measures), *([rate(position)] if rate else [])]

        totals = dict(zip((column.key for column in columns[2:]), cells(self.total), strict=True))
        return Sheet(
            name=f"by-{next(iter(measures))}",
            columns=columns,
            rows=[(name, level, *cells(position)) for name, level, position in rows],
            totals=totals,
            total=text(N_("Total")),
            level="level",
        )

    def _rows(self) -> list[tuple[str, int, Position]]:
        """A name, a level and a position: of each line, or of each group."""
        if self.asked.by == "line":
            # Made-up figures say so.
            return [
                (f"{i.label}\u00a0*" if i.holds_illustrative else i.label, i.depth, i.position) for i in self._lines()
            ]
        return [
            (name_of(self.ledger, self.language, self.asked.by, key), 0, position)
            for key, position in self._groups()
            if key is not None or any(position.values())
        ]

    def _lines(self) -> list[answers.LinePosition]:
        """The lines down to the depth that is asked for, each below its parent."""
        every = answers.lines(self.ledger, self.asked.as_of, self.asked.exercise)
        return [each for each in answers.tree(every) if self.asked.depth is None or each.depth < self.asked.depth]

    def _groups(self) -> tuple[tuple[str | int | None, Position], ...]:
        """The groups with their positions."""
        return answers.groups(self.ledger, self.asked.by, self.asked.as_of, self.asked.exercise)
