"""Commitments, and a plain reading of what filters ask of them: the model that the filter language is held against."""

from __future__ import annotations

import datetime
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from jo_security.ledger.filtering.complete import written
from jo_security.records.money import plain

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
