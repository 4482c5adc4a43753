"""Rates: what of the credits of a position is consumed, and what of them is paid."""

from jo_security.ledger.answers.positions import Position

Share = tuple[int, int]
"""Cents, and the cents that they are a share of; there is no rate where the latter are not positive."""


def ae_rate(position: Position) -> Share:
    """Consumed AE, committed or lost, over opened less frozen AE."""
    return position["committed"] + position["lost"], position["opened"] - position["frozen"]


def cp_rate(position: Position) -> Share:
    """CP paid over opened less frozen CP."""
    return position["paid"], position["cp-opened"] - position["cp-frozen"]
