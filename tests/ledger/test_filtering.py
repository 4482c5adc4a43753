"""The filter language: what is read and what is not, and that SQL and rows at hand answer as a plain reading does."""

from __future__ import annotations

import datetime
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jo_security.ledger import answers
from jo_security.ledger.answers.kinds import KINDS
from jo_security.ledger.answers.listing import Asking, Listing, asked_fields
from jo_security.ledger.answers.placing import placed
from jo_security.ledger.answers.views import offer
from jo_security.ledger.filtering import VIEWS, holds, parse
from jo_security.ledger.filtering.complete import ahead, spot, written
from jo_security.ledger.filtering.spell import spell
from jo_security.ledger.ledger import Ledger
from jo_security.office.opening import open_budget
from jo_security.records.money import plain

FIELDS = VIEWS["commitments"]
TODAY = datetime.date(2024, 3, 15)
LINES = {"drones": None, "anti-drones": "drones", "radars": "anti-drones", "cyber": None}
SUPPLIERS = ("Société Exemple-Drones", "Fournisseur A", "fournisseur-a", "Œuvre & Cie", "ACME, SARL", "Été")
LABELS = ("Radars", "Étude", "drone", "Lot n° 1 | tranche", 'Marché "cadre"', "a-b")
TAGS = ("drone", "Vidéo", "accord-cadre")
NOTES = (None, "Voir l’étude", "drone", "12 400")


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def blanked(text: str) -> str:
    return fold(text).replace("-", " ").replace("_", " ")


@dataclass
class Row:
    """A commitment as it was written."""

    n: int
    line: str
    supplier: str
    label: str
    date: datetime.date
    exercise: int
    amount: int
    paid: int
    note: str | None
    reference: str | None
    tags: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"EJ-{self.n:03}"

    def toml(self) -> Iterator[str]:
        texts = {"id": self.id, "line": self.line, "supplier": self.supplier, "label": self.label}
        texts |= {key: its for key in ("note", "reference") if (its := getattr(self, key)) is not None}
        yield "[[commitment]]"
        yield from (f"{key} = '{value}'" for key, value in texts.items())
        yield f"date = {self.date}\nexercise = {self.exercise}\namount = {plain(self.amount)}\ntags = {self.tags}"
        if self.paid:
            yield f"[[payment]]\nid = 'DP-{self.n:03}'\ncommitment = '{self.id}'\ndate = {self.date}"
            yield f"exercise = {self.exercise}\namount = {plain(self.paid)}"

    def lines(self) -> list[str]:
        found, each = [], self.line
        while each:
            found.append(each)
            each = LINES[each] or ""
        return found

    def value(self, name: str) -> Any:  # noqa: PLR0911 - each field has its own
        """What a row that is at hand gives."""
        match name:
            case "":
                said = (self.id, self.date, self.line, self.supplier, self.label, self.reference or "", self.note or "")
                return f"{' '.join(map(str, said))} {self.tags}"
            case "year":
                return self.exercise
            case "date":
                return self.date.isoformat()
            case "outstanding":
                return self.amount - self.paid
            case "tag":
                return [*self.tags, *(["stratégie"] if "drones" in self.lines() else [])]
            case "is":
                return {"open"} if self.amount > self.paid else {"paid"}
            case "has":
                return {key for key in ("note", "reference") if getattr(self, key)} | (
                    {"tag"} if self.value("tag") else set()
                )
        return getattr(self, name)


