"""The views that anybody may ask: listings, `query` and exports read these."""

from collections.abc import Mapping, Sequence

from jo_security.ledger.answers.flags import note
from jo_security.ledger.answers.search import prepare
from jo_security.ledger.columns import MEASURES
from jo_security.ledger.ledger import Ledger
from jo_security.records.budget import Budget
from jo_security.records.controls import Controls
from jo_security.records.money import plain
from jo_security.records.problem import Finding
from jo_security.records.tables import Book
from jo_security.records.words import N_

VIEWS: Mapping[str, str] = {
    "budgets": N_("The budget itself, in one row"),
    "controls": N_("The controls, in one row"),
    "thresholds": N_("The amounts from which a commitment needs a visa"),
    "programmes": N_("Programmes"),
    "lines": N_("Budget lines, with what is in force on them"),
    "tree": N_("Which lines lie in which, each in itself"),
    "tags": N_("The tags in force on lines"),
    "positions": N_(
        "Every measure of each line with all below it, and of the whole budget where line is NULL;"
        " by financial year, and of all years where exercise is NULL"
    ),
    "entries": N_("Every amount that enters a measure, signed, on its own line: their sum is the measure"),
    "operations": N_("Every operation, allocations included, in the order of op"),
    "movements": N_("Movements of credits"),
    "reservations": N_("Reservations, with what is left of them"),
    "commitments": N_("Commitments, with what each amounts to"),
    "adjustments": N_("Further commitments, and withdrawals"),
    "deliveries": N_("Certified deliveries"),
    "payments": N_("Payments"),
    "plans": N_("What is expected and not yet done"),
    "schedules": N_("The CP of each financial year, of commitments, adjustments and plans"),
    "assertions": N_("Balances checked against another source"),
    "closings": N_("Days up to which nothing is to change any more"),
    "indicators": N_("Indicators, with the last value observed"),
    "observations": N_("Values observed"),
    "milestones": N_("Milestones"),
    "problems": N_("What check finds"),
}
"""Every view by its name, with what it holds; columns.py has what their columns hold."""


def pivot(measures: Sequence[str] = tuple(MEASURES), amount: str = "amount") -> str:
    """SQL that makes a column of each measure out of rows of `measure` and `amount`."""
    return ", ".join(
        f"sum(CASE measure WHEN '{name.replace('_', '-')}' THEN {amount} ELSE 0 END) AS {name}" for name in measures
    )


def offer(ledger: Ledger, findings: Sequence[Finding]) -> None:
    """Make the views, once; `findings` are what the check of this budget found."""
    if not _offers(ledger):
        note(ledger, findings)
        lay(ledger)


def lay(ledger: Ledger) -> None:
    """Make the views, once, whatever was found: that is noted already, or nobody asks for it."""
    if _offers(ledger):
        return
    prepare(ledger)
    ledger.connection.create_function("money", 1, money, deterministic=True)
    ledger.run("views", measures=pivot())


def _offers(ledger: Ledger) -> bool:
    """Whether a ledger has the views."""
    found = ledger.connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'weight'").fetchone()
    return found is not None


def money(cents: object) -> str | None:
    """Cents as an exact amount with two decimals, in SQL; NULL for what is no integer."""
    return plain(cents) if isinstance(cents, int) else None


def columns(ledger: Ledger, view: str) -> tuple[str, ...]:
    """The names of a view's columns."""
    return tuple(column[0] for column in ledger.connection.execute(f"SELECT * FROM {view} LIMIT 0").description)


def catalogue() -> Mapping[str, tuple[str, ...]]:
    """The names of the columns of every view, whatever the budget."""
    ledger = Ledger(Book(Budget(id="none", label="none"), Controls(), {}, {}))
    ledger.derive()
    offer(ledger, ())
    return {view: columns(ledger, view) for view in VIEWS}
