"""What a final payment leaves of a commitment: how much could be withdrawn, and whether its AE would be free again."""

from dataclasses import dataclass

from jo_security.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a commitment, in cents, and whether withdrawing it in an exercise leaves the AE free again.

    Source in law: decree 2012-1246 (GBCP), article 160: only in the exercise of the commitment are they free again.
    """

    amount: int
    free: bool


def rest(ledger: Ledger, commitment: str, paid: int, exercise: int) -> Rest | None:
    """What would be left once so many cents more are paid; None where nothing is, or where nothing bears that id.

    What is delivered has to be paid, and is no rest.
    """
    row = ledger.connection.execute(
        """
        SELECT c.exercise,
            sum(o.amount * (o.kind IN ('commitment', 'adjustment'))),
            sum(o.amount * (o.kind = 'payment')),
            sum(o.amount * (o.kind = 'delivery'))
        FROM "commitment" AS c JOIN operation AS o ON o."commitment" = c.n
        WHERE c.n = (SELECT n FROM named WHERE kind = 'commitment' AND id = ?)
        """,
        (commitment,),
    ).fetchone()
    if row is None or row[0] is None:
        return None
    own, firm, before, delivered = row
    left = firm - max(before + paid, delivered)
    return Rest(left, exercise == own) if left > 0 else None
