"""The fields of the filter language: their names in both languages, what they hold, and which view has which.

The names are part of the language that people type, like the keys of a file: both work whatever the reader's language
is. What a field means is what the column of that name means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from jo_security.ledger.answers.search import fold
from jo_security.ledger.columns import COLUMNS
from jo_security.records.words import N_

Nature: TypeAlias = Literal["text", "id", "line", "money", "date", "whole", "word"]
"""`text` and `id` are looked into, `line` takes all below it, `word` is one of a few."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words of a field: in English, in French, what it means."""

    name: str
    french: str
    about: str

    def named(self, code: str) -> str:
        """The word in a language."""
        return self.french if code == "fr" else self.name


@dataclass(frozen=True, slots=True)
class Field:
    """What rows can be asked for: its name in English and in French, and other names that are understood."""

    name: str
    french: str
    nature: Nature
    about: str
    others: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    def named(self, code: str) -> str:
        """Its name in a language."""
        return self.french if code == "fr" else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All the names that are understood."""
        return (self.name, self.french, *self.others)


@dataclass(frozen=True, eq=False)
class Fields:
    """The fields of a view, in the order in which they are offered."""

    each: tuple[Field, ...]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by each of their names, without case and accents; a proper name comes before another name."""
        found: dict[str, Field] = {}
        for one in self.each:
            found |= {fold(one.name): one, fold(one.french): one}
        for one in self.each:
            found = {fold(name): one for name in one.others} | found
        return found

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """All names as they are written."""
        return tuple(name for one in self.each for name in one.names)

    def find(self, name: str) -> Field | None:
        """The field of a name."""
        return self.by_name.get(fold(name))


ILLUSTRATIVE = Choice("illustrative", "illustratif", COLUMNS["illustrative"].about)
OVERRIDDEN = Choice("overridden", "dérogé", N_("With a recorded override"))
FOUND = (
    Choice("problem", "problème", N_("Something is wrong with it")),
    Choice("error", "erreur", N_("With an error")),
    Choice("warning", "avertissement", N_("With a warning")),
)
OF_COMMITMENTS = (
    Choice("open", "ouvert", N_("Something is still to be paid")),
    Choice("paid", "soldé", N_("Nothing is left to pay")),
    Choice("payable", "à-payer", N_("Delivered and not wholly paid")),
    OVERRIDDEN,
    ILLUSTRATIVE,
    *FOUND,
)
OF_LINES = (Choice("overdrawn", "dépassé", N_("With AE or CP below zero")), ILLUSTRATIVE, *FOUND)
OF_RESERVATIONS = (Choice("open", "ouvert", N_("Something is still to be committed")), ILLUSTRATIVE)
HELD = (
    Choice("note", "note", COLUMNS["note"].about),
    Choice("reference", "référence", COLUMNS["reference"].about),
    Choice("visa", "visa", COLUMNS["visa_number"].about),
    Choice("override", "dérogation", COLUMNS["override_reason"].about),
    Choice("reservation", "affectation", COLUMNS["reservation"].about),
    Choice("ceiling", "plafond", COLUMNS["ceiling"].about),
    Choice("tag", "étiquette", COLUMNS["tags"].about),
)


def _field(name: str, french: str, nature: Nature, *others: str, column: str | None = None, about: str = "") -> Field:
    """A field that means what the column of its name means, or of another name."""
    return Field(name, french, nature, about or COLUMNS[column or name.replace("-", "_")].about, others)


def state(*choices: Choice) -> Field:
    """The field of the states that rows may be in."""
    return Field("is", "est", "word", N_("In that state"), (), choices)


