"""The tables of a Fiscal Data Package: their columns, what each one means and holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jo_security.records.defusing import defused
from jo_security.records.money import plain
from jo_security.records.shapes import ID_PATTERN

Properties: TypeAlias = dict[str, object]
"""What a descriptor says of something, as JSON has it."""

REQUIRED: Properties = {"required": True}
ID: Properties = {"pattern": ID_PATTERN}

KINDS = (
    *("allocation", "opening", "carry-over", "freeze", "release", "transfer", "cancellation"),
    *("reservation", "commitment", "adjustment", "delivery", "payment"),
)
PHASES = (
    ("opened", "adjusted", "Credits opened, after movements", "Crédits ouverts, mouvements compris"),
    ("frozen", None, "Credits frozen", "Crédits gelés"),
    ("reserved", None, "Reserved, not yet committed", "Affecté, reste à engager"),
    ("committed", "executed", "Committed", "Engagé"),
    ("lost", "executed", "Withdrawn, not reusable", "Retraits non réutilisables"),
    ("delivered", None, "Certified service", "Service fait"),
    ("paid", "executed", "Paid", "Payé"),
    ("payable", None, "Delivered, not yet paid", "Charges à payer"),
)
"""Each phase, the stage of the budget that it stands for alone, its label in English and in French.

The stages do not overlap: `adjusted` are the credits in force, of which the kinds `allocation` and `opening` are what
was approved; `executed` are AE consumed (committed or lost) and CP paid. The other phases lie between these.
"""


def money(cents: object) -> object:
    """An amount of cents as a decimal number with two places, where there is one."""
    return plain(cents) if isinstance(cents, int) else None


def flag(value: object) -> str:
    """Yes or no, as JSON writes it."""
    return "true" if value else "false"


def text(value: object) -> object:
    """A text that no spreadsheet runs, where there is one."""
    return defused(value) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type of Table Schema, its type among fiscal concepts, its constraints, and how a value is written.

    `more` are the further properties of the field.
    """

    name: str
    title: str
    type: str
    column_type: str
    constraints: Properties = field(default_factory=dict)
    written: Callable[[object], object] | None = None
    more: Properties = field(default_factory=dict)

    def described(self) -> Properties:
        """The field as a Table Schema has it."""
        found: Properties = {"name": self.name, "title": self.title, "type": self.type, "columnType": self.column_type}
        if self.constraints:
            found["constraints"] = self.constraints
        return found | self.more


def code(
    name: str,
    title: str,
    column_type: str,
    constraints: Properties = REQUIRED,
    written: Callable[[object], object] | None = None,
) -> Column:
    """A column of ids, or of words from a list: nothing that a spreadsheet runs."""
    return Column(name, title, "string", column_type, constraints, written)


def words(name: str, title: str, column_type: str, constraints: Properties = REQUIRED) -> Column:
    """A column of free text."""
    return Column(name, title, "string", column_type, constraints, text)


def amount(name: str, title: str) -> Column:
    """A measure; in a table with one amount a row it would stand in `amount`, told apart by `appropriation`."""
    bare: Properties = {"decimalChar": ".", "bareNumber": True, "normalize": {"appropriation": name}}
    return Column(name, title, "number", "value", {}, money, bare)


LINE = code("line", "Budget line", "budget-line-id", REQUIRED | ID)
PROGRAMME = code("programme", "Programme", "activity:generic:program:code", ID)
TITLE = code("title", "LOLF title", "economic-classification:generic:code", {"pattern": "[1-7]"})
ILLUSTRATIVE = Column(
    "illustrative",
    "Made up to show the program",
    "boolean",
    "illustrative",
    REQUIRED,
    flag,
    {"trueValues": ["true"], "falseValues": ["false"]},
)
PHASE = code("phase", "Phase", "phase:id", REQUIRED | {"enum": [phase for phase, *_ in PHASES]})


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, which is that of its file, its columns, its key, and the columns that lead to other tables.

    `links` are by the name of a column: the table and its column; no table is this one.
    """

    name: str
    title: str
    columns: Sequence[Column]
    key: Sequence[str]
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


OPERATIONS = Table(
    "operations",
    "What each operation changes, by phase, line and financial year",
    (
        code("kind", "Kind of operation", "transaction-id:transaction-kind", REQUIRED | {"enum": KINDS}),
        code("operation", "Operation; the line of an allocation", "transaction-id:code", REQUIRED | ID),
        PHASE,
        LINE,
        Column("exercise", "Financial year", "integer", "date:fiscal-year", REQUIRED | {"minimum": 1000}),
        Column("date", "Date of the operation", "date", "date:generic", REQUIRED),
        words("line-label", "Label of the line", "budget-line-label"),
        PROGRAMME,
        words("programme-label", "Label of the programme", "activity:generic:program:label", {}),
        TITLE,
        code("commitment", "Commitment that it is or names", "transaction-id:contract-id", ID),
        words("label", "Label of the commitment, reservation or payment", "transaction-label", {}),
        words("supplier", "Supplier", "supplier:generic:name", {}),
        words("reference", "Reference", "legal-basis", {}),
        amount("ae", "Commitment appropriations (AE)"),
        amount("cp", "Payment appropriations (CP)"),
        ILLUSTRATIVE,
    ),
    ("kind", "operation", "phase", "line", "exercise"),
    {"phase": ("phases", "phase"), "line": ("lines", "line"), "programme": ("programmes", "programme")},
)
LINES = Table(
    "lines",
    "Budget lines, each below its parent",
    (
        LINE,
        words("label", "Label", "budget-line-label"),
        code("parent", "Line above it", "budget-line-parent", ID),
        PROGRAMME,
        TITLE,
        ILLUSTRATIVE,
    ),
    ("line",),
    {"parent": ("", "line"), "programme": ("programmes", "programme")},
)
PROGRAMMES = Table(
    "programmes",
    "Programmes",
    (
        code("programme", "Programme", "activity:generic:program:code", REQUIRED | ID),
        words("label", "Label", "activity:generic:program:label"),
        words("ministry", "Ministry", "administrator:generic:name", {}),
    ),
    ("programme",),
)
PHASE_LIST = Table(
    "phases",
    "Phases, and the stage of a budget that one stands for",
    (
        PHASE,
        code("stage", "Stage: credits in force, or consumed", "phase-stage", {"enum": ["adjusted", "executed"]}),
        words("label", "Label in English", "phase:label"),
        words("label-fr", "Label in French", "phase:label:fr"),
    ),
    ("phase",),
)
FORMULAS = Table(
    "formulas",
    "Each measure as a sum of phases, with their signs",
    (
        code("measure", "Measure", "measure-id"),
        PHASE,
        code("appropriation", "AE or CP of the phase", "value-kind:code", REQUIRED | {"enum": ["ae", "cp"]}),
        Column("sign", "Sign", "integer", "measure-sign", REQUIRED | {"enum": [1, -1]}),
    ),
    ("measure", "phase", "appropriation"),
    {"phase": ("phases", "phase")},
)