def rows() -> list[Row]:
    chance = random.Random(5)  # noqa: S311 - the same rows each time
    found = []
    for n in range(150):
        day = datetime.date(2023, 1, 1) + datetime.timedelta(chance.randrange(730))
        amount = chance.choice((0, 1, 99_999_99, 1_000_000_00, 1_000_000_01, chance.randrange(1, 3_000_000_00))) or 5
        found.append(
            Row(
                n=n,
                line=chance.choice([*LINES]),
                supplier=chance.choice(SUPPLIERS),
                label=chance.choice(LABELS),
                date=day,
                exercise=day.year,
                amount=amount,
                paid=chance.choice((0, amount, amount // 2)),
                note=chance.choice(NOTES),
                reference=chance.choice((None, "Décret-loi 7", "lettre")),
                tags=chance.sample(TAGS, chance.randrange(3)),
            )
        )
    return found


ROWS = rows()


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Ledger:
    text = ["format = 1", "[budget]", 'id = "b"', 'label = "B"', "start = 2023-01-01", "end = 2024-12-31"]
    for line, parent in LINES.items():
        text += ["[[line]]", f"id = '{line}'", f"label = 'Ligne {line}'"]
        text += [f"parent = '{parent}'"] if parent else ["tags = ['stratégie']"] if line == "drones" else []
    text += [part for row in ROWS for part in row.toml()]
    path = folder / "filtered.toml"
    path.write_text("\n".join(text), "utf-8")
    opened = open_budget(str(path))
    assert opened.ledger is not None, opened.unreadable
    offer(opened.ledger, opened.findings)
    return opened.ledger


def cents(text: str) -> int:
    scale = {"k": 1_000, "M": 1_000_000}.get(text[-1], 1)
    whole, _, rest = text.rstrip("kM").replace(",", ".").partition(".")
    return int(f"{whole}{rest:0<2}") * scale


def first(text: str) -> datetime.date:
    return datetime.date.fromisoformat(
        {4: "{}-01-01", 7: "{}-01"}.get(len(text), "{}").format(QUARTERS.get(text, text))
    )


def last(text: str) -> datetime.date:
    day = first(text)
    days = {4: 370, 7: 32}.get(len(text), 1) if text not in QUARTERS else 93
    after = day + datetime.timedelta(days)
    return (
        after.replace(month=1, day=1) if len(text) == 4 else after.replace(day=1) if days > 1 else after
    ) - datetime.timedelta(1)


QUARTERS = {"2023-Q1": "2023-01", "2024-T4": "2024-10"}
SIGNED: dict[str, Callable[[Any, Any, Any], bool]] = {
    "": lambda its, low, high: low <= its <= high,
    ">": lambda its, _, high: its > high,
    ">=": lambda its, low, _: its >= low,
    "<": lambda its, low, _: its < low,
    "<=": lambda its, _, high: its <= high,
}
Model = Callable[[Row], bool]


def texts(name: str, sought: str, *, loose: bool) -> Model:
    seen = blanked if loose else fold

    def true(row: Row) -> bool:
        its = row.value(name)
        return any(
            seen(sought) in seen(str(each)) for each in (its if isinstance(its, list) else [its]) if each is not None
        )

    return true


def line(sought: str) -> Model:
    exact = [each for each in LINES if each == sought]
    meant = exact or [each for each in LINES if sought in each]
    return lambda row: any(each in meant for each in row.lines())


def signed(sign: str, low: Any, high: Any, name: str) -> Model:
    def true(row: Row) -> bool:
        its = row.date if name == "date" else row.value(name)
        return SIGNED[sign](its, low, high)

    return true


NAMED = {
    "supplier": ("supplier", "fournisseur", "Fournisseur"),
    "label": ("label", "objet"),
    "note": ("note",),
    "reference": ("reference", "référence"),
    "tag": ("tag", "étiquette", "mot-cle"),
}
WORDS = (
    "drone",
    "radars",
    "étude",
    "ETUDE",
    "fournisseur a",
    "fournisseur-a",
    "acme, sarl",
    "Œuvre",
    "lot n° 1 |",
    "zzz",
    "a b",
)
SIGNS = st.sampled_from([*SIGNED])


@st.composite
def terms(draw: st.DrawFn) -> tuple[str, Model]:
    """A term as it is typed, and what it means."""
    kind = draw(st.sampled_from(("bare", "text", "money", "date", "line", "year", "is", "has", "either")))
    model: Model
    match kind:
        case "bare":
            word = draw(st.sampled_from(WORDS))
            text, model = written(word), texts("", word, loose=False)
        case "text" | "either":
            name = draw(st.sampled_from([*NAMED]))
            sought = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=1 if kind == "text" else 3))
            text = f"{draw(st.sampled_from(NAMED[name]))}:{','.join(map(written, sought))}"
            models = [texts(name, word, loose=True) for word in sought]
            model = lambda row: any(each(row) for each in models)  # noqa: E731
        case "money":
            name, sign = draw(st.sampled_from(("amount", "paid", "outstanding"))), draw(SIGNS)
            value = draw(st.sampled_from(("0", "1M", "99999,99", "0,01", "250k", "1,5M")))
            text, model = f"{name}:{sign}{value}", signed(sign, cents(value), cents(value), name)
        case "date":
            sign, value = draw(SIGNS), draw(st.sampled_from(("2023", "2024-03", "2024-03-15", *QUARTERS, "2024-12")))
            text, model = f"date:{sign}{value}", signed(sign, first(value), last(value), "date")
        case "year":
            sign, value = draw(SIGNS), draw(st.sampled_from(("2023", "2024")))
            text, model = f"exercice:{sign}{value}", signed(sign, int(value), int(value), "year")
        case "line":
            value = draw(st.sampled_from(("drones", "drone", "radars", "cyber", "zzz")))
            text, model = f"ligne:{value}", line(value)
        case "is":
            text, word = draw(st.sampled_from((("is:open", "open"), ("est:soldé", "paid"))))
            model = lambda row: word in row.value("is")  # noqa: E731
        case _:
            word = draw(st.sampled_from(("note", "reference", "tag")))
            text, model = f"has:{word}", lambda row: word in row.value("has")
    if draw(st.booleans()):
        return f"-{text}", lambda row: not model(row)
    return text, model


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(terms(), min_size=1, max_size=2), max_size=3))
def test_sql_and_rows_at_hand_answer_as_a_plain_reading_does(
    ledger: Ledger, clauses: list[list[tuple[str, Model]]]
) -> None:
    text = " ".join(" | ".join(each for each, _ in clause) for clause in clauses)
    expected = [row.n for row in ROWS if all(any(model(row) for _, model in clause) for clause in clauses)]
    query = placed(ledger, parse(text, FIELDS))
    assert not query.faults, text
    assert sorted(answers.commitment_order(ledger, None, (("id", False),), text)) == expected, text
    sums = answers.commitment_sums(ledger, None, text)
    assert (sums.count, sums.firm) == (len(expected), sum(ROWS[n].amount for n in expected)), text
    assert [row.n for row in ROWS if holds(query, row.value)] == expected, text
    where = parse(text, FIELDS) if text else None
    listing = Listing(ledger, Asking("commitments", where=where))
    at = listing.columns.index("n")
    assert sorted(row[at] for row in listing.rows()) == expected, text