HAS = Field("has", "avec", "word", N_("With that on record"), ("a",), HELD)
KNOWN: Mapping[str, Field] = {
    each.name: each
    for each in (
        _field("id", "identifiant", "id", "numero"),
        _field("date", "date", "date", "jour", "day"),
        _field("year", "exercice", "whole", "exercise", "annee", column="exercise"),
        _field("line", "ligne", "line", about=N_("On that line, or on one below it")),
        _field("programme", "programme", "id", "program"),
        _field("title", "titre", "whole"),
        _field("tag", "étiquette", "text", "tags", "mot-cle", about=N_("With that tag, on the line or the commitment")),
        _field("supplier", "fournisseur", "text"),
        _field("label", "objet", "text", "libelle", "purpose"),
        _field("reference", "référence", "text", "ref"),
        _field("note", "note", "text"),
        _field("amount", "montant", "money"),
        _field("paid", "payé", "money", "payes", "cp-payes", "cp-paid"),
        _field("outstanding", "reste", "money", "rap", "reste-a-payer"),
        _field("delivered", "service-fait", "money", "sf", "livre"),
        _field("payable", "charges", "money", "charges-a-payer"),
        _field("ceiling", "plafond", "money"),
        _field("opened", "ouvertes", "money", "ae-opened", "ae-ouvertes"),
        _field("frozen", "gelées", "money", "ae-frozen", "ae-gelees"),
        _field("reserved", "affectées", "money", "ae-reserved", "ae-affectees"),
        _field("committed", "engagées", "money", "ae-committed", "ae-engagees"),
        _field("lost", "perdues", "money", "ae-lost", "non-reutilisables"),
        _field("available", "disponibles", "money", "disponible", "ae-available", "ae-disponibles"),
        _field("cp-opened", "cp-ouverts", "money"),
        _field("cp-frozen", "cp-gelés", "money"),
        _field("cp-available", "cp-disponibles", "money"),
        _field("used", "utilisé", "money", about=N_("The commitments that name it")),
        _field("left", "restant", "money", about=N_("What can still be committed on it")),
        _field("ae", "ae", "money"),
        _field("cp", "cp", "money"),
        _field("kind", "nature", "text", "type"),
        _field("reservation", "affectation", "id"),
        _field("visa", "visa", "text", column="visa_number"),
        _field("override", "dérogation", "text", about=N_("Who let it pass a limit, or why")),
        _field("problem", "problème", "id", "code", about=N_("The code of what is wrong with it")),
        _field("officer", "agent", "text", "by", "par", about=N_("Who did it")),
        _field("act", "acte", "text", about=N_("What was done")),
        _field("changes", "changements", "text", about=N_("What changed")),
        _field("file", "fichier", "text", about=N_("The file that it stands in")),
    )
}
"""The fields that several views share, by their names."""
AMOUNT = Field("amount", "montant", "money", N_("The commitment with its adjustments"))
RESERVED = Field("amount", "montant", "money", N_("The reservation with its adjustments"))


def _view(names: str, *more: Field, **others: Field) -> Fields:
    """The fields of these names, some with another meaning, and those that only this view has."""
    return Fields((*(others.get(name) or KNOWN[name] for name in names.split()), *more))


VIEWS: Mapping[str, Fields] = {
    "commitments": _view(
        "supplier line date tag amount paid outstanding delivered payable year programme title label id reference note"
        " reservation ceiling visa override problem",
        state(*OF_COMMITMENTS),
        HAS,
        amount=AMOUNT,
    ),
    "lines": _view(
        "line programme title tag label id available opened committed paid outstanding frozen reserved lost delivered"
        " payable cp-opened cp-frozen cp-available",
        state(*OF_LINES),
    ),
    "movements": _view("kind date year ae cp line reference id"),
    "operations": _view("kind date year amount label id"),
    "problems": _view("problem id label", state(*FOUND[1:])),
    "history": _view("officer date act id file"),
    "reservations": _view(
        "line date supplier amount used left year label id", state(*OF_RESERVATIONS), amount=RESERVED
    ),
    "uses": _view("kind date amount left label id"),
    "altered": _view("date act id changes"),
    "entries": _view(""),
    "terms": _view(""),
}
"""The fields of each view of the interface."""
