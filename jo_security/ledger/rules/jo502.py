"""JO502 closed-changed: what was closed is no longer what it was."""

from jo_security.ledger.rules.rule import LedgerRule
from jo_security.records.rule import ERROR
from jo_security.records.words import N_

RULE = LedgerRule(
    code="JO502",
    name="closed-changed",
    level=ERROR,
    says=N_(
        "What was recorded up to the day of a closing is no longer what was closed: an operation dated on or before "
        "that day came, went or says something else, or a line that it is on was moved or given another allocation."
    ),
    mend=N_(
        "Find what changed with jo-security history, put it back, and correct it by an operation of a later day. "
        "Where the change is to stay, close again: the closing that no longer holds remains as its trace until it is "
        "taken out."
    ),
    query="""
        SELECT 'closing' AS kind, n, 'closing ' || (n + 1) AS record, 'digest' AS "key", "to" AS day
        FROM closing, asked
        WHERE digest <> actual AND (closing.day << 36) < asked.until
        ORDER BY n
    """,
    message=N_("what was closed to {day:date} is no longer as it was"),
    hint=N_(
        "jo-security history says what changed since. Put it back; what is to be corrected, correct by an operation of "
        "a later day."
    ),
)
