"""The descriptor of a Fiscal Data Package: what a reader, or a program that knows no more than the standard, needs.

It serves two generations of the standard. Version 1.0-rc.1 gives each column a type among fiscal concepts, and says
how a row with two amounts becomes two rows with one (`normalize` and `extraFields`). The published schema of its
profile still requires the `model` of version 0.3, measures and dimensions, and takes no other `profile` than those of
tabular data; these alone can be validated without a network.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jo_security.ledger.answers import Header, Position
from jo_security.office.fiscal_tables import OPERATIONS, Properties, Table
from jo_security.records.money import plain

FORMAT = 1
"""The version of what this module and the tables say; a change that a reader notices raises it."""

DIALECT = {
    "delimiter": ",",
    "doubleQuote": True,
    "lineTerminator": "\n",
    "quoteChar": '"',
    "skipInitialSpace": False,
    "header": True,
}
TAXONOMIES = "https://specs.frictionlessdata.io/taxonomies/fiscal"
COLUMN_TYPES = (
    f"{TAXONOMIES}/budgets.json",
    f"{TAXONOMIES}/spending.json",
    {"name": "budget-id", "dataType": "string", "unique": True},
    {"name": "budget-line-label", "dataType": "string", "labelOf": "budget-line-id"},
    {"name": "budget-line-parent", "dataType": "string"},
    {"name": "illustrative", "dataType": "boolean"},
    {"name": "legal-basis", "dataType": "string"},
    {"name": "measure-id", "dataType": "string", "unique": True},
    {"name": "measure-sign", "dataType": "integer"},
    {"name": "phase-stage", "dataType": "string"},
    {"name": "transaction-label", "dataType": "string", "labelOf": "transaction-id:code"},
)
"""The taxonomies of the standard, and the concepts that they lack."""

DIMENSIONS: Mapping[str, tuple[str, str | None, Sequence[str], Mapping[str, str]]] = {
    "date": ("datetime", None, ("exercise", "date"), {}),
    "phase": ("other", None, ("phase",), {}),
    "line": ("classification", "functional", ("line",), {"line-label": "line"}),
    "programme": ("activity", None, ("programme",), {"programme-label": "programme"}),
    "title": ("classification", "economic", ("title",), {}),
    "operation": ("fact", None, ("kind", "operation"), {"label": "operation", "reference": "", "illustrative": ""}),
    "commitment": ("activity", None, ("commitment",), {}),
    "supplier": ("entity", None, ("supplier",), {}),
}
"""Each dimension: its type, the kind of its classification, its key, its other columns and what these are labels of."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table as it was written: its file, the file's size and its SHA-256."""

    table: Table
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a package is about: the budget, the day and the exercise that were asked for, every measure of them."""

    header: Header
    total: Position
    as_of: datetime.date | None
    exercise: int | None


def descriptor(owner: str, scope: Scope, written: Sequence[Written]) -> Properties:
    """The descriptor; under the owner's key, the budget and its measures as `summary` has them."""
    header = scope.header
    found: Properties = {
        "profile": "tabular-data-package",
        "name": header.id.lower(),
        "title": header.label,
    }
    if header.note:
        found["description"] = header.note
    if header.source:
        found["sources"] = [{"title": header.source}]
    found["granularity"] = "transactional"
    if header.start:
        found["fiscalPeriod"] = {"start": header.start, "end": header.end}
    return found | {
        owner: {
            "export": "fdp",
            "format": FORMAT,
            "budget": header.id,
            "currency": header.currency,
            "envelope": _money(header.envelope),
            "unallocated": _money(header.unallocated),
            "as-of": scope.as_of and scope.as_of.isoformat(),
            "exercise": scope.exercise,
            "total": {measure: plain(cents) for measure, cents in scope.total.items()},
        },
        "columnTypes": COLUMN_TYPES,
        "model": _model(header.currency),
        "resources": [_resource(each, header) for each in written],
    }


def _money(cents: int | None) -> str | None:
    """An amount as text, where there is one."""
    return None if cents is None else plain(cents)


def _resource(written: Written, header: Header) -> Properties:
    """A table as a resource."""
    table = written.table
    schema: Properties = {
        "fields": [column.described() for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [column]}}
            for name, (other, column) in table.links.items()
        ]
    if table is OPERATIONS:
        schema["extraFields"] = _extra(header)
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": written.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "dialect": DIALECT,
        "schema": schema,
    }


def _extra(header: Header) -> list[Properties]:
    """The columns of operations with one amount a row, beyond those that the file has."""
    text: Properties = {"type": "string"}
    return [
        {"name": "amount", "type": "number", "columnType": "value", "normalizationTarget": True},
        {"name": "appropriation", "columnType": "value-kind:code"} | text,
        {"name": "currency", "columnType": "value-currency:code", "constant": header.currency} | text,
        {"name": "direction", "columnType": "direction", "constant": "expenditure"} | text,
        {"name": "budget", "columnType": "budget-id", "constant": header.id} | text,
    ]


def _model(currency: str) -> Properties:
    """The measures and dimensions of operations."""
    measure = {"resource": OPERATIONS.name, "currency": currency, "direction": "expenditure"}
    return {
        "measures": {name: {"source": name} | measure for name in ("ae", "cp")},
        "dimensions": {name: _dimension(*its) for name, its in DIMENSIONS.items()},
    }


def _dimension(
    dimension_type: str, classification: str | None, key: Sequence[str], others: Mapping[str, str]
) -> Properties:
    """A dimension: its columns, those of its key first."""
    attributes = {name: {"source": name, "resource": OPERATIONS.name} for name in (*key, *others)}
    for name, labelled in others.items():
        attributes[name] |= {"labelfor": labelled} if labelled else {}
    found: Properties = {"dimensionType": dimension_type}
    if classification:
        found["classificationType"] = classification
    return found | {"primaryKey": list(key), "attributes": attributes}
