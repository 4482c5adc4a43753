"""JO122 before-cause: an operation dated before what it names."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO122",
    name="before-cause",
    level=ERROR,
    says=N_(
        "An operation is dated before the commitment or the reservation that it names. It counts in positions, "
        "but the rules on balances pass over it."
    ),
    mend=N_("Correct one of the two dates."),
    query="""
        SELECT o.kind, o.n, o.id AS record, 'date' AS "key", o.date,
            cause.id AS cause, cause.date AS since
        FROM operation AS o
        JOIN operation AS cause ON cause.kind = CASE
                WHEN o.kind = 'commitment' OR o."commitment" IS NULL THEN 'reservation' ELSE 'commitment' END
            AND cause.n = CASE
                WHEN o.kind = 'commitment' OR o."commitment" IS NULL THEN o.reservation ELSE o."commitment" END
        WHERE NOT o.sound
        ORDER BY o.kind, o.n
    """,
    message=N_("{id} is dated {date:date}, before {cause}, which it names and which is dated {since:date}"),
    hint=N_("Correct one of the two dates."),
)
