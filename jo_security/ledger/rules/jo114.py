"""JO114 line-mismatch: a commitment whose reservation is on another line; a transfer to its own line."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO114",
    name="line-mismatch",
    level=ERROR,
    says=N_("A commitment uses up a reservation of another line, or a transfer returns to the line that it leaves."),
    mend=N_("Put the commitment on the line of its reservation, or transfer between two different lines."),
    query="""
        SELECT 'commitment' AS kind, c.n, c.id AS record, 'reservation' AS "key", c.line AS own_line, r.line AS other
        FROM "commitment" AS c JOIN reservation AS r ON r.n = (
            SELECT min(n) FROM reservation WHERE reservation.id = c.reservation
        )
        WHERE r.line <> c.line
            AND 2 = (SELECT count(*) FROM known WHERE wants = 'line' AND known.id IN (r.line, c.line))
        UNION ALL
        SELECT 'movement', n, id, 'to', "from", "to" FROM movement
        WHERE kind = 'transfer' AND "from" = "to"
            AND EXISTS (SELECT 1 FROM known WHERE wants = 'line' AND known.id = "to")
    """,
    message=N_("{id} is on line {own_line}, and its reservation on line {other}"),
    hint=N_("Put the commitment on the line of its reservation, or name another reservation."),
    instead={
        "movement": (
            N_("{id} transfers from line {own_line} to line {other}, which is the same"),
            N_("Name two different lines in from and to."),
        ),
    },
)
