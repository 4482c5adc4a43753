"""The words for whatever the ledger shows: each column's unit, its heading, and what it means.

A name means the same wherever it stands. Views and SQL write it with `_`, machine answers and files with `-`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from jo_security.records.names import NAMES
from jo_security.records.units import Unit
from jo_security.records.words import N_


class Term(NamedTuple):
    """What a column holds, what it is called, and what that means."""

    unit: Unit
    heading: str
    about: str


_MEANINGS: Mapping[str, str] = {
    "opened": N_(
        "Commitment appropriations (AE) opened: allocations, openings, carry-overs, transfers, less cancellations"
    ),
    "frozen": N_("AE that are frozen and not yet released"),
    "reserved": N_("What is left to commit of reservations"),
    "committed": N_("Commitments with their adjustments, and payments without a commitment"),
    "lost": N_("Withdrawals of which the AE are not free again"),
    "available": N_("AE that may still be committed: opened less frozen, reserved, committed and lost"),
    "cp_opened": N_("Payment appropriations (CP) opened"),
    "cp_frozen": N_("CP that are frozen and not yet released"),
    "paid": N_("Payments made"),
    "cp_available": N_("CP that may still be paid: opened less frozen and paid"),
    "delivered": N_("Certified services"),
    "outstanding": N_("What is committed and not yet paid"),
    "payable": N_("What is delivered and not yet paid"),
}

MEASURES: Mapping[str, Term] = {
    name: Term("money", NAMES[name.replace("_", "-")], about) for name, about in _MEANINGS.items()
}
"""The measures of a position, in the order of the reference."""

COLUMNS: Mapping[str, Term] = {
    **MEASURES,
    "ae": Term("money", N_("AE"), N_("Commitment appropriations that the movement bears")),
    "allocation": Term("money", N_("Allocation"), N_("AE opened on the budget's first day, without CP")),
    "amount": Term(
        "money", N_("Amount"), N_("The amount as recorded; of a movement its AE, or its CP where it has none")
    ),
    "annual": Term("flag", N_("Annual"), N_("Whether AE are limited exercise by exercise")),
    "actual": Term("money", N_("Computed"), N_("What the measure is in this budget")),
    "below": Term("id", N_("Line below"), N_("A line that lies in the line, itself included")),
    "better": Term("word", N_("Better"), N_("Whether up or down is better")),
    "ceiling": Term("money", N_("Ceiling"), N_("The most that a contract allows; it enters no balance")),
    "closed_by": Term("text", N_("Closed by"), N_("Who closed it")),
    "code": Term("id", N_("Code"), N_("The rule's code")),
    "commitment": Term("id", N_("Commitment"), N_("The commitment that it is, or that it names")),
    "cp": Term("money", N_("CP"), N_("Payment appropriations")),
    "currency": Term("text", N_("Currency"), N_("The currency of every amount, by ISO 4217")),
    "date": Term("date", N_("Date"), N_("The day of the operation")),
    "difference": Term("money", N_("Difference"), N_("What is here less what is asserted")),
    "digest": Term("id", N_("Digest"), N_("The SHA-256 of what was closed")),
    "distance": Term("count", N_("Distance"), N_("How many levels lie between the two; 0 for the line itself")),
    "done": Term("date", N_("Done"), N_("The day on which it was done")),
    "due": Term("date", N_("Due"), N_("The day by which it is to be done")),
    "early_warning": Term("number", N_("Early warning"), N_("The AE rate from which a line is flagged")),
    "envelope": Term("money", N_("Envelope announced"), N_("The envelope announced")),
    "exercise": Term("year", N_("Exercise"), N_("The financial year that it counts in")),
    "firm": Term("money", N_("Amount so far"), N_("The commitment with its adjustments so far")),
    "first_day": Term("date", N_("From"), N_("The first day")),
    "follows_cp": Term("flag", N_("Follows CP"), N_("Whether the budget follows payment appropriations")),
    "from_exercise": Term("year", N_("Exercise left"), N_("The financial year that a carry-over leaves")),
    "goal": Term("number", N_("Goal"), N_("The value to reach")),
    "holds": Term("flag", N_("Holds"), N_("Whether what was closed is as it was")),
    "id": Term("id", N_("Id"), N_("The id of the record")),
    "illustrative": Term("flag", N_("Illustrative"), N_("Whether its figures are made up to show the tool")),
    "in_force": Term("flag", N_("In force"), N_("Whether it is the last one, which replaces those before")),
    "indicator": Term("id", N_("Indicator"), N_("The indicator that was observed")),
    "kind": Term("word", N_("Kind"), N_("What the record is")),
    "label": Term("text", N_("Purpose"), N_("What it is for")),
    "last_day": Term("date", N_("To"), N_("The last day")),
    "level": Term("count", N_("Level"), N_("How deep it lies in the tree; 0 at the top")),
    "line": Term("id", N_("Line"), N_("The budget line; of a transfer the one that gives")),
    "measure": Term("word", N_("Measure"), N_("The measure that an amount enters, by its name in the reference")),
    "ministry": Term("text", N_("Ministry"), N_("The ministry in charge")),
    "n": Term("count", N_("Rank"), N_("The record's place in the budget's order, from 0")),
    "name": Term("text", N_("Name"), N_("The rule's name")),
    "number": Term("count", N_("No."), N_("Its rank from 1, by which it is shown")),
    "note": Term("text", N_("Note"), N_("What else is noted")),
    "op": Term(
        "count", N_("Place in time"), N_("A number that grows in the order in which operations follow one another")
    ),
    "operation": Term("id", N_("Operation"), N_("The id of the operation")),
    "override_by": Term("text", N_("Overridden by"), N_("Who let it pass a limit")),
    "override_date": Term("date", N_("Overridden on"), N_("When that was decided")),
    "override_reason": Term("text", N_("Reason to override"), N_("Why it may pass a limit")),
    "parent": Term("id", N_("Parent"), N_("The line above")),
    "probability": Term("number", N_("Probability"), N_("How probable it is, up to 1")),
    "programme": Term("id", N_("Programme"), N_("The programme in force, inherited or its own")),
    "reason": Term("text", N_("Reason"), N_("Why it was adjusted")),
    "record": Term("id", N_("Record"), N_("The id of the record, or its table and rank")),
    "reference": Term("text", N_("Reference"), N_("A law, a decree, an order, a file")),
    "reservation": Term("id", N_("Reservation"), N_("The reservation that it is, or that it uses up")),
    "reusable": Term("flag", N_("Reusable"), N_("Whether the AE of a withdrawal are free again")),
    "running": Term("money", N_("Running"), N_("What the measure is after it")),
    "scenario": Term("text", N_("Scenario"), N_("The scenario that it belongs to")),
    "severity": Term("word", N_("Severity"), N_("error or warning")),
    "source": Term("text", N_("Source"), N_("Where the figure comes from")),
    "supplier": Term("text", N_("Supplier"), N_("The supplier, also of the commitment that it names")),
    "tag": Term("text", N_("Tag"), N_("A tag in force on the line")),
    "tags": Term("texts", N_("Tags"), N_("Tags, as an array of JSON; of a line those in force")),
    "term": Term("word", N_("Part"), N_("The part of the formula by which it enters the measure")),
    "title": Term("year", N_("Title"), N_("The LOLF title in force, 1 to 7")),
    "to_line": Term("id", N_("To line"), N_("The line that a transfer gives to")),
    "tolerance": Term("money", N_("Tolerance"), N_("By how much AE may be exceeded")),
    "unallocated": Term("money", N_("Unallocated"), N_("What of the envelope is not opened")),
    "unit": Term("text", N_("Unit"), N_("What the value counts")),
    "value": Term("number", N_("Value"), N_("The value observed")),
    "visa_by": Term("text", N_("Visa by"), N_("Who gave the visa")),
    "visa_date": Term("date", N_("Visa of"), N_("The day of the visa")),
    "visa_number": Term("text", N_("Visa"), N_("The number of the budget controller's visa")),
}
"""Every column of a view, by its name."""

NAMED = frozenset(("budgets", "programmes", "lines", "indicators", "milestones"))
"""The views whose labels are names."""

CONTROLS: Mapping[str, Term] = {
    "commitment": Term("word", N_("Control of commitments"), N_("stop, warn or off: the AE of lines")),
    "envelope": Term("word", N_("Control of the envelope"), N_("stop, warn or off: opened AE against the envelope")),
    "movement": Term("word", N_("Control of movements"), N_("stop, warn or off: transfers, freezes and cancellations")),
    "payment": Term("word", N_("Control of payments"), N_("stop, warn or off: the CP of lines")),
}
"""What columns of the controls are, where their names mean something else elsewhere."""


PLUMBING = frozenset(("n", "op"))
"""What a view says of a record that only queries need."""
WORDS: frozenset[Unit] = frozenset(("text", "texts", "id", "word"))
"""The units of what is searched and sorted as words."""


LABEL = Term("text", N_("Label"), N_("What it is called"))


def term(name: str, view: str = "") -> Term:
    """What a column of a view holds."""
    if name == "label" and view in NAMED:
        return LABEL
    return CONTROLS[name] if view == "controls" and name in CONTROLS else COLUMNS[name]


def machine(name: str) -> str:
    """A column's name in files and in machine answers."""
    return name.replace("_", "-")
