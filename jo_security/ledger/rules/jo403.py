"""JO403 dormant: a commitment on which nothing happens."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO403",
    name="dormant",
    level=WARNING,
    says=N_(
        "Something is outstanding on a commitment 365 days or more after its date, its last delivery and its last"
        " payment, as of the day asked for. Checked with --as-of only."
    ),
    mend=N_("Pay what is due, or withdraw what will not be delivered."),
    law=N_(
        "decree 2012-1246 of 7 November 2012 (GBCP), article 160: AE withdrawn from a commitment of an earlier "
        "year are not available again"
    ),
    query="""
        SELECT 'commitment' AS kind, c.n, c.id AS record, 'id' AS "key", still.outstanding, still.days
        FROM (
            SELECT "commitment",
                (asked.until >> 36) - 1 - max(CASE WHEN kind <> 'adjustment' THEN op >> 36 END) AS days,
                sum(CASE kind WHEN 'payment' THEN -amount WHEN 'delivery' THEN 0 ELSE amount END) AS outstanding,
                sum(kind = 'commitment') AS begun
            FROM operation, asked
            WHERE asked.as_of IS NOT NULL AND op < asked.until
                AND "commitment" IN (SELECT "commitment" FROM scope_commitment)
            GROUP BY "commitment"
        ) AS still
        JOIN "commitment" AS c ON c.n = still."commitment"
        WHERE still.begun AND still.outstanding > 0 AND still.days >= 365
        ORDER BY c.n
    """,
    message=N_("{outstanding:money} is outstanding on {id}, with no delivery and no payment for {days} days"),
    hint=N_("Pay what is due, or withdraw what will not be delivered."),
)
