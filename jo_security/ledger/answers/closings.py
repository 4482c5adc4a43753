"""The closings of a budget."""

import datetime

from jo_security.ledger.ledger import Ledger


def closed_to(ledger: Ledger) -> datetime.date | None:
    """The last day that a budget has closed; None where it has closed none."""
    (last,) = ledger.connection.execute('SELECT max("to") FROM closing').fetchone()
    return None if last is None else datetime.date.fromisoformat(last)