@pytest.mark.parametrize(
    ("text", "place", "says", "nearest"),
    [
        ("drone amout:>1M", (6, 12), "There is no amout: here.", "amount:"),
        ("-fournisser:x", (1, 12), "There is no fournisser: here.", "fournisseur:"),
        ("is:opne", (3, 7), "is: knows no opne.", "open"),
        ("date:2024-Q5 x", (5, 12), "2024-Q5 is not a day, a month", None),
        ("date:2023-02-29", (5, 15), "2023-02-29 is not a day", None),
        ("date:today", (5, 10), "today is not a day", None),
        ('montant:">1 00"', (9, 14), "1 00 is not an amount", None),
        ("amount:1,234", (7, 12), "1,234 can be read as 1234 and as 1.234", None),
        ("amount:..", (7, 9), "A range names where it begins", None),
        ("year:24x", (5, 8), "24x is not a year", None),
        ("supplier: drone", (0, 9), "supplier: wants a value.", None),
        ("supplier:, drone", (0, 10), "supplier: wants a value.", None),
        ("x @lat", (2, 6), "No filter is saved as lat.", "@late"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_the_rest_still_filters(
    text: str, place: tuple[int, int], says: str, nearest: str | None
) -> None:
    query = parse(text, FIELDS, saved=frozenset(("late",)))
    (fault,) = query.faults
    assert (fault.start, fault.end) == place
    assert fault.says.text.format(**fault.says.values).startswith(says)
    assert fault.nearest == nearest
    assert bool(query.clauses) == bool({"drone", "x"} & {*text.split()})


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ('montant:">= 1 000 000"', "amount:>=1M"),
        ("montant:>1\u202f000\u202f000,00", "amount:>1M"),
        ("amount>1.5m", "amount:>1500k"),
        ("amount:1M..2M|0", "amount:1000k..2000k|0,00"),
        ("amount:>1,2Md", "amount:>1.2bn"),
        ("montant:≥1M", "amount:>=1M"),
        ("date:15/03/2024", "date:2024-03-15"),
        ("date:03/2024", "date:2024-03"),
        ("date:2024T1", "date:2024-q1"),
        ("date:aujourd’hui", "date:2024-03-15"),
        ("date:<hier", "date:<2024-03-14"),
        ("date:2024-01..2024-06", "date:2024-01-01..2024-06-30"),
        ("exercice:2023..", "year:>2022"),
        ("ANNÉE:2023", "year:2023"),
        ("tag:a,b", "étiquette:a|b"),
        ("«deux mots»", '"deux mots"'),
        ("fournisseur:“deux mots”", 'supplier:"deux mots"'),
    ],
)
def test_what_means_the_same(text: str, same: str) -> None:
    ours, theirs = parse(text, FIELDS, TODAY), parse(same, FIELDS, TODAY)
    assert not ours.faults
    assert ours.clauses == theirs.clauses


@pytest.mark.parametrize("text", ["12:30", '"amount:>1M"', "a-b", "@", "x>3", "-"])
def test_what_is_no_field_is_looked_for_as_it_stands(text: str) -> None:
    query = parse(text, FIELDS, saved=frozenset(("",)))
    assert not query.faults
    assert all(term.name == "" for clause in query.clauses for term in clause)


def test_saved_filters_and_days_are_written_out() -> None:
    saved = {"late": "is:open date:<today", "mine": "@late supplier:a", "loop": "@loop x"}
    assert spell("@mine -y", lambda: TODAY, saved) == "is:open date:<2024-03-15 supplier:a -y"
    assert spell("@loop", lambda: TODAY, saved) == "x"
    assert spell("today date:aujourd’hui..", lambda: TODAY, saved) == "today date:2024-03-15.."
    assert spell("supplier:hiers", lambda: TODAY, {}) == "supplier:hiers"


def test_every_field_of_every_kind_can_be_asked_for_and_its_contrary_is_the_rest(ledger: Ledger) -> None:
    values = {"money": ">=0", "date": "2023..2025", "whole": ">=0", "text": "a", "id": "a", "line": "drones"}
    for kind in KINDS:
        fields = asked_fields(ledger, kind)
        every = Listing(ledger, Asking(kind)).totals().count
        for each in fields.each:
            for value in [choice.french for choice in each.choices] or [values[each.nature]]:
                for name in {each.name, each.french}:
                    counts = [
                        Listing(ledger, Asking(kind, where=parse(f"{sign}{name}:{value}", fields))).totals().count
                        for sign in ("", "-")
                    ]
                    assert sum(counts) == every, (kind, name, value)


@pytest.mark.parametrize(
    ("text", "typed", "name", "compared"),
    [
        ("sup|", "sup", None, False),
        ("drone -sup|", "sup", None, False),
        ("supplier:|", "", "supplier", False),
        ("supplier:a,fou|r", "fou", "supplier", False),
        ('supplier:"fournisseur a|', "fournisseur a", "supplier", False),
        ("amount:>1|", "1", "amount", True),
        ("date:2024-01..20|", "20", "date", True),
        ("drone |", "", None, False),
    ],
)
def test_what_is_being_typed(text: str, typed: str, name: str | None, compared: bool) -> None:
    cursor = text.index("|") if not text.endswith("|") else len(text) - 1
    at = spot(text[:cursor] + text[cursor + 1 :], cursor, FIELDS)
    assert (at.typed, at.field and at.field.name, at.compared) == (typed, name, compared)


def test_a_word_that_may_become_a_field_asks_nothing_while_it_is_typed() -> None:
    assert ahead("drone amo", 9, FIELDS) == "drone "
    assert ahead("-amo", 4, FIELDS) == ""
    assert ahead("drone", 5, FIELDS) == "drone"
    assert ahead("amount:3", 8, FIELDS) == "amount:3"
