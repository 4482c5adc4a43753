"""Small and nasty budgets of valid format, for the comparison of the program with the oracle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import tomli
from hypothesis import strategies as st
from oracle import MEASURES, digest, position, subtree
from oracle.draws import LARGE, WHOLE, Draws
from oracle.references import OPERATIONS
from oracle.text import Record, file_order, toml_text

__all__ = ["DAYS", "EXERCISES", "Maker", "budgets", "file_order", "settled"]

DAYS = st.none() | st.dates(date(2021, 12, 1), date(2026, 2, 1))
EXERCISES = st.none() | st.integers(2022, 2025)
"""What a budget may be asked for: up to a day, of an exercise, or all of it."""

LEVELS = ["stop", "stop", "warn", "off"]
REFERENCES = {"line", "to", "from", "parent", "programme", "commitment", "reservation", "indicator"}
THRESHOLDS = [
    (title, date(year, month, 1)) for title in (None, 2, 5) for year, month in ((2023, 1), (2023, 6), (2024, 1))
]


class Maker(Draws):
    """Draws the records of one budget, causes before what names them."""

    def line(self) -> None:
        """Add a line, at the top or below another one, at most three deep."""
        parents = {record["id"]: record.get("parent") for table, record in self.rows if table == "line"}
        shallow = [name for name, parent in parents.items() if parent is None or parents[parent] is None]
        record: Record = {"id": f"l{len(self.lines)}", "label": "Ligne"}
        if shallow and not self.chance(3):
            record["parent"] = self.pick(shallow)
        # Half of the lines bear a title, for staff credits to be in play.
        choices = (("title", [2, 2, 3, 5], 2), ("programme", ["p1", "p2"], 3), ("illustrative", [True, False], 3))
        for key, values, odds in choices:
            if self.chance(odds):
                record[key] = self.pick(values)
        if self.chance(2):
            record["allocation"] = self.amount(LARGE)
        if self.chance(3):
            record["tags"] = self.draw(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True))
        self.lines.append(record["id"])
        self.add("line", record)

    def movement(self, *, cp: bool) -> None:
        """Add a movement of credits."""
        kinds = ["opening", "opening", "carry-over", "freeze", "release", "transfer", "transfer", "cancellation"]
        kind = self.pick(kinds)
        if kind == "transfer" and len(self.lines) == 1:
            kind = "opening"
        record: Record = {"id": self.new_id("M"), "kind": kind, "date": self.day()}
        if kind == "transfer":
            record["from"] = self.pick(self.lines)
            record["to"] = self.pick([line for line in self.lines if line != record["from"]])
        else:
            record["line"] = self.pick(self.lines)
        sizes = LARGE if kind == "opening" else WHOLE
        if not cp:
            record["ae"] = self.amount(sizes)
            # An opening without CP says so.
            record |= {"cp": 0} if kind == "opening" else {}
        else:
            self.credits(record, sizes)
        self.extras(record)
        if kind == "carry-over" and self.chance(3):
            record["from-exercise"] = record.get("exercise", record["date"].year) - self.pick([1, 2])
        self.add("movement", record)

    def credits(self, record: Record, sizes: list[int]) -> None:
        """Give a movement AE, CP, or both."""
        shape = self.pick(["ae", "both", "both", "same", "cp", "zero"])
        if shape != "cp":
            record["ae"] = self.amount(sizes)
        if shape in ("cp", "both"):
            record["cp"] = self.amount(sizes)
        elif shape == "same":
            record["cp"] = record["ae"]
        elif shape == "zero":
            record["cp"] = 0

    def reservation(self) -> None:
        """Add a reservation."""
        record = {"id": self.new_id("R"), "date": self.day(), "line": self.pick(self.lines), "label": "Affectation"}
        record["amount"] = self.amount()
        self.extras(record)
        self.add("reservation", record)

    def commitment(self) -> None:
        """Add a commitment, half of the time one that uses a reservation up."""
        reserved = self.causes["reservation"]
        source = self.pick(reserved) if reserved and self.chance(2) else None
        record: Record = {"id": self.new_id("C"), "date": self.day(source and source["date"])}
        record |= {"line": source["line"] if source else self.pick(self.lines), "supplier": "X", "label": "Marché"}
        exact = source is not None and self.chance(3)
        record["amount"] = source["amount"] if exact and source else self.amount()
        if source:
            record["reservation"] = source["id"]
        self.paper(record, record["amount"])
        self.extras(record)
        self.add("commitment", record)

    def paper(self, record: Record, amount: int | Decimal) -> None:
        """Add a visa and a schedule now and then, of the amount or near it."""
        if self.chance(3):
            record["visa"] = {"number": "V1", "date": self.day()}
        if self.chance(3):
            shares: list[Record] = [{"exercise": self.last, "cp": amount}]
            if self.chance(2):
                shares.append({"exercise": self.last + 1, "cp": self.amount()})
            record["schedule"] = shares

    def adjustment(self) -> None:
        """Add a further commitment or a withdrawal, on a commitment or a reservation."""
        table = self.pick([name for name in ("commitment", "commitment", "reservation") if self.causes[name]])
        cause = self.pick(self.causes[table])
        record = {"id": self.new_id("A"), "date": self.day(cause["date"]), "commitment": cause["id"]}
        record["amount"] = -cause["amount"] if self.chance(6) else self.signed(2)
        record["reason"] = "Avenant"
        if table == "commitment":
            net = cause["amount"] + record["amount"]
            self.paper(record, net if net > 0 else 1)
            if record["amount"] < 0 and self.chance(3):
                record["reusable"] = self.pick([True, False])
        self.extras(record)
        self.add("adjustment", record)

    def delivery(self) -> None:
        """Add a certified service, or the correction of one."""
        cause = self.pick(self.causes["commitment"])
        record = {"id": self.new_id("D"), "date": self.day(cause["date"]), "commitment": cause["id"]}
        record["amount"] = cause["amount"] if self.chance(3) else self.signed(4)
        self.add("delivery", record)

    def payment(self) -> None:
        """Add a payment or a credit note, on a commitment or on a line."""
        record: Record = {"id": self.new_id("P")}
        if self.causes["commitment"] and not self.chance(4):
            cause = self.pick(self.causes["commitment"])
            record |= {"date": self.day(cause["date"], payment=True), "commitment": cause["id"]}
            record["amount"] = cause["amount"] if self.chance(3) else self.signed(4)
        else:
            record |= {"date": self.day(payment=True), "line": self.pick(self.lines), "amount": self.signed(4)}
        self.extras(record)
        self.add("payment", record)

    def assertion(self) -> None:
        """Add an assertion, whose amount `settled` may yet put right."""
        record: Record = {"date": self.day(), "amount": self.pick([0, 5, -5]), "measure": self.pick(MEASURES)}
        if self.chance(2):
            record["line"] = self.pick(self.lines)
        if self.chance(3):
            record["exercise"] = self.pick([self.first, self.last])
        self.add("assertion", record)

    def closing(self) -> None:
        """Add a closing, whose digest `_settled` may yet put right."""
        days = sorted(self.day() for _ in range(2))
        self.add("closing", {"to": days[0], "date": days[1], "by": "X", "digest": f"sha256:{'0' * 64}"})

    def plan(self) -> None:
        """Add a plan, which enters no balance."""
        self.add(
            "plan",
            {"id": self.new_id("N"), "date": self.day(), "line": self.pick(self.lines), "label": "X", "amount": 5},
        )

    def performance(self) -> None:
        """Add an indicator, its observation and a milestone, which enter no balance."""
        self.add("indicator", {"id": "i1", "programme": "p1", "label": "X", "unit": "%"})
        self.add("observation", {"indicator": "i1", "value": 3, "to": self.day()})
        self.add("milestone", {"id": "m1", "programme": "p2", "label": "X"})

    def controls(self) -> Record:
        """Draw the controls, each as often strict as not."""
        found: Record = {"annual": self.pick([True, False])}
        for name in ("commitment", "envelope", "movement", "payment"):
            if self.chance(2):
                found[name] = self.pick(LEVELS)
        if self.chance(3):
            found["tolerance"] = self.amount([0, 1, 2])
        if self.chance(3):
            found["early-warning"] = self.pick([Decimal("0.5"), 1, Decimal("0.9")])
        return found

    def visas(self) -> None:
        """Add thresholds, at most one of a title from one day."""
        for title, day in self.draw(st.lists(st.sampled_from(THRESHOLDS), max_size=3, unique=True)):
            record: Record = {"from": day, "threshold": self.pick([2, 5, 8])}
            self.rows.append(("controls.visa", record | ({"title": title} if title else {})))

    def fill(self) -> None:
        """Draw the records, causes before what names them."""
        for name in ("p1", "p2"):
            self.add("programme", {"id": name, "label": name})
        for _ in range(self.pick([1, 2, 3, 5])):
            self.line()
        if self.chance(4):
            self.performance()
        with_cp = self.chance(2)
        self.visas()
        for _ in range(self.pick([0, 2, 4, 7])):
            self.movement(cp=with_cp)
        for make, counts in (
            (self.reservation, [0, 1, 2]),
            (self.commitment, [0, 1, 2, 4]),
            (self.adjustment, [0, 1, 2, 4]),
            (self.delivery, [0, 0, 1, 3]),
            (self.payment, [0, 1, 3, 5]),
            (self.assertion, [0, 1, 2]),
            (self.plan, [0, 0, 1]),
            (self.closing, [0, 0, 1, 2]),
        ):
            for _ in range(self.pick(counts)):
                if self.can(make.__name__):
                    make()

    def can(self, table: str) -> bool:
        """Tell whether there is something for such an operation to name."""
        if table == "adjustment":
            return bool(self.causes["commitment"] or self.causes["reservation"])
        return table != "delivery" or bool(self.causes["commitment"])


def settled(doc: Record) -> None:
    """Put every other assertion and closing right, so that some of them hold."""
    for record in doc.get("closing", [])[::2]:
        record["digest"] = digest(doc, record["to"])
    for rank, record in enumerate(doc.get("assertion", [])):
        if rank % 2 == 0:
            lines = subtree(doc, record["line"]) if "line" in record else None
            here = position(doc, lines, record.get("exercise"), record["date"])
            record["amount"] = Decimal(here[record["measure"]]).scaleb(-2)


def _broken(maker: Maker) -> None:
    """Break a few references, in each of the ways that section 4 tells apart."""
    rows = [(table, row) for table, row in maker.rows if table != "controls.visa"]
    ids = [row["id"] for table, row in rows if table in OPERATIONS] or ["p1"]
    for _ in range(maker.pick([1, 1, 2, 3])):
        way = maker.pick(["unknown", "unknown", "kind", "duplicate", "mismatch", "cycle", "twin"])
        if way in ("unknown", "kind"):
            # An adjustment may hold what goes with a commitment only: it never comes to name a reservation.
            wrong = "nobody" if way == "unknown" else maker.pick(["p1", "l0", *ids])
            tables = None if way == "unknown" else ("delivery", "payment", "observation")
            chosen = [
                row
                for table, row in rows
                if (not tables or table in tables) and any(isinstance(row.get(key), str) for key in REFERENCES)
            ]
            if chosen:
                row = maker.pick(chosen)
                keys = sorted(key for key in REFERENCES & row.keys() if isinstance(row[key], str))
                row[maker.pick(keys)] = wrong
        elif way == "duplicate":
            named = ("movement", "adjustment", "delivery", "payment", "plan")
            maker.pick([row for table, row in rows if table in named] or [{}])["id"] = maker.pick(ids)
        elif way == "mismatch":
            row = maker.pick(
                [row for _, row in rows if {"from", "reservation"} & row.keys() and "value" not in row] or [{}]
            )
            row["to" if "to" in row else "line"] = maker.pick(maker.lines)
        elif way == "cycle":
            maker.pick([row for table, row in rows if table == "line"])["parent"] = maker.pick(maker.lines)
        else:
            table, row = maker.pick([(table, row) for table, row in rows if table in ("programme", "line")])
            maker.rows.append((table, {"id": row["id"], "label": "Deux fois"}))


@st.composite
def budgets(draw: st.DrawFn, *, sound: bool = True) -> tuple[str, Record]:
    """Draw a budget as its text and its parsed document; unsound ones have something wrong in step 2."""
    maker = Maker(draw)
    maker.fill()
    if not sound:
        _broken(maker)
    rows = draw(st.permutations(maker.rows))
    budget = {"id": "b", "label": "Budget", "start": maker.start, "end": maker.end}
    if maker.chance(2):
        budget["envelope"] = maker.amount([20, 40, 60])
    controls = maker.controls()
    text = toml_text(budget, controls, rows)
    if sound:
        # The rows are shared with the text's next writing: only their amounts change.
        doc: Record = {"budget": budget, "controls": controls}
        for table, row in rows:
            doc.setdefault(table, []).append(row)
        settled(doc)
        text = toml_text(budget, controls, rows)
    return text, tomli.loads(text, parse_float=Decimal)
