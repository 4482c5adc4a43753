"""JO123 wrong-exercise: an exercise that is not its date's year."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import WARNING
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO123",
    name="wrong-exercise",
    level=WARNING,
    says=N_(
        "A commitment, an adjustment or a payment is counted in a financial year that is not the year of its "
        "date. A payment may be counted in the year before until 20 January."
    ),
    mend=N_("Correct the financial year or the date. Where the year is that of the date, exercise may be left out."),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), article 28: payments count in the year in which they are "
        "made, complementary period excepted"
    ),
    query="""
        SELECT kind, n, id AS record, 'exercise' AS "key", exercise AS year, date
        FROM operation
        WHERE kind IN ('commitment', 'adjustment', 'payment')
            AND exercise <> CAST(substr(date, 1, 4) AS INTEGER)
            AND NOT (
                kind = 'payment' AND exercise = substr(date, 1, 4) - 1 AND substr(date, 6) <= '01-20'
            )
        ORDER BY kind, n
    """,
    message=N_("{id} is dated {date:date} and counted in financial year {year}"),
    hint=N_("Correct the financial year or the date."),
)
