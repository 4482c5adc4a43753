"""JO121 outside-period: an operation dated outside the budget's days."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO121",
    name="outside-period",
    level=ERROR,
    says=N_(
        "An operation is dated before the first day of the budget or after the last one. A payment may come until"
        " 20 January after it."
    ),
    mend=N_("Correct the date, or the start or the end of the budget."),
    law=N_(
        "organic law 2001-692 of 1 August 2001 (LOLF), article 28: a complementary period of at most twenty days "
        "after the end of the year"
    ),
    query="""
        SELECT dated.kind, dated.n, dated.id AS record, 'date' AS "key", dated.date, budget.start, budget."end"
        FROM budget, (
            SELECT o.kind, o.n, o.id, o.date FROM budget CROSS JOIN operation AS o
            WHERE (op < (budget.first_day << 36) OR op >= (budget.last_day + 1 << 36)) AND kind <> 'allocation'
            UNION ALL SELECT 'plan', n, id, date FROM plan
        ) AS dated
        WHERE dated.date < budget.start
            OR dated.date > CASE
                WHEN dated.kind <> 'payment' THEN budget."end"
                WHEN substr(budget."end", 6) < '01-20' THEN substr(budget."end", 1, 4) || '-01-20'
                ELSE (substr(budget."end", 1, 4) + 1) || '-01-20'
            END
        ORDER BY dated.kind, dated.n
    """,
    message=N_("{id} is dated {date:date}, outside the period of the budget, {start:date} to {end:date}"),
    hint=N_("Correct the date, or the start or the end of the budget."),
)
