"""What a rule of the ledger is: the query that finds the offenders, and the words for them."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from jo_security.records.problem import Finding, Severity, Words
from jo_security.records.rule import CONTROLS, Rule

WITHOUT_OVERRIDE = """
    AND NOT EXISTS (SELECT 1 FROM override WHERE override.kind = o.kind AND override.n = o.n)
"""
"""What a query about operations `o` ends with where a recorded override turns an offence into JO404."""

FIXED = ("kind", "n", "record", "line", "after", "exercise", "what", "rivals")

SEVERITIES: dict[str, Severity] = {"stop": "error", "warn": "warning", "error": "error", "warning": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRule(Rule):
    """A rule whose query finds what breaks it.

    Each row of the query names the record at fault: `kind` (its table), `n` (its number), `record` (its name) and `key`
    (the value at fault). Where the rule is about balances, a row names one of them: `line` (an id, or NULL for the
    whole budget),
    `exercise` (or 0 for all), `after` in cents, and `what` is balanced; the rows of a record are gathered into one
    finding. `rivals` is the same for findings of which the first in the budget's order is no offence.
    Every other column is a value of the message and of the hint; `names` puts words in place of the values of a column,
    `instead` another message and hint for the records of a table.
    """

    query: str
    message: str
    hint: str
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    instead: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def severity(self, ledger: sqlite3.Connection) -> Severity | None:
        """How bad an offence is, by the budget's controls; None where they are off."""
        level = self.level
        if level in CONTROLS:
            level = ledger.execute(f"SELECT {level} FROM controls").fetchone()[0]
        return SEVERITIES.get(level)

    def find(self, ledger: sqlite3.Connection) -> Iterator[Finding]:
        """What breaks the rule, of what is asked for and in scope."""
        severity = self.severity(ledger)
        if severity is None:
            return
        rows = ledger.execute(self.query)
        names = [column[0] for column in rows.description]
        found = (dict(zip(names, row, strict=True)) for row in rows)
        for _, offences in groupby(found, key=_about):
            gathered = list(offences)
            yield self._finding(severity, gathered)

    def _finding(self, severity: Severity, rows: list[dict[str, Any]]) -> Finding:
        """One finding of the rows about one record."""
        first = rows[0]
        values = {name: value for name, value in first.items() if name not in FIXED}
        values |= {name: Words(words[values[name]]) for name, words in self.names.items()}
        values["id"] = first["record"]
        message, hint = self.instead.get(first["kind"], (self.message, self.hint))
        if "after" in first:
            values["lines"] = tuple(
                (row["line"], row["after"], row["exercise"] or None, row.get("what")) for row in rows
            )
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity,
            table=first["kind"],
            number=first["n"],
            path=tuple(str(first["key"]).split()),
            record=first["record"],
            message=Words(message, values),
            hint=Words(hint, values),
            rivals=first.get("rivals"),
        )


def _about(row: dict[str, Any]) -> tuple[object, ...]:
    """What one finding is about: all the balances of a record, or one value of it."""
    return (row["kind"], row["n"], None if "after" in row else row["key"])
